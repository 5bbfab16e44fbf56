import type { IncomingMessage } from 'node:http'
import { createStrangerReport, hostsToAnswer, strangerIn } from '../../../tools/service/access'

const asked = (host: string, origin?: string) => ({ headers: { host, origin } }) as IncomingMessage

describe('on this machine alone', () => {
  const hosts = hostsToAnswer('127.0.0.1', [], { isMock: false })

  test.each(['127.0.0.1', '127.0.0.1:8787', 'localhost:8787', 'LOCALHOST', '[::1]:8787'])(
    'answers to %s',
    (host) => {
      expect(strangerIn(asked(host), hosts)).toBeUndefined()
    },
  )

  test.each(['rebound.example', 'rebound.example:8787', 'localhost.rebound.example', '', 'a:b:c'])(
    'not to “%s”',
    (host) => {
      expect(strangerIn(asked(host), hosts)).toBe(`Host ${host}`)
    },
  )

  test.each(['http://localhost:8080', 'https://127.0.0.1', 'http://[::1]:80', 'https://servicewechat.com'])(
    'to pages of %s',
    (origin) => {
      expect(strangerIn(asked('localhost', origin), hosts)).toBeUndefined()
    },
  )

  test.each(['https://other.example', 'null', '', 'http://localhost.other.example', 'file://localhost'])(
    'not to pages of “%s”',
    (origin) => {
      expect(strangerIn(asked('localhost', origin), hosts)).toBe(`Origin ${origin}`)
    },
  )
})

describe('with a name allowed', () => {
  test.each(['127.0.0.1', '0.0.0.0'])(
    'HOST=%s answers to it, to its pages and to its own address',
    (host) => {
      const hosts = hostsToAnswer(host, ['api.example.com'], { isMock: false })
      expect(strangerIn(asked('api.example.com'), hosts)).toBeUndefined()
      expect(strangerIn(asked('API.example.com:443', 'https://api.example.com'), hosts)).toBeUndefined()
      expect(strangerIn(asked('127.0.0.1:8080'), hosts)).toBeUndefined()
      expect(strangerIn(asked('rebound.example'), hosts)).toBe('Host rebound.example')
      expect(strangerIn(asked('api.example.com', 'https://other.example'), hosts)).toBe(
        'Origin https://other.example',
      )
    },
  )
})

describe('open to other machines, without a name', () => {
  test('a service that is there for everybody answers to any', () => {
    const hosts = hostsToAnswer('0.0.0.0', [], { isMock: false })
    expect(strangerIn(asked('whatever.example', 'https://other.example'), hosts)).toBeUndefined()
  })

  test.each([
    ['the mock', '0.0.0.0', true],
    ['any part of 127.0.0.0/8', '127.0.0.2', false],
  ])('%s does not', (_, host, isMock) => {
    const hosts = hostsToAnswer(host, [], { isMock })
    expect(strangerIn(asked('whatever.example'), hosts)).toBe('Host whatever.example')
  })
})

test('the operator is told of each stranger once, and of ten at most', () => {
  const told: string[] = []
  const report = createStrangerReport((text) => told.push(text))
  report('Host api.example.com')
  report('Host api.example.com')
  report(`Host ${'a'.repeat(10_000)}"`)
  expect(told[0]).toBe(
    'refused "Host api.example.com": if that is this service, add its name to ALLOWED_HOSTS',
  )
  expect(told).toHaveLength(2)
  expect(told[1]?.length).toBeLessThan(200)
  for (let index = 0; index < 100; index++) report(`Host ${index}.example`)
  expect(told).toHaveLength(10)
})
