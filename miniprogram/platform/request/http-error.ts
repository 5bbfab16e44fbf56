// The status and body of a rejected request → AppError `http`.
import { parseAnswerFrame } from '../../core/answer/answer-frame'
import { decodeUtf8, toBinary } from '../../core/answer/utf8'
import { AppError, type AppErrorDetail } from '../../core/errors'

/** Enough for support, without storing a proxy's whole page. */
const messageMaxLength = 200

/**
 * `httpStatus` is always set; `grpcCode` if the body is one of the gateway's error shapes; `message` if the body has
 * text: the gateway's, the title of an HTML page, or the page's text; `isUnread` if the gateway rejected the request.
 */
export function httpError(httpStatus: number, body: readonly Uint8Array[], retryAtMs?: number): AppError {
  return new AppError('http', {
    ...detailOf(body),
    httpStatus,
    // any other is about this request, whenever it comes
    ...(retryAtMs !== undefined && (httpStatus === 429 || httpStatus >= 500) && { retryAtMs }),
  })
}

function detailOf(body: readonly Uint8Array[]): AppErrorDetail {
  // `trim` also removes a byte order mark
  const text = decodeUtf8(body.map(toBinary).join('')).trim()
  const json = parseJson(text)
  const frame = parseAnswerFrame(json)
  if (frame?.kind === 'error') {
    return { ...frame.error, ...(hasStatusCode(json) && { isUnread: true }) }
  }
  const message = readableText(text)
  return message === '' ? {} : { message }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Before it calls the service, the gateway puts `code` at the top level; errors of the stream are inside `error`. */
function hasStatusCode(json: unknown): boolean {
  return typeof json === 'object' && json !== null && typeof (json as { code?: unknown }).code === 'number'
}

function readableText(text: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]
  const words = title ?? text.replace(/<[^>]*>/g, ' ')
  return words.replace(/\s+/g, ' ').trim().slice(0, messageMaxLength)
}
