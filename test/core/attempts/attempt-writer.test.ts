import { createAttempt } from '../../../miniprogram/core/attempts/attempt'
import type { Attempt } from '../../../miniprogram/core/attempts/attempt'
import { createAttemptWriter } from '../../../miniprogram/core/attempts/attempt-writer'
import { AppError } from '../../../miniprogram/core/errors'
import type { SessionState } from '../../../miniprogram/core/session/session-state'
import { createFakeClock } from '../../fakes/fake-clock'
import { outlineOf, question } from './sample-attempts'

const id = '1700000000000'
const recording = { id, filePath: 'wxfile://usr/a.mp3', durationMs: 1000, sizeBytes: 6000, levels: [] }
const noText = { finished: [], growing: '' }

function setUp() {
  const clock = createFakeClock()
  let stored: Attempt = createAttempt({ createdAtMs: 0, question, recording })
  const writes: { of: string; atMs: number; status: string; answer: string }[] = []
  const errors: AppError[] = []
  const startMs = clock.nowMs()
  const room = { answerMax: Infinity }
  const writer = createAttemptWriter({
    clock,
    log: {
      get: () => stored,
      update(of, change) {
        const after = change(stored)
        const { status, answer } = outlineOf(after)
        if (answer.length > room.answerMax) throw new AppError('storage-full')
        stored = after
        writes.push({ of, atMs: clock.nowMs() - startMs, status, answer })
        return stored
      },
    },
    sentBy: () => ({ transport: 'inline', uidSource: 'installation' }),
    onError: (error) => errors.push(error),
  })
  return { clock, writer, writes, errors, room, stored: () => ({ ...stored, ...outlineOf(stored) }) }
}

const sendingState = (run = 2, logid = '17'): SessionState => ({
  ...{
    phase: 'sending',
    run,
    recording,
    logid,
    uploadFraction: null,
    isWaiting: false,
    requested: false,
    isReconnecting: false,
    text: noText,
    previous: null,
  },
})
const streamingState = (growing: string, run = 2, finished: string[] = []): SessionState => ({
  ...{ phase: 'streaming', run, recording, logid: '17', text: { finished, growing } },
  ...{ isReconnecting: false, kept: null },
})
const endedState = (growing: string, run = 2, logid = '17'): SessionState & { phase: 'ended' } => ({
  ...{ phase: 'ended', run, recording, logid, text: { finished: [], growing }, reason: 'done', error: null },
  kept: null,
  cancelled: null,
})

test('writes sending at once, text once a second, the end at once and only once', () => {
  const { clock, writer, writes, stored } = setUp()
  writer.changed(sendingState())
  writer.changed(sendingState())
  for (let i = 1; i <= 50; i += 1) {
    clock.advance(50)
    writer.changed(streamingState('x'.repeat(i)))
  }
  writer.changed(endedState('x'.repeat(51)))
  writer.changed(endedState('late'))
  writer.changed(streamingState('late'))
  clock.advance(60_000)
  expect(writes).toMatchObject([
    { atMs: 0, status: 'sending', answer: '' },
    { atMs: 1000, status: 'streaming', answer: 'x'.repeat(19) },
    { atMs: 2000, status: 'streaming', answer: 'x'.repeat(39) },
    { atMs: 2500, status: 'done', answer: 'x'.repeat(51) },
  ])
  expect(stored()).toMatchObject({ logid: '17', transport: 'inline', uidSource: 'installation' })
  expect(clock.pendingTimers()).toBe(0)
})

test('while it waits for its turn, the attempt is as before: written once the turn comes, or never', () => {
  const { writer, writes, stored } = setUp()
  const waiting = { ...sendingState(), isWaiting: true } as SessionState
  writer.changed(waiting)
  writer.changed({ phase: 'recorded', run: 2, recording, error: null, cancelled: null })
  expect(stored()).toMatchObject({ status: 'recorded', logid: '' })
  writer.changed({ ...waiting, run: 3 })
  expect(writes.map(({ status }) => status)).not.toContain('sending')
  writer.changed(sendingState(3))
  expect(stored()).toMatchObject({ status: 'sending', logid: '17' })
  writer.changed(endedState('All of it', 3))
  expect(stored()).toMatchObject({ status: 'done', answer: 'All of it' })
})

test('text that arrives less than once a second is written as it arrives', () => {
  const { clock, writer, writes } = setUp()
  writer.changed(sendingState())
  clock.advance(5000)
  writer.changed(streamingState('a'))
  clock.advance(0)
  clock.advance(3000)
  writer.changed(streamingState('ab'))
  clock.advance(0)
  expect(writes.map(({ atMs }) => atMs)).toEqual([0, 5000, 8000])
})

test("text is written once a second even after the phone's clock was set back", () => {
  const { clock, writer, stored } = setUp()
  writer.changed(sendingState())
  clock.setBack(3_600_000)
  writer.changed(streamingState('a'))
  clock.advance(1_000)
  expect(stored().answer).toBe('a')
})

test('paragraphs are joined by an empty line', () => {
  const { clock, writer, stored } = setUp()
  writer.changed(sendingState())
  writer.changed(streamingState('Three', 2, ['One', 'Two']))
  clock.advance(1_000)
  expect(stored().answer).toBe('One\n\nTwo\n\nThree')
  writer.changed({ ...endedState(''), text: { finished: ['One'], growing: '' } })
  expect(stored().answer).toBe('One')
})

test('hiding writes delayed text at once', () => {
  const { clock, writer, writes } = setUp()
  writer.changed(sendingState())
  writer.changed(streamingState('a'))
  writer.hidden()
  writer.left()
  expect(writes).toHaveLength(2)
  clock.advance(60_000)
  expect(writes).toHaveLength(2)
})

test('another recording: delayed text is written to the previous one, and nothing after that', () => {
  const { clock, writer, writes } = setUp()
  writer.changed(sendingState())
  writer.changed(streamingState('a'))
  const recorded = { ...recording, id: '1700000000001' }
  writer.changed({ phase: 'recorded', run: 3, recording: recorded, error: null, cancelled: null })
  writer.changed(endedState('ab'))
  clock.advance(60_000)
  expect(writes).toMatchObject([
    { of: id, answer: '' },
    { of: id, answer: 'a' },
  ])
})

test('an upload that fails leaves the attempt as it was, with the reason', () => {
  const { writer, stored } = setUp()
  const error = new AppError('upload-failed')
  writer.changed(sendingState())
  writer.changed({ phase: 'recorded', run: 2, recording, error, cancelled: null })
  expect(stored()).toMatchObject({
    ...{ status: 'recorded', logid: '', transport: null, uidSource: null },
    error: { code: 'upload-failed' },
  })
})

test('sent again: a second run that is never sent restores the first', () => {
  const { writer, stored } = setUp()
  writer.changed(sendingState(2, '17'))
  writer.changed(endedState('One', 2, '17'))
  writer.changed(sendingState(3, '18'))
  expect(stored()).toMatchObject({ status: 'sending', logid: '18', answer: 'One' })
  writer.changed({ ...endedState('One', 3, '17'), error: new AppError('upload-failed') })
  expect(stored()).toMatchObject({
    status: 'done',
    logid: '17',
    answer: 'One',
    error: { code: 'upload-failed' },
  })
  writer.changed(sendingState(4, '19'))
  writer.changed({ ...endedState('', 4, '19'), reason: 'network', error: new AppError('network') })
  expect(stored()).toMatchObject({
    status: 'done',
    logid: '19',
    answer: 'One',
    error: { code: 'network' },
  })
})

test('states that belong to none of its runs are not written', () => {
  const { writer, writes } = setUp()
  writer.changed({ phase: 'idle', run: 1, error: null, cancelled: null })
  writer.changed({ phase: 'recorded', run: 1, recording, error: null, cancelled: null })
  writer.changed(endedState('x', 1))
  expect(writes).toEqual([])
})

test('full storage: reported once per run, and the text written so far is not called complete', () => {
  const { clock, writer, errors, room, stored } = setUp()
  writer.changed(sendingState())
  writer.changed(streamingState('ab'))
  clock.advance(1_000)
  room.answerMax = 2
  writer.changed(streamingState('abc'))
  clock.advance(1_000)
  writer.changed(streamingState('abcd'))
  clock.advance(1_000)
  writer.changed(endedState('abcde'))
  expect(errors.map(({ code }) => code)).toEqual(['storage-full'])
  expect(stored()).toMatchObject({ status: 'truncated', answer: 'ab' })
})

test.each([0, 1])(
  'no room when it was sent: once there is, the answer is stored (%i s of text before)',
  (seconds) => {
    const { clock, writer, room, stored } = setUp()
    room.answerMax = -1
    writer.changed(sendingState())
    writer.changed(streamingState('ab'))
    clock.advance(seconds * 1_000)
    room.answerMax = Infinity
    writer.changed(endedState('abc'))
    expect(stored()).toMatchObject({ status: 'done', answer: 'abc' })
    expect(stored().answers).toHaveLength(1)
  },
)
