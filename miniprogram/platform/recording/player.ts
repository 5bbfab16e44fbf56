// A recording → sound, through wx.createInnerAudioContext, and the state of its playback.
import { AppError } from '../../core/errors'
import type { Clock, Playback, Player } from '../../core/ports'

/** The part of InnerAudioContext that is used; times in seconds. */
export interface AudioContext {
  src: string
  startTime: number
  readonly currentTime: number
  readonly paused: boolean
  play(): void
  pause(): void
  stop(): void
  seek(position: number): void
  destroy(): void
  onPlay(listener: () => void): void
  onPause(listener: () => void): void
  onStop(listener: () => void): void
  onWaiting(listener: () => void): void
  onSeeked(listener: () => void): void
  onEnded(listener: () => void): void
  onError(listener: (failure: { errCode?: number; errMsg?: string }) => void): void
}

export interface PlayerWx {
  createInnerAudioContext(): AudioContext
  setInnerAudioOption(option: { obeyMuteSwitch: boolean; speakerOn: boolean; fail(): void }): unknown
}

type PlayArguments = Parameters<Player['play']>

/** What is being played. `context` exists from `play` to the end, an error, or another recording. */
interface Track {
  readonly filePath: string
  readonly durationMs: number
  listener: PlayArguments[1]
  context: AudioContext | undefined
  /** Ends the reading of the position. */
  stopReading: () => void
  /** Called once it has stopped. */
  stopped: () => void
  playback: Playback
}

/** As often as phones fire onTimeUpdate. */
const readEveryMs = 250
/** On iPhones no event follows a seek to the very end: https://github.com/xiaweiss/miniprogram-bug-report/issues/119 */
const seekableUntilEndMs = 100
/** `onStop` follows `stop` at once; should it not, nothing waits longer. */
const stopGiveUpMs = 500

/**
 * One context at a time, and never reuses one that has ended or failed. The position is read by a timer, because on some phones
 * onTimeUpdate stops after a seek: https://developers.weixin.qq.com/community/develop/doc/f2e0c2565e09343789ea6500fd52ba4a
 */
export function createPlayer(wx: PlayerWx, { setTimer }: Pick<Clock, 'setTimer'>): Player {
  let track: Track | undefined

  function update(changed: Track, change: Partial<Playback>) {
    // an error lasts until the next change
    const { isPlaying, positionMs, durationMs, hasEnded } = changed.playback
    changed.playback = { isPlaying, positionMs, durationMs, hasEnded, ...change }
    changed.listener(changed.playback)
  }

  function release(ended: Track) {
    ended.stopReading()
    ended.context?.destroy()
    ended.context = undefined
  }

  function open(opened: Track): AudioContext {
    // again for each: recording leaves an iPhone at its earpiece, and the mute switch is not for what the student asked to hear
    wx.setInnerAudioOption({ obeyMuteSwitch: false, speakerOn: true, fail: () => undefined })
    const context = wx.createInnerAudioContext()
    // events of a destroyed context are ignored
    const whileCurrent = (change: () => void) => () => {
      if (opened.context === context) change()
    }
    const positionMs = () => Math.min(opened.durationMs, Math.max(0, context.currentTime * 1000))

    const readOn = () => {
      opened.stopReading()
      opened.stopReading = setTimer(readEveryMs, () => {
        readOn()
        update(opened, { positionMs: positionMs() })
      })
    }
    const stopped = (change: Partial<Playback>) => {
      opened.stopReading()
      update(opened, { isPlaying: false, ...change })
    }
    // reading it wakes the context after a seek: https://www.cnblogs.com/lanofsky/p/13986217.html
    const wake = () => void context.paused

    context.onPlay(
      whileCurrent(() => {
        readOn()
        update(opened, { isPlaying: true, hasEnded: false })
      }),
    )
    context.onPause(whileCurrent(() => stopped({ positionMs: positionMs() })))
    context.onStop(
      whileCurrent(() => {
        stopped({})
        opened.stopped()
      }),
    )
    context.onWaiting(wake)
    context.onSeeked(wake)
    context.onEnded(
      whileCurrent(() => {
        release(opened)
        update(opened, { isPlaying: false, hasEnded: true, positionMs: 0 })
      }),
    )
    context.onError((failure) => {
      if (opened.context !== context) return
      release(opened)
      const message = `${failure.errCode ?? ''} ${failure.errMsg ?? ''}`.trim()
      update(opened, {
        isPlaying: false,
        error: new AppError('recording-unreadable', { message, cause: failure }),
      })
    })
    context.startTime = opened.playback.positionMs / 1000
    context.src = opened.filePath
    return context
  }

  function close() {
    const closed = track
    track = undefined
    if (closed === undefined) return
    release(closed)
    if (closed.playback.isPlaying) update(closed, { isPlaying: false })
  }

  return {
    play({ filePath, durationMs }, listener) {
      if (track?.filePath !== filePath) close()
      const playback = { isPlaying: false, positionMs: 0, durationMs, hasEnded: false }
      track ??= {
        ...{ filePath, durationMs, listener, playback, context: undefined },
        ...{ stopReading: () => undefined, stopped: () => undefined },
      }
      track.listener = listener
      track.context ??= open(track)
      track.context.play()
    },
    pause() {
      track?.context?.pause()
    },
    seek(positionMs) {
      if (track === undefined) return
      const target = Math.max(0, Math.min(track.durationMs - seekableUntilEndMs, positionMs))
      // without a context, the next one starts there
      track.context?.seek(target / 1000)
      update(track, { positionMs: target, hasEnded: false })
    },
    destroy: close,
    silence() {
      const silenced = track
      if (!silenced?.playback.isPlaying) {
        close()
        return Promise.resolve()
      }
      return new Promise((resolve) => {
        const end = () => {
          cancel()
          if (track === silenced) close()
          resolve()
        }
        const cancel = setTimer(stopGiveUpMs, end)
        silenced.stopped = end
        silenced.context?.stop()
      })
    },
  }
}
