// uid and logid → the answer under them ends, wherever it is generated; whoever loses the connection only stops reading.
import type { ClientAddress } from './client-address'
import type { Exchange } from './exchange'
import type { KeptAnswers } from './kept-answers'
import type { Ending } from './play'
import { readUint64 } from './proto-fields'
import type { RateLimits } from './rate-limits'
import type { ReceiveBody } from './receive'
import { readMembers } from './request'

export interface StopParts {
  readonly receiveBody: ReceiveBody
  readonly keptAnswers: Pick<KeptAnswers, 'stop'>
  readonly rateLimits: RateLimits | undefined
  readonly clientAddress: ClientAddress
}

/** Two numbers of twenty digits, and room for what a later client may add. */
const bodyMaxBytes = 1_000

/** Responds with 204 whether or not there was such an answer: nobody learns which there are. */
export function createStop({ receiveBody, keptAnswers, rateLimits, clientAddress }: StopParts) {
  return async (exchange: Exchange): Promise<Ending> => {
    const { request, response, entry } = exchange
    entry.scenario = 'stop'
    const address = clientAddress(request)
    await rateLimits?.ofAddress(address)
    const body = await receiveBody(exchange, { address, maxBytes: bodyMaxBytes })
    const members = readMembers(body.toString('utf8'))
    const ids = { logid: readUint64(members.get('logid')), uid: readUint64(members.get('uid')) }
    entry.logid = ids.logid
    await keptAnswers.stop(ids)
    entry.keptAnswer = 'stop'
    entry.status = 204
    response.writeHead(204).end()
    return 'finished'
  }
}
