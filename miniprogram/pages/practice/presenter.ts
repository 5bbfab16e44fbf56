// The session, the player and the taps → setData's patches: everything the page does, without its framework.
import type { Playback, Recording } from '../../core/ports'
import type { Question } from '../../core/questions/bank'
import { defaultGuideZone } from '../../core/recording/pace'
import type { Services } from '../../core/services'
import type { SessionState } from '../../core/session/session-state'
import { format, messagesFor } from '../../i18n/index'
import { createAnswerPatcher } from './answer-patch'
import { createFollower, type Follower } from './follow'
import { textOf, viewOf, type Intent, type PracticeView } from './practice-view'

export type Patch = Record<string, unknown>

/** What this page needs of the app's services. */
export type PracticeServices = Pick<
  Services,
  'openSession' | 'player' | 'language' | 'fontScale' | 'questions' | 'setTitle' | 'copy' | 'openSettings'
>

export interface Presenter {
  /** The reader's finger and scrolling: see `follow.ts`. */
  touched: Follower['touched']
  measured: Follower['measured']
  scrolled: Follower['scrolled']
  press(intent: Intent): void
  cancel(): void
  finish(): void
  pauseOrResume(): void
  another(): void
  playOrPause(): void
  seek(positionMs: number): void
  copyAnswer(): void
  copyLogid(): void
  /** Another page covers this one, or WeChat went to the background. */
  hidden(): void
  /** The page is gone: nothing is shown any more, the take is kept, the answer closed. */
  close(): void
}

/** Beyond every answer's height: WeChat stops at the end. Two of them, as an equal value scrolls nowhere. */
const ends = [999_998, 999_999] as const

/** `show` gets one patch per change, never empty, never with `undefined`; the first before this returns. */
export function createPresenter(services: PracticeServices, show: (patch: Patch) => void): Presenter {
  const { player } = services
  const session = services.openSession()
  const messages = messagesFor(services.language)
  const follower = createFollower()
  const answerPatch = createAnswerPatcher()
  let question: Question = services.questions.next()
  let shown: Partial<PracticeView> = {}
  /** The run whose failure was mended in WeChat's settings. */
  let mendedRun: number | null = null
  let end = 0
  let overflows = false
  /** What the player was last given, and how it stands. */
  let loaded: Recording | null = null
  let isPlaying = false

  function present(state: SessionState): void {
    const isMended = state.run === mendedRun && (state.phase === 'idle' || state.phase === 'recorded')
    const view = viewOf(isMended ? { ...state, error: null } : state, messages)
    const patch: Patch = changes(shown, view)
    const { data, paragraphsChanged } = answerPatch(textOf(state))
    Object.assign(patch, data)
    if (view.screen === 'answer') {
      if (shown.screen !== 'answer' || (state.phase === 'sending' && !shown.progress)) restartReading()
      const ended = view.progress === '' && shown.progress !== ''
      if (follower.grew(Object.values(data).join(), paragraphsChanged || ended)) {
        end = 1 - end
        patch.top = ends[end]
      }
    }
    shown = view
    if (Object.keys(patch).length > 0) show(patch)
  }

  function restartReading(): void {
    follower.restart()
    if (overflows) show({ overflows: (overflows = false) })
  }

  function record(): void {
    silence()
    session.record(question)
  }

  function next(): void {
    silence()
    question = services.questions.next(question)
    show({ question: questionView() })
    session.reset()
  }

  function silence(): void {
    player.destroy()
    loaded = null
    onPlayback({ isPlaying: false, positionMs: 0, durationMs: 0, hasEnded: false })
  }

  function questionView() {
    const { topic, text, gloss } = question
    return services.language === 'zh'
      ? { topic: `${topic.en} · ${topic.zh}`, text, gloss }
      : { topic: topic.en, text, gloss: '' }
  }

  function play(): void {
    const { state } = session
    if (!('recording' in state)) return
    loaded = state.recording
    player.play(state.recording, onPlayback)
  }

  function onPlayback(playback: Playback): void {
    isPlaying = playback.isPlaying
    show({
      isPlaying,
      positionMs: playback.positionMs,
      playbackProblem: playback.error ? messages.words.playbackFailed : '',
    })
  }

  const intents: Readonly<Record<Intent, () => void>> = {
    record,
    next,
    send: () => session.send(),
    stop: () => session.stop(),
    settings: () => {
      void services.openSettings().then((isAllowed) => {
        if (!isAllowed) return
        mendedRun = session.state.run
        present(session.state)
      })
    },
  }

  services.setTitle(messages.words.title)
  show({
    t: messages.words,
    question: questionView(),
    fontScale: services.fontScale,
    zoomed: services.fontScale >= 1.3,
    guide: format(messages.words.guide, { n: `${seconds('startMs')}–${seconds('endMs')}` }),
    zoneLabels: {
      start: format(messages.words.seconds, { n: seconds('startMs') }),
      end: format(messages.words.seconds, { n: seconds('endMs') }),
    },
  })
  present(session.state)
  const unsubscribe = session.subscribe(present)

  return {
    touched: (isDown) => follower.touched(isDown),
    measured: (viewportHeight) => follower.measured(viewportHeight),
    scrolled(scrollTop, scrollHeight) {
      follower.scrolled(scrollTop, scrollHeight)
      // only what is higher than its window scrolls
      if (!overflows) show({ overflows: (overflows = true) })
    },
    press: (intent) => intents[intent](),
    cancel: () => session.cancel(),
    finish: () => session.finish(),
    pauseOrResume() {
      const { state } = session
      if (state.phase !== 'recording') return
      if (state.status === 'paused') session.resume()
      else session.pause()
    },
    another: next,
    playOrPause() {
      if (isPlaying) player.pause()
      else play()
    },
    seek(positionMs) {
      const { state } = session
      if (!('recording' in state)) return
      // the player moves only in what it holds: a touch on the wave before the first play starts it
      if (loaded !== state.recording) play()
      player.seek(positionMs)
    },
    copyAnswer() {
      const text = textOf(session.state)
      if (text) services.copy([...text.finished, text.growing].filter(Boolean).join('\n\n'))
    },
    copyLogid() {
      if ('logid' in session.state) services.copy(session.state.logid)
    },
    hidden: () => player.pause(),
    close() {
      unsubscribe()
      player.destroy()
      session.leave()
    },
  }
}

function seconds(end: 'startMs' | 'endMs'): number {
  return defaultGuideZone[end] / 1000
}

/** What of `after` differs from `before`: lists and records by what is in them. */
function changes(before: Partial<PracticeView>, after: PracticeView): Patch {
  const differs = ([key, value]: [string, unknown]): boolean => {
    const old = before[key as keyof PracticeView]
    return old !== value && JSON.stringify(old) !== JSON.stringify(value)
  }
  return Object.fromEntries(Object.entries(after).filter(differs))
}
