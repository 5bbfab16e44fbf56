// Arbitrary request bodies over HTTP: each gets a response, and none crashes the service.
import fc from 'fast-check'
import { goodBody, post, startService, type TestService } from './start-service'

let service: TestService
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const member = fc.constantFrom('logid', 'uid', 'media_buf', 'mediaBuf', 'content', '__proto__', 'more')
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    '0',
    '18446744073709551616',
    '=',
    'A===',
    '\ud800',
    'file:///etc/passwd',
    'data:audio/mp3;base64,AA',
    {
      content: '',
    },
  ),
  fc.base64String({ maxLength: 40 }),
)
const message = fc.array(fc.tuple(member, value), { maxLength: 6 }).map((members) => {
  const written = members.map(([name, each]) => `${JSON.stringify(name)}:${JSON.stringify(each)}`)
  return Buffer.from(`{${written.join(',')}}`)
})
const tornBody = fc
  .tuple(fc.nat(goodBody().length), fc.uint8Array({ maxLength: 4 }))
  .map(([length, bytes]) => Buffer.concat([Buffer.from(goodBody().slice(0, length)), bytes]))
const anyBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))
const nested = fc.integer({ min: 1, max: 3000 }).map((depth) => Buffer.from(`{"more":${'['.repeat(depth)}`))

test.each([
  ['a number of a million digits', `{"uid":${'9'.repeat(1_000_000)}}`],
  ['a text of a million digits', `{"uid":"-${'9'.repeat(1_000_000)}"}`],
  ['a key of a million letters', `{"${'a'.repeat(1_000_000)}":}`],
  ['an address of a million letters', `{"content":"http://${'a'.repeat(1_000_000)}"}`],
  ['base64 of a million letters', `{"media_buf":"${'a'.repeat(1_000_000)}!"}`],
])('%s is not repeated in the answer', async (_, body) => {
  const { status, text } = await post(service, body)
  expect([400, 403]).toContain(status)
  expect(text.length).toBeLessThan(1_000)
})

test('any body is answered, or refused in JSON with a code', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(message, tornBody, anyBytes, nested), async (body) => {
      const { status, headers, text } = await post(service, body)
      if (status === 200) return
      expect([400, 403]).toContain(status)
      expect(headers['content-type']).toBe('application/json')
      expect(text.length).toBeLessThan(1_000)
      const refusal = JSON.parse(text) as { code?: number; error: { grpc_code?: number } }
      // malformed requests, or URLs that must not be fetched
      expect(refusal.code ?? refusal.error.grpc_code).toBe(status === 400 ? 3 : 7)
    }),
    { numRuns: 300 },
  )
  expect((await post(service, goodBody())).status).toBe(200)
})
