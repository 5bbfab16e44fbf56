// What is here and what an archive has → what is here then. Nothing is deleted, the order does not matter, twice changes nothing.
import { reasonOf, tidied } from '../../../core/attempts/attempt'
import type { Attempt, AttemptAnswer, AttemptError } from '../../../core/attempts/attempt'
import { phraseLimit } from '../../../core/phrases/phrase-book'
import type { Phrase } from '../../../core/phrases/phrase'
import { stays } from '../../../core/session/kept-answer'
import { defaultSettings, type Settings } from '../../../core/settings'

/**
 * `mine` itself if nothing changes. The recording is left to whoever has its file: mine stays as it is.
 * Where both say something else, and neither is better, what is chosen depends on the two alone, not on whose it is.
 */
export function mergeAttempts(mine: Attempt | null, theirs: Attempt): Attempt {
  if (!mine) return { ...theirs, answers: mergeAnswers([], theirs.answers), recording: null }
  const answers = mergeAnswers(mine.answers, theirs.answers)
  const { speech: mySpeech, askAgain: myWish, ...rest } = mine
  const speech = mergeSpeech(mySpeech, theirs.speech)
  const askAgain = [myWish, theirs.askAgain].includes('soon') ? 'soon' : (myWish ?? theirs.askAgain)
  const merged: Attempt = {
    ...rest,
    question:
      mine.question && theirs.question
        ? larger(mine.question, theirs.question)
        : (mine.question ?? theirs.question),
    createdAtMs: Math.min(mine.createdAtMs, theirs.createdAtMs),
    durationMs: Math.max(mine.durationMs, theirs.durationMs),
    ...(speech !== undefined && { speech }),
    answers,
    error: laterError(mine, theirs),
    ...(askAgain && { askAgain }),
  }
  return isSame(merged, mine) ? mine : merged
}

/** Found rather than not, looked for rather than not. */
function mergeSpeech(mine: Attempt['speech'], theirs: Attempt['speech']): Attempt['speech'] {
  if (mine && theirs) return larger(mine, theirs)
  return mine ?? theirs ?? (mine === undefined ? theirs : mine)
}

/** By their requests, oldest first; of one request, the better. As many as an attempt keeps. */
function mergeAnswers(
  mine: readonly AttemptAnswer[],
  theirs: readonly AttemptAnswer[],
): readonly AttemptAnswer[] {
  const byRequest = new Map<string, AttemptAnswer>()
  for (const answer of [...mine, ...theirs]) {
    // without an id, only the same is the same
    const key = answer.logid || JSON.stringify(answer)
    const other = byRequest.get(key)
    byRequest.set(key, other ? better(other, answer) : answer)
  }
  return tidied([...byRequest.values()].sort(byAge))
}

function better(one: AttemptAnswer, other: AttemptAnswer): AttemptAnswer {
  const [ending, otherEnding] = [one, other].map(({ status, text }) => ({
    reason: reasonOf(status),
    hasText: text !== '',
  }))
  if (ending && otherEnding) {
    const [isBetter, isWorse] = [stays(ending, otherEnding), stays(otherEnding, ending)]
    if (isBetter !== isWorse) return isBetter ? one : other
  }
  if (one.text.length !== other.text.length) return one.text.length > other.text.length ? one : other
  return larger(one, other)
}

/** Ids are times: a longer one is later. Those without an id were first. */
function byAge(one: AttemptAnswer, other: AttemptAnswer): number {
  if (one.logid.length !== other.logid.length) return one.logid.length - other.logid.length
  return compare(one.logid, other.logid) || compare(JSON.stringify(one), JSON.stringify(other))
}

/** Of the attempt whose latest request is later; of the same request, none rather than one. */
function laterError(mine: Attempt, theirs: Attempt): AttemptError | null {
  const [myLast, theirLast] = [mine, theirs].map(({ answers }) => [...answers].sort(byAge).pop())
  const order = myLast && theirLast ? compareAges(myLast, theirLast) : Number(!!myLast) - Number(!!theirLast)
  if (order !== 0) return order > 0 ? mine.error : theirs.error
  return mine.error && theirs.error && larger(mine.error, theirs.error)
}

function compareAges(one: AttemptAnswer, other: AttemptAnswer): number {
  return one.logid.length - other.logid.length || compare(one.logid, other.logid)
}

interface MergedPhrases {
  /** `mine` itself if nothing changes. */
  readonly list: readonly Phrase[]
  readonly newCount: number
  /** Beyond what the phrase book holds: the oldest of theirs. */
  readonly refusedCount: number
}

/** By excerpt, with the later memory. */
export function mergePhrases(mine: readonly Phrase[], theirs: readonly Phrase[]): MergedPhrases {
  const byExcerpt = new Map(mine.map((phrase) => [excerptKey(phrase), phrase]))
  const added = new Map<string, Phrase>()
  for (const phrase of theirs) {
    const key = excerptKey(phrase)
    const here = byExcerpt.get(key)
    if (here) byExcerpt.set(key, mergePhrase(here, phrase))
    else added.set(key, added.has(key) ? mergePhrase(added.get(key) ?? phrase, phrase) : phrase)
  }
  const room = Math.max(0, phraseLimit - byExcerpt.size)
  const fitting = [...added.values()].sort(newestFirst).slice(0, room)
  const list = [...byExcerpt.values(), ...fitting].sort(newestFirst)
  const isChanged = !isSame(list, mine)
  return {
    list: isChanged ? list : mine,
    newCount: fitting.length,
    refusedCount: added.size - fitting.length,
  }
}

function mergePhrase(one: Phrase, other: Phrase): Phrase {
  const [memory, otherMemory] = [one.memory, other.memory]
  const order = (memory?.lastAtMs ?? -1) - (otherMemory?.lastAtMs ?? -1)
  return {
    ...one,
    question: one.question > other.question ? one.question : other.question,
    origin: one.origin < other.origin ? one.origin : other.origin,
    savedAtMs: Math.min(one.savedAtMs, other.savedAtMs),
    memory:
      order === 0 && memory && otherMemory ? larger(memory, otherMemory) : order >= 0 ? memory : otherMemory,
  }
}

function excerptKey({ before, text, after }: Phrase): string {
  return JSON.stringify([before, text, after])
}

function newestFirst(one: Phrase, other: Phrase): number {
  return other.savedAtMs - one.savedAtMs || compare(excerptKey(one), excerptKey(other))
}

/** The later ones, as a whole; how recordings are sent stays a choice of each phone. `mine` itself if these stay. */
export function mergeSettings(mine: Settings, theirs: Settings): Settings {
  const other = { ...theirs, transport: mine.transport }
  if (isSame(mine, other) || rank(mine, other) >= 0) return mine
  return other
}

/** Chosen before that was stored: at an unknown time. Then what differs from how a new phone is counts as later. */
function rank(one: Settings, other: Settings): number {
  if (one.changedAtMs !== other.changedAtMs) return one.changedAtMs - other.changedAtMs
  const isDefault = (settings: Settings) =>
    isSame({ ...settings, transport: null, changedAtMs: 0 }, defaultSettings)
  return Number(!isDefault(one)) - Number(!isDefault(other)) || compare(canonical(one), canonical(other))
}

/** Of two of one kind, neither of which is better. */
function larger<T>(one: T, other: T): T {
  return compare(canonical(one), canonical(other)) >= 0 ? one : other
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || canonical(one) === canonical(other)
}

/** Whatever the order of its fields. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  return `{${Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => compare(one, other))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`)
    .join()}}`
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}
