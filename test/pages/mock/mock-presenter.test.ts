import type { DockButton } from '../../../miniprogram/components/action-dock/action-dock'
import { AppError } from '../../../miniprogram/core/errors'
import type { ChipView } from '../../../miniprogram/pages/mock/asking-view'
import type { RowView } from '../../../miniprogram/pages/mock/summary-view'
import { answerQuestion, launchMock, settle } from '../../core/mock/mock-world'
import { openMock } from './open-mock'

type Opened = ReturnType<typeof openMock>

const buttons = ({ data }: Opened) =>
  (data.buttons as DockButton[]).map(({ id, label, primary }) => `${primary ? '*' : ''}${id} ${label}`)
const chips = ({ data }: Opened) => (data.chips as ChipView[]).map(({ kind }) => kind).join(' ')
const rows = ({ data }: Opened) =>
  (data.rows as RowView[]).map(({ number, seconds, label, status, attemptId }) =>
    [number, seconds, label, status, attemptId === '' ? '-' : 'opens'].join(' '),
  )

test('the start says what a mock is, and that recordings are sent automatically', () => {
  const opened = openMock()
  expect(opened.data).toMatchObject({ screen: 'start', lastSet: '', isUnwritten: false })
  expect(opened.titles).toEqual(['模拟 Part 1'])
  expect(buttons(opened)).toEqual(['*new 开始'])
})

test('a question shows its number, the time, and the state of earlier answers', async () => {
  const opened = openMock('zh', launchMock(undefined, undefined, 4))
  const { world, data, presenter } = opened
  presenter.acts.new()
  expect(opened.calls).toEqual(['player.destroy'])
  expect(data).toMatchObject({
    screen: 'asking',
    number: '第 1 题',
    count: '/ 4',
    total: '总时长 0:00',
    progress: '你接着说，回答在后台生成',
    question: { topic: 'Numbers · 数字', text: 'What is one?' },
    status: 'starting',
    statusLabel: '准备中',
    controls: [
      { id: 'end', isOff: false },
      { id: 'done', label: '答完，下一题', isOff: true, question: 1 },
      { id: 'skip', isOff: false },
    ],
    failure: null,
  })
  world.speak(12_000)
  expect(data).toMatchObject({ statusLabel: '这一题', clock: '0:12', total: '总时长 0:12' })
  presenter.acts.done()
  expect(data).toMatchObject({
    statusLabel: '正在收尾',
    controls: [{ isOff: true }, { isOff: true }, { isOff: true }],
  })
  await world.stopped(12_000)
  expect(data).toMatchObject({
    number: '第 2 题',
    total: '总时长 0:12',
    clock: '0:00',
    progress: '第 1 题的回答在后台生成',
  })
  await world.answerEnds()
  await answerQuestion(world)
  await world.answerEnds()
  await answerQuestion(world)
  expect(chips(opened)).toBe('ready ready writing current')
  expect(data).toMatchObject({
    progress: '前 2 题的回答好了，第 3 题在后台生成',
    controls: [{}, { label: '答完', question: 4 }, {}],
  })
})

test('during a take, patches carry only what moves', () => {
  const opened = openMock()
  opened.presenter.acts.new()
  opened.world.speak(1_000)
  opened.patches.length = 0
  opened.world.clock.advance(100)
  expect(opened.patches).toEqual([{ elapsedMs: 1_100 }])
  opened.world.recorder.last().handlers.onLevels([0.5])
  opened.world.clock.advance(100)
  expect(opened.patches[1]).toEqual({ elapsedMs: 1_200, heights: [50] })
})

test('a failed answer is shown unobtrusively, and sent again from the summary', async () => {
  const opened = openMock('en')
  const { world, data, presenter } = opened
  presenter.acts.new()
  await answerQuestion(world, 10_000)
  world.transport.last().handlers.onRequest()
  world.transport.last().handlers.onError(new AppError('http', { httpStatus: 500 }))
  expect(data.progress).toBe('1 to send again later')
  expect(chips(opened)).toBe('failed current open')
  await answerQuestion(world, 20_000)
  await answerQuestion(world, 12_000)
  expect(data.screen).toBe('summary')
  expect(opened.titles.pop()).toBe('Summary')
  expect(rows(opened)).toEqual([
    '1 10 s No answer bad opens',
    '2 20 s Writing writing opens',
    '3 12 s Queued quiet opens',
  ])
  await world.answerEnds()
  await world.answerEnds()
  expect(data.figures).toEqual([
    { value: '3', label: 'spoken' },
    { value: '0:42', label: 'total' },
    { value: '1', label: 'on target' },
  ])
  expect(buttons(opened)).toEqual(['new New set', '*send Send 1 again'])
  presenter.acts.send()
  expect(buttons(opened)).toEqual(['*new New set'])
  await world.answerEnds()
  expect(rows(opened)).toEqual([
    '1 10 s Ready good opens',
    '2 20 s Ready good opens',
    '3 12 s Ready good opens',
  ])
  const [row] = data.rows as RowView[]
  presenter.acts.open({ id: row?.attemptId ?? '' })
  presenter.acts.open({ id: '' })
  expect(opened.calls.filter((name) => name.startsWith('open'))).toEqual([`openAttempt ${row?.attemptId}`])
})

test('with three ways to go on, the dock has the two best, and the third is below the rows', async () => {
  const opened = openMock('en')
  const { world, data, presenter } = opened
  presenter.acts.new()
  await answerQuestion(world)
  world.transport.last().handlers.onRequest()
  world.transport.last().handlers.onError(new AppError('http', { httpStatus: 500 }))
  presenter.acts.end()
  expect(buttons(opened)).toEqual(['continue Continue', '*send Send 1 again'])
  expect(data.other).toEqual({ act: 'new', label: 'New set' })
})

test('a recording that the service cannot read is not offered again', async () => {
  const opened = openMock('en', launchMock(undefined, undefined, 1))
  const { world, presenter } = opened
  presenter.acts.new()
  await answerQuestion(world)
  world.transport.last().handlers.onRequest()
  world.transport.last().handlers.onError(new AppError('http', { httpStatus: 400 }))
  expect(rows(opened)).toEqual(['1 20 s No answer bad opens'])
  expect(buttons(opened)).toEqual(['*new New set'])
})

test('microphone refused: shows why, opens the settings, and continues by a tap', async () => {
  const opened = openMock()
  const { world, data, presenter } = opened
  presenter.acts.new()
  world.recorder.last().handlers.onError(new AppError('microphone-refused'))
  expect(data).toMatchObject({
    failure: {
      icon: 'mic-off',
      title: '麦克风没有打开',
      out: { act: 'settings', label: '去设置打开' },
    },
    controls: [{}, { id: 'continue', label: '再试一次' }, {}],
  })
  presenter.acts.settings()
  await settle()
  expect(data).toMatchObject({
    failure: null,
    controls: [{}, { id: 'continue', label: '点一下，接着说' }, {}],
  })
  presenter.acts.continue()
  expect(data).toMatchObject({ status: 'starting' })
})

test('no room for the recording: the same tap saves it once there is', async () => {
  const opened = openMock()
  const { world, data, presenter } = opened
  presenter.acts.new()
  world.speak(20_000)
  world.phone.storageLimit = 0
  presenter.acts.done()
  await world.stopped()
  expect(data).toMatchObject({ controls: [{}, { id: 'continue', label: '再存一次' }, {}] })
  world.phone.storageLimit = Infinity
  presenter.acts.continue()
  await settle()
  expect(data).toMatchObject({ number: '第 2 题', failure: null })
})

test('the last recording could not be saved: the error is shown with its question, then the summary', async () => {
  const { world, data, presenter } = openMock('en', launchMock(undefined, undefined, 2))
  presenter.acts.new()
  await answerQuestion(world)
  world.phone.filesLimit = 1
  await answerQuestion(world)
  expect(data).toMatchObject({ number: 'Question 2', failure: { icon: 'warn' } })
  presenter.acts.continue()
  expect(data).toMatchObject({ screen: 'summary' })
})

test('a call pauses the take, and the same button resumes it', () => {
  const { world, data, presenter } = openMock()
  presenter.acts.new()
  world.speak(5_000)
  world.recorder.last().handlers.onPause(true)
  expect(data).toMatchObject({
    statusLabel: '已暂停',
    hint: '来电或别的应用打断了，结束后点继续',
    controls: [{}, { id: 'resume', label: '继续', isOff: false }, {}],
  })
  presenter.acts.resume()
  expect(world.recorder.last().calls).toEqual(['resume'])
})

test('opened again: offers to continue the set or to view it', async () => {
  const first = openMock()
  first.presenter.acts.new()
  await answerQuestion(first.world)
  first.world.speak(500)
  first.presenter.acts.skip()
  first.presenter.close()
  await first.world.stopped(500)
  first.patches.length = 0
  const opened = openMock('zh', first.world)
  expect(first.patches).toEqual([])
  expect(opened.data).toMatchObject({ screen: 'start', lastSet: '说了 1 / 3 题 · 0:20' })
  expect(buttons(opened)).toEqual(['new 再来一组', '*continue 接着说第 3 题'])
  opened.presenter.acts.summary()
  expect(rows(opened)).toEqual(['1 20 秒 生成中 writing opens', '2  已跳过 quiet -', '3  还没说 quiet -'])
  expect(buttons(opened)).toEqual(['new 再来一组', '*continue 接着说'])
  opened.presenter.acts.continue()
  opened.presenter.acts.end()
  expect(opened.data.screen).toBe('summary')
})

test('WeChat hidden during a take: the page says that it was saved', async () => {
  const { world, data, presenter } = openMock('en')
  presenter.acts.new()
  world.speak(9_000)
  world.hide()
  presenter.hidden()
  await world.stopped(9_000)
  world.show()
  presenter.shown()
  expect(data).toMatchObject({
    number: 'Question 2',
    hint: 'What you said is saved',
    controls: [{}, { id: 'continue', label: 'Continue' }, {}],
  })
})

test('changes the language at once, even during a take', () => {
  const { world, data, settings, presenter } = openMock()
  presenter.acts.new()
  world.speak(5_000)
  settings.change({ language: 'en', appearance: 'dark', guideZone: { startMs: 10_000, endMs: 20_000 } })
  expect(data).toMatchObject({
    theme: 'theme-dark',
    number: 'Question 1',
    question: { topic: 'Numbers' },
    guideZone: { startMs: 10_000, endMs: 20_000 },
    zoneLabels: { start: '10 s', end: '20 s' },
    status: 'live',
  })
})

test('first use: says what is recorded, then does what was tapped', () => {
  const { world, data, state, presenter } = openMock()
  state.hasAcknowledged = false
  presenter.acts.new()
  expect([data.isFirstUseShown, data.screen]).toEqual([true, 'start'])
  presenter.acts.answerFirstUse({ isAgreed: false })
  expect([data.isFirstUseShown, state.hasAcknowledged, world.recorder.takes.length]).toEqual([
    false,
    false,
    0,
  ])
  presenter.acts.new()
  presenter.acts.answerFirstUse({ isAgreed: true })
  expect([data.isFirstUseShown, state.hasAcknowledged, data.screen]).toEqual([false, true, 'asking'])
})

test("resolved in the phone's settings: the failure is cleared on return", async () => {
  const { world, data, calls, state, presenter } = openMock()
  presenter.acts.new()
  world.recorder.last().handlers.onError(new AppError('microphone-system-off'))
  expect(data).toMatchObject({ failure: { out: { act: 'phone-settings', label: '去系统设置' } } })
  presenter.acts['phone-settings']()
  expect(calls).toContain('openPhoneSettings')
  presenter.hidden()
  presenter.shown()
  await settle()
  expect(data.failure).not.toBeNull()
  state.isResolved = true
  presenter.shown()
  await settle()
  expect(data).toMatchObject({ failure: null, controls: [{}, { id: 'continue' }, {}] })
})

test('says during the take that nothing is heard', () => {
  const { world, data, presenter } = openMock()
  presenter.acts.new()
  world.speak(4_000)
  world.recorder.last().handlers.onLevels(Array<number>(40).fill(0.01))
  world.clock.advance(4_000)
  expect(data).toMatchObject({ isUnheard: true, hint: '听不到你的声音，离麦克风近一点' })
  world.recorder.last().handlers.onLevels([0.6])
  world.clock.advance(100)
  expect(data).toMatchObject({ isUnheard: false, hint: '' })
})
