// What an archive's attempts.json is: written from what a student has, and read with little trust. docs/archive.md describes it.
import { interrupted, type Attempt } from '../../../core/attempts/attempt'
import { readAttempt } from '../../../core/attempts/read-attempt'
import { readPhrase, type Phrase } from '../../../core/phrases/phrase'
import { readSettings, type Settings } from '../../../core/settings'
import { readAmount, readFields, readText } from '../../../core/stored-value'
import { ArchiveError } from './archive-error'

export const archiveFormat = 'ielts-speaking-part1'
/** Of attempts.json. When that changes, increase this; what is older must stay readable. */
export const archiveVersion = 1

export const manifestName = 'attempts.json'

/** An attempt, with the name of its recording in the archive; null if it has none there. */
export interface ArchivedAttempt {
  readonly attempt: Attempt
  readonly file: string | null
}

export interface ArchiveHead {
  readonly exportedAtMs: number
  readonly part: number
  readonly partCount: number
  readonly settings: Settings
  readonly stars: readonly string[]
  readonly phrases: readonly Phrase[]
}

export interface Manifest extends ArchiveHead {
  readonly attempts: readonly ArchivedAttempt[]
  /** Entries that cannot be read, and those of a newer version of the app. */
  readonly unreadableCount: number
}

/** Longer or deeper than anything that the app writes. */
const limits = {
  jsonDepth: 24,
  attempts: 20_000,
  attemptJson: 400_000,
  phrases: 2_000,
  phraseText: 4_000,
  levels: 1_000,
  pauses: 1_000,
  /** The last day that every calendar knows: 31 December 9999. */
  timeMs: 253_402_300_799_999,
  durationMs: 86_400_000,
  guideZoneMs: 600_000,
} as const

/** Everything before the attempts, the attempts one by one with `,` between them, and `manifestEnd`. */
export function manifestStart({
  exportedAtMs,
  part,
  partCount,
  settings,
  stars,
  phrases,
}: ArchiveHead): string {
  const head = {
    ...{ format: archiveFormat, version: archiveVersion, exportedAtMs, part, partCount },
    ...{ settings: { ...settings, transport: undefined }, stars, phrases },
  }
  return `${JSON.stringify(head).slice(0, -1)},"attempts":[`
}

export const manifestEnd = ']}'

export function manifestAttempt({ attempt, file }: ArchivedAttempt): string {
  const { recording, ...rest } = portable(attempt)
  const inside =
    recording && file !== null ? { file, sizeBytes: recording.sizeBytes, levels: recording.levels } : null
  return JSON.stringify({ ...rest, recording: inside })
}

/** Without what is true on its phone only: where its file is, an answer on its way, a failure to save it. */
export function portable(attempt: Attempt): Attempt {
  const ended = interrupted(attempt)
  const isOfPhone = ended.error?.code === 'storage-full' || ended.error?.code === 'recording-unkept'
  const { recording } = ended
  return {
    ...ended,
    recording: recording && { ...recording, filePath: '', isKept: true },
    error: isOfPhone ? null : ended.error,
  }
}

/** Rejects nothing for a part that cannot be read, as long as it is an archive. Throws ArchiveError. */
export function readManifest(json: string): Manifest {
  const fields = readFields(parse(json))
  const { version } = fields ?? {}
  if (fields?.format !== archiveFormat || typeof version !== 'number') {
    throw new ArchiveError('not-archive', 'another format')
  }
  if (version > archiveVersion) throw new ArchiveError('newer', `version ${version}`)
  if (version !== archiveVersion) throw new ArchiveError('not-archive', `version ${version}`)
  const attempts = listIn(fields.attempts, limits.attempts)
  const phrases = listIn(fields.phrases, limits.phrases)
  const read = firstOfEach(attempts.flatMap((each) => readArchived(each) ?? []))
  const readPhrases = phrases.flatMap((each) => readShortPhrase(each) ?? [])
  const partCount = Math.max(1, readWhole(fields.partCount) ?? 1)
  return {
    exportedAtMs: readTime(fields.exportedAtMs) ?? 0,
    part: Math.min(partCount, Math.max(1, readWhole(fields.part) ?? 1)),
    partCount,
    settings: readChoices(fields.settings),
    stars: listIn(fields.stars, limits.phrases).flatMap((each) => readText(each) ?? []),
    phrases: readPhrases,
    attempts: read,
    unreadableCount: attempts.length - read.length + phrases.length - readPhrases.length,
  }
}

function parse(json: string): unknown {
  if (depthOf(json) > limits.jsonDepth) throw new ArchiveError('too-large', 'too deep')
  try {
    // a byte order mark is what some editors add
    return JSON.parse(json.replace(/^\ufeff/, ''))
  } catch {
    throw new ArchiveError('damaged', 'attempts.json is no JSON')
  }
}

/** Of braces and brackets outside strings. */
function depthOf(json: string): number {
  let [depth, deepest] = [0, 0]
  for (let at = 0; at < json.length; at++) {
    const character = json.charCodeAt(at)
    if (character === 0x22) at = endOfString(json, at)
    else if (character === 0x7b || character === 0x5b) deepest = Math.max(deepest, ++depth)
    else if (character === 0x7d || character === 0x5d) depth--
  }
  return deepest
}

function endOfString(json: string, start: number): number {
  let at = json.indexOf('"', start + 1)
  while (at > 0 && isEscaped(json, at)) at = json.indexOf('"', at + 1)
  return at < 0 ? json.length : at
}

function isEscaped(json: string, at: number): boolean {
  let slashes = 0
  while (json.charCodeAt(at - 1 - slashes) === 0x5c) slashes++
  return slashes % 2 === 1
}

function readArchived(value: unknown): ArchivedAttempt | null {
  const fields = readFields(value)
  const inside = readFields(fields?.recording)
  const file = readText(inside?.file)
  const recording = inside && file !== null ? { ...inside, filePath: '', isKept: true } : null
  const attempt = fields && readAttempt({ ...fields, recording })
  if (!attempt || !isPlausible(attempt)) return null
  return { attempt: portable(withoutExcess(attempt)), file: attempt.recording && file }
}

function isPlausible(attempt: Attempt): boolean {
  const { createdAtMs, durationMs } = attempt
  return (
    createdAtMs <= limits.timeMs &&
    durationMs <= limits.durationMs &&
    JSON.stringify(attempt).length <= limits.attemptJson
  )
}

/** More than this is drawn nowhere. */
function withoutExcess(attempt: Attempt): Attempt {
  const { recording, speech } = attempt
  const levels = recording && recording.levels.length <= limits.levels ? recording.levels : []
  const known: { -readonly [Key in keyof Attempt]: Attempt[Key] } = {
    ...attempt,
    recording: recording && { ...recording, levels },
  }
  if (speech && speech.pauses.length > limits.pauses) delete known.speech
  return known
}

/** One id twice is not written by the app: the first counts. */
function firstOfEach(attempts: readonly ArchivedAttempt[]): ArchivedAttempt[] {
  const byId = new Map<string, ArchivedAttempt>()
  for (const each of attempts) if (!byId.has(each.attempt.id)) byId.set(each.attempt.id, each)
  return [...byId.values()]
}

function readShortPhrase(value: unknown): Phrase | null {
  const phrase = readPhrase(value)
  if (!phrase || phrase.savedAtMs > limits.timeMs) return null
  if ((phrase.memory?.lastAtMs ?? 0) > limits.timeMs) return null
  const { before, text, after, question } = phrase
  return (before + text + after + question).length <= limits.phraseText ? phrase : null
}

function readChoices(value: unknown): Settings {
  const settings = readSettings(value)
  const { examDate, guideZone, changedAtMs } = settings
  const isDate = examDate !== null && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(examDate)
  const isZone = guideZone.endMs <= limits.guideZoneMs
  return {
    ...settings,
    examDate: isDate ? examDate : null,
    guideZone: isZone ? guideZone : readSettings({}).guideZone,
    transport: null,
    changedAtMs: changedAtMs <= limits.timeMs ? changedAtMs : 0,
  }
}

function listIn(value: unknown, maxLength: number): readonly unknown[] {
  if (!Array.isArray(value)) return []
  if (value.length > maxLength) throw new ArchiveError('too-large', `${value.length} in a list`)
  return value
}

function readTime(value: unknown): number | null {
  const timeMs = readAmount(value)
  return timeMs !== null && timeMs <= limits.timeMs ? timeMs : null
}

function readWhole(value: unknown): number | null {
  const amount = readAmount(value)
  return amount !== null && amount <= 10_000 ? Math.floor(amount) : null
}
