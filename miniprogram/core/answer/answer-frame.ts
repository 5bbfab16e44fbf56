// A parsed frame → a content of the answer, or the service's error.
import type { AppErrorDetail } from '../errors'

/** What an error frame said. Each field is optional. */
export type ServiceError = Pick<AppErrorDetail, 'grpcCode' | 'httpStatus' | 'message'>

type AnswerFrame = { kind: 'content'; content: string } | { kind: 'error'; error: ServiceError }

type JsonObject = Readonly<Record<string, unknown>>

/**
 * Reads one frame of the stream, or the JSON body of a rejected request; null if it is neither.
 *
 * Proto3 JSON omits zero values or writes null: `{"result":{}}`, `{"result":{"content":null}}` and `{"result":null}`
 * are empty contents. The error shapes, by version of grpc-gateway:
 * - v1 in the stream: `{"error":{"grpc_code","http_code","message","http_status","details"}}`
 * - v2 in the stream: `{"error":{"code","message","details"}}`
 * - v1 before the stream: `{"error":"text","message":"text","code","details"}`
 * - v2 before the stream: `{"code","message","details"}`
 */
export function parseAnswerFrame(value: unknown): AnswerFrame | null {
  if (!isObject(value)) return null
  const { error, result } = value
  if (isObject(error)) return errorFrame(error, error.message)
  if (typeof error === 'string') return errorFrame(value, value.message ?? error)
  if (result !== undefined) return contentFrame(result ?? {})
  const isStatus = typeof value.code === 'number' && ('message' in value || 'details' in value)
  return isStatus ? errorFrame(value, value.message) : null
}

function contentFrame(result: unknown): AnswerFrame | null {
  if (!isObject(result)) return null
  const content = result.content ?? ''
  return typeof content === 'string' ? { kind: 'content', content } : null
}

function errorFrame(status: JsonObject, message: unknown): AnswerFrame {
  const error: ServiceError = {}
  const grpcCode = status.grpc_code ?? status.code
  if (typeof grpcCode === 'number') error.grpcCode = grpcCode
  if (typeof status.http_code === 'number') error.httpStatus = status.http_code
  if (typeof message === 'string' && message !== '') error.message = message
  return { kind: 'error', error }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
