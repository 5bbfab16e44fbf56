// A take and its answer, as shown to support.
import { AppError } from '../../../miniprogram/core/errors'
import { lineOf, type RunLine } from '../../../miniprogram/core/diagnostics/run-line'
import { createRunLog } from '../../../miniprogram/core/diagnostics/run-log'
import type { RunTrace } from '../../../miniprogram/core/diagnostics/run-trace'
import { createPracticeSession } from '../../../miniprogram/core/session/session-runner'
import { createFakeClock } from '../../fakes/fake-clock'
import { createFakeRecorder, someRecording } from '../../fakes/fake-recorder'
import { createFakeRecordings } from '../../fakes/fake-recordings'
import { createFakeTransport } from '../../fakes/fake-transport'
import { settle } from '../../fakes/recorded-exchange'
import { copyOf } from '../../../miniprogram/pages/support/timeline'
import { createPhone } from '../attempts/phone'
import { question } from '../attempts/sample-attempts'
import { replay } from './replay'

const limits = { firstByteMs: 30_000, idleMs: 5_000, frameMaxBytes: 1_000_000, flushMs: 64 }

function setUp(phone = createPhone()) {
  const clock = createFakeClock()
  const recorder = createFakeRecorder()
  const transport = createFakeTransport()
  const { store } = phone.launch()
  const lines: RunLine[] = []
  const log = createRunLog(store, clock, (line) => void lines.push(line))
  const recordings = createFakeRecordings()
  const ports = { clock, recorder, transport, recordings, hooks: [log.observe()] }
  const session = createPracticeSession(ports, limits)
  async function take() {
    session.record(question)
    clock.advance(300)
    recorder.last().handlers.onStart()
    clock.advance(20_000)
    session.finish()
    recorder.last().handlers.onStop(someRecording)
    await settle()
  }
  return { phone, store, clock, recorder, transport, log, lines, session, take }
}

test('a take and its answer: states, chunks, outcome', async () => {
  const { clock, transport, log, session, take } = setUp()
  await take()
  clock.advance(1_000)
  session.send()
  clock.advance(200)
  transport.last().handlers.onRequest()
  clock.advance(2_000)
  transport.last().content('A secret answer.')
  clock.advance(100)
  session.appHidden()
  clock.advance(100)
  session.appShown()
  transport.last().handlers.onError(new AppError('http', { httpStatus: 503, message: '<html>secret</html>' }))
  const [answer, recorded, ...more] = log.list()
  expect(more).toEqual([])
  expect(recorded).toMatchObject({
    from: 'idle',
    sizeBytes: someRecording.sizeBytes,
    steps: [
      { atMs: 0, event: 'record', state: 'recording/starting' },
      { atMs: 300, event: 'take-started', state: 'recording/live' },
      { atMs: 20_300, event: 'finish', state: 'recording/stopping' },
      { event: 'take-saved', state: 'recorded' },
    ],
  })
  expect(answer).toMatchObject({
    from: 'recorded',
    chunkCount: 1,
    chunks: [[2_200, 64]],
    receivedBytes: 64,
    longestGapMs: 0,
    logid: String(1_700_000_021_300),
    steps: [
      { atMs: 0, event: 'send', state: 'sending/unsent' },
      { atMs: 200, event: 'requested', state: 'sending/requested' },
      { atMs: 2_200, event: 'text-grew', state: 'streaming' },
      { atMs: 2_300, event: 'hide', state: 'streaming' },
      { atMs: 2_400, event: 'show', state: 'streaming' },
      { atMs: 2_400, event: 'exchange-failed', state: 'ended/http', detail: 'http HTTP 503' },
    ],
  })
  for (const trace of log.list()) expect(replay(trace)).toEqual(trace.steps.map(({ state }) => state))
})

test('contains nothing of the student: no words, no sound, no path', async () => {
  const { store, lines, session, transport, take } = setUp()
  await take()
  session.send()
  transport.last().handlers.onRequest()
  transport.last().content('A secret answer.')
  transport.last().handlers.onError(new AppError('service', { grpcCode: 8, message: 'secret of 1234567890' }))
  const stored = JSON.stringify([store.get('runs'), lines])
  expect(stored).toContain('gRPC 8')
  for (const word of ['secret', '1234567890', someRecording.filePath, question.text, 'levels']) {
    expect(stored).not.toContain(word)
  }
})

test('a killed run is in the next launch, up to its last step', async () => {
  const { phone, session, take } = setUp()
  await take()
  session.send()
  const { log } = setUp(phone)
  expect(log.list().map(({ steps }) => steps.at(-1)?.state)).toEqual(['sending/unsent', 'recorded'])
})

test('keeps the last ten, each of limited length', async () => {
  const { clock, store, session, transport, take, log } = setUp()
  await take()
  for (let run = 0; run < 12; run += 1) {
    clock.advance(1_000)
    session.send()
    transport.last().handlers.onRequest()
    for (let chunk = 0; chunk < 1_000; chunk += 1) {
      if (chunk === 500) clock.advance(2_000)
      transport.last().content('word ')
    }
    for (let hide = 0; hide < 100; hide += 1) session.appHidden()
    session.stop()
  }
  expect(log.list()).toHaveLength(10)
  const [last] = log.list()
  expect(last).toMatchObject({ chunkCount: 1_000, receivedBytes: 53_000, longestGapMs: 2_000 })
  expect(last?.steps.at(-1)?.state).toBe('ended/stopped')
  expect(JSON.stringify(store.get('runs')).length).toBeLessThan(100_000)
  expect(last && copyOf(last)).toContain('chunks (880 in the middle left out)')
})

test('full storage does no harm; anything but timelines is dropped', async () => {
  const { phone, take } = setUp()
  phone.storageLimit = 0
  await take()
  phone.storageLimit = Infinity
  const whole = {
    ...{ startedAtMs: 1, from: 'idle', steps: [], chunks: [] },
    ...{ chunkCount: 0, receivedBytes: 0, longestGapMs: 0 },
  }
  phone.stored.set(
    'runs',
    JSON.stringify([
      ...[null, 3, {}, { ...whole, steps: [{}] }, { ...whole, chunks: [[1]] }, { ...whole, from: 1 }],
      whole,
    ]),
  )
  expect(setUp(phone).log.list()).toHaveLength(1)
})

test('the operator gets a line for each request, when it is over', async () => {
  const { lines, clock, session, transport, take } = setUp()
  await take()
  session.send()
  clock.advance(200)
  transport.last().handlers.onRequest()
  transport.last().content('A secret answer.')
  expect(lines).toEqual([])
  transport.last().handlers.onError(new AppError('http', { httpStatus: 503, message: '' }))
  expect(lines).toEqual([
    {
      logid: '1700000020300',
      isProblem: true,
      text: [
        'logid 1700000020300',
        `recording ${someRecording.durationMs} ms ${someRecording.sizeBytes} B`,
        '1 chunks 64 B first +200 ms longest gap 0 ms',
        'from recorded',
        '+0 ms send > sending/unsent',
        '+200 ms requested > sending/requested',
        '+200 ms text-grew > streaming',
        '+200 ms exchange-failed (http HTTP 503) > ended/http',
      ].join(' | '),
    },
  ])
})

test.each([
  ['stop', 'ended/stopped', undefined, false],
  ['exchange-ended', 'ended/done', 'done', false],
  ['exchange-ended', 'ended/gap', 'gap', true],
  ['idle-timeout', 'ended/idle', undefined, true],
  ['cancel', 'idle', undefined, false],
  ['take-failed', 'idle', 'mic-off', true],
  ['exchange-failed', 'recorded', 'network unsent', true],
] as const)('%s → %s: is it a problem?', (event, state, detail, isProblem) => {
  const step = { atMs: 1, event, state, ...(detail !== undefined && { detail }) }
  expect(lineOf({ ...runWith([step]), logid: '7' })?.isProblem).toBe(isProblem)
  expect(lineOf(runWith([step]))?.isProblem ?? false).toBe(isProblem)
})

test('the longest line is a kilobyte, and keeps its beginning and its end', () => {
  const step = { atMs: 9_999_999_999, event: 'exchange-failed', state: 'ended/service' } as const
  const steps = Array.from({ length: 61 }, () => ({ ...step, detail: 'service gRPC 16 unsent' }))
  const text = lineOf(runWith([{ atMs: 0, event: 'send', state: 'sending' }, ...steps]))?.text ?? ''
  expect(text.length).toBeLessThan(1_000)
  expect(text).toMatch(/ \+0 ms send > sending .*\(\d+ steps left out\).*> ended\/service$/)
})

function runWith(steps: RunTrace['steps']): RunTrace {
  const received = { chunks: [], chunkCount: 0, receivedBytes: 0, longestGapMs: 0 }
  return { startedAtMs: 1, from: 'recorded', steps, ...received }
}
