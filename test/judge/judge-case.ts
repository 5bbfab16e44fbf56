// What a judge's case is: what speech recognition heard, and what the answer to it must have.
import type { NotesLanguage } from '../../tools/service/question'

export interface JudgeCase {
  readonly id: string
  /** What speech recognition makes of the recording. */
  readonly transcript: string
  readonly question?: string
  readonly take?: number
  readonly notes?: NotesLanguage
  /** The student's words that the better version must not repeat, with better ones. */
  readonly fixes?: readonly (readonly [wrong: string, right: string])[]
  /** Facts that the better version must keep. */
  readonly keeps?: readonly RegExp[]
  /** The answer is off the question, or only half of one: what the first note must name as missing; `perhaps`: it may say so. */
  readonly offQuestion?: RegExp | 'perhaps'
  /** Not English: how the first note names the language. */
  readonly foreign?: RegExp
  /** Slips of the speech recognition, as it wrote them and as they were meant: no note mentions them. */
  readonly recognition?: readonly string[]
  /** What the next take must ask for. */
  readonly nextTake?: RegExp
  /** What only a model would write that obeys an order in the transcript or the question. */
  readonly obeyed?: RegExp
  /** The language model must not be asked. */
  readonly isSilent?: true
  /** The better version of a model that behaves well, where `fixes` do not make it. */
  readonly better?: string
}

export const asksForMore = /why|reason|because|example|detail|more|为什么|原因|理由|例|细节|多说/i
