// An error or an end reason → the text to show and the action to offer.
import type { AppError, ErrorCode } from '../core/errors'
import type { EndReason } from '../core/session/session-state'
import { momentText, startOfNextDayMs } from './day'
import { format } from './index'
import type { GrpcCodeKey, HttpStatusKey, Messages, Sentence } from './messages'

const grpcKeys: Readonly<Record<number, GrpcCodeKey>> = {
  3: 'invalidArgument',
  4: 'deadlineExceeded',
  7: 'permissionDenied',
  8: 'resourceExhausted',
  9: 'failedPrecondition',
  13: 'internal',
  14: 'unavailable',
  16: 'unauthenticated',
}

const httpKeys: Readonly<Record<number, HttpStatusKey>> = {
  400: '400',
  401: '401',
  403: '401',
  404: '404',
  408: '408',
  413: '413',
  429: '429',
}

/** The most specific text available: by HTTP status, by gRPC code, or by error code. */
export function sentenceForError({ errors, httpStatuses, grpcCodes }: Messages, error: AppError): Sentence {
  const { code, detail } = error
  if (isForbidden(error)) return grpcCodes.failedPrecondition
  if (code === 'http') return httpStatuses[httpKey(detail.httpStatus)]
  const grpcKey = code === 'service' ? grpcKeys[detail.grpcCode ?? 0] : undefined
  return grpcKey === undefined ? errors[code] : grpcCodes[grpcKey]
}

/** A filter found what must not be shown: before the answer began, or in it. */
function isForbidden({ code, detail }: AppError): boolean {
  return (code === 'http' || code === 'service') && detail.grpcCode === 9
}

/** The same for an exchange that has ended: if the service takes nothing before a later time, it says when. */
export function sentenceForExchange(messages: Messages, error: AppError, nowMs: number): Sentence {
  const { title, way } = sentenceForError(messages, error)
  const { httpStatus, retryAtMs = 0 } = error.detail
  if (!isTooEarly(error, nowMs)) return { title, way }
  const { words } = messages
  const isForToday = retryAtMs >= startOfNextDayMs(nowMs)
  return {
    title: httpStatus === 429 ? (isForToday ? words.noMoreToday : words.noMoreNow) : title,
    way: format(words.sendLater, { when: momentText(messages, retryAtMs, nowMs) }),
  }
}

/** Sending again now would be refused again. */
export function isTooEarly(error: AppError | null, nowMs: number): boolean {
  return (error?.detail.retryAtMs ?? 0) > nowMs
}

function httpKey(status = 0): HttpStatusKey {
  if (status >= 500 && status <= 599) return '5xx'
  return httpKeys[status] ?? 'other'
}

export function sentenceForEnd(
  messages: Messages,
  reason: EndReason,
  error: AppError | null,
  nowMs: number,
): Sentence {
  return error ? sentenceForExchange(messages, error, nowMs) : messages.reasons[reason]
}

/** What the primary button does after an error. */
type RecoveryAction = 'settings' | 'phone-settings' | 'copy-problem' | 'record' | 'fetch' | 'send'

const recoveryActions: Readonly<Record<ErrorCode, RecoveryAction>> = {
  'microphone-refused': 'settings',
  'microphone-system-off': 'phone-settings',
  'microphone-busy': 'record',
  'privacy-refused': 'record',
  'privacy-undeclared': 'copy-problem',
  'recorder-failed': 'record',
  'recording-empty': 'record',
  'recording-not-mp3': 'copy-problem',
  'recording-unreadable': 'record',
  'storage-full': 'record',
  'recording-unkept': 'record',
  'recording-too-large': 'record',
  'package-unavailable': 'fetch',
  'identity-unavailable': 'send',
  'upload-failed': 'send',
  unsupported: 'send',
  'domain-not-allowed': 'send',
  network: 'send',
  timeout: 'send',
  interrupted: 'send',
  http: 'send',
  service: 'send',
  'frame-too-large': 'send',
}

/** True if sending the same recording again may bring an answer, or the rest of one. */
export function mayBeSent(error: AppError | null): boolean {
  return !error || isTakeError(error.code) || recoveryActionFor(error) === 'send'
}

/** A recording that the service cannot read, finds too large or must not answer is not worth sending again: a new one is. */
export function recoveryActionFor(error: AppError): RecoveryAction {
  const { code, detail } = error
  const refused = code === 'http' && (detail.httpStatus === 400 || detail.httpStatus === 413)
  const unreadable = code === 'service' && detail.grpcCode === 3
  return refused || unreadable || isForbidden(error) ? 'record' : recoveryActions[code]
}

const requestErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'network',
  'timeout',
  'interrupted',
  'http',
  'service',
  'frame-too-large',
])

/** True if the request left the phone: the service may know its ID. */
export function mayBeKnown({ code, detail }: AppError): boolean {
  return requestErrors.has(code) && detail.isUnsent !== true
}

const takeErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'microphone-refused',
  'microphone-system-off',
  'microphone-busy',
  'privacy-refused',
  'privacy-undeclared',
  'recorder-failed',
  'recording-empty',
  'recording-not-mp3',
  'storage-full',
  'recording-unkept',
])

/** True if only the last take failed: the previous recording is untouched. */
export function isTakeError(code: ErrorCode): boolean {
  return takeErrors.has(code)
}
