// What a server says when it fails, in any of the shapes in use → one error.
import type { IncomingHttpHeaders } from 'node:http'
import { member, parseJson } from './json'

export interface UpstreamErrorParts {
  /** Of the HTTP response; missing when the error is inside a response with status 200, or there was no response. */
  readonly status?: number
  /** The error's code and type. */
  readonly codes?: readonly string[]
  /** The parameter that the error is about. */
  readonly param?: string
  /** Only to recognise the error by: it may quote a key or a prompt. */
  readonly text?: string
  /** What was found out without the server saying so. */
  readonly verdict?: 'filtered' | 'too-long' | 'cut' | 'misconfigured'
  readonly requestId?: string
  readonly retryAfterSeconds?: number
}

/** Has no message of its own, so none can be logged or sent. */
export class UpstreamError extends Error {
  readonly parts: UpstreamErrorParts

  constructor(parts: UpstreamErrorParts) {
    super()
    this.name = 'UpstreamError'
    this.parts = parts
  }
}

/** Enough to recognise an error by. */
const textMaxLength = 500

/** A response that is no success. `body` is its beginning, in whatever form. */
export function errorOfResponse(status: number, headers: IncomingHttpHeaders, body: string): UpstreamError {
  const requestId = text(headers['x-request-id'])
  const seconds = retryAfterSeconds(headers['retry-after'] ?? '')
  return new UpstreamError({
    status,
    ...partsOf(parseJson(body) ?? body),
    ...(requestId !== '' && { requestId }),
    ...(seconds !== undefined && { retryAfterSeconds: seconds }),
  })
}

/** The error in a response with status 200, or in an event of its stream; undefined when there is none. */
export function errorInside(json: unknown): UpstreamError | undefined {
  const minimax = member(member(json, 'base_resp'), 'status_code')
  const isError =
    Boolean(member(json, 'error')) ||
    member(json, 'object') === 'error' ||
    (minimax !== undefined && minimax !== 0) ||
    // the whole object is the error, as at SiliconFlow
    (member(json, 'choices') === undefined &&
      text(member(json, 'code')) !== '' &&
      text(member(json, 'message')) !== '')
  return isError ? new UpstreamError(partsOf(json)) : undefined
}

/**
 * `{ error: { code, type, param, message } }` (OpenAI and most), `{ error: text }`, `{ code, message }` (SiliconFlow),
 * `{ object: 'error', code, type, message }` (vLLM before 0.10), `{ base_resp: { status_code, status_msg } }` (MiniMax), `{ detail }`
 * (FastAPI), or a text.
 */
function partsOf(body: unknown): UpstreamErrorParts {
  const inner = [member(body, 'error'), member(body, 'base_resp')].find(
    (one) => typeof one === 'object' && one,
  )
  const error = inner ?? body
  const code = member(error, 'code') ?? member(error, 'status_code')
  const texts = [
    body,
    member(body, 'error'),
    member(body, 'detail'),
    member(error, 'message'),
    member(error, 'status_msg'),
  ]
  const param = text(member(error, 'param'))
  return {
    codes: [code, member(error, 'type')].map(text).filter((one) => one !== ''),
    text: texts.map(text).join(' ').slice(0, textMaxLength),
    ...(param !== '' && { param }),
  }
}

/** A number as text; anything else that is no text is empty. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** Accepts seconds or a date; undefined when it is neither, or a day or more ahead. */
function retryAfterSeconds(value: string): number | undefined {
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000)
  return seconds > 0 && seconds < 86_400 ? seconds : undefined
}
