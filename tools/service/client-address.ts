// A request → the address that it comes from, as far as it can be believed.
import type { IncomingMessage } from 'node:http'
import proxyAddress from 'proxy-addr'

export type ClientAddress = (request: IncomingMessage) => string

/**
 * `X-Forwarded-For` is believed only as far as it was written by `trustedProxies`: addresses, CIDR ranges, or proxy-addr's names
 * `loopback`, `linklocal`, `uniquelocal`. Without any it is the peer's address. Throws on what is none of these.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const isTrusted = proxyAddress.compile([...trustedProxies])
  return (request) => proxyAddress(request, isTrusted)
}
