// The port between HTTP and a synthesiser: a text in, its speech as MP3 out.
import type { UpstreamFacts } from './engine'

/** In UTF-16. */
export const textMaxLength = 1_000

export interface SpeechRequest {
  /** One line, of 1 to `textMaxLength` characters. */
  readonly text: string
  /** Who asked first, for fair queueing: the uid, or the address without one. */
  readonly student: string
  /** Aborts when nobody waits for it any more. */
  readonly signal: AbortSignal
  /** Called when it begins to cost, however it ends. */
  readonly onAsked: () => void
  /** Adds to the log entry of who asked first: times and counts, never the text. */
  readonly report: (facts: UpstreamFacts) => void
}

export interface Voice {
  /** Rejects with a `Refusal`. After `signal` aborts it soon rejects. */
  speak(request: SpeechRequest): Promise<Buffer>
  /** Texts being spoken, and those waiting for their turn. */
  load?(): { readonly running: number; readonly waiting: number }
}
