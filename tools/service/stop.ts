// uid and logid → the answer under them ends, wherever it is generated; whoever loses the connection only stops reading.
import type { Admission } from './admission'
import type { ClientAddress } from './client-address'
import type { Clock } from './clock'
import type { Exchange } from './exchange'
import type { KeptAnswers } from './kept-answers'
import { readUint64 } from './proto-fields'
import type { RateLimits } from './rate-limits'
import { receive, type LeastPace } from './receive'
import { readMembers } from './request'

export interface StopParts {
  readonly clock: Clock
  readonly admission: Admission
  readonly keptAnswers: Pick<KeptAnswers, 'stop'>
  readonly leastPace: LeastPace | undefined
  readonly rateLimits: RateLimits | undefined
  readonly clientAddress: ClientAddress
}

/** Two numbers of twenty digits, and room for what a later client may add. */
const bodyMaxBytes = 1_000

/** Responds with 204 whether or not there was such an answer: nobody learns which there are. */
export function createStop({
  clock,
  admission,
  keptAnswers,
  leastPace,
  rateLimits,
  clientAddress,
}: StopParts) {
  return async ({ request, response, entry, signal }: Exchange): Promise<'shown'> => {
    entry.scenario = 'stop'
    const address = clientAddress(request)
    await rateLimits?.ofAddress(address)
    const leave = admission.upload(address)
    const onBytes = (sizeBytes: number) => (entry.bytesIn = sizeBytes)
    const body = await receive(request, {
      maxBytes: bodyMaxBytes,
      leastPace,
      clock,
      signal,
      onBytes,
    }).finally(leave)
    const members = readMembers(body.toString('utf8'))
    const ids = { logid: readUint64(members.get('logid')), uid: readUint64(members.get('uid')) }
    entry.logid = ids.logid
    await keptAnswers.stop(ids)
    response.writeHead(204).end()
    return 'shown'
  }
}
