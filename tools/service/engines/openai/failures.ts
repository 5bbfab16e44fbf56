// Errors of a model's server → the contract's refusals.
import type { UpstreamFacts } from '../../engine'
import { grpc, Refusal, serviceRefusal } from '../../refusal'
import { UpstreamError } from './post'

export function transcriptionRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  // the recording is a valid MP3, so the rejection means too short, too long or inaudible
  const isAboutAudio = isStatus(error, 400, 413, 415, 422) && !isAboutModel(error)
  if (!isAboutAudio) return upstreamRefusal(error)
  return serviceRefusal(grpc.invalidArgument, 'the recording could not be understood', 'upstream-refused')
}

export function chatRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof UpstreamError && /content_?(filter|policy)/i.test(`${error.code} ${error.type}`)) {
    return serviceRefusal(grpc.failedPrecondition, 'the model declined to answer this', 'upstream-filtered')
  }
  return upstreamRefusal(error)
}

/** For the log: the upstream's status, error code and request ID. */
export function refusalFacts(error: unknown): UpstreamFacts {
  if (!(error instanceof UpstreamError)) return {}
  const { status, code, type, headers } = error
  const errorCode = [code, type].find(isIdentifier)
  const requestId = headers['x-request-id']
  return {
    ...(status !== undefined && { refusedStatus: status }),
    ...(errorCode !== undefined && { refusedCode: errorCode }),
    ...(isIdentifier(requestId) && { requestId }),
  }
}

const isIdentifier = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w.-]{1,64}$/.test(value)

function upstreamRefusal(error: unknown): Refusal {
  if (isStatus(error, 429) || isCode(error, /rate_?limit|quota|overloaded/i)) {
    const seconds = retryAfterSeconds(error.headers)
    return serviceRefusal(grpc.resourceExhausted, 'the model is busy', 'upstream-busy', seconds)
  }
  if (isStatus(error, 408, 504)) {
    return serviceRefusal(grpc.deadlineExceeded, 'the model took too long', 'upstream-stalled')
  }
  const isRefused = error instanceof UpstreamError && error.status !== undefined && error.status < 500
  if (isRefused) {
    return serviceRefusal(grpc.internal, 'the service is misconfigured', 'upstream-misconfigured')
  }
  // 5xx, no connection, an error inside the stream, or an invalid stream
  const seconds = error instanceof UpstreamError ? retryAfterSeconds(error.headers) : undefined
  return serviceRefusal(grpc.unavailable, 'the model is unavailable', 'upstream-failed', seconds)
}

function isStatus(error: unknown, ...statuses: readonly number[]): error is UpstreamError {
  return error instanceof UpstreamError && statuses.includes(error.status as number)
}

/** An error inside a stream has no status, only a code and a type. */
function isCode(error: unknown, pattern: RegExp): error is UpstreamError {
  return (
    error instanceof UpstreamError &&
    error.status === undefined &&
    pattern.test(`${error.code} ${error.type}`)
  )
}

function isAboutModel({ code, param }: UpstreamError): boolean {
  return param === 'model' || /model/i.test(code ?? '')
}

/** Accepts seconds or a date; undefined when it is neither, or a day or more ahead. */
function retryAfterSeconds(headers: UpstreamError['headers']): number | undefined {
  const value = headers['retry-after'] ?? ''
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000)
  return seconds > 0 && seconds < 86_400 ? seconds : undefined
}
