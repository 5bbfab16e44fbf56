// A stored entry of any version (unknown) → an attempt, or null.
import type { ErrorCode } from '../errors'
import { attemptVersion } from './attempt'
import type {
  AskAgain,
  Attempt,
  AttemptAnswer,
  AttemptError,
  AttemptRecording,
  AttemptStatus,
  TransportKind,
  UidSource,
} from './attempt'
import type { AskedQuestion } from '../questions/question'
import type { Pause, Speech } from '../recording/speech'
import { readAmount, readFields, readOneOf, readText } from '../stored-value'
import type { Fields } from '../stored-value'

/** Null for anything but an attempt, and for one written by a newer version of the app. Never throws. */
export function readAttempt(value: unknown): Attempt | null {
  const fields = migrate(value)
  if (!fields) return null
  const id = readId(fields.id)
  const question = fields.question === null ? null : readQuestion(fields.question)
  const createdAtMs = readAmount(fields.createdAtMs)
  const durationMs = readAmount(fields.durationMs)
  const recording = fields.recording === null ? null : readRecording(fields.recording)
  const answers = readAnswers(fields.answers)
  if (id === null || createdAtMs === null || durationMs === null || answers === null) return null
  if (fields.question !== null && question === null) return null
  if (fields.recording !== null && recording === null) return null
  const error = readError(fields.error)
  const speech = readSpeech(fields.speech)
  const askAgain = readAskAgain(fields.askAgain)
  return {
    version: attemptVersion,
    id,
    question,
    createdAtMs,
    durationMs,
    ...(speech !== undefined && { speech }),
    recording,
    answers,
    error,
    ...(askAgain && { askAgain }),
  }
}

/** Written by a newer version of the app: must not be changed or deleted. */
export function isNewer(value: unknown): boolean {
  const version = readFields(value)?.version
  return typeof version === 'number' && version > attemptVersion
}

/** Each from the version in its key to the next. The result for malformed entries is unspecified. */
const migrations: Readonly<Record<number, (entry: Fields) => Fields>> = {
  // version 0 had the duration in the recording, and neither loudness nor how it was sent
  0(entry) {
    const recording = readFields(entry.recording)
    return {
      ...entry,
      durationMs: recording ? recording.durationMs : 0,
      recording: recording && { ...recording, isKept: true, levels: [] },
      transport: null,
      uidSource: null,
    }
  },
  // version 1 had the latest answer only, with its status as the attempt's
  1({ status, logid, transport, uidSource, answer, error, ...entry }) {
    if (status === 'recorded') return { ...entry, answers: [], error }
    // a complete answer has no error: this one is of an exchange that was never sent
    const isOfAnswer = status !== 'done'
    const only = { status, logid, transport, uidSource, text: answer, error: isOfAnswer ? error : null }
    return { ...entry, answers: [only], error: isOfAnswer ? null : error }
  },
}

/** Brings an entry to the current version, one version at a time; null if that is impossible. */
export function migrate(value: unknown): Fields | null {
  let fields = readFields(value)
  while (fields && fields.version !== attemptVersion) {
    const { version } = fields
    const step = typeof version === 'number' && version < attemptVersion ? migrations[version] : undefined
    if (!step) return null
    fields = { ...step(fields), version: (version as number) + 1 }
  }
  return fields
}

export function readId(value: unknown): string | null {
  return typeof value === 'string' && /^\d{13,16}$/.test(value) ? value : null
}

export function readAskAgain(value: unknown): AskAgain | null {
  return readOneOf({ soon: true, later: true }, value)
}

export function readQuestion(value: unknown): AskedQuestion | null {
  const fields = readFields(value)
  const topic = readFields(fields?.topic)
  const id = readText(fields?.id)
  const text = readText(fields?.text)
  const gloss = readText(fields?.gloss)
  const en = readText(topic?.en)
  const zh = readText(topic?.zh)
  if (id === null || text === null || gloss === null || en === null || zh === null) return null
  return { id, topic: { en, zh }, text, gloss }
}

export function readStatus(value: unknown): AttemptStatus | null {
  return readOneOf(statuses, value)
}

/** Null if one of them is malformed. */
function readAnswers(value: unknown): readonly AttemptAnswer[] | null {
  if (!Array.isArray(value)) return null
  const answers = value.map(readAnswer)
  return answers.every(isAnswer) ? answers : null
}

function readAnswer(value: unknown): AttemptAnswer | null {
  const fields = readFields(value)
  const status = readStatus(fields?.status)
  const logid = readText(fields?.logid)
  const text = readText(fields?.text)
  if (status === null || status === 'recorded' || logid === null || text === null) return null
  const transport = readOneOf(transports, fields?.transport)
  const uidSource = readOneOf(uidSources, fields?.uidSource)
  return { status, logid, transport, uidSource, text, error: readError(fields?.error) }
}

function isAnswer(answer: AttemptAnswer | null): answer is AttemptAnswer {
  return answer !== null
}

function readRecording(value: unknown): AttemptRecording | null {
  const fields = readFields(value)
  const filePath = readText(fields?.filePath)
  const sizeBytes = readAmount(fields?.sizeBytes)
  const isKept = fields?.isKept
  if (filePath === null || sizeBytes === null || typeof isKept !== 'boolean') return null
  return {
    filePath: isLocal(filePath) ? filePath : '',
    isKept,
    sizeBytes,
    levels: readLevels(fields?.levels),
  }
}

/** WeChat's own paths: `wxfile:` on phones, pseudo hosts in DevTools. Never an address that a player would fetch. */
function isLocal(filePath: string): boolean {
  return /^(wxfile:\/\/|http:\/\/(tmp|usr|store)\/)/.test(filePath)
}

/** Only for display: malformed levels are dropped, the attempt stays. */
function readLevels(value: unknown): number[] {
  if (!Array.isArray(value)) return []
  const levels = value.map(readAmount)
  return levels.every(isLevel) ? levels : []
}

/** Undefined, as if it had never been measured, when it is malformed. */
function readSpeech(value: unknown): Speech | null | undefined {
  if (value === null) return null
  const fields = readFields(value)
  const firstWordMs = readAmount(fields?.firstWordMs)
  const lastWordMs = readAmount(fields?.lastWordMs)
  const levelDb = fields?.levelDb
  const pauses = Array.isArray(fields?.pauses) ? fields.pauses.map(readPause) : [null]
  if (firstWordMs === null || lastWordMs === null || typeof levelDb !== 'number') return undefined
  if (!Number.isFinite(levelDb) || !pauses.every(isPause)) return undefined
  const times = [firstWordMs, ...pauses.flatMap(({ startMs, endMs }) => [startMs, endMs]), lastWordMs]
  if (times.some((timeMs, at) => timeMs < (times[at - 1] ?? 0))) return undefined
  return { firstWordMs, lastWordMs, pauses, levelDb }
}

function readPause(value: unknown): Pause | null {
  const fields = readFields(value)
  const startMs = readAmount(fields?.startMs)
  const endMs = readAmount(fields?.endMs)
  return startMs === null || endMs === null ? null : { startMs, endMs }
}

function isPause(pause: Pause | null): pause is Pause {
  return pause !== null
}

function isLevel(level: number | null): level is number {
  return level !== null && level <= 1
}

/** A malformed error is dropped: the status still says how it ended. */
function readError(value: unknown): AttemptError | null {
  const fields = readFields(value)
  const code = readOneOf(errorCodes, fields?.code)
  if (!fields || code === null) return null
  const httpStatus = readAmount(fields.httpStatus)
  const grpcCode = readAmount(fields.grpcCode)
  const retryAtMs = readAmount(fields.retryAtMs)
  const message = readText(fields.message)
  return {
    code,
    ...(httpStatus !== null && { httpStatus }),
    ...(grpcCode !== null && { grpcCode }),
    ...(fields.isUnsent === true && { isUnsent: true }),
    ...(retryAtMs !== null && { retryAtMs }),
    ...(message !== null && { message }),
  }
}

const transports: Readonly<Record<TransportKind, true>> = { inline: true, cloud: true }
const uidSources: Readonly<Record<UidSource, true>> = { cloud: true, installation: true }

const statuses: Readonly<Record<AttemptStatus, true>> = {
  recorded: true,
  sending: true,
  streaming: true,
  done: true,
  gap: true,
  stopped: true,
  idle: true,
  truncated: true,
  network: true,
  http: true,
  service: true,
  interrupted: true,
}

/** Complete, as the type requires every code. */
const errorCodes: Readonly<Record<ErrorCode, true>> = {
  'microphone-refused': true,
  'microphone-system-off': true,
  'microphone-busy': true,
  'privacy-refused': true,
  'privacy-undeclared': true,
  'recorder-failed': true,
  'recording-empty': true,
  'recording-not-mp3': true,
  'recording-unreadable': true,
  'recording-too-large': true,
  'package-unavailable': true,
  'storage-full': true,
  'recording-unkept': true,
  'identity-unavailable': true,
  'upload-failed': true,
  unsupported: true,
  'domain-not-allowed': true,
  network: true,
  timeout: true,
  interrupted: true,
  http: true,
  service: true,
  'frame-too-large': true,
}
