// An attempt → what a list needs of it; and that, read back from storage.
import { answerLost, createAttempt, saved, statusOf, wantsAgain, withoutAudio } from './attempt'
import type { AskAgain, Attempt, AttemptRecording, AttemptStatus } from './attempt'
import type { AskedQuestion } from '../questions/question'
import { readAskAgain, readId, readQuestion, readStatus } from './read-attempt'
import { readAmount, readFields, readOneOf } from '../stored-value'

export interface AttemptSummary {
  readonly id: string
  readonly createdAtMs: number
  readonly question: AskedQuestion | null
  readonly status: AttemptStatus
  readonly durationMs: number
  /** Size of the audio; 0 without audio. */
  readonly sizeBytes: number
  readonly audio: 'none' | 'temporary' | 'kept'
  readonly askAgain?: AskAgain
}

export function summaryOf(attempt: Attempt): AttemptSummary {
  const { id, createdAtMs, question, durationMs, recording, askAgain } = attempt
  const status = statusOf(attempt)
  const sizeBytes = recording ? recording.sizeBytes : 0
  const audio = audioOf(recording)
  return { id, createdAtMs, question, status, durationMs, sizeBytes, audio, ...(askAgain && { askAgain }) }
}

/** What is known of an attempt whose entry cannot be read. */
export function rebuilt(summary: AttemptSummary): Attempt {
  const { id, createdAtMs, question, durationMs, sizeBytes, audio, askAgain } = summary
  const recording = { id, filePath: '', durationMs, sizeBytes, levels: [] }
  const added = wantsAgain(askAgain ?? null)(createAttempt({ createdAtMs, question, recording }))
  const attempt = summary.status === 'recorded' ? added : answerLost(added)
  if (audio === 'none') return withoutAudio(attempt)
  return audio === 'kept' ? saved('')(attempt) : attempt
}

/** Null for anything but a summary. Never throws. */
export function readSummary(value: unknown): AttemptSummary | null {
  const fields = readFields(value)
  if (!fields) return null
  const id = readId(fields.id)
  const createdAtMs = readAmount(fields.createdAtMs)
  const question = fields.question === null ? null : readQuestion(fields.question)
  const status = readStatus(fields.status)
  const durationMs = readAmount(fields.durationMs)
  const sizeBytes = readAmount(fields.sizeBytes)
  const audio = readOneOf({ none: true, temporary: true, kept: true }, fields.audio)
  if (id === null || createdAtMs === null || durationMs === null || sizeBytes === null) return null
  if (status === null || audio === null || (fields.question !== null && question === null)) return null
  const askAgain = readAskAgain(fields.askAgain)
  return { id, createdAtMs, question, status, durationMs, sizeBytes, audio, ...(askAgain && { askAgain }) }
}

function audioOf(recording: AttemptRecording | null): AttemptSummary['audio'] {
  if (!recording) return 'none'
  return recording.isKept ? 'kept' : 'temporary'
}
