// A request → the client's address, as far as it can be trusted.
import type { IncomingMessage } from 'node:http'
import proxyAddress from 'proxy-addr'

export type ClientAddress = (request: IncomingMessage) => string

/**
 * `X-Forwarded-For` is trusted only as far as `trustedProxies` wrote it. They are addresses, CIDR ranges or proxy-addr's names
 * `loopback`, `linklocal` and `uniquelocal`; without any, the result is the peer's address. Throws on anything else.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const isTrusted = proxyAddress.compile([...trustedProxies])
  return (request) => proxyAddress(request, isTrusted)
}
