// The reason for a refusal → status and body, in the format of grpc-gateway 1.6.4 (test/fixtures/traces).
import { STATUS_CODES } from 'node:http'

/** The cause, for logs and metrics only: never sent to the client. */
export type RefusalReason =
  | 'request'
  | 'stranger'
  | 'recording'
  | 'http'
  | 'no-voice'
  | 'slow-upload'
  | `${'' | 'speech-'}${'address-rate' | 'uid-rate' | 'service-day' | 'address-day' | 'uid-day'}`
  | 'uploads'
  | 'readers'
  | 'bytes'
  | 'too-many'
  | 'queue-full'
  | 'queue-wait'
  | 'store-away'
  | 'broke-off'
  | 'time-limit'
  | 'closing'
  | 'not-kept'
  | 'fault'
  | 'upstream-refused'
  | 'upstream-busy'
  | 'upstream-failed'
  | 'upstream-filtered'
  | 'upstream-stalled'
  | 'upstream-cut'
  | 'upstream-length'
  | 'upstream-misconfigured'
  | 'check-refused'
  | 'check-failed'

interface RefusalParts {
  readonly status: number
  readonly grpcCode: number
  readonly message: string
  readonly body: unknown
  readonly reason: RefusalReason
  readonly retryAfterSeconds?: number | undefined
}

/** Thrown wherever a fault is detected; `exchange.ts` turns it into the response, or into the answer's last line. */
export class Refusal extends Error {
  readonly status: number
  readonly grpcCode: number
  readonly reason: RefusalReason
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds: number | undefined
  /** JSON without a trailing newline. */
  readonly body: string

  constructor(parts: RefusalParts) {
    super(parts.message)
    this.name = 'Refusal'
    this.status = parts.status
    this.grpcCode = parts.grpcCode
    this.reason = parts.reason
    this.retryAfterSeconds = parts.retryAfterSeconds
    this.body = JSON.stringify(parts.body)
  }
}

/** A refusal by the gateway itself, before it calls the service: an undecodable body, an unknown path. */
export function gatewayRefusal(
  status: number,
  grpcCode: number,
  message: string,
  reason: RefusalReason = 'request',
): Refusal {
  const body = { error: message, message, code: grpcCode, details: [] }
  return new Refusal({ status, grpcCode, message, body, reason })
}

/** A body that cannot be decoded into the message: HTTP 400, INVALID_ARGUMENT. */
export const undecodable = (message: string): Refusal => gatewayRefusal(400, 3, message)

/** The gRPC codes that the service uses. */
export const grpc = {
  invalidArgument: 3,
  deadlineExceeded: 4,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const

/** grpc-gateway's `HTTPStatusFromCode`. 9 is 400 since 1.7 and in v2; 1.6.4 used 412, which no client handles. */
const httpStatuses: Record<(typeof grpc)[keyof typeof grpc], number> = {
  3: 400,
  4: 504,
  7: 403,
  8: 429,
  9: 400,
  12: 501,
  13: 500,
  14: 503,
}

/** A refusal by the service behind the gateway, in the stream's error format: the whole response, or an answer's last line. */
export function serviceRefusal(
  grpcCode: keyof typeof httpStatuses,
  message: string,
  reason: RefusalReason = 'recording',
  retryAfterSeconds?: number,
): Refusal {
  const status = httpStatuses[grpcCode]
  const error = {
    grpc_code: grpcCode,
    http_code: status,
    message,
    http_status: STATUS_CODES[status],
    details: [],
  }
  return new Refusal({ status, grpcCode, message, body: { error }, reason, retryAfterSeconds })
}

/** The service itself failed: the operator finds it in the log. */
const faultRefusal = (): Refusal => serviceRefusal(grpc.internal, 'internal error', 'fault')

/** What whoever reads an answer is told of an error. */
export const refusalOf = (error: unknown): Refusal => (error instanceof Refusal ? error : faultRefusal())

/** What another process needs to make the same refusal. */
export type PackedRefusal = Omit<RefusalParts, 'body'> & { readonly body: string }

export function packRefusal(error: unknown): PackedRefusal {
  const { status, grpcCode, message, body, reason, retryAfterSeconds } = refusalOf(error)
  return { status, grpcCode, message, body, reason, retryAfterSeconds }
}

export const unpackRefusal = ({ body, ...parts }: PackedRefusal): Refusal =>
  new Refusal({ ...parts, body: JSON.parse(body) as unknown })
