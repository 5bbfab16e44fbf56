// POST /speech over real HTTP, with a voice that speaks when the test says so.
import { request } from 'node:http'
import { ownPlaces } from '../../../tools/service/places'
import { createSpeechLimits, type SpeechLimitSettings } from '../../../tools/service/rate-limits'
import { grpc, serviceRefusal } from '../../../tools/service/refusal'
import type { LogEntry } from '../../../tools/service/request-log'
import type { ServiceOptions } from '../../../tools/service/service'
import type { SpeechRequest, Voice } from '../../../tools/service/voice'
import { soundOf } from '../../fakes/bombs'
import { createManualClock, errorOf, eventually } from './openai/start-openai'
import { ask, askForSpeech, logOf, startRecorded, type TestService } from './start-service'

interface Asked extends SpeechRequest {
  finish(mp3: Buffer): void
  fail(error: Error): void
}

/** Begins to cost at once. Ends when the test says so, or when nobody waits. */
function createHeldVoice() {
  const asked: Asked[] = []
  const voice: Voice = {
    speak: (one) =>
      new Promise((finish, fail) => {
        one.onAsked()
        one.signal.addEventListener('abort', () => fail(new Error('nobody waits')))
        asked.push({ ...one, finish, fail })
      }),
  }
  return { asked, voice }
}

const lengthOf = (text: string) => soundOf(1_000 + 72 * text.length)
const promptVoice = (): { readonly asked: SpeechRequest[]; readonly voice: Voice } => {
  const asked: SpeechRequest[] = []
  return {
    asked,
    voice: {
      speak(one) {
        one.onAsked()
        asked.push(one)
        return Promise.resolve(lengthOf(one.text))
      },
    },
  }
}

let service: TestService
let entries: LogEntry[]
async function start(options: ServiceOptions) {
  ;({ service, entries } = await startRecorded(options))
}
afterEach(() => service.close())

const say = (text: unknown, more: object = {}) => askForSpeech(service, text, more)

/** Resolves when so many requests have arrived completely. */
async function arrived(count: number) {
  while ((await logOf(service)).filter(({ bytesIn }) => bytesIn !== 0).length < count)
    await new Promise(setImmediate)
}

/** Asks, and leaves when told to. */
function listener(text: string) {
  const outgoing = request(`${service.origin}/speech`, { method: 'POST', agent: false })
  outgoing.on('error', () => undefined)
  outgoing.end(JSON.stringify({ uid: '1', text }))
  return outgoing
}

test('a text comes back as MP3 of a stated length; the log and the metrics say how, and nothing of the text', async () => {
  const { voice, asked } = promptVoice()
  await start({ voice })
  const answer = await say('Do you like\n  your  hometown?', { logid: '77' })
  const sound = lengthOf('Do you like your hometown?')
  expect(answer.status).toBe(200)
  expect(Buffer.concat(answer.chunks).equals(sound)).toBe(true)
  expect(answer.headers).toMatchObject({
    'content-type': 'audio/mpeg',
    'content-length': String(sound.length),
    'cache-control': 'no-store, no-transform',
  })
  expect(asked).toMatchObject([{ text: 'Do you like your hometown?', student: '1' }])
  expect(entries).toMatchObject([
    {
      logid: '77',
      scenario: 'speech',
      status: 200,
      outcome: 'finished',
      speech: { source: 'made', characters: 26, askedCharacters: 26, sizeBytes: sound.length },
    },
  ])
  expect(JSON.stringify(entries) + service.lines.join()).not.toContain('hometown')
  const metrics = await service.metrics()
  expect(metrics).toContain('speaking_speech_total{outcome="finished",status="200",source="made"} 1\n')
  expect(metrics).toContain('speaking_speech_characters_total 26\n')
  expect(metrics).toContain(`speaking_speech_kept_bytes ${sound.length}\n`)
  expect(metrics).not.toMatch(/^speaking_answers_total\{/m)
})

test('is also there below a scenario, whose address may be the apiAddress, and is listed with the requests', async () => {
  await start({ voice: promptVoice().voice })
  const path = `${service.origin}/scenario/failing;ms=9/speech`
  const body = JSON.stringify({ uid: '1', text: 'Hello' })
  expect((await ask(path, { method: 'POST', body })).status).toBe(200)
  expect(await logOf(service)).toMatchObject([{ scenario: 'speech', status: 200 }])
  expect((await ask(path)).status).toBe(405)
})

test.each([
  ['no text', undefined, /text has no word/],
  ['an empty one', '', /text has no word/],
  ['blanks', ' \n\t ', /text has no word/],
  ['no word', '… !?', /text has no word/],
  ['a control character', 'Hello\u0000there', /text has characters that nobody can speak/],
  ['an escape', 'Hello \u001b[2J', /text has characters that nobody can speak/],
  ['half a character', 'Hello \ud83d', /text has characters that nobody can speak/],
  ['too many', 'a'.repeat(1_001), /text is longer than 1000 characters/],
  ['a number', 1, /cannot unmarshal number 1 into Go value of type string/],
  ['an array', ['a'], /cannot unmarshal array/],
])('refuses %s', async (_, text, message) => {
  const { voice, asked } = promptVoice()
  await start({ voice })
  const answer = await say(text)
  expect(answer.status).toBe(400)
  expect(answer.text).toMatch(message)
  expect(asked).toEqual([])
})

test.each([
  ['the longest text', 'b'.repeat(1_000)],
  ['in escapes', 'é'.repeat(1_000)],
  ['Chinese', '你好'.repeat(500)],
  ['a family of one character', '👩‍👩‍👧 and I'],
  ['what looks like an option or markup', '--help <speak>&amp;</speak> [[h@l]] $(id)'],
])('takes %s', async (_, text) => {
  const { voice, asked } = promptVoice()
  await start({ voice })
  const body = `{"uid":"1","text":${JSON.stringify(text).replace(/é/g, '\\u00e9')}}`
  expect((await ask(`${service.origin}/speech`, { method: 'POST', body })).status).toBe(200)
  expect(asked[0]?.text).toBe(text)
})

test.each([
  ['a larger body', `{"text":"a"${' '.repeat(9_000)}}`, 413],
  ['no JSON', 'text=hello', 400],
  ['a uid that is none', '{"uid":"-1","text":"Hello"}', 400],
])('refuses %s', async (_, body, status) => {
  await start({ voice: promptVoice().voice })
  expect((await ask(`${service.origin}/speech`, { method: 'POST', body })).status).toBe(status)
  expect(await service.metrics()).toContain(
    `speaking_speech_total{outcome="refused",status="${status}",source="none"} 1\n`,
  )
})

describe('what has been spoken', () => {
  test('is not spoken again for a day, whoever asks', async () => {
    const clock = createManualClock()
    const { voice, asked } = promptVoice()
    await start({ voice, clock })
    const first = await say('Hello there', { uid: '1' })
    expect((await say(' Hello  there ', { uid: '2' })).text).toBe(first.text)
    await clock.advance(24 * 3_600_000 - 1)
    expect((await say('Hello there')).text).toBe(first.text)
    expect(asked).toHaveLength(1)
    await clock.advance(1)
    await say('Hello there')
    expect(asked).toHaveLength(2)
    expect(entries.map(({ speech }) => speech?.source)).toEqual(['made', 'kept', 'kept', 'made'])
    expect(await service.metrics()).toContain(
      `speaking_speech_kept_bytes ${lengthOf('Hello there').length}\n`,
    )
  })

  test('makes room for the next, first what was asked for longest ago', async () => {
    const { voice, asked } = promptVoice()
    const sizeBytes = lengthOf('one').length
    await start({ voice, speechKeptMaxBytes: 2 * sizeBytes })
    for (const text of ['one', 'two', 'one', 'six', 'one', 'two']) await say(text)
    expect(asked.map(({ text }) => text)).toEqual(['one', 'two', 'six', 'two'])
    await say('one that is longer than there is room for, at least twice')
    expect(await service.metrics()).toContain(`speaking_speech_kept_bytes ${2 * sizeBytes}\n`)
  })
})

describe('asked for by many at once', () => {
  test('a text is spoken once', async () => {
    const { voice, asked } = createHeldVoice()
    await start({ voice })
    const answers = Array.from({ length: 100 }, (_, index) => say('Hello', { uid: String(index + 1) }))
    await eventually(() => asked[0])
    await arrived(100)
    asked[0]?.finish(lengthOf('Hello'))
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]))
    expect(asked).toHaveLength(1)
    const metrics = await service.metrics()
    expect(metrics).toContain('speaking_speech_total{outcome="finished",status="200",source="made"} 1\n')
    expect(metrics).toMatch(/speaking_speech_total\{outcome="finished",status="200",source="(joined|kept)"\}/)
    expect(metrics).toContain('speaking_speech_characters_total 5\n')
  })

  test('a failure is told to all and kept for nobody', async () => {
    const { voice, asked } = createHeldVoice()
    await start({ voice })
    const answers = [say('Hello'), say('Hello')]
    await eventually(() => asked[0])
    await arrived(2)
    asked[0]?.fail(serviceRefusal(grpc.unavailable, 'the model is unavailable', 'upstream-failed', 7))
    for (const answer of await Promise.all(answers)) {
      expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '7' } })
      expect(errorOf(answer.text)).toMatchObject({ grpc_code: 14 })
    }
    const again = say('Hello')
    await eventually(() => asked[1])
    asked[1]?.finish(lengthOf('Hello'))
    expect((await again).status).toBe(200)
  })

  test('goes on for those who stay, and ends with the last who leaves; who asks then begins anew', async () => {
    const { voice, asked } = createHeldVoice()
    await start({ voice })
    const first = listener('Hello')
    await eventually(() => asked[0])
    const second = listener('Hello')
    await arrived(2)
    first.destroy()
    await eventually(() => entries[0])
    expect(asked[0]?.signal.aborted).toBe(false)
    second.destroy()
    await eventually(() => asked[0]?.signal.aborted)
    await eventually(() => entries[1])
    expect(entries.map(({ outcome }) => outcome)).toEqual(['client-closed', 'client-closed'])
    const third = say('Hello')
    await eventually(() => asked[1])
    asked[1]?.finish(lengthOf('Hello'))
    expect((await third).status).toBe(200)
  })
})

describe('limits', () => {
  const limitsOf = (settings: Partial<SpeechLimitSettings>, warn?: (text: string) => void) =>
    createSpeechLimits(
      {
        requestsPerMinute: { address: 0, uid: 0 },
        charactersPerDay: { service: 0, address: 0, uid: 0 },
        ...settings,
      },
      { ...(warn && { warn }) },
    )
  const perDay = (perDay: Partial<SpeechLimitSettings['charactersPerDay']>, warn?: (text: string) => void) =>
    limitsOf({ charactersPerDay: { service: 0, address: 0, uid: 0, ...perDay } }, warn)
  const long = (letter: string) => letter.repeat(400)

  test.each([
    ['uid', { address: 0, uid: 2 }],
    ['address', { address: 2, uid: 0 }],
  ])('so many requests a minute for each %s, with a time to retry', async (name, requestsPerMinute) => {
    await start({ voice: promptVoice().voice, speechLimits: limitsOf({ requestsPerMinute }) })
    for (let time = 0; time < 2; time++) expect((await say('Hello')).status).toBe(200)
    const refused = await say('Hello')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(await service.metrics()).toContain(
      `speaking_refused_total{code="8",reason="speech-${name}-rate"} 1\n`,
    )
    if (name === 'uid') expect((await say('Hello', { uid: '2' })).status).toBe(200)
  })

  test.each(['service', 'address', 'uid'] as const)(
    'so many new characters a day for each %s',
    async (name) => {
      const { voice, asked } = promptVoice()
      await start({ voice, speechLimits: perDay({ [name]: 1_000 }) })
      for (const letter of ['a', 'b']) expect((await say(long(letter))).status).toBe(200)
      const refused = await say(long('c'))
      expect(refused.status).toBe(429)
      expect(errorOf(refused.text)).toMatchObject({ grpc_code: 8, message: 'no more speech today' })
      expect(entries.at(-1)?.reason).toBe(`speech-${name}-day`)
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
      // what is kept costs nothing, and a shorter one still fits
      expect((await say(long('a'))).status).toBe(200)
      expect((await say('d'.repeat(200))).status).toBe(200)
      expect(asked).toHaveLength(3)
    },
  )

  test('a short text counts as a hundred characters', async () => {
    await start({ voice: promptVoice().voice, speechLimits: perDay({ service: 300 }) })
    const statuses = []
    for (const text of ['a', 'b', 'c', 'd']) statuses.push((await say(text)).status)
    expect(statuses).toEqual([200, 200, 200, 429])
  })

  test('a hundred who ask the same at once pay once, and what never reached the voice nothing', async () => {
    const { voice, asked } = createHeldVoice()
    const busy: Voice = {
      speak: () => Promise.reject(serviceRefusal(grpc.resourceExhausted, 'busy', 'queue-full', 5)),
    }
    let current = busy
    await start({
      voice: { speak: (one) => current.speak(one) },
      speechLimits: perDay({ service: 800 }),
    })
    for (let time = 0; time < 5; time++) expect((await say(long('a'))).status).toBe(429)
    current = voice
    const answers = [say(long('a')), say(long('a')), say(long('a'))]
    await eventually(() => asked[0])
    await arrived(8)
    asked[0]?.finish(lengthOf('a'))
    for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200)
    const last = say(long('b'))
    await eventually(() => asked[1])
    asked[1]?.finish(lengthOf('b'))
    expect((await last).status).toBe(200)
    expect((await say(long('c'))).status).toBe(429)
  })

  test('the operator hears that the day is nearly used up, and that it is', async () => {
    const warnings: string[] = []
    await start({
      voice: promptVoice().voice,
      speechLimits: perDay({ service: 10_000 }, (text) => warnings.push(text)),
    })
    for (let index = 0; index < 27; index++) await say(`${index} ${long('a').slice(3)}`)
    expect(warnings).toEqual([
      expect.stringMatching(/^80 % of today's characters to be spoken .*SPEECH_CHARACTERS_PER_DAY=10000/),
      expect.stringMatching(/used up: .*until midnight .*SPEECH_CHARACTERS_PER_DAY=10000/),
    ])
  })

  test('it takes none of the places of answers', async () => {
    await start({ voice: promptVoice().voice, answerPlaces: ownPlaces(0) })
    expect((await say('Hello')).status).toBe(200)
  })
})

test('what phones do not take fills no memory: one more is refused, and then there at once', async () => {
  // more than what the operating system takes for both ends
  const sizeBytes = 20_000_000
  await start({
    voice: { speak: () => Promise.resolve(Buffer.alloc(sizeBytes)) },
    bytesInFlight: { maxBytes: 2.5 * sizeBytes, addressMaxBytes: 2.5 * sizeBytes },
    readerMaxMs: 60_000,
  })
  const stuck = ['one', 'two'].map((text) => listener(text).on('response', (response) => response.pause()))
  while (!(await service.metrics()).includes(`speaking_held_bytes ${2 * sizeBytes}\n`))
    await new Promise(setImmediate)
  const refused = await say('three')
  expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '5' } })
  expect((await say('three')).status).toBe(200)
  for (const one of stuck) one.destroy()
  await eventually(() => entries.length === 4)
  expect(await service.metrics()).toContain('speaking_held_bytes 0\n')
})

test('without a voice: 501, code 12, at once', async () => {
  await start({})
  const answer = await say('Hello')
  expect(answer.status).toBe(501)
  expect(errorOf(answer.text)).toMatchObject({ grpc_code: 12, http_code: 501 })
})

test('a service that shuts down lets speech finish within its grace, and refuses what begins', async () => {
  const { voice, asked } = createHeldVoice()
  await start({ voice })
  const running = say('Hello')
  const late = say('Goodbye')
  await eventually(() => asked.length === 2)
  const closing = service.close(60_000)
  asked.find(({ text }) => text === 'Hello')?.finish(lengthOf('Hello'))
  expect((await running).status).toBe(200)
  asked.find(({ text }) => text === 'Goodbye')?.fail(serviceRefusal(grpc.unavailable, 'no', 'closing'))
  expect((await late).status).toBe(503)
  await closing
})

test('a fault of the voice is a fault of the service', async () => {
  await start({ voice: { speak: () => Promise.reject(new TypeError('secret')) } })
  const answer = await say('Hello')
  expect(answer.status).toBe(500)
  expect(answer.text).not.toContain('secret')
  expect(entries).toMatchObject([{ reason: 'fault', outcome: 'refused' }])
})
