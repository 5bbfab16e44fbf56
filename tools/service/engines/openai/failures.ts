// An upstream's error → the contract's refusal. The upstream's own messages are dropped: they may quote a key or a prompt.
import type { UpstreamFacts } from '../../engine'
import { grpc, Refusal, serviceRefusal } from '../../refusal'
import { member } from './json'
import { UpstreamError, type UpstreamErrorParts } from './upstream-error'

/**
 * The codes and types by which providers say that a text was not allowed:
 * `content_filter`, `content_policy_violation` (OpenAI, Azure, Moonshot: platform.kimi.com/docs/api/errors),
 * `data_inspection_failed`, `DataInspectionFailed` (DashScope: help.aliyun.com/zh/model-studio/error-code),
 * `SensitiveContentDetected.…`, `InputTextSensitiveContentDetected`, `OutputTextRiskDetection` (Ark: volcengine.com/docs/82379/1299023),
 * `sensitive_words_detected`, `prompt_blocked` (gateways of the one-api family), `censorship_blocked` (StepFun),
 * 1301 (Zhipu: docs.bigmodel.cn/cn/api/api-code), 1026 and 1027 (MiniMax: platform.minimax.io/docs/api-reference/errorcode).
 */
const filteredCode =
  /content_?(filter|policy)|moderation|sensitive|data_?inspection_?failed|risk_?detection$|prompt_blocked|censor|^(1301|1026|1027)$/i

/** StepFun (platform.stepfun.com/docs/zh/guide/exception) and Xiaomi MiMo (platform.xiaomimimo.com) have a status for it. */
const filteredStatuses: readonly number[] = [451, 421]

/** For providers that have no code for it: DeepSeek's `Content Exists Risk`, OpenRouter's 403, MiniMax behind gateways. */
const filteredText =
  /content exists risk|may contain inappropriate content|requires moderation|new_sensitive/i

/** Nothing but a payment by the operator helps; the last two are Zhipu's and MiniMax's. */
const unpaidCode = /insufficient_(user_)?(quota|balance)|arrear|overdue|^(1113|1008)$/i

/** 1302 to 1312 are Zhipu's, 1002 is MiniMax's. */
const busyCode = /rate_?limit|too_?many_?requests|quota|overloaded|^(130[2358]|1312|1002)$/i

export function transcriptionRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (!isFiltered(error) && isAboutRecording(error)) {
    return serviceRefusal(grpc.invalidArgument, 'the recording could not be understood', 'upstream-refused')
  }
  return chatRefusal(error)
}

export function chatRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { retryAfterSeconds: seconds, verdict } = partsOf(error)
  const status = statusOf(error)
  if (isFiltered(error)) {
    return serviceRefusal(grpc.failedPrecondition, 'the model declined to answer this', 'upstream-filtered')
  }
  if (verdict === 'too-long') {
    return serviceRefusal(grpc.internal, 'the model reached its length limit', 'upstream-length')
  }
  if (verdict === 'cut') return cutShort()
  if (verdict === 'misconfigured' || status === 402 || isCode(error, unpaidCode)) return misconfigured()
  if (status === 429 || isCode(error, busyCode)) {
    return serviceRefusal(grpc.resourceExhausted, 'the model is busy', 'upstream-busy', seconds)
  }
  if (status === 408 || status === 504) {
    return serviceRefusal(grpc.deadlineExceeded, 'the model took too long', 'upstream-stalled')
  }
  if (status !== undefined && status < 500) return misconfigured()
  // 5xx, no connection, an error inside the stream, or an unreadable stream
  return serviceRefusal(grpc.unavailable, 'the model is unavailable', 'upstream-failed', seconds)
}

export const stalled = () =>
  serviceRefusal(grpc.deadlineExceeded, 'the model stopped responding', 'upstream-stalled')
export const cutShort = () =>
  serviceRefusal(grpc.unavailable, 'the connection to the model was cut', 'upstream-cut')
const misconfigured = () =>
  serviceRefusal(grpc.internal, 'the service is misconfigured', 'upstream-misconfigured')

/** For the log: the upstream's status, error code and request ID. */
export function refusalFacts(error: unknown): UpstreamFacts {
  const { status, codes = [], requestId } = partsOf(error)
  const code = [...codes, systemCode(error)].find(isIdentifier)
  return {
    ...(status !== undefined && { refusedStatus: status }),
    ...(code !== undefined && { refusedCode: code }),
    ...(isIdentifier(requestId) && { requestId }),
  }
}

const isIdentifier = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w.-]{1,64}$/.test(value)

/** The system's error code, such as ECONNREFUSED. */
const systemCode = (error: unknown) => member(error, 'code')

function partsOf(error: unknown): UpstreamErrorParts {
  return error instanceof UpstreamError ? error.parts : {}
}

/** An error inside a response with status 200 often has the status as its code. */
function statusOf(error: unknown): number | undefined {
  const { status, codes = [] } = partsOf(error)
  const inside = codes.find((code) => /^[45]\d\d$/.test(code))
  return status ?? (inside === undefined ? undefined : Number(inside))
}

function isCode(error: unknown, pattern: RegExp): boolean {
  return (partsOf(error).codes ?? []).some((code) => pattern.test(code))
}

function isFiltered(error: unknown): boolean {
  const { verdict, text = '' } = partsOf(error)
  return (
    verdict === 'filtered' ||
    isCode(error, filteredCode) ||
    filteredStatuses.includes(statusOf(error) ?? 0) ||
    filteredText.test(text)
  )
}

/** The recording is a valid MP3, so a rejection means too short, too long or inaudible; but it may also be about the request's other parts. */
function isAboutRecording(error: unknown): boolean {
  const { param, codes = [], text = '' } = partsOf(error)
  const status = statusOf(error)
  if (status === 413 || status === 415) return true
  if (status !== 400 && status !== 422) return false
  if (param !== undefined) return /^(file|audio)$/.test(param)
  if (codes.some((code) => /audio|file|duration|decod/i.test(code))) return true
  return (
    /\b(audio|file|recording)\b/i.test(text) &&
    !/model|param|argument|field|language|response_format/i.test(text)
  )
}
