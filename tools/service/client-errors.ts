// Bytes that are no HTTP request, or do not come in time → the status that Node gives them, a line in the log and a count.
import { STATUS_CODES, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Exchanges, OnEnd } from './exchange'
import { gatewayRefusal, type Refusal } from './refusal'
import { newEntry } from './request-log'

export function refuseClientErrors(server: Server, exchanges: Exchanges, onEnd: OnEnd): void {
  server.on('clientError', (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket
    const exchange = exchanges.on(socket)
    const isCut = error.code === 'ECONNRESET' || error.code === 'HPE_INVALID_EOF_STATE'
    const isUnused = socket.bytesRead === 0
    if (isCut || isUnused || exchange?.request.complete) {
      socket.destroy()
      return
    }
    const refusal = refusalOf(error.code ?? '')
    if (exchange) {
      exchange.stop.abort(refusal)
      return
    }
    if (socket.writable) socket.write(responseTo(refusal))
    socket.destroySoon()
    const { status, grpcCode, reason } = refusal
    onEnd({ ...newEntry(), status, grpcCode, reason, outcome: 'refused', totalMs: 0 })
  })
}

function refusalOf(code: string): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return gatewayRefusal(408, 1, 'the request is too slow', 'slow-upload')
  if (code === 'HPE_HEADER_OVERFLOW') return gatewayRefusal(431, 3, 'the headers are too large', 'http')
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW')
    return gatewayRefusal(413, 8, 'the request is too large', 'http')
  return gatewayRefusal(400, 3, 'this is not an HTTP request', 'http')
}

const responseTo = ({ status, body }: Refusal) =>
  [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
