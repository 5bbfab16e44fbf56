// The port between HTTP and an engine: a validated recording in, the answer's steps out.
import type { Ids } from './frames'
import type { NotesLanguage, TaggedQuestion } from './question'

/**
 * `content` becomes a frame; `write` sends raw bytes, as a broken service would; `destroy` cuts the connection. Each is flushed before
 * the next is requested, so a slow reader slows the engine down, but that of an answer that is kept.
 */
export type Step =
  { readonly content: string } | { readonly write: string | Uint8Array } | { readonly destroy: true }

export interface Head {
  readonly status: number
  readonly contentType: string
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number
  /** Sent as `Content-Length`: then the answer is one step of so many bytes. */
  readonly contentLength?: number
  /** Sent as `Answer-Kept-Seconds`: so long from its beginning the answer can be read again. */
  readonly keptSeconds?: number
}

export interface AnswerRequest extends Ids {
  /**
   * Hands over the validated MP3, once: answers outlive the need for their recording. Until what `use` returns settles, its bytes count
   * as held in memory.
   */
  readonly useRecording: <T>(use: (recording: Buffer) => Promise<T>) => Promise<T>
  /** What the recording answers, if its tags say so. */
  readonly question: TaggedQuestion | undefined
  readonly notesLanguage: NotesLanguage
  /** Identifies the caller for fair queueing: the uid, or the address without one. */
  readonly student: string
  /** The request's arrival on the service's clock. */
  readonly arrivedMs: number
  /** `;ms=N` in a scenario's address replaces every pause of the scenario. */
  readonly pauseMs: number | undefined
  /** Aborts when the answer is no longer needed: client gone (or, if it is kept, stopped), time limit reached, service shutting down. */
  readonly signal: AbortSignal
  /** Adds to this request's log entry: times and counts, never text or audio. */
  readonly report: (facts: UpstreamFacts) => void
}

export interface UpstreamFacts {
  /** Time spent waiting for a free slot. */
  readonly queuedMs?: number
  readonly transcriptionMs?: number
  /** From the language model's request to its first text. */
  readonly modelFirstTextMs?: number
  readonly promptTokens?: number
  readonly completionTokens?: number
  /** The upstream's refusal: its HTTP status, its error code, its request ID. */
  readonly refusedStatus?: number
  readonly refusedCode?: string
  readonly requestId?: string
}

/** One way of answering. */
export interface Answering {
  readonly name: string
  /** HTTP 200 and application/json when absent. */
  readonly head?: Head
  /** `content` must be base64, as behind a gateway whose proto types it as bytes. */
  readonly strictBytes?: boolean
  /** The answer is kept for whoever asks for it again: then it goes on to its end without its reader, and `destroy` cuts only that. */
  readonly isKept?: boolean
  /**
   * Ends with the answer. After `signal` aborts it soon ends or rejects. Rejects with a `Refusal`: sent as an HTTP status if nothing
   * has been written, otherwise as the stream's last line.
   */
  steps(request: AnswerRequest): AsyncIterable<Step>
}

export interface Engine {
  /** The response to `GET /`. */
  readonly about: string
  /** How a scenario is answered; `undefined` stands for the contract's own path. Returns `undefined` for an unknown scenario. */
  answering(scenario: string | undefined): Answering | undefined
  /** Listed at `GET /scenario`. An engine with scenarios also exposes the latest requests at `GET /log`. */
  readonly scenarios?: readonly { readonly name: string; readonly description: string }[]
  /** Answers being generated upstream, and those waiting for a slot. */
  load?(): { readonly running: number; readonly waiting: number }
}
