import { ended, sending } from '../../../miniprogram/core/attempts/attempt'
import { emptyOutbox } from '../../../miniprogram/core/attempts/outbox-state'
import { AppError, type ErrorCode } from '../../../miniprogram/core/errors'
import { settlePhone } from '../attempt-services'
import { createHistoryWorld, type HistoryWorld } from './history-world'
import { at } from './summaries'

let history: HistoryWorld
let first: string
let second: string
let third: string

beforeEach(async () => {
  history = createHistoryWorld()
  const add = async (hour: number) => (await history.stored.add(at(23, hour), 'recorded')).id
  ;[first, second, third] = [await add(7), await add(8), await add(9)]
  await history.stored.add(at(23, 10), 'network')
  await history.open()
})

/** The student chooses the filter, and agrees to send all. */
async function sendAll(): Promise<void> {
  history.presenter.acts.choose({ status: 'unsent' })
  await history.presenter.acts.sendAll()
}

test('is offered for the listed attempts that have audio', async () => {
  expect(history.data.sendAll).toBe('')
  history.presenter.acts.choose({ status: 'unsent' })
  expect(history.data).toMatchObject({ sendAll: '发送这 3 遍', sending: null })
  await history.stored.attempts.removeAudio([second])
  history.presenter.shown()
  await settlePhone()
  expect(history.data.sendAll).toBe('发送这 2 遍')
  history.presenter.acts.choose({ status: 'partial' })
  expect(history.data.sendAll).toBe('')
})

test('asks first, says how many, and sends them oldest first', async () => {
  history.dialogs.answer = false
  await sendAll()
  expect(history.dialogs.asked).toMatchObject([{ title: '发送 3 遍录音？', yes: '发送', no: '取消' }])
  expect(history.outbox.sent).toEqual([])
  history.dialogs.answer = true
  await history.presenter.acts.sendAll()
  expect(history.outbox.sent).toEqual([[first, second, third]])
})

test('shows how far it is, whatever is listed, and can be stopped', async () => {
  await sendAll()
  history.presenter.acts.choose({ status: 'all' })
  history.stored.attempts.update(
    second,
    sending({ logid: '1', transport: 'inline', uidSource: 'installation' }),
  )
  history.outbox.become({ running: second, waiting: [third], endedCount: 1 })
  expect(history.data.sending).toEqual({ text: '第 2 / 3 遍 · 生成中' })
  expect(history.data.days[0]?.rows.map(({ status }) => status)).toEqual([
    'partial',
    'unsent',
    'live',
    'unsent',
  ])
  history.presenter.acts.stopSending()
  expect(history.outbox.stopCount).toBe(1)
  history.outbox.become(emptyOutbox)
  expect(history.data.sending).toBeNull()
})

/** The first of three ends with an error; the second begins. */
function fail(code: ErrorCode, httpStatus?: number): void {
  const error = new AppError(code, httpStatus === undefined ? {} : { httpStatus })
  history.outbox.become({ running: first, waiting: [second, third] })
  const sent = { logid: '18', transport: null, uidSource: null }
  history.stored.attempts.update(first, sending(sent))
  history.stored.attempts.update(first, ended('18', { status: 'network', text: '', error }))
  history.outbox.become({ running: second, waiting: [third], endedCount: 1 })
}

test.each<[ErrorCode, number | undefined]>([
  ['network', undefined],
  ['upload-failed', undefined],
  ['identity-unavailable', undefined],
  ['http', 429],
])('stops after %s (status %s), which the others would meet, too, and says so', async (code, status) => {
  await sendAll()
  fail(code, status)
  expect(history.outbox.stopCount).toBe(1)
  expect(history.dialogs.asked).toHaveLength(2)
  expect(history.dialogs.asked[1]?.content).toMatch(/其余 2 遍没有发送。$/)
})

test('says when the service takes them, if it says so', async () => {
  await sendAll()
  const error = new AppError('http', { httpStatus: 429, retryAtMs: at(24, 0) })
  history.outbox.become({ running: first, waiting: [second, third] })
  const sent = { logid: '18', transport: null, uidSource: null }
  history.stored.attempts.update(first, sending(sent))
  history.stored.attempts.update(first, ended('18', { status: 'http', text: '', error }))
  // the outbox has stopped by itself
  history.outbox.become({ running: null, waiting: [], endedCount: 1 })
  expect(history.dialogs.asked[1]).toMatchObject({
    title: '今天的回答用完了',
    content: '明天 00:00 以后，可以在“记录”里再次发送。其余 2 遍没有发送。',
  })
})

test.each<[ErrorCode, number | undefined]>([
  ['service', undefined],
  ['http', 400],
  ['recording-unreadable', undefined],
])('goes on after %s (status %s)', async (code, status) => {
  await sendAll()
  fail(code, status)
  expect(history.outbox.stopCount).toBe(0)
  expect(history.dialogs.asked).toHaveLength(1)
})

test('leaves alone what another page sends', () => {
  fail('network')
  expect(history.outbox.stopCount).toBe(0)
  expect(history.dialogs.asked).toEqual([])
})
