// The headers of a refusal → when the service will take the request again, if that is far ahead.
import dayjs from 'dayjs'

/** What is nearer needs no time: the text for the status says to wait a minute. */
const nearMs = 120_000
/** Beyond it is a mistake. */
const farMs = 100 * 86_400_000

/** Milliseconds since the epoch. `headers` is unknown; phones differ in the case of the names. The value is seconds or a date (RFC 9110). */
export function retryAtMsOf(headers: unknown, nowMs: number): number | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined
  const [, value] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after') ?? []
  const text = String(value).trim()
  const atMs = /^\d+$/.test(text) ? nowMs + Number(text) * 1000 : dayjs(text).valueOf()
  return atMs - nowMs > nearMs && atMs - nowMs < farMs ? atMs : undefined
}
