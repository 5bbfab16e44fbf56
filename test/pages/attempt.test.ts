/** @jest-environment jsdom */
import { loadPage, textsOf, type Rendered } from '../components/simulate'
import { createFakeDialogs, createStoredAttempts, settlePhone, type StoredAttempts } from './attempt-services'
import { createFakeServices, type FakeServices } from './fake-services'
import { find, tap } from './find'
import { ended, logid, recorded, streaming } from './states'

let openPage: ReturnType<typeof loadPage>
let page: Rendered
let stored: StoredAttempts
let services: FakeServices

beforeAll(() => {
  openPage = loadPage('attempt')
})

beforeEach(() => {
  stored = createStoredAttempts()
  services = createFakeServices()
})

afterEach(() => page.detach())

function open(id: string): void {
  Object.assign(globalThis, {
    getApp: () => ({
      services: {
        ...services,
        attempts: stored.attempts,
        dialogs: createFakeDialogs(),
        nowMs: Date.now,
      },
    }),
  })
  page = openPage({ id })
}

const then = new Date(2026, 10, 22, 14, 32).getTime()

test('done: shows question, player, pace, answer and three buttons', async () => {
  const { id } = await stored.add(then)
  services.show(ended('done'))
  open(id)
  expect(textsOf(page)).toEqual([
    'Hometown · 家乡',
    'What do you like most about your hometown?',
    '你最喜欢家乡的哪一点？',
    '看范文',
    '0:22',
    '15 秒',
    '30 秒',
    '参考回答',
    'AI 生成',
    // keeps its place while it cannot be seen
    '生成中',
    '复制',
    'One two three.',
    '完整 · 3 词',
    '句子',
    '下次什么时候再问？',
    '早点再问',
    '晚点再问',
    '再次发送',
    '再说一遍',
  ])
  // the first one has only an icon
  expect(find(page, 'button')).toHaveLength(3)
  await tap(find(page, 'play')[0])
  await tap(find(page, 'copy').find(({ textContent }) => textContent === '复制'))
  await tap(find(page, 'button')[1])
  await tap(find(page, 'button')[2])
  expect(services.calls).toEqual(['player.play', 'send', 'queue hometown-like-most', 'openTab practice'])
  expect(services.copied).toEqual(['One two three.\n（AI 生成）'])
})

test('sending again: shows the text as it grows', async () => {
  const { id } = await stored.add(then, 'recorded')
  services.show(recorded())
  open(id)
  services.show(streaming({ finished: ['One'], growing: 'Tw' }))
  expect(find(page, 'paragraph').map(({ textContent }) => textContent)).toEqual(['One', 'Tw'])
  expect(find(page, 'caret')).toHaveLength(1)
  expect(textsOf(page)).toContain('停止生成')
})

test('cut short: shows the reason and the request ID', async () => {
  const { id } = await stored.add(then, 'idle')
  services.show(ended('idle'))
  open(id)
  expect(textsOf(page)).toEqual(expect.arrayContaining(['服务 5 秒没有新内容，已断开', `编号 ${logid}`]))
})

test('without audio: shows no player', async () => {
  const { id } = await stored.add(then)
  await stored.attempts.removeAudio([id])
  open(id)
  expect(find(page, 'play')).toHaveLength(0)
  expect(textsOf(page)).toEqual(expect.arrayContaining(['说了 1 秒', '录音已经删除', 'One two three.']))
})

test('goes back after deleting', async () => {
  const { id } = await stored.add(then)
  services.show(ended('done'))
  open(id)
  await tap(find(page, 'button')[0])
  await settlePhone()
  expect(stored.attempts.get(id)).toBeNull()
  expect(services.calls.at(-1)).toBe('back history')
})

test('missing: says so and leads back', async () => {
  open('1795424221037')
  expect(textsOf(page)).toEqual(['这一遍已经不在了', '回到记录'])
  await tap(find(page, 'missing-back')[0])
  expect(services.calls).toEqual(['back history'])
})
