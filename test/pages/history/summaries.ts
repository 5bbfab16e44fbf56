// Summaries of attempts at given times.
import type { AttemptSummary } from '../../../miniprogram/core/attempts/attempt-summary'

export const hometown = {
  id: 'hometown-like-most',
  topic: { en: 'Hometown', zh: '家乡' },
  text: 'What do you like most about your hometown?',
  gloss: '你最喜欢家乡的哪一点？',
}

export function summary(createdAtMs: number, changes: Partial<AttemptSummary> = {}): AttemptSummary {
  return {
    id: String(createdAtMs),
    createdAtMs,
    question: hometown,
    status: 'done',
    durationMs: 22_400,
    sizeBytes: 134_400,
    audio: 'kept',
    ...changes,
  }
}

/** Local time. */
export function at(day: number, hour = 12, month = 11, year = 2026): number {
  return new Date(year, month - 1, day, hour).getTime()
}
