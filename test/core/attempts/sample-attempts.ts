// For tests: a question, and an attempt in brief.
import { answerToRead, errorOf, statusOf } from '../../../miniprogram/core/attempts/attempt'
import type { Attempt, AttemptAnswer, AttemptStatus } from '../../../miniprogram/core/attempts/attempt'
import type { AskedQuestion } from '../../../miniprogram/core/questions/question'

export const question: AskedQuestion = {
  id: 'hometown-like-most',
  topic: { en: 'Hometown', zh: '家乡' },
  text: 'What do you like most about your hometown?',
  gloss: '你最喜欢家乡的哪一点？',
}

interface Outline extends Omit<AttemptAnswer, 'status' | 'text'> {
  readonly status: AttemptStatus
  /** The text to read. */
  readonly answer: string
}

/** An attempt in brief: as its page shows it, with what is known of its latest request. */
export function outlineOf(attempt: Attempt): Outline {
  const { logid = '', transport = null, uidSource = null } = attempt.answers.at(-1) ?? {}
  const [status, answer] = [statusOf(attempt), answerToRead(attempt)?.text ?? '']
  return { status, logid, transport, uidSource, answer, error: errorOf(attempt) }
}
