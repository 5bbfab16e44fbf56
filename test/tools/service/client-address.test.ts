import type { IncomingMessage } from 'node:http'
import { createClientAddress } from '../../../tools/service/client-address'

const requestFrom = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage

const forwardedFor = (value: string, peer = '127.0.0.1') => requestFrom(peer, { 'x-forwarded-for': value })

describe('without a proxy the peer counts', () => {
  const addressOf = createClientAddress([])

  test.each([
    ['198.51.100.7', '198.51.100.7'],
    ['192.168.1.5', '192.168.1.5'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['2408:8000:1:2:a:b:c:d', '2408:8000:1:2::/64'],
    ['2408:8000::1', '2408:8000:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    // the connection is closed already
    [undefined, ''],
  ])('%s counts as %s', (peer, counted) => {
    expect(addressOf(requestFrom(peer))).toBe(counted)
  })

  test('whatever its headers say', () => {
    const headers = { 'x-forwarded-for': '1.1.1.1', 'x-real-ip': '2.2.2.2', forwarded: 'for=3.3.3.3' }
    expect(addressOf(requestFrom('9.9.9.9', headers))).toBe('9.9.9.9')
  })

  test('a /64 of IPv6 is one client', () => {
    const all = Array.from({ length: 60 }, (_, host) =>
      addressOf(requestFrom(`2408:8000:1:2::${host.toString(16)}`)),
    )
    expect(new Set(all).size).toBe(1)
    expect(addressOf(requestFrom('2408:8000:1:3::1'))).not.toBe(all[0])
  })
})

describe('behind a trusted proxy', () => {
  const addressOf = createClientAddress(['loopback', 'uniquelocal'])

  test.each([
    ['the client that it wrote', '1.1.1.1', '1.1.1.1'],
    ['not what the client wrote before', '6.6.6.6, 1.1.1.1', '1.1.1.1'],
    ['past a second proxy', '1.1.1.1, 10.0.0.9', '1.1.1.1'],
    ['IPv6', '2408:8000:1:2::5', '2408:8000:1:2::/64'],
    ['IPv4 as IPv6', '::ffff:1.1.1.1', '1.1.1.1'],
  ])('%s', (_, value, counted) => {
    expect(addressOf(forwardedFor(value))).toBe(counted)
  })

  test.each([
    'unknown',
    '1',
    '1.1.1.1:5678',
    '0x01.0x01.0x01.0x01',
    '192.168.1.5',
    '169.254.0.1',
    '100.64.0.1',
    '::1',
    'fc00::1',
    '',
  ])('“%s” is no public address: it counts as the proxy', (value) => {
    expect(addressOf(forwardedFor(value))).toBe('127.0.0.1')
  })

  test('the proxy that wrote it, of several', () => {
    expect(addressOf(forwardedFor('unknown, 10.0.0.9'))).toBe('10.0.0.9')
  })

  test('reads no other header', () => {
    const headers = { 'x-real-ip': '2.2.2.2', forwarded: 'for=3.3.3.3' }
    expect(addressOf(requestFrom('127.0.0.1', headers))).toBe('127.0.0.1')
  })

  test('a stranger who connects directly is believed nothing', () => {
    expect(addressOf(forwardedFor('1.1.1.1', '9.9.9.9'))).toBe('9.9.9.9')
  })
})

test('refuses what is neither an address, a range nor a name', () => {
  expect(() => createClientAddress(['everywhere'])).toThrow('everywhere')
})
