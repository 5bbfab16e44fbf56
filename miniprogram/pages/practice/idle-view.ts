// The question and practice statistics → the practice page before a take, in the student's language.
import { questionOf } from '../../core/questions/bank'
import type { AskedQuestion } from '../../core/questions/question'
import type { AttemptSummary } from '../../core/attempts/attempt-summary'
import type { Planner } from '../../core/plan/planner'
import { practisedIn } from '../../core/progress/practised'
import { plannedTake } from '../../core/progress/takes'
import type { GuideZone } from '../../core/recording/pace'
import type { Settings } from '../../core/settings'
import { lastTimeText } from '../../i18n/day'
import { format, type Messages } from '../../i18n/index'
import type { Language } from '../../i18n/language'
import { spanOf } from '../../i18n/pace'
import { reasonText, todayText } from '../../i18n/plan'
import { topicText } from '../../i18n/topic'

/** Position of a question in its topic's round, from 1. */
interface RoundPosition {
  readonly number: number
  readonly total: number
}

export interface CurrentQuestion {
  readonly question: AskedQuestion
  /** Null outside a round. */
  readonly position: RoundPosition | null
  /** The topic whose round has just ended; null for none. */
  readonly finishedTopic: AskedQuestion['topic'] | null
  /** A link named a question that is not in the bank. */
  readonly isMissing: boolean
}

export interface IdleView {
  readonly question: {
    readonly topic: string
    readonly text: string
    readonly gloss: string
    readonly hasModelAnswer: boolean
  }
  readonly idle: {
    /** What to do today, and how far it is done. */
    readonly today: string
    /** Length and date of the last attempt, or that there is none. */
    readonly last: string
    /** Length of the last attempt; 0 if there is none. */
    readonly lastMs: number
    readonly isStarred: boolean
    readonly starLabel: string
    /** The target length of the next take; null if the student has switched it off. */
    readonly zone: GuideZone | null
    /** The same as a text; `''` if the student has switched it off. */
    readonly guide: string
  }
  readonly banner: { readonly heading: string; readonly body: string; readonly action: string } | null
}

interface IdleContext {
  readonly language: Language
  readonly messages: Messages
  readonly attempts: readonly AttemptSummary[]
  readonly planner: Pick<Planner, 'plan' | 'season'>
  readonly starred: ReadonlySet<string>
  readonly settings: Pick<Settings, 'guideZone' | 'isPaceShown'>
  readonly nowMs: number
}

export function idleViewOf(current: CurrentQuestion, context: IdleContext): IdleView {
  return {
    question: questionViewOf(current, context),
    idle: statisticsOf(current.question, context),
    banner: bannerOf(current, context),
  }
}

function questionViewOf({ question, position }: CurrentQuestion, context: IdleContext) {
  const { language } = context
  const beside = position ? `${position.number}/${position.total}` : whyOf(question, context)
  return {
    topic: [topicText(question.topic, language), beside].filter(Boolean).join(' · '),
    text: question.text,
    gloss: language === 'zh' ? question.gloss : '',
    hasModelAnswer: questionOf(question.id) !== null,
  }
}

/** Why this question, if there is more to say than that it is the next one. */
function whyOf({ id }: AskedQuestion, { planner, messages }: IdleContext): string {
  const planned = planner.plan().questions.find(({ question }) => question.id === id)
  return reasonText(messages, planned?.reason ?? planner.season()?.questions.get(id) ?? 'first')
}

function statisticsOf(
  { id, text }: AskedQuestion,
  { messages, attempts, planner, starred, settings, nowMs }: IdleContext,
): IdleView['idle'] {
  const { words } = messages
  const last = practisedIn(attempts).get(id)
  const { zone } = plannedTake(id, attempts, nowMs, settings.guideZone)
  const guide = format(last ? words.guideAndLast : words.guide, { n: spanOf(zone) })
  return {
    today: todayText(messages, planner.plan()),
    last: last ? lastTimeText(messages, last.lastDurationMs, last.lastAtMs, nowMs) : words.notPractised,
    lastMs: last ? last.lastDurationMs : 0,
    isStarred: starred.has(id),
    starLabel: format(words.star, { name: text }),
    zone: settings.isPaceShown ? zone : null,
    guide: settings.isPaceShown ? guide : '',
  }
}

function bannerOf(
  { finishedTopic, isMissing }: CurrentQuestion,
  { language, messages }: IdleContext,
): IdleView['banner'] {
  const { words } = messages
  if (isMissing) return { heading: words.questionMissing, body: words.questionMissingWay, action: '' }
  if (!finishedTopic) return null
  const heading = format(words.roundFinished, { topic: finishedTopic[language] })
  return { heading, body: words.roundFinishedWay, action: words.chooseTopic }
}
