import {
  ask,
  fixture,
  goodBody,
  logOf,
  methodPath,
  mp3,
  post,
  startService,
  type TestService,
} from './start-service'

// real sockets, on a possibly busy machine: no test here sleeps
let service: TestService
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const trace = (name: string) => fixture(`traces/${name}`).toString('utf8')

describe('byte for byte like the real gateway', () => {
  test.each([
    ['an openid as uid', '', goodBody({ uid: 'oABCDEF123' }), 'refused-openid-uid.400.json'],
    ['neither media_buf nor content', '', '{"logid":"1","uid":"2"}', 'refused-no-audio.400.json'],
    [
      'a plain URL where bytes are typed',
      'strict-bytes',
      '{"content":"https://a.example/b.mp3"}',
      'refused-plain-url.400.json',
    ],
  ])('%s', async (_, scenario, body, traceName) => {
    const answer = await post(service, body, scenario)
    expect(answer.status).toBe(400)
    expect(answer.headers['content-type']).toBe('application/json')
    expect(answer.text).toBe(trace(traceName))
  })
})

const undecodable = (message: string) => ({ error: message, message, code: 3, details: [] })
const badRequest = (message: string) => ({
  error: { grpc_code: 3, http_code: 400, message, http_status: 'Bad Request', details: [] },
})

describe('before the service is called', () => {
  test.each([
    ['not JSON', 'hello', "invalid character 'h' looking for beginning of value"],
    ['JSON cut short', goodBody().slice(0, -1), 'unexpected EOF'],
    ['not an object', '[1]', 'json: cannot unmarshal array into Go value of type map[string]json.RawMessage'],
    ['empty uid', goodBody({ uid: '' }), 'unexpected end of JSON input'],
    [
      'negative uid',
      goodBody({ uid: '-1' }),
      'json: cannot unmarshal number -1 into Go value of type uint64',
    ],
    [
      'negative number as logid',
      goodBody({ logid: -1 }),
      'json: cannot unmarshal number -1 into Go value of type uint64',
    ],
    [
      'uid above the range',
      goodBody({ uid: '18446744073709551616' }),
      'json: cannot unmarshal number 18446744073709551616 into Go value of type uint64',
    ],
    [
      'fraction as logid',
      goodBody({ logid: 1.5 }),
      'json: cannot unmarshal number 1.5 into Go value of type uint64',
    ],
    [
      'media_buf as a data: URL',
      goodBody({ media_buf: 'data:audio/mpeg;base64,AAAA' }),
      'illegal base64 data at input byte 4',
    ],
    [
      'media_buf no string',
      goodBody({ media_buf: 1 }),
      'json: cannot unmarshal number 1 into Go value of type []uint8',
    ],
    ['content neither URL nor base64', '{"content":"nowhere at all"}', 'illegal base64 data at input byte 7'],
  ])('%s', async (_, body, message) => {
    const answer = await post(service, body)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toEqual(undecodable(message))
  })
})

describe('by the service', () => {
  const withAudio = (bytes: Buffer) => goodBody({ media_buf: bytes.toString('base64') })
  test.each([
    ['an empty body is an empty message', '', 'no audio'],
    ['an empty media_buf counts as absent', goodBody({ media_buf: '' }), 'no audio'],
    ['text', withAudio(Buffer.from('this is not sound')), 'media_buf is not MP3'],
    ['WAV', withAudio(fixture('audio/hometown.wav').subarray(0, 9_000)), 'media_buf is WAVE, not MP3'],
    [
      'webm',
      withAudio(Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex')),
      'media_buf is WebM, not MP3',
    ],
    ['an ID3 tag alone', withAudio(Buffer.from('ID3\x04\0\0\0\0\0\0')), 'media_buf is not MP3'],
    ['a frame header alone', withAudio(Buffer.from([0xff, 0xf3, 0x64, 0xc4])), 'media_buf is not MP3'],
  ])('%s', async (_, body, message) => {
    const answer = await post(service, body)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toEqual(badRequest(message))
  })
})

describe('paths and methods', () => {
  test.each([
    '/nowhere',
    '/scenario/ok',
    '/scenario/OK!' + methodPath,
    '/a/b' + methodPath,
    methodPath + '/',
  ])('%s is not found', async (path) => {
    const answer = await ask(service.origin + path, { method: 'POST', body: goodBody() })
    expect(answer.status).toBe(404)
    expect(answer.text).toBe('{"error":"Not Found","message":"Not Found","code":5,"details":[]}')
  })

  test.each(['nope', 'constructor'])('an unknown scenario (%s) refers to the list', async (name) => {
    const answer = await post(service, goodBody(), name)
    expect(answer.status).toBe(404)
    expect(JSON.parse(answer.text)).toMatchObject({
      code: 5,
      message: expect.stringContaining('GET /scenario'),
    })
  })

  test.each(['GET', 'PUT', 'DELETE'])('%s is not allowed', async (method) => {
    const answer = await ask(service.origin + methodPath, { method })
    expect(answer.status).toBe(405)
    expect(JSON.parse(answer.text)).toEqual({
      error: 'Method Not Allowed',
      message: 'Method Not Allowed',
      code: 12,
      details: [],
    })
  })
})

describe('accepted', () => {
  const urlSafe = mp3.toString('base64url')
  test.each([
    ['ids as strings', goodBody(), '1700000000000', '18446744073709551615'],
    [
      'ids as numbers, none rounded',
      goodBody().replaceAll(/"(\d+)"/g, '$1'),
      '1700000000000',
      '18446744073709551615',
    ],
    ['ids null', goodBody({ logid: null, uid: null }), '0', '0'],
    ['ids absent', JSON.stringify({ media_buf: urlSafe }), '0', '0'],
    ['camelCase and an unknown field', JSON.stringify({ mediaBuf: urlSafe, more: [{}] }), '0', '0'],
  ])('%s', async (_, body, logid, uid) => {
    const answer = await post(service, body, 'ok')
    expect(answer.status).toBe(200)
    expect(answer.text.split('\n')[0]).toBe(`{"result":{"logid":"${logid}","uid":"${uid}","content":""}}`)
    expect((await logOf(service)).at(-1)).toMatchObject({
      logid,
      scenario: 'ok',
      status: 200,
      form: 'inline',
      outcome: 'finished',
    })
  })
})

test('logs neither audio nor text', async () => {
  await post(service, goodBody({ logid: '77' }))
  expect(service.lines.at(-1)).toMatch(/^77 ok 200 \d+ ms finished$/)
  await post(service, goodBody({ logid: '78', uid: 'secret' }))
  expect(service.lines.at(-1)).toMatch(/^78 ok 400 \d+ ms refused$/)
})
