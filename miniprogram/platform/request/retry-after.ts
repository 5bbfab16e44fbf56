// The headers of a refusal → when the service will take the request again, if that is far ahead.
import dayjs from 'dayjs'
import { headerOf } from './header'

/** What is nearer needs no time: the text for the status says to wait a minute. */
const nearMs = 120_000
/** Beyond it is a mistake. */
const farMs = 100 * 86_400_000

/** Milliseconds since the epoch. `headers` is unknown. The value is seconds or a date (RFC 9110). */
export function retryAtMsOf(headers: unknown, nowMs: number): number | undefined {
  const text = headerOf(headers, 'retry-after')
  const atMs = /^\d+$/.test(text) ? nowMs + Number(text) * 1000 : dayjs(text).valueOf()
  return atMs - nowMs > nearMs && atMs - nowMs < farMs ? atMs : undefined
}
