// A recording → sound, through wx.createInnerAudioContext, and the state of its playback.
import { AppError } from '../../core/errors'
import type { Playback, Player } from '../../core/ports'

/** The part of InnerAudioContext that is used; times in seconds. */
export interface AudioContext {
  src: string
  startTime: number
  readonly currentTime: number
  play(): void
  pause(): void
  seek(position: number): void
  destroy(): void
  onPlay(listener: () => void): void
  onPause(listener: () => void): void
  onStop(listener: () => void): void
  onTimeUpdate(listener: () => void): void
  onEnded(listener: () => void): void
  onError(listener: (failure: { errCode?: number; errMsg?: string }) => void): void
}

export interface PlayerWx {
  createInnerAudioContext(): AudioContext
  setInnerAudioOption(option: { obeyMuteSwitch: boolean; fail(): void }): unknown
}

type PlayArguments = Parameters<Player['play']>

/** What is being played. `context` exists from `play` to the end, an error, or another recording. */
interface Track {
  readonly filePath: string
  readonly durationMs: number
  listener: PlayArguments[1]
  context: AudioContext | undefined
  playback: Playback
}

/** One context at a time, and never reuses one that has ended or failed. */
export function createPlayer(wx: PlayerWx): Player {
  let track: Track | undefined
  let isMuteSwitchIgnored = false

  function update(changed: Track, change: Partial<Playback>) {
    // an error lasts until the next change
    const { isPlaying, positionMs, durationMs, hasEnded } = changed.playback
    changed.playback = { isPlaying, positionMs, durationMs, hasEnded, ...change }
    changed.listener(changed.playback)
  }

  function release(ended: Track) {
    ended.context?.destroy()
    ended.context = undefined
  }

  function open(opened: Track): AudioContext {
    const context = wx.createInnerAudioContext()
    // events of a destroyed context are ignored
    const whileCurrent = (change: () => void) => () => {
      if (opened.context === context) change()
    }
    const positionMs = () => Math.min(opened.durationMs, Math.max(0, context.currentTime * 1000))

    context.onPlay(whileCurrent(() => update(opened, { isPlaying: true, hasEnded: false })))
    context.onPause(whileCurrent(() => update(opened, { isPlaying: false, positionMs: positionMs() })))
    context.onStop(whileCurrent(() => update(opened, { isPlaying: false })))
    context.onTimeUpdate(whileCurrent(() => update(opened, { positionMs: positionMs() })))
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
      // the student asked for it: it must be audible even if the iPhone's mute switch is on
      if (!isMuteSwitchIgnored) wx.setInnerAudioOption({ obeyMuteSwitch: false, fail: () => undefined })
      isMuteSwitchIgnored = true

      const playback = { isPlaying: false, positionMs: 0, durationMs, hasEnded: false }
      track ??= { filePath, durationMs, listener, context: undefined, playback }
      track.listener = listener
      track.context ??= open(track)
      track.context.play()
    },
    pause() {
      track?.context?.pause()
    },
    seek(positionMs) {
      if (track === undefined) return
      const target = Math.min(track.durationMs, Math.max(0, positionMs))
      // without a context, the next one starts there
      track.context?.seek(target / 1000)
      update(track, { positionMs: target, hasEnded: false })
    },
    destroy: close,
  }
}
