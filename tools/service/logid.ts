// A body's beginning → its logid, for refusals that come before the body is decoded: support looks for a request by its logid.
import type { IncomingMessage } from 'node:http'

/** The mini program writes the ids first. */
const beginningMaxLength = 512

/** Calls `onLogid` if the beginning has one. Leaves the request paused: whoever needs or drops its body resumes it. */
export function findLogid(request: IncomingMessage, onLogid: (logid: string) => void): void {
  let beginning = ''
  const look = (part: Buffer) => {
    beginning += part.toString('latin1', 0, beginningMaxLength - beginning.length)
    const [, quoted, plain] = /"logid"\s*:\s*(?:"(\d{1,20})"|(\d{1,20})\s*[,}])/.exec(beginning) ?? []
    const logid = quoted ?? plain
    if (logid === undefined && beginning.length < beginningMaxLength) return
    request.off('data', look)
    if (logid !== undefined) onLogid(logid)
  }
  request.pause().on('data', look)
}
