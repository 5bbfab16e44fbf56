import { request } from 'node:http'
import { systemClock } from '../../../tools/service/clock'
import type { AnswerRequest, Engine, Step } from '../../../tools/service/engine'
import { frame } from '../../../tools/service/frames'
import { createKeptAnswers } from '../../../tools/service/kept-answers'
import { grpc, serviceRefusal } from '../../../tools/service/refusal'
import { createManualClock } from './openai/start-openai'
import { ask, goodBody, methodPath, startRecorded, type TestService } from './start-service'

// real sockets, on a possibly busy machine: no test here sleeps
const ids = { logid: '1700000000000', uid: '18446744073709551615' }
const idsOnly = JSON.stringify(ids)
const words = Array.from({ length: 40 }, (_, at) => `word ${at} 第${at}个 `)
const whole = words.map((content) => frame(ids, content)).join('')

/** Answers by hand; `asked` is how often. */
function createHandEngine() {
  const requests: AnswerRequest[] = []
  const steps: (Step | 'end' | Error)[] = []
  let wake = () => {}
  const give = (...more: (Step | 'end' | Error)[]) => {
    steps.push(...more)
    wake()
  }
  const engine: Engine = {
    about: '',
    answering: () => ({
      name: 'hand',
      isKept: true,
      async *steps(asked) {
        requests.push(asked)
        await asked.useRecording(() => Promise.resolve())
        asked.signal.addEventListener('abort', () => {
          wake()
        })
        for (;;) {
          const step = steps.shift()
          if (asked.signal.aborted || step === 'end') return
          if (step instanceof Error) throw step
          if (step) yield step
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      },
    }),
  }
  return { engine, requests, give }
}

let service: TestService
let hand: ReturnType<typeof createHandEngine>
let entries: Awaited<ReturnType<typeof startRecorded>>['entries']
beforeEach(async () => {
  hand = createHandEngine()
  ;({ service, entries } = await startRecorded({ engine: hand.engine }))
})
afterEach(() => service.close())

const post = (body: string) => ask(`${service.origin}${methodPath}`, { method: 'POST', body })
const stop = (body: string) => ask(`${service.origin}/stop`, { method: 'POST', body })

/** A client that can leave at any byte. */
function open(body: string, { origin } = service) {
  let text = ''
  let onCut = (_code: string | undefined) => {}
  const cut = new Promise<string | undefined>((resolve) => (onCut = resolve))
  let onText = () => {}
  const outgoing = request(`${origin}${methodPath}`, { method: 'POST', agent: false }, (response) => {
    response.setEncoding('utf8')
    response.on('error', ({ code }: NodeJS.ErrnoException) => {
      onCut(code)
    })
    response.on('data', (part: string) => {
      text += part
      onText()
    })
  })
  outgoing.on('error', () => undefined)
  outgoing.end(body)
  return {
    async until(expected: string) {
      while (text !== expected) await new Promise<void>((resolve) => (onText = resolve))
    },
    /** Resolves to the error code when the connection ends early. */
    cut,
    leave: () => outgoing.destroy(),
  }
}

async function eventually(isSo: () => boolean) {
  while (!isSo()) await new Promise(setImmediate)
}

test('an answer says for how long it is kept', async () => {
  hand.give({ content: 'hi' }, 'end')
  expect(await post(goodBody())).toMatchObject({ status: 200, headers: { 'answer-kept-seconds': '600' } })
})

test('whoever lost the connection after any frame reads the rest, and the model is asked once', async () => {
  const first = open(goodBody())
  let sent = ''
  for (const [at, content] of words.entries()) {
    hand.give({ content })
    sent += frame(ids, content)
    if (at === 0) {
      await first.until(sent)
      first.leave()
      continue
    }
    const again = open(at % 2 ? idsOnly : goodBody())
    await again.until(sent)
    again.leave()
  }
  hand.give('end')
  expect((await post(idsOnly)).text).toBe(whole)
  expect((await post(goodBody())).text).toBe(whole)
  expect(hand.requests).toHaveLength(1)
})

test('many who ask at the same time read the same, byte for byte', async () => {
  const all = Array.from({ length: 20 }, () => post(goodBody()))
  await eventually(() => hand.requests.length > 0)
  hand.give(...words.map((content) => ({ content })), 'end')
  const texts = (await Promise.all(all)).map(({ text }) => text)
  expect(new Set(texts)).toEqual(new Set([whole]))
  expect(hand.requests).toHaveLength(1)
})

test('of a crowd that reads one answer, twenty-one get it, and the rest is told to come back', async () => {
  const all = Array.from({ length: 30 }, () => post(goodBody()))
  await eventually(() => entries.length === 9)
  for (const entry of entries) expect(entry).toMatchObject({ reason: 'readers', grpcCode: 8 })
  hand.give(...words.map((content) => ({ content })), 'end')
  const answers = await Promise.all(all)
  expect(answers.filter(({ status, text }) => status === 200 && text === whole)).toHaveLength(21)
  const refused = answers.filter(({ status, headers }) => status === 429 && headers['retry-after'] === '5')
  expect(refused).toHaveLength(9)
  expect((await post(idsOnly)).text).toBe(whole)
  expect(hand.requests).toHaveLength(1)
})

test('an answer goes on without its reader, whose line has what it cost', async () => {
  const first = open(goodBody())
  hand.give({ content: 'hi' })
  await first.until(frame(ids, 'hi'))
  first.leave()
  while (!/^speaking_connections 0$/m.test(await service.metrics())) await new Promise(setImmediate)
  hand.requests[0]?.report({ completionTokens: 7 })
  expect(hand.requests[0]?.signal.aborted).toBe(false)
  hand.give({ content: ' there' }, 'end')
  expect((await post(idsOnly)).text).toBe(frame(ids, 'hi') + frame(ids, ' there'))
  await eventually(() => entries.length === 2)
  expect(entries).toContainEqual(
    expect.objectContaining({ outcome: 'client-closed', upstream: { completionTokens: 7 } }),
  )
})

test('a stop ends the model, and what there is can be read', async () => {
  const first = open(goodBody())
  hand.give({ content: 'hi' })
  await first.until(frame(ids, 'hi'))
  expect(await stop(idsOnly)).toMatchObject({ status: 204, text: '' })
  expect(hand.requests[0]?.signal.aborted).toBe(true)
  expect((await post(idsOnly)).text).toBe(frame(ids, 'hi'))
  await eventually(() => entries.length === 3)
  expect(entries).toContainEqual(expect.objectContaining({ outcome: 'stopped' }))
})

test('who reads again and who stops has a line, and is counted apart', async () => {
  hand.give({ content: 'hi' }, 'end')
  await post(goodBody())
  await post(idsOnly)
  await stop(idsOnly)
  await eventually(() => entries.length === 3)
  const finished = { outcome: 'finished', logid: ids.logid }
  expect(entries).toMatchObject([
    { ...finished, scenario: 'hand', status: 200 },
    { ...finished, scenario: 'hand', status: 200, keptAnswer: 'read' },
    { ...finished, scenario: 'stop', status: 204, keptAnswer: 'stop' },
  ])
  expect(entries[0]).not.toHaveProperty('keptAnswer')
  const metrics = await service.metrics()
  expect(metrics).toContain('speaking_answers_total{outcome="finished",status="200"} 2')
  expect(metrics).toContain('speaking_kept_answers_total{use="read"} 1')
  expect(metrics).toContain('speaking_kept_answers_total{use="stop"} 1')
})

test.each([
  ['of nobody', { logid: '1', uid: '2' }],
  ["of another student's answer", { ...ids, uid: '2' }],
])('a stop %s changes nothing, and says nothing', async (_, body) => {
  const first = open(goodBody())
  hand.give({ content: 'hi' })
  await first.until(frame(ids, 'hi'))
  expect(await stop(JSON.stringify(body))).toMatchObject({ status: 204, text: '' })
  expect(hand.requests[0]?.signal.aborted).toBe(false)
  hand.give('end')
})

test('a stop is small', async () => {
  expect(await stop(JSON.stringify({ ...ids, more: 'x'.repeat(2_000) }))).toMatchObject({ status: 413 })
  expect(await stop('{"logid":')).toMatchObject({ status: 400 })
})

test.each([
  ['an unknown logid', { ...ids, logid: '1' }],
  ["another student's uid", { ...ids, uid: '1' }],
])('there is nothing to read under %s', async (_, other) => {
  hand.give({ content: 'hi' }, 'end')
  await post(goodBody())
  const answer = await post(JSON.stringify(other))
  expect(answer).toMatchObject({ status: 404 })
  expect(JSON.parse(answer.text)).toMatchObject({ code: 5, message: 'no answer is kept under this logid' })
  expect(answer.headers).not.toHaveProperty('answer-kept-seconds')
})

test('without a uid nothing is kept, and the model stops with its reader', async () => {
  const first = open(goodBody({ uid: '0' }))
  hand.give({ content: 'hi' })
  await first.until(frame({ ...ids, uid: '0' }, 'hi'))
  first.leave()
  await eventually(() => hand.requests[0]?.signal.aborted === true)
})

test('what was refused before its first byte can be asked for anew', async () => {
  const busy = serviceRefusal(grpc.unavailable, 'the models are busy', 'upstream-busy', 3)
  hand.give(busy)
  expect(await post(goodBody())).toMatchObject({ status: 503, headers: { 'retry-after': '3' } })
  hand.give({ content: 'hi' }, 'end')
  expect((await post(goodBody())).text).toBe(frame(ids, 'hi'))
  expect(hand.requests).toHaveLength(2)
})

test('an error in mid-answer is the last line for all who read, then and later', async () => {
  const first = post(goodBody())
  hand.give({ content: 'hi' }, serviceRefusal(grpc.unavailable, 'cut', 'upstream-cut'))
  const { text } = await first
  expect(text).toMatch(/^\{"result".*\n\{"error":\{"grpc_code":14/)
  expect((await post(idsOnly)).text).toBe(text)
  expect(hand.requests).toHaveLength(1)
})

test('a shutdown waits for an answer whose reader has left', async () => {
  const first = open(goodBody())
  hand.give({ content: 'hi' })
  await first.until(frame(ids, 'hi'))
  first.leave()
  const closed = service.close(60_000)
  hand.give({ content: ' there' }, 'end')
  await closed
  expect(hand.requests[0]?.signal.aborted).toBe(false)
})

test('a service that closes cuts off who only reads there, so that they ask where it goes on', async () => {
  const keptAnswers = createKeptAnswers({ keptSeconds: 600, maxBytes: 1_000, clock: systemClock })
  await service.close()
  ;({ service } = await startRecorded({ engine: hand.engine, keptAnswers }))
  const { service: other } = await startRecorded({ engine: hand.engine, keptAnswers })
  const first = open(goodBody())
  hand.give({ content: 'hi' })
  await first.until(frame(ids, 'hi'))
  const reading = open(idsOnly, other)
  await reading.until(frame(ids, 'hi'))
  await other.close()
  expect(await reading.cut).toBe('ECONNRESET')
  expect(hand.requests[0]?.signal.aborted).toBe(false)
  hand.give('end')
})

describe('the memory', () => {
  const open = (maxBytes: number) => {
    const clock = createManualClock()
    const kept = createKeptAnswers({ keptSeconds: 600, maxBytes, clock })
    const keep = async (logid: string, bytes: number, isEnded = true) => {
      const { writer } = await kept.claim({ uid: '1', logid })
      writer?.append(Buffer.alloc(bytes))
      if (isEnded) writer?.end()
      return writer
    }
    const isKept = async (logid: string) => (await kept.find({ uid: '1', logid })) !== undefined
    return { clock, kept, keep, isKept }
  }

  test('forgets an answer ten minutes after its beginning', async () => {
    const { clock, kept, keep, isKept } = open(1_000)
    await keep('1', 10)
    await clock.advance(599_999)
    expect(await isKept('1')).toBe(true)
    await clock.advance(1)
    expect(await isKept('1')).toBe(false)
    expect(kept.keptBytes).toBe(0)
  })

  test('drops the oldest that have ended when it is full, never one that goes on', async () => {
    const { kept, keep, isKept } = open(100)
    await keep('1', 60, false)
    await keep('2', 30)
    await keep('3', 30)
    expect([await isKept('1'), await isKept('2'), await isKept('3')]).toEqual([true, false, true])
    expect(kept.keptBytes).toBe(90)
    await kept.close()
    expect(kept.keptBytes).toBe(0)
  })
})

test('the connection of the scenario `lift` is cut once, and the rest can be read', async () => {
  const { service: mock } = await startRecorded({ clock: systemClock })
  const url = `${mock.origin}/scenario/lift;ms=0${methodPath}`
  const first = await ask(url, { method: 'POST', body: goodBody() }).catch(() => undefined)
  const again = await ask(url, { method: 'POST', body: idsOnly })
  const other = await ask(`${mock.origin}/scenario/ok;ms=0${methodPath}`, {
    method: 'POST',
    body: goodBody(),
  })
  await mock.close()
  expect(first?.text).not.toBe(again.text)
  expect(again.text).toBe(other.text)
  expect(other.headers).not.toHaveProperty('answer-kept-seconds')
})
