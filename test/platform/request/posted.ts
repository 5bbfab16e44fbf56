// One chunked POST as its caller sees it: only the request, behind the guard.
import { createChunkedRequest } from '../../../miniprogram/platform/request/chunked-request'
import { guardTransport } from '../../../miniprogram/platform/request/guarded-transport'
import { createFakeRequest } from '../../fakes/fake-request'
import { recordExchange } from '../../fakes/recorded-exchange'
import { recording } from './transport-contract'

const options = { url: 'https://api.example.com/x', timeoutMs: 300_000, frameMaxBytes: 1000, nowMs: () => 0 }

export function send() {
  const fake = createFakeRequest()
  return { fake, ...sendWith(fake) }
}

export function sendWith(fake: ReturnType<typeof createFakeRequest>, recorded = recordExchange()) {
  const request = createChunkedRequest(fake.wx, options)
  const transport = guardTransport((_, exchange) => request.post('{"logid":"1"}', exchange))
  return { recorded, exchange: transport.send({ logid: '1', recording }, recorded.handlers) }
}
