// A session's states, the player and the reader's finger → setData's patches: what every page with an answer does.
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

/** What the page shows beside the text. `progress`: what is being waited for. */
interface ReadingView {
  readonly screen: string
  readonly progress?: string
}

export interface Reader {
  /** Shows what of `view` has changed, and what the text of `state` has more than before. */
  present(state: SessionState, view: ReadingView): void
  /** The reader's finger and scrolling: see `follow.ts`. */
  touched: Follower['touched']
  measured: Follower['measured']
  scrolled: Follower['scrolled']
  pause(): void
  /** Nothing is heard, and the player is at its beginning. */
  stopPlayback(): void
  /** What the player, answer.wxml and sheet.wxml ask for. */
  readonly acts: SentenceSheet & {
    playOrPause(): void
    seek(data: Pick<ActData, 'positionMs'>): void
    copyAnswer(): void
    copyRequestId(): void
  }
}

/** Beyond every answer's height: WeChat stops at the end. Two of them, as an equal value scrolls nowhere. */
const ends = [999_998, 999_999] as const

/**
 * `show` gets one patch per change, never empty, never with `undefined`. `current`: the state last presented, or newer.
 * `asked`: the question that is being answered.
 */
export function createReader(
  services: ReaderServices,
  current: () => SessionState,
  show: (patch: Patch) => void,
  asked: () => string,
): Reader {
  const { player } = services
  const follower = createFollower()
  const answerPatch = createAnswerPatcher()
  let shown: Partial<ReadingView> = {}
  let end = 0
  let overflows = false
  /** What the player was last given, and how it stands. */
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
      // an answer that ended long ago is read from its beginning
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
      // only what is higher than its window scrolls
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
        // the player moves only in what it holds: a touch on the wave before the first play starts it
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
      ...createSentenceSheet(services, () => textOf(current()), asked, show),
    },
  }
}
