// A session's states, the player and touches → patches for setData, for every page with an answer.
import type { Playback, Recording } from '../../core/ports'
import type { Services } from '../../services'
import type { SessionState } from '../../core/session/session-state'
import { format, messagesFor } from '../../i18n/index'
import { patchOf, type Patch } from '../patch'
import { createAloud } from '../voice/aloud'
import type { VoiceServices } from '../voice/question-voice'
import { createLineReader } from '../voice/spoken-lines'
import { createAnswerPatcher } from './answer-patch'
import { copiedAnswer } from './copied-text'
import { createFollower, type Follower } from './follow'
import { answerSource, createSentenceSheet, type SentenceSource, type SheetActs } from './sentence-sheet'
import { beforePauseMs } from './speech-view'
import { createStageTimer } from './stage-timer'
import { isCutOff, textOf } from './text-of'

export type ReaderServices = VoiceServices & Pick<Services, 'player' | 'copy' | 'phrases' | 'dialogs'>

/** What the page shows besides the text. `progress` and `stage`: what it is waiting for. */
interface ReadingView {
  readonly screen: string
  readonly progress?: string
  readonly stage?: string
  readonly isGrowing?: boolean
  /** False if the phone has no sound of it. */
  readonly hasSound?: boolean
  readonly askAgain?: unknown
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
  /** The page has closed. */
  close(): void
  /** Opens the sheet of sentences on something else than the answer. */
  openSentences(source: SentenceSource, paragraph: number): void
  /** Acts of player.wxml, speech.wxml, answer.wxml and sheet.wxml. */
  readonly acts: SheetActs & {
    /** Opens the sheet of the answer's sentences, scrolled to that paragraph. */
    openSheet(data: Pick<ActData, 'paragraph'>): void
    playOrPause(): void
    seek(data: Pick<ActData, 'positionMs'>): void
    /** Plays a pause, from the words before it. */
    hearPause(data: Pick<ActData, 'positionMs'>): void
    toggleSpeech(): void
    copyAnswer(): void
    copyRequestId(): void
    /** Goes to the newest line, and follows the answer again. */
    toNewest(): void
    /** Reads the answer aloud, pauses or goes on. */
    readAloud(): void
    stopReading(): void
    /** Reads it, then plays the recording. */
    readThenMe(): void
  }
}

/** From this many seconds on, the page says that a wait is unusual. */
const slowSeconds = 10

/** Values of scroll-top: the beginning, and beyond any answer's end, where WeChat stops. An unchanged value does not scroll. */
const positions = { start: [0, 1], end: [999_998, 999_999] } as const

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
  const sheet = createSentenceSheet(services, show)
  const linesOf = createLineReader()
  const aloud = createAloud(services, {
    ...{ name: 'aloud', show, playOwn: play },
    begins() {
      follower.leave()
      const patch = behindPatch()
      if (Object.keys(patch).length > 0) show(patch)
    },
  })
  let shown: Partial<ReadingView> = {}
  let top = 0
  let overflows = false
  /** The student reads further up while the answer grows. */
  let isBehind = false
  /** The recording last given to the player. */
  let loaded: Recording | null = null
  let isPlaying = false
  let isSpeechOpen = false
  /** How long the page has waited for the first text, and whether that is unusual. */
  let wait = { elapsed: '', isSlow: false }
  const timer = createStageTimer(services.clock, (seconds) => {
    const { words } = messagesFor(services.language)
    wait = { elapsed: format(words.seconds, { n: seconds }), isSlow: seconds >= slowSeconds }
    show({ ...wait })
  })

  /** Counts the wait for the first text. Returns a patch that hides what was counted in another stage. */
  function timed({ stage = '', isGrowing }: ReadingView): Patch {
    if (stage === shown.stage) return {}
    timer.enter(isGrowing ? '' : stage)
    if (wait.elapsed === '') return {}
    wait = { elapsed: '', isSlow: false }
    return { ...wait }
  }

  function restartReading(): void {
    follower.restart()
    if (overflows) show({ overflows: (overflows = false) })
  }

  /** A patch that scrolls there. */
  function scrollTo(place: keyof typeof positions): { top: number } {
    const [one, other] = positions[place]
    top = top === one ? other : one
    return { top }
  }

  /** A patch for `isBehind`; empty if it is shown already. */
  function behindPatch(): Patch {
    const isNowBehind = shown.isGrowing === true && !follower.isFollowing
    if (isNowBehind === isBehind) return {}
    return { isBehind: (isBehind = isNowBehind) }
  }

  function play(): void {
    const state = current()
    if (!('recording' in state)) return
    loaded = state.recording
    player.play(state.recording, onPlayback)
  }

  function onPlayback(playback: Playback): void {
    isPlaying = playback.isPlaying
    aloud.ownPlayback(isPlaying)
    show({
      isPlaying,
      positionMs: playback.positionMs,
      playbackProblem: playback.error ? messagesFor(services.language).words.playbackFailed : '',
    })
  }

  return {
    present(state, view) {
      const patch = patchOf(shown, view)
      const { data, paragraphsChanged } = answerPatch(textOf(state), isCutOff(state))
      Object.assign(patch, data)
      const wasWaiting = Boolean(shown.progress)
      const isWaiting = Boolean(view.progress)
      const begins = isWaiting && !wasWaiting
      if (begins || (view.isGrowing && !shown.isGrowing)) restartReading()
      const hasEnded = wasWaiting && !isWaiting
      // an old answer is read from its beginning
      const mayScroll = isWaiting || hasEnded
      const scrolls = mayScroll && follower.grew(Object.values(data).join(), paragraphsChanged || hasEnded)
      // what the page waits for is shown above an answer sent for again
      if (begins) Object.assign(patch, scrollTo('start'))
      else if (scrolls && !hasEnded) Object.assign(patch, scrollTo('end'))
      Object.assign(patch, timed(view))
      shown = view
      const text = textOf(state)
      const isWhole = state.phase === 'ended'
      const lines = text ? linesOf(text, isWhole && !isCutOff(state)) : []
      aloud.present({ text, lines, isWhole, hasSound: view.hasSound !== false })
      Object.assign(patch, behindPatch())
      if (Object.keys(patch).length > 0) show(patch)
      // by itself: what is shown at the end is higher than the room below the text, and WeChat may scroll before it is laid out
      if (scrolls && hasEnded) show(scrollTo('end'))
    },
    touched(isDown) {
      follower.touched(isDown)
      aloud.touched(isDown)
    },
    measured: (viewportHeight) => follower.measured(viewportHeight),
    scrolled(scrollTop, scrollHeight) {
      follower.scrolled(scrollTop, scrollHeight)
      aloud.scrolled()
      const patch = behindPatch()
      // only content taller than its viewport scrolls
      if (!overflows) patch.overflows = overflows = true
      if (Object.keys(patch).length > 0) show(patch)
    },
    pause: () => player.pause(),
    stopPlayback() {
      player.destroy()
      loaded = null
      onPlayback({ isPlaying: false, positionMs: 0, durationMs: 0, hasEnded: false })
    },
    close() {
      timer.enter('')
      player.destroy()
    },
    openSentences: sheet.open,
    acts: {
      ...sheet.acts,
      openSheet({ paragraph }) {
        const text = textOf(current())
        if (text) sheet.open(answerSource(text, question()), paragraph)
      },
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
      hearPause({ positionMs }) {
        play()
        player.seek(Math.max(0, positionMs - beforePauseMs))
      },
      toggleSpeech() {
        isSpeechOpen = !isSpeechOpen
        show({ isSpeechOpen })
      },
      copyAnswer() {
        const text = textOf(current())
        if (text) services.copy(copiedAnswer(text, messagesFor(services.language)))
      },
      copyRequestId() {
        const state = current()
        if ('logid' in state) services.copy(state.logid)
      },
      toNewest() {
        follower.resume()
        show({ ...scrollTo('end'), ...behindPatch() })
      },
      readAloud: aloud.toggle,
      stopReading: aloud.stop,
      readThenMe: aloud.compare,
    },
  }
}
