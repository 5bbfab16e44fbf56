// The status and the body of a refused request → AppError `http`.
import { parseAnswerFrame } from '../../core/answer/answer-frame'
import { decodeUtf8, toBinary } from '../../core/answer/utf8'
import { AppError } from '../../core/errors'

/** Enough for support; a proxy's whole page is not. */
const messageMaxLength = 200

/**
 * `httpStatus` is always set; `grpcCode` where the body is one of the gateway's error shapes; `message` where the body
 * has words: the gateway's, an HTML page's title, or its text; `isUnread` when it is the gateway's.
 */
export function httpError(httpStatus: number, body: readonly Uint8Array[]): AppError {
  // a byte order mark is white space to `trim`
  const text = decodeUtf8(body.map(toBinary).join('')).trim()
  const json = parseJson(text)
  const frame = parseAnswerFrame(json)
  if (frame?.kind === 'error') {
    return new AppError('http', {
      ...frame.error,
      httpStatus,
      ...(hasStatusCode(json) && { isUnread: true }),
    })
  }
  const message = readableText(text)
  return new AppError('http', message === '' ? { httpStatus } : { httpStatus, message })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Only what the gateway says before it calls the service has its code at the top: a stream's error lies inside `error`. */
function hasStatusCode(json: unknown): boolean {
  return typeof json === 'object' && json !== null && typeof (json as { code?: unknown }).code === 'number'
}

function readableText(text: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]
  const words = title ?? text.replace(/<[^>]*>/g, ' ')
  return words.replace(/\s+/g, ' ').trim().slice(0, messageMaxLength)
}
