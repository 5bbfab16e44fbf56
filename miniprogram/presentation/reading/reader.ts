// A session's states, the player and touches → patches for setData, for every page with an answer.
import { joinAnswer } from '../../core/answer/answer-text'
import type { Playback, Recording } from '../../core/ports'
import type { Services } from '../../services'
import type { SessionState } from '../../core/session/session-state'
import { messagesFor } from '../../i18n/index'
import { patchOf, type Patch } from '../patch'
import { createAnswerPatcher } from './answer-patch'
import { createFollower, type Follower } from './follow'
import { plainText } from './markdown'
import { createSentenceSheet, type SentenceSheet } from './sentence-sheet'
import { textOf } from './text-of'

export type ReaderServices = Pick<Services, 'player' | 'language' | 'copy' | 'phrases' | 'dialogs'>

/** What the page shows besides the text. `progress`: what it is waiting for. */
interface ReadingView {
  readonly screen: string
  readonly progress?: string
}

export interface Reader {
  /** Shows what has changed in `view`, and the new text in `state`. */
  present(state: SessionState, view: ReadingView): void
  /** Touches and scrolling: see `follow.ts`. */
  touched: Follower['touched']
  measured: Follower['measured']
  scrolled: Follower['scrolled']
  pause(): void
  /** Stops playing and rewinds. */
  stopPlayback(): void
  /** Acts of player.wxml, answer.wxml and sheet.wxml. */
  readonly acts: SentenceSheet & {
    playOrPause(): void
    seek(data: Pick<ActData, 'positionMs'>): void
    copyAnswer(): void
    copyRequestId(): void
  }
}

/** Values of scroll-top beyond any answer's end, where WeChat stops. Two, as an unchanged value does not scroll. */
const ends = [999_998, 999_999] as const

/**
 * `show` gets one patch per change, never empty, without `undefined`. `current`: the state last presented, or a newer one.
 */
export function createReader(
  services: ReaderServices,
  current: () => SessionState,
  show: (patch: Patch) => void,
  question: () => string,
): Reader {
  const { player } = services
  const follower = createFollower()
  const answerPatch = createAnswerPatcher()
  let shown: Partial<ReadingView> = {}
  let end = 0
  let overflows = false
  /** The recording last given to the player. */
  let loaded: Recording | null = null
  let isPlaying = false

  function restartReading(): void {
    follower.restart()
    if (overflows) show({ overflows: (overflows = false) })
  }

  function play(): void {
    const state = current()
    if (!('recording' in state)) return
    loaded = state.recording
    player.play(state.recording, onPlayback)
  }

  function onPlayback(playback: Playback): void {
    isPlaying = playback.isPlaying
    show({
      isPlaying,
      positionMs: playback.positionMs,
      playbackProblem: playback.error ? messagesFor(services.language).words.playbackFailed : '',
    })
  }

  return {
    present(state, view) {
      const patch = patchOf(shown, view)
      const { data, paragraphsChanged } = answerPatch(textOf(state))
      Object.assign(patch, data)
      const wasWaiting = Boolean(shown.progress)
      const isWaiting = Boolean(view.progress)
      if (isWaiting && !wasWaiting) restartReading()
      // an old answer is read from its beginning
      if (isWaiting || wasWaiting) {
        if (follower.grew(Object.values(data).join(), paragraphsChanged || !isWaiting)) {
          end = 1 - end
          patch.top = ends[end]
        }
      }
      shown = view
      if (Object.keys(patch).length > 0) show(patch)
    },
    touched: (isDown) => follower.touched(isDown),
    measured: (viewportHeight) => follower.measured(viewportHeight),
    scrolled(scrollTop, scrollHeight) {
      follower.scrolled(scrollTop, scrollHeight)
      // only content taller than its viewport scrolls
      if (!overflows) show({ overflows: (overflows = true) })
    },
    pause: () => player.pause(),
    stopPlayback() {
      player.destroy()
      loaded = null
      onPlayback({ isPlaying: false, positionMs: 0, durationMs: 0, hasEnded: false })
    },
    acts: {
      playOrPause() {
        if (isPlaying) player.pause()
        else play()
      },
      seek({ positionMs }) {
        const state = current()
        if (!('recording' in state)) return
        // the player seeks only in a loaded recording: a touch on the wave before the first play starts it
        if (loaded !== state.recording) play()
        player.seek(positionMs)
      },
      copyAnswer() {
        const text = textOf(current())
        if (!text) return
        const paragraphs = { finished: text.finished.map(plainText), growing: plainText(text.growing) }
        services.copy(joinAnswer(paragraphs))
      },
      copyRequestId() {
        const state = current()
        if ('logid' in state) services.copy(state.logid)
      },
      ...createSentenceSheet(services, () => textOf(current()), question, show),
    },
  }
}
