// A request → the address that its client is counted by, as far as it can be trusted.
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import proxyAddress from 'proxy-addr'

export type ClientAddress = (request: IncomingMessage) => string

/**
 * `X-Forwarded-For` is trusted only as far as `trustedProxies` wrote it. They are addresses, CIDR ranges or proxy-addr's names
 * `loopback`, `linklocal` and `uniquelocal`; without any, the peer counts. Throws on anything else. A client whose entry is no public
 * address counts as the trusted proxy that wrote it. No other header is read.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const isTrusted = proxyAddress.compile([...trustedProxies])
  return (request) => {
    // from the peer to the client: all but the last are trusted proxies
    const hops = proxyAddress.all(request, isTrusted)
    const client = parse(hops.at(-1))
    const counted = hops.length === 1 || client?.range() === 'unicast' ? client : parse(hops.at(-2))
    if (counted instanceof ipaddr.IPv6) return networkOf(counted)
    // a connection that is closed already has no address
    return counted?.toString() ?? ''
  }
}

/** IPv4 that is written as IPv6 becomes IPv4. `isIP` is stricter than the library, which takes `1` for an address. */
function parse(text = '') {
  return isIP(text) !== 0 && ipaddr.isValid(text) ? ipaddr.process(text) : undefined
}

/** One customer has a whole /64. */
function networkOf({ parts }: ipaddr.IPv6): string {
  const groups = parts.slice(0, 4).map((part) => part.toString(16))
  return `${groups.join(':')}::/64`
}
