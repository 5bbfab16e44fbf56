// The question, and what was spoken of it and today → what the practice page shows before a take, in the reader's language.
import type { AskedQuestion } from '../../core/questions/question'
import type { AttemptSummary } from '../../core/attempts/attempt-summary'
import { countSince, practisedIn } from '../../core/progress/practised'
import type { GuideZone } from '../../core/recording/pace'
import type { Settings } from '../../core/settings'
import { lastTimeText, startOfDayMs } from '../../i18n/day'
import { format, type Messages } from '../../i18n/index'
import { spanOf } from '../../i18n/pace'

/** A topic's questions, one after the other: this one is the `place`th of them, from 1. */
export interface Round {
  readonly place: number
  readonly total: number
}

export interface Asked {
  readonly question: AskedQuestion
  /** Null for a question that stands alone. */
  readonly round: Round | null
  /** The topic whose round has just ended. */
  readonly over: AskedQuestion['topic'] | null
  /** A link led to a question that the bank does not have. */
  readonly isMissing: boolean
}

export interface ReadyView {
  readonly question: { readonly topic: string; readonly text: string; readonly gloss: string }
  readonly ready: {
    readonly today: string
    /** When and how long it was spoken last, or that it was not. */
    readonly last: string
    /** How long; 0 when it was not spoken yet. */
    readonly lastMs: number
    readonly isStarred: boolean
    readonly starLabel: string
    /** `''` and null for a student who wants none. */
    readonly guide: string
    readonly zone: GuideZone | null
  }
  readonly news: { readonly heading: string; readonly body: string; readonly action: string } | null
}

export interface ReadyContext {
  readonly isChinese: boolean
  readonly messages: Messages
  readonly attempts: readonly AttemptSummary[]
  readonly starred: ReadonlySet<string>
  readonly settings: Pick<Settings, 'guideZone' | 'isPaceShown'>
  readonly nowMs: number
}

export function readyViewOf(asked: Asked, context: ReadyContext): ReadyView {
  return {
    question: questionViewOf(asked, context),
    ready: extrasOf(asked.question, context),
    news: newsOf(asked, context),
  }
}

function questionViewOf({ question, round }: Asked, { isChinese }: ReadyContext): ReadyView['question'] {
  const { topic, text, gloss } = question
  const parts = [
    topic.en,
    ...(isChinese ? [topic.zh] : []),
    ...(round ? [`${round.place}/${round.total}`] : []),
  ]
  return { topic: parts.join(' · '), text, gloss: isChinese ? gloss : '' }
}

function extrasOf(
  { id, text }: AskedQuestion,
  { messages, attempts, starred, settings, nowMs }: ReadyContext,
): ReadyView['ready'] {
  const { words } = messages
  const { guideZone: zone, isPaceShown } = settings
  const last = practisedIn(attempts).get(id)
  const todayCount = countSince(attempts, startOfDayMs(nowMs))
  return {
    today: todayCount > 0 ? format(words.spokenToday, { n: todayCount }) : words.noneToday,
    last: last ? lastTimeText(messages, last.lastDurationMs, last.lastAtMs, nowMs) : words.notPractised,
    lastMs: last ? last.lastDurationMs : 0,
    isStarred: starred.has(id),
    starLabel: format(words.star, { name: text }),
    guide: isPaceShown ? format(last ? words.guideAndLast : words.guide, { n: spanOf(zone) }) : '',
    zone: isPaceShown ? zone : null,
  }
}

function newsOf({ over, isMissing }: Asked, { isChinese, messages }: ReadyContext): ReadyView['news'] {
  const { words } = messages
  if (isMissing) return { heading: words.questionMissing, body: words.questionMissingWay, action: '' }
  if (!over) return null
  const heading = format(words.roundOver, { topic: isChinese ? over.zh : over.en })
  return { heading, body: words.roundOverWay, action: words.chooseTopic }
}
