// The operator's season file → which topics are asked on a day. Read with little trust: `npm run season` says what is wrong with one.
import { questionOf, topicOf, type Question, type Topic } from '../questions/bank'
import { topicsInTurn } from '../questions/practice-order'
import { readFields, readText } from '../stored-value'
import { dayOfText, type DayNumber } from './calendar-day'

/** `new` in this season, or `kept` from the one before. */
export type SeasonStatus = 'new' | 'kept'

/** What candidates are asked for some months, as the operator has heard. */
export interface Season {
  /** The first and the last day. */
  readonly from: DayNumber
  readonly to: DayNumber
  /** Who says so, and as of when, in the operator's words. */
  readonly source: string
  readonly date: string
  /** By the ids of questions; a topic in the file stands for all of its questions. */
  readonly questions: ReadonlyMap<string, SeasonStatus>
}

/** Leaves out what cannot be used: seasons without days, ids that are not in the bank. By their first day. */
export function readSeasons(file: unknown): readonly Season[] {
  const seasons = readFields(file)?.seasons
  if (!Array.isArray(seasons)) return []
  return seasons.flatMap(readSeason).sort((one, other) => one.from - other.from)
}

function readSeason(value: unknown): Season[] {
  const fields = readFields(value)
  const from = dayOfText(readText(fields?.from) ?? '')
  const to = dayOfText(readText(fields?.to) ?? '')
  if (from === null || to === null || to < from) return []
  const questions = new Map<string, SeasonStatus>()
  // what is said of a question is nearer than what is said of its topic
  for (const status of ['kept', 'new'] as const) {
    for (const id of idsIn(fields?.[status])) {
      for (const question of topicOf(id)?.questions ?? []) questions.set(question.id, status)
    }
  }
  for (const status of ['kept', 'new'] as const) {
    for (const id of idsIn(fields?.[status])) if (questionOf(id)) questions.set(id, status)
  }
  return [{ from, to, source: readText(fields?.source) ?? '', date: readText(fields?.date) ?? '', questions }]
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []
}

/** Null before the first, after the last and between two. */
export function seasonOn(seasons: readonly Season[], day: DayNumber): Season | null {
  return seasons.find(({ from, to }) => from <= day && day <= to) ?? null
}

/** What the season says of a topic: `new` if that is said of any of its questions. */
export function statusOfTopic({ questions }: Topic, season: Season | null): SeasonStatus | null {
  const said = questions.map(({ id }) => season?.questions.get(id))
  if (said.includes('new')) return 'new'
  return said.includes('kept') ? 'kept' : null
}

/** A topic that may come up in the exam. */
export interface AskedTopic {
  readonly topic: Topic
  /** Null without a season. */
  readonly status: SeasonStatus | null
  /** Those of its questions that are asked, in its order. */
  readonly questions: readonly Question[]
}

/** New ones first; without a season, the whole bank. */
export function askedTopics(season: Season | null): readonly AskedTopic[] {
  if (!season) return topicsInTurn.map((topic) => ({ topic, status: null, questions: topic.questions }))
  const asked = topicsInTurn.flatMap((topic) => {
    const status = statusOfTopic(topic, season)
    if (!status) return []
    return [{ topic, status, questions: topic.questions.filter(({ id }) => season.questions.has(id)) }]
  })
  return [
    ...asked.filter(({ status }) => status === 'new'),
    ...asked.filter(({ status }) => status === 'kept'),
  ]
}
