import { scenarios } from '../../../tools/service/engines/scripted/scenarios'
import {
  answerParagraphs,
  contents,
  longParagraphs,
  madeUpListening,
  modelAnswers,
} from '../../../tools/service/engines/scripted/script'
import { frame, paragraphBreak } from '../../../tools/service/frames'
import { tagWith } from '../../fakes/tagged'
import { ask, createSkippingClock, fixture, goodBody, logOf, mp3, post, startService } from './start-service'
import type { SkippingClock, TestService } from './start-service'

const ids = { logid: '1700000000000', uid: '18446744073709551615' }
const expectedContents = contents(answerParagraphs(ids.logid))
const expectedText = expectedContents.map((content) => frame(ids, content)).join('')

// real sockets, on a possibly busy machine: no test here sleeps
let service: TestService
let clock: SkippingClock
beforeEach(async () => {
  clock = createSkippingClock()
  service = await startService({ clock })
})
afterEach(() => service.close())

const play = (scenario: string) => post(service, goodBody(), scenario)
const contentsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { result: { content: string } }).result.content)
const longestWait = () => Math.max(...clock.waits)
const firstTen = expectedText.split('\n').slice(0, 10).join('\n') + '\n'

describe('frames', () => {
  test('match the traces', () => {
    const lines = fixture('traces/stream-ok.ndjson').toString('utf8').trimEnd().split('\n')
    const read = lines.map((line) => (JSON.parse(line) as { result: { content: string } }).result.content)
    expect(read.map((content) => frame(ids, content))).toEqual(lines.map((line) => `${line}\n`))
  })

  test("carry Go's escapes", () => {
    expect(frame(ids, '<a & b>\u2028')).toContain(String.raw`"\u003ca \u0026 b\u003e\u2028"`)
  })

  test('contain each model answer completely, a few characters at a time', () => {
    for (const { paragraphs } of modelAnswers) {
      const written = contents(paragraphs)
      expect(written[0]).toBe('')
      expect(written.join('')).toBe(paragraphs.join(paragraphBreak))
      expect(Math.max(...written.map((content) => content.length))).toBeLessThanOrEqual(9)
    }
  })

  test('answer the question; an unknown one gets another answer with each logid', () => {
    for (const { id, question, paragraphs } of modelAnswers) {
      expect(answerParagraphs(ids.logid, { id })).toEqual([`Question: ${question}`, ...paragraphs])
    }
    const others = Array.from(
      { length: 50 },
      (_, index) => answerParagraphs(String(index), { id: 'not-there' })[0],
    )
    expect(new Set(others).size).toBeGreaterThan(30)
    expect(answerParagraphs('5')).toEqual(answerParagraphs('5'))
  })
})

describe('whole answers', () => {
  test('the default is ok: chunked, one frame per line, at a natural pace', async () => {
    const answer = await post(service, goodBody())
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'transfer-encoding': 'chunked',
    })
    expect(answer.text).toBe(expectedText)
    expect(answer.text).toContain('"content":"\\\\n\\\\n"')
    expect(clock.waits).toHaveLength(expectedContents.length)
    expect(Math.min(...clock.waits)).toBeGreaterThanOrEqual(20)
    expect(longestWait()).toBeLessThanOrEqual(260)
  })

  test('slow', async () => {
    expect((await play('slow')).text).toBe(expectedText)
    expect(new Set(clock.waits)).toEqual(new Set([400]))
  })

  test('first-byte-late', async () => {
    expect((await play('first-byte-late')).text).toBe(expectedText)
    expect(clock.waits[0]).toBe(8_000)
    expect(Math.max(...clock.waits.slice(1))).toBeLessThan(1_000)
  })

  test(';ms=N replaces the pauses', async () => {
    await play('first-byte-late;ms=31000')
    expect(clock.waits[0]).toBe(31_000)
    clock = createSkippingClock()
    await play('ok;ms=0')
    expect(clock.waits).toEqual([])
  })

  test('long: 20,000 characters, English and Chinese', async () => {
    const text = contentsOf((await play('long')).text).join('')
    expect(text).toBe(longParagraphs(20_000).join(paragraphBreak))
    expect(text.length).toBeGreaterThanOrEqual(20_000)
    expect(text.length).toBeLessThan(22_000)
    expect(text.match(/\p{Script=Han}/gu)?.length).toBeGreaterThan(1_000)
    expect(text.match(/[a-z]/g)?.length).toBeGreaterThan(5_000)
  })

  test('merged: many frames per write, with nothing between them', async () => {
    const { text, chunks } = await play('merged')
    expect(text).toBe(expectedText.replaceAll('\n', ''))
    expect(text).toContain('}}{"result"')
    expect(chunks.length).toBeLessThanOrEqual(Math.ceil(expectedContents.length / 16))
  })

  test('pretty', async () => {
    const { text } = await play('pretty')
    expect(text.startsWith('{\n  "result": {\n    "logid": "1700000000000",\n')).toBe(true)
    const oneByOne = text.replaceAll(/\n {2,4}|\n(?=\s*\})/g, '').replaceAll('": ', '":')
    expect(oneByOne).toBe(expectedText)
  })

  test('empty', async () => {
    expect(await play('empty')).toMatchObject({ status: 200, text: '', errorCode: undefined })
  })
})

describe('listening', () => {
  const tagged = (texts: Record<string, string>) =>
    goodBody({ media_buf: Buffer.concat([tagWith(texts), mp3]).toString('base64') })
  const question = { 'question-id': 'food-learn', question: 'Which dish would you like to learn to cook?' }
  const answerTo = async (body: string) =>
    contentsOf((await post(service, body, 'listening')).text)
      .join('')
      .split(paragraphBreak)

  test('the transcript comes whole, before the rest; the better version is the model answer', async () => {
    const [empty, said, ...rest] = contentsOf((await post(service, tagged(question), 'listening')).text)
    expect(empty).toBe('')
    expect(said).toMatch(/^You said: .*noodles/)
    const better = modelAnswers.find(({ id }) => id === 'food-learn')?.paragraphs.join(' ')
    const paragraphs = rest.join('').split(paragraphBreak)
    expect(paragraphs).toEqual([
      '',
      `Better: ${better}`,
      expect.stringMatching(/^Note: Say “.*, not “/),
      expect.stringMatching(/^Note: /),
      expect.stringMatching(/^Next take: /),
    ])
    expect(clock.waits.slice(0, 2)).toEqual([1_500, 1_500])
  })

  test('notes and next take in Chinese, for this take', async () => {
    const paragraphs = await answerTo(tagged({ ...question, take: '3', notes: 'zh' }))
    for (const note of paragraphs.slice(2)) expect(note).toMatch(/^(Note|Next take): .*[\u4e00-\u9fff].*。$/)
    expect(paragraphs.at(-1)).toContain('3 次')
    expect(paragraphs[1]).not.toMatch(/[\u4e00-\u9fff]/)
  })

  test('every model answer has a slip that a note can name', () => {
    for (const { id } of modelAnswers) {
      const [said = '', better = '', ...rest] = madeUpListening('1', 'en', { id, takeNumber: 1 })
      const notes = rest.slice(0, -1)
      expect(notes.length).toBeGreaterThanOrEqual(1)
      expect(notes.length).toBeLessThanOrEqual(2)
      for (const note of notes) {
        const [, right = '-', wrong = '-'] = /“(.*?)”, not “(.*?)”/.exec(note) ?? []
        expect(better).toContain(right)
        expect(said).toContain(wrong)
      }
    }
  })
})

describe('split and corrupted bytes', () => {
  test('one-byte: every byte in its own write', async () => {
    const steps = [
      ...(scenarios['one-byte']?.steps({ ...ids, notesLanguage: 'en', pauseMs: undefined }) ?? []),
    ]
    const writes = steps.flatMap((step) => ('write' in step ? [step.write] : []))
    expect(writes.every((bytes) => bytes.length === 1)).toBe(true)
    const { text } = await play('one-byte')
    expect(text).toBe(Buffer.concat(writes as Uint8Array[]).toString('utf8'))
    expect(contentsOf(text).join('')).toContain('一个字节一个字节地来。')
  })

  test('emoji: every write but the last ends inside a character', async () => {
    const { text } = await play('emoji')
    expect(contentsOf(text).join('')).toContain('👩‍👩‍👧')
    const steps = [...(scenarios.emoji?.steps({ ...ids, notesLanguage: 'en', pauseMs: undefined }) ?? [])]
    const writes = steps.flatMap((step) => ('write' in step ? [step.write as Uint8Array] : []))
    expect(Buffer.concat(writes).toString('utf8')).toBe(text)
    for (const bytes of writes.slice(0, -1)) expect(bytes.at(-1)).toBeGreaterThanOrEqual(0xc0)
  })

  test('garbage: every frame is there, with garbage between them', async () => {
    const { text } = await play('garbage')
    const lines = text.split('\n')
    const frames = lines.filter((line) => /^\{"result":\{.*\}\}$/.test(line))
    expect(frames.join('\n') + '\n').toBe(expectedText)
    expect(lines).toEqual(expect.arrayContaining(['{"result":{"logid":', '[{[{', '{ "half open']))
    expect(lines.length).toBe(frames.length * 2 + 1)
  })
})

describe('answers that fail', () => {
  test('stall: ten frames, then nothing on an open connection', async () => {
    const answering = play('stall')
    await clock.silence
    expect((await logOf(service)).at(-1)).toMatchObject({ scenario: 'stall', outcome: 'streaming' })
    await service.close()
    // an answer cut off by shutdown is incomplete, and its last line says so
    const { text } = await answering
    expect(text.startsWith(firstTen + '{"error":{"grpc_code":14,')).toBe(true)
  })

  test('cut: destroyed inside a frame', async () => {
    const answer = await play('cut')
    expect(answer.errorCode).toBe('ECONNRESET')
    expect(answer.text.startsWith(firstTen + '{"result":')).toBe(true)
    expect(answer.text.endsWith('}')).toBe(false)
    expect((await logOf(service)).at(-1)).toMatchObject({ outcome: 'destroyed' })
  })

  test('truncated: a normal end inside a frame', async () => {
    const answer = await play('truncated')
    expect(answer.errorCode).toBeUndefined()
    expect(answer.text.startsWith(firstTen + '{"result":')).toBe(true)
    expect(answer.text.endsWith('}')).toBe(false)
  })

  test("error-v1: the trace's last line", async () => {
    const last = fixture('traces/stream-error.ndjson').toString('utf8').split('\n').at(-1)
    expect(await play('error-v1')).toMatchObject({ status: 200, text: firstTen + last })
  })

  test('error-v2', async () => {
    const last = '{"error":{"code":8,"message":"quota","details":[]}}'
    expect(await play('error-v2')).toMatchObject({ status: 200, text: firstTen + last })
  })

  test.each([
    ['http-400', 400, 'application/json', /^\{"error":"[^"]+","message":"[^"]+","code":3,"details":\[\]\}$/],
    ['http-413', 413, 'text/html', /^<html>[^]*413 Request Entity Too Large/],
    ['http-429', 429, 'application/json', /^\{"code":8,"message":"quota","details":\[\]\}$/],
    ['daily', 429, 'application/json', /^\{"error":\{"grpc_code":8,.*"no more answers today"/],
    ['http-500', 500, 'text/html', /^<html>[^]*500 Internal Server Error/],
    ['http-503', 503, 'application/json', /^\{"error":"[^"]+","message":"[^"]+","code":14,"details":\[\]\}$/],
  ])('%s', async (scenario, status, contentType, body) => {
    const answer = await play(scenario)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe(contentType)
    expect(answer.headers['retry-after']).toBe(scenario === 'daily' ? '86400' : undefined)
    expect(answer.text).toMatch(body)
    expect((await logOf(service)).at(-1)).toMatchObject({ scenario, status, outcome: 'finished' })
  })
})

test('every scenario answers and is listed by GET /scenario', async () => {
  const names = Object.keys(scenarios)
  const json = await ask(`${service.origin}/scenario`, { headers: { accept: 'application/json' } })
  expect((JSON.parse(json.text) as { name: string }[]).map(({ name }) => name)).toEqual(names)
  const plain = await ask(`${service.origin}/scenario`)
  expect(plain.headers['content-type']).toContain('text/plain')
  expect(plain.text.trimEnd().split('\n')).toHaveLength(names.length)
  expect((await ask(service.origin)).text).toContain('a mock')
})
