// What a mock Part 1 is to its page: its state, and what the student can do.
import type { AppError } from '../errors'
import type { RecordingState } from '../session/session-state'
import type { MockAnswer } from './mock-answers'
import type { MockSet } from './mock-set'

export interface MockState {
  /** Null before the first one. */
  readonly set: MockSet | null
  /** `taking`: a take answers the question; `paused`: the question waits for a tap. */
  readonly phase: 'start' | 'taking' | 'paused' | 'summary'
  /** While `taking`. */
  readonly take: RecordingState | null
  /** Why it is `paused`; null where nothing went wrong. */
  readonly error: AppError | null
  /** How the answer of each attempt of the set stands. */
  answerOf(attemptId: string): MockAnswer
  /** The set or an answer could not be stored (`storage-full`). */
  readonly isUnwritten: boolean
}

/** Every method may be called at any time; where it makes no sense, nothing happens. */
export interface MockRunner {
  readonly state: MockState
  /** A restart would end what the student is in the middle of. */
  readonly isBusy: boolean
  /** Calls `listener` after every change, ten times a second during a take; returns how to stop that. */
  subscribe(listener: (state: MockState) => void): () => void
  /** The page is there: back at the start, with the set that was left. */
  enter(): void
  /** Draws a new set and asks its first question. What was said for the one before is in the log. */
  startNew(): void
  /** Asks the open question, or tries once more to keep its take; takes that were never sent are, in their turn. */
  goOn(): void
  /** Keeps the take, sends it in its turn, asks the next question at once. */
  done(): void
  /** Asks the next question. A take in which something was said is kept, but not sent. */
  skip(): void
  /** To the summary; a take in which something was said is kept and sent. `goOn` goes on with the set. */
  end(): void
  /** Goes on with a take that a call or another app has paused. */
  resumeTake(): void
  showSummary(): void
  /** Sends these again, in this order: one POST each. */
  send(attemptIds: readonly string[]): void
  /** What kept a take from beginning is out of the way. */
  dismissError(): void
  /** The page is seen, or seen again. */
  shown(): void
  /** Another page covers it, or WeChat was left: no take begins meanwhile. */
  hidden(): void
  /** The page is gone: the take is kept, the answer that was being written is closed and kept, nothing more is sent. */
  leave(): void
}
