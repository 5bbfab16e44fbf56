// A recording → the tag that names the question of its attempt.
import type { Recording } from '../ports'
import { questionTag } from '../recording/question-tag'
import type { AttemptLog } from './attempt-log'

/** Empty if the question is unknown. */
export function recordingTag(log: Pick<AttemptLog, 'get' | 'list'>, { id }: Recording): Uint8Array {
  const question = log.get(id)?.question
  if (!question) return new Uint8Array(0)
  const takes = log.list().filter((other) => other.question?.id === question.id && other.id <= id)
  return questionTag({ question, takeNumber: takes.length })
}
