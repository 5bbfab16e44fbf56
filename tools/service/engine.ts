// The port between the HTTP side and what answers: a checked recording in, the answer's steps out.
import type { Ids } from './frames'

/**
 * `content` becomes a frame; `write` is bytes as they are, as a broken service sends them; `destroy` cuts the connection. Each is
 * flushed before the next one is asked for, so a slow reader slows the engine.
 */
export type Step =
  { readonly content: string } | { readonly write: string | Uint8Array } | { readonly destroy: true }

export interface Head {
  readonly status: number
  readonly contentType: string
}

export interface AnswerRequest extends Ids {
  /** Gives the MP3's bytes, checked, and forgets them: an answer is longer in memory than what it answers. */
  readonly takeRecording: () => Buffer
  /** Who asks, for taking turns: the uid, or where there is none the address. */
  readonly student: string
  /** When the request came, on the service's clock. */
  readonly arrivedMs: number
  /** `;ms=N` in a scenario's address: takes the place of every pause that the scenario would make. */
  readonly pauseMs: number | undefined
  /** Aborts when the answer is wanted no longer: the client is gone, time is up, the service closes. */
  readonly signal: AbortSignal
  /** Adds to what is remembered of this request: times and counts, never text or audio. */
  readonly report: (facts: UpstreamFacts) => void
}

export interface UpstreamFacts {
  /** Waited for a free place. */
  readonly queuedMs?: number
  readonly transcriptionMs?: number
  readonly promptTokens?: number
  readonly completionTokens?: number
  /** HTTP status of the upstream's refusal, its word for it, and its own name for the request. */
  readonly refusedStatus?: number
  readonly refusedCode?: string
  readonly requestId?: string
}

/** One way of answering. */
export interface Answering {
  readonly name: string
  /** HTTP 200 and application/json when absent. */
  readonly head?: Head
  /** `content` must be base64, as where the proto types it as bytes. */
  readonly strictBytes?: boolean
  /**
   * Ends when the answer has; soon after `signal` aborts it ends or rejects, whichever. Rejects with a `Refusal`: an HTTP status when
   * nothing has been written, else the stream's last line.
   */
  steps(request: AnswerRequest): AsyncIterable<Step>
}

export interface Engine {
  /** What `GET /` says. */
  readonly about: string
  /** What the contract's address (`undefined`), or the one of a scenario, is answered with; `undefined`: it has no such scenario. */
  answering(scenario: string | undefined): Answering | undefined
  /** For `GET /scenario`; with it the last requests can be read at `GET /log`. */
  readonly scenarios?: readonly { readonly name: string; readonly description: string }[]
  /** Answers that have a place upstream, and those that wait for one. */
  load?(): { readonly running: number; readonly waiting: number }
}
