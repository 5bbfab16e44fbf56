// A recording → what to send in front of it: the tag that names the question of its attempt, or nothing.
import type { Recording } from '../ports'
import { questionTag, type NotesLanguage } from '../recording/question-tag'
import type { AttemptLog } from './attempt-log'

interface TagReader {
  /** The service knows the tag. Another one gets the recorder's bytes alone. */
  readonly readsQuestion: boolean
  readonly notes: NotesLanguage
}

/** A tag names no question if it is unknown. */
export function recordingTag(
  log: Pick<AttemptLog, 'get' | 'list'>,
  { id }: Recording,
  { readsQuestion, notes }: TagReader,
): Uint8Array {
  if (!readsQuestion) return new Uint8Array(0)
  const question = log.get(id)?.question
  if (!question) return questionTag(null, notes)
  const takes = log.list().filter((other) => other.question?.id === question.id && other.id <= id)
  return questionTag({ question, takeNumber: takes.length }, notes)
}
