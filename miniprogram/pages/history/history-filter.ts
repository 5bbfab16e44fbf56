// What the student looks for in History → the attempts that match, and the filters to choose from.
import type { AttemptSummary } from '../../core/attempts/attempt-summary'
import { matcherFor } from '../../core/questions/search'
import type { Messages } from '../../i18n/index'
import type { Language } from '../../i18n/language'
import { rowStatusOf, type StatusFilter } from './history-view'

/** All of it must match. */
export interface HistoryFilter {
  /** Every word of it occurs in the question, its gloss or its topic; `''` for all. */
  readonly query: string
  readonly status: StatusFilter
  /** A topic's English name; `''` for all. */
  readonly topic: string
}

export const noFilter: HistoryFilter = { query: '', status: 'all', topic: '' }

interface Chip {
  readonly id: StatusFilter
  readonly label: string
  readonly isChosen: boolean
}

export interface FilterView {
  readonly query: string
  readonly chips: readonly Chip[]
  /** All topics, then each topic that was practised; empty if there is nothing to choose. */
  readonly topics: readonly string[]
  readonly topicIndex: number
  readonly topicLabel: string
  /** Something is left out. */
  readonly isFiltered: boolean
}

/** Topics by their English names, newest attempt first, with the number of attempts. */
export type TopicCounts = ReadonlyMap<string, { readonly zh: string; readonly count: number }>

export function topicCountsOf(attempts: readonly AttemptSummary[]): TopicCounts {
  const counts = new Map<string, { zh: string; count: number }>()
  for (const { question } of attempts) {
    if (!question) continue
    const { en, zh } = question.topic
    const before = counts.get(en)
    if (before) before.count += 1
    else counts.set(en, { zh, count: 1 })
  }
  return counts
}

export function filterAttempts(
  attempts: readonly AttemptSummary[],
  filter: HistoryFilter,
): readonly AttemptSummary[] {
  if (!isFiltered(filter)) return attempts
  const { query, status, topic } = filter
  const matches = query.trim() === '' ? null : matcherFor(query)
  return attempts.filter((attempt) => {
    const { question } = attempt
    const rowStatus = rowStatusOf(attempt.status)
    // whatever an answer that is being written will become
    if (status !== 'all' && rowStatus !== status && rowStatus !== 'live') return false
    if (topic !== '' && question?.topic.en !== topic) return false
    if (!matches) return true
    return question !== null && matches(question.text, question.gloss, question.topic.en, question.topic.zh)
  })
}

/** The numbers count all attempts, so that they stay while others are chosen. */
export function filterViewOf(
  attempts: readonly AttemptSummary[],
  topics: TopicCounts,
  filter: HistoryFilter,
  { words }: Messages,
  language: Language,
): FilterView {
  const counts = { unsent: 0, partial: 0 }
  for (const attempt of attempts) {
    const status = rowStatusOf(attempt.status)
    if (status === 'unsent' || status === 'partial') counts[status] += 1
  }
  const chipOf = (id: StatusFilter, label: string): Chip => ({ id, label, isChosen: filter.status === id })
  const all = chipOf('all', words.allTopics)
  const names = [...topics].map(([en, { zh, count }]) => withCount(language === 'zh' ? zh : en, count))
  const topicIndex = [...topics.keys()].indexOf(filter.topic) + 1
  return {
    query: filter.query,
    chips: [
      { ...all, isChosen: all.isChosen && filter.topic === '' },
      chipOf('unsent', withCount(words.notSent, counts.unsent)),
      chipOf('partial', withCount(words.partial, counts.partial)),
    ],
    topics: topics.size > 1 ? [words.everyTopic, ...names] : [],
    topicIndex,
    topicLabel: topicIndex > 0 ? (names[topicIndex - 1] ?? '') : words.topic,
    isFiltered: isFiltered(filter),
  }
}

export function isFiltered({ query, status, topic }: HistoryFilter): boolean {
  return query.trim() !== '' || status !== 'all' || topic !== ''
}

function withCount(label: string, count: number): string {
  return count > 0 ? `${label} ${count}` : label
}
