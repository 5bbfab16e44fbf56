// A search in the question bank → what the Topics page shows, in the student's language.
import { topics, type Family, type Topic } from '../../core/questions/bank'
import { statusOfTopic, type Season, type SeasonStatus } from '../../core/plan/season'
import { findInBank, type Filter, type SearchQuery } from '../../core/questions/search'
import { format } from '../../i18n/index'
import { sourceText, statusText } from '../../i18n/plan'
import { questionRowOf, type QuestionRow, type RowContext } from '../../presentation/question-rows'

interface Chip {
  readonly id: Filter
  readonly label: string
  readonly isChosen: boolean
}

export interface TopicRow {
  readonly id: string
  readonly en: string
  /** Chinese name; `''` in English. */
  readonly zh: string
  /** 0, 1, 2 …: one dot per question. Dots below `practisedCount` are filled. */
  readonly dots: readonly number[]
  readonly practisedCount: number
  /** Asked now, as new or as kept; null if nothing is known. */
  readonly status: SeasonStatus | null
  readonly statusLabel: string
  /** For screen readers. */
  readonly label: string
  readonly isStarred: boolean
  readonly starLabel: string
}

/** A family of topics, with those that match the search. */
interface Section {
  readonly id: string
  readonly title: string
  /** How many of the questions of these rows have been practised. */
  readonly count: string
  readonly rows: readonly TopicRow[]
}

export interface TopicsView {
  readonly chips: readonly Chip[]
  /** Who says what is asked now, and as of when; `''` without a season. */
  readonly source: string
  readonly sections: readonly Section[]
  readonly questions: readonly QuestionRow[]
  /** How many more questions match; `''` if all are shown. */
  readonly more: string
  /** Why nothing is shown; null if something is. */
  readonly nothing: { readonly title: string; readonly way: string } | null
}

type TopicsContext = RowContext & Omit<SearchQuery, 'asked'> & { readonly season: Season | null }

// a single letter matches nearly all questions, and showing them all would slow down typing
const maxQuestions = 40

export function topicsViewOf(context: TopicsContext): TopicsView {
  const { words } = context.messages
  const { season } = context
  const found = findInBank({ ...context, asked: season?.questions ?? new Map() })
  const families = [...new Set(found.topics.map(({ family }) => family))]
  const moreCount = found.questions.length - maxQuestions
  return {
    chips: chipsOf(context),
    source: season ? sourceText(context.messages, season, context.nowMs) : '',
    sections: families.map((family) => sectionOf(family, found.topics, context)),
    questions: found.questions.slice(0, maxQuestions).map((question) => questionRowOf(question, context)),
    more: moreCount > 0 ? format(words.moreQuestions, { n: moreCount }) : '',
    nothing: found.topics.length + found.questions.length === 0 ? nothingOf(context) : null,
  }
}

function chipsOf({ filter, starred, season, messages: { words } }: TopicsContext): Chip[] {
  const ids = topics.flatMap(({ id, questions }) => [id, ...questions.map((question) => question.id)])
  const labels: Record<Filter, string> = {
    all: words.allTopics,
    asked: words.inSeason,
    new: words.newTopics,
    starred: format(words.starredTopics, { n: ids.filter((id) => starred.has(id)).length }),
  }
  const filters = ['all', ...(season ? (['asked'] as const) : []), 'new', 'starred'] as const
  return filters.map((id) => ({
    id,
    label: labels[id],
    isChosen: id === filter,
  }))
}

function sectionOf(family: Family, found: readonly Topic[], context: TopicsContext): Section {
  const { isChinese, practised, messages } = context
  const ofFamily = found.filter((topic) => topic.family === family)
  const questions = ofFamily.flatMap((topic) => topic.questions)
  const n = questions.filter(({ id }) => practised.has(id)).length
  return {
    id: family.id,
    title: isChinese ? family.zh : family.en,
    count: format(messages.words.practisedOf, { n, total: questions.length }),
    rows: ofFamily.map((topic) => topicRowOf(topic, context)),
  }
}

function topicRowOf(topic: Topic, context: TopicsContext): TopicRow {
  const { id, en, zh, questions } = topic
  const { isChinese, practised, starred, season, messages } = context
  const status = statusOfTopic(topic, season)
  const statusLabel = status ? statusText(messages, status) : ''
  const practisedCount = questions.filter((question) => practised.has(question.id)).length
  const progress = format(messages.words.topicProgress, { n: practisedCount, total: questions.length })
  return {
    id,
    en,
    zh: isChinese ? zh : '',
    dots: questions.map((_question, index) => index),
    practisedCount,
    ...{ status, statusLabel },
    label: [en, ...(isChinese ? [zh] : []), ...(statusLabel ? [statusLabel] : []), progress].join(', '),
    isStarred: starred.has(id),
    starLabel: format(messages.words.star, { name: isChinese ? zh : en }),
  }
}

function nothingOf({ query, filter, messages: { words } }: TopicsContext): TopicsView['nothing'] {
  if (query.trim() !== '') return { title: words.nothingFound, way: words.nothingFoundWay }
  return filter === 'starred'
    ? { title: words.noStars, way: words.noStarsWay }
    : { title: words.nothingNew, way: words.nothingNewWay }
}
