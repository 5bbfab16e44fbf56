// Why a request is refused → status and body, in the shapes that grpc-gateway 1.6.4 sends (test/fixtures/traces).

/** Thrown by whatever finds the fault; `service.ts` turns it into the answer. `body` is JSON, without a final newline. */
export class Refusal extends Error {
  readonly status: number
  readonly body: string

  constructor(status: number, message: string, body: unknown) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.body = JSON.stringify(body)
  }
}

/** Refused by the gateway itself, before the service is called: a body it cannot decode, a path it does not know. */
export function gatewayRefusal(status: number, code: number, message: string): Refusal {
  return new Refusal(status, message, { error: message, message, code, details: [] })
}

/** The body cannot be decoded into the message: HTTP 400, INVALID_ARGUMENT. */
export const undecodable = (message: string): Refusal => gatewayRefusal(400, 3, message)

const reasons: Record<number, string> = {
  400: 'Bad Request',
  403: 'Forbidden',
  503: 'Service Unavailable',
}

/** Refused by the service behind the gateway, as the stream's first and only message. */
export function serviceRefusal(status: 400 | 403 | 503, grpcCode: number, message: string): Refusal {
  const error = {
    grpc_code: grpcCode,
    http_code: status,
    message,
    http_status: reasons[status],
    details: [],
  }
  return new Refusal(status, message, { error })
}
