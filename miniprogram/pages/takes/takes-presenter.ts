// A question's takes, the player and taps → patches for setData: all of the logic of the takes page, without WeChat.
import type { DockButton } from '../../components/action-dock/action-dock'
import { recordingOf, type Attempt } from '../../core/attempts/attempt'
import type { Playback } from '../../core/ports'
import { takesOf } from '../../core/progress/takes'
import { questionOf } from '../../core/questions/bank'
import type { AskedQuestion } from '../../core/questions/question'
import type { Speech } from '../../core/recording/speech'
import { messagesFor } from '../../i18n/index'
import { topicText } from '../../i18n/topic'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import { diffing, type Patch } from '../../presentation/patch'
import type { Query } from '../../presentation/presented'
import { beforePauseMs } from '../../presentation/reading/speech-view'
import type { Services } from '../../services'
import { groupsOf, takesBesideEachOther, type GroupView, type ShownTake } from './takes-view'

/** What this page needs of the app's services. */
export type TakesServices = AppearanceServices &
  Pick<Services, 'attempts' | 'speechOf' | 'player' | 'questions' | 'navigation' | 'nowMs'>

export interface TakesView {
  readonly screen: 'takes' | 'missing'
  readonly question: { readonly topic: string; readonly text: string; readonly gloss: string }
  readonly groups: readonly GroupView[]
  /** There are takes older than those shown. */
  readonly hasEarlier: boolean
  /** Only one: nothing to compare yet. */
  readonly isAlone: boolean
  readonly buttons: readonly DockButton<'speak'>[]
}

/** What is heard. */
export interface PlayedView {
  /** Of the take; `''` for none. */
  readonly playedId: string
  readonly isPlaying: boolean
  readonly positionMs: number
  readonly playbackProblem: string
}

const silence: PlayedView = { playedId: '', isPlaying: false, positionMs: 0, playbackProblem: '' }

/**
 * `show` gets one patch per change, never empty, without `undefined`; the first before this returns.
 * @param query the question's id; untrusted, as it may come from a link
 */
export function createTakesPresenter(
  services: TakesServices,
  show: (patch: Patch) => void,
  { question: questionId = '' }: Query,
) {
  const { attempts, player, navigation } = services
  const showView = diffing<TakesView>(show)
  const showPlayed = diffing<PlayedView>(show)
  /** What was found out about takes since the page opened, by their ids. */
  const measured = new Map<string, Speech | null | undefined>()
  const lostIds = new Set<string>()
  let shownCount = takesBesideEachOther
  let asked: AskedQuestion | null = questionOf(questionId)
  let played = silence
  let isClosed = false

  function shownTakes(): ShownTake[] {
    const takes = takesOf(questionId, attempts.list())
    const first = Math.max(0, takes.length - shownCount)
    return takes.slice(first).flatMap(({ id }, at) => {
      const attempt = attempts.get(id)
      return attempt ? [shownTake(attempt, first + at + 1)] : []
    })
  }

  function shownTake(attempt: Attempt, number: number): ShownTake {
    const { id } = attempt
    if (!measured.has(id)) void look(attempt)
    const speech = attempt.speech === undefined ? measured.get(id) : attempt.speech
    return { attempt, number, speech, isLost: lostIds.has(id) }
  }

  /** Looks for its audio, and at its pauses if nobody has yet. */
  async function look({ id, speech, recording }: Attempt): Promise<void> {
    measured.set(id, speech)
    if (!recording) return
    const [found, hasAudio] = await Promise.all([services.speechOf(id), attempts.hasAudio(id)])
    measured.set(id, found)
    if (!hasAudio) lostIds.add(id)
    if (!isClosed && (found !== speech || !hasAudio)) present()
  }

  function present(): void {
    const { language, nowMs } = services
    const messages = messagesFor(language)
    const takes = shownTakes()
    asked ??= takes[0]?.attempt.question ?? null
    if (takes.every(({ attempt }) => attempt.id !== played.playedId)) stop()
    const takeCount = takesOf(questionId, attempts.list()).length
    showView({
      screen: takes.length > 0 ? 'takes' : 'missing',
      question: {
        topic: asked ? topicText(asked.topic, language) : '',
        text: asked?.text ?? '',
        gloss: asked && language === 'zh' ? asked.gloss : '',
      },
      groups: groupsOf(takes, messages, nowMs()),
      hasEarlier: takeCount > takes.length,
      isAlone: takeCount === 1,
      buttons: asked ? [{ id: 'speak', label: messages.words.sayAgain, icon: 'mic', primary: true }] : [],
    })
  }

  function play(id: string): boolean {
    const attempt = attempts.get(id)
    const recording = attempt && recordingOf(attempt)
    if (!recording) return false
    if (id !== played.playedId) update({ ...silence, playedId: id })
    player.play(recording, (playback) => heard(id, playback))
    return true
  }

  /** The take before is told that it stops when another one begins. */
  function heard(id: string, { isPlaying, positionMs, error }: Playback): void {
    if (id !== played.playedId) return
    const playbackProblem = error ? messagesFor(services.language).words.playbackFailed : ''
    update({ playedId: id, isPlaying, positionMs, playbackProblem })
  }

  function update(next: PlayedView): void {
    played = next
    showPlayed(played)
  }

  function stop(): void {
    if (played.playedId === '') return
    player.destroy()
    update(silence)
  }

  function seek(id: string, positionMs: number): void {
    if (id === played.playedId || play(id)) player.seek(positionMs)
  }

  const appearance = createAppearance(
    services,
    ({ words }) => words.takes,
    (data: AppearanceData) => {
      show(data)
      present()
    },
  )
  showPlayed(played)
  const unsubscribe = attempts.onChanged(present)

  return {
    acts: {
      playOrPause({ id }: Pick<ActData, 'id'>) {
        if (id === played.playedId && played.isPlaying) player.pause()
        else play(id)
      },
      seek: ({ id, positionMs }: Pick<ActData, 'id' | 'positionMs'>) => seek(id, positionMs),
      hearPause({ id, positionMs }: Pick<ActData, 'id' | 'positionMs'>) {
        if (play(id)) player.seek(Math.max(0, positionMs - beforePauseMs))
      },
      showEarlier() {
        shownCount += takesBesideEachOther
        present()
      },
      speak() {
        if (!asked) return
        services.questions.queue(asked)
        navigation.openTab('practice')
      },
      back: () => navigation.back('practice'),
    },
    shown: () => appearance.shown(),
    hidden: () => player.pause(),
    close() {
      isClosed = true
      appearance.close()
      unsubscribe()
      player.destroy()
    },
  }
}
