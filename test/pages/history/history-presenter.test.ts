import type { Recovery } from '../../../miniprogram/core/attempts/attempt-recovery'
import { sending } from '../../../miniprogram/core/attempts/attempt'
import { AppError } from '../../../miniprogram/core/errors'
import {
  createHistoryPresenter,
  type HistoryServices,
} from '../../../miniprogram/pages/history/history-presenter'
import type { DayView } from '../../../miniprogram/pages/history/history-view'
import { applyPatch } from '../apply-patch'
import {
  createFakeDialogs,
  createStoredAttempts,
  settlePhone,
  usageOf,
  type FakeDialogs,
  type StoredAttempts,
} from '../attempt-services'
import { createFakeAppearance, withAppearance, type FakeAppearance } from '../fake-appearance'
import { at } from './summaries'

interface Data extends Record<string, unknown> {
  days: DayView[]
  notice: { heading: string; body: string } | null
  recovered: string[]
}

let stored: StoredAttempts
let dialogs: FakeDialogs
let data: Data
let measureCount: number
let spaces: string[]
/** What the files will say, when a test makes them wait. */
let measured: Promise<typeof usage> | null
let patchCount: number
let went: string[]
let usage: ReturnType<typeof usageOf>
let appearance: FakeAppearance
let presenter: ReturnType<typeof createHistoryPresenter>

const nothingFound: Recovery = { interrupted: [], found: [], quarantinedCount: 0, newerCount: 0 }

beforeEach(() => {
  stored = createStoredAttempts()
  dialogs = createFakeDialogs()
  usage = usageOf(12.3, 1)
})

async function open(recovery: Promise<Recovery> = Promise.resolve(nothingFound)): Promise<void> {
  data = { days: [], notice: null, recovered: [] }
  patchCount = 0
  measureCount = 0
  spaces = []
  measured = null
  went = []
  appearance = createFakeAppearance('zh')
  const services: HistoryServices = withAppearance(appearance, {
    attempts: stored.attempts,
    recovery,
    usage() {
      measureCount += 1
      return measured ?? Promise.resolve(usage)
    },
    navigation: {
      openAttempt: (id) => void went.push(`attempt ${id}`),
      openPage: () => undefined,
      openTab: (tab) => void went.push(tab),
      back: () => void went.push('back'),
      openTopic: () => undefined,
      openMock: () => undefined,
      setTabBarVisible: () => undefined,
    },
    dialogs,
    nowMs: () => at(23, 18),
  })
  presenter = createHistoryPresenter(services, (patch) => {
    patchCount += 1
    applyPatch(data, patch)
    spaces.push(String(data.space))
  })
  presenter.shown()
  await settlePhone()
}

const shownIds = () => data.days.flatMap(({ rows }) => rows.map(({ id }) => id))
const storedIds = () => stored.attempts.list().map(({ id }) => id)

test('nothing yet: the way to the first take', async () => {
  await open()
  expect(data).toMatchObject({ isEmpty: true, days: [] })
  expect(appearance.titles).toEqual(['记录'])
  presenter.acts.practise()
  expect(went.at(-1)).toBe('practice')
})

test('days, rows, the space used; an attempt opens', async () => {
  const first = await stored.add(at(22))
  await stored.add(at(23, 8), 'recorded')
  await stored.add(at(23, 9), 'idle', null)
  await open()
  expect(data).toMatchObject({ isEmpty: false, hasMore: false, space: '录音 12.3 MB / 200 MB', notice: null })
  expect(data.days).toMatchObject([
    {
      title: '今天',
      total: '2 遍 · 5 秒',
      rows: [
        { question: '', when: '09:00 · 3 秒', status: 'partial' },
        { question: 'What do you like most about your hometown?', when: '08:00 · 2 秒', status: 'unsent' },
      ],
    },
    { title: '昨天', total: '1 遍 · 1 秒', rows: [{ status: 'done' }] },
  ])
  presenter.acts.open({ id: first.id })
  expect(went.at(-1)).toBe(`attempt ${first.id}`)
})

test('the language changes: every row, day and status is said anew', async () => {
  await stored.add(at(23, 9), 'done')
  await open(Promise.resolve({ ...nothingFound, quarantinedCount: 2 }))
  appearance.settings.change({ language: 'en', appearance: 'dark' })
  await settlePhone()
  expect(data).toMatchObject({
    theme: 'theme-dark',
    days: [{ title: 'Today', total: '1 attempt · 1 s' }],
    statuses: { done: { label: 'Answered' } },
    recovered: ['2 attempts can’t be read. Nothing was deleted.'],
    space: 'Recordings 12.3 MB / 200 MB',
  })
})

test('an answer that is being written is read where it is written', async () => {
  const { id } = await stored.add(at(23), 'recorded')
  stored.attempts.update(id, sending({ logid: id, transport: 'inline', uidSource: 'installation' }))
  await open()
  expect(data.days[0]?.rows[0]?.status).toBe('live')
  presenter.acts.open({ id })
  expect(went.at(-1)).toBe('practice')
})

test('shown again: nothing new, nothing sent but the space; a new take comes', async () => {
  await stored.add(at(23, 8))
  await open()
  const before = patchCount
  presenter.shown()
  await settlePhone()
  expect(patchCount).toBe(before + 1)
  await stored.add(at(23, 9))
  presenter.shown()
  await settlePhone()
  expect(shownIds()).toEqual(storedIds())
})

test('search: found, cleared, nothing found', async () => {
  await stored.add(at(23, 8))
  await stored.add(at(23, 9), 'done', {
    id: 'rain',
    topic: { en: 'Weather', zh: '天气' },
    text: 'Do you like rainy days?',
    gloss: '你喜欢下雨天吗？',
  })
  await open()
  presenter.acts.search({ value: '下雨' })
  expect(data.days.flatMap(({ rows }) => rows.map(({ question }) => question))).toEqual([
    'Do you like rainy days?',
  ])
  expect(data.days[0]?.total).toBe('1 遍 · 2 秒')
  presenter.acts.search({ value: 'nowhere' })
  expect(data).toMatchObject({ days: [], isEmpty: false, query: 'nowhere' })
  presenter.acts.search({ value: '' })
  expect(shownIds()).toEqual(storedIds())
})

test.each([
  [159.9, 7.9, null],
  [160, 1, /录音用了 160 MB，最多 200 MB/],
  [12.3, 8, /题目和回答用了 8 MB，最多 10 MB/],
  [180, 9, /录音用了 180 MB/],
])('%d MB of recordings, %d MB of texts: %s', async (recordings, texts, words) => {
  await stored.add(at(23))
  usage = usageOf(recordings, texts)
  await open()
  if (words) expect(data.notice?.body).toMatch(words)
  else expect(data.notice).toBeNull()
})

describe('making room', () => {
  beforeEach(async () => {
    await stored.add(at(1, 12, 10))
    await stored.add(at(12))
    await stored.add(at(23))
    await open()
  })

  test('the ways are offered; closing the sheet deletes nothing', async () => {
    await presenter.acts.makeRoom()
    expect(dialogs.offered).toEqual([
      [
        '30 天前的录音，文字留着 · 0.1 MB',
        '7 天前的录音，文字留着 · 0.1 MB',
        '全部录音，文字留着 · 0.1 MB',
        '30 天前的录音和文字 · 1 遍',
        '7 天前的录音和文字 · 2 遍',
        '全部记录',
      ],
    ])
    expect(dialogs.asked).toEqual([])
    expect(stored.phone.kept.size).toBe(3)
  })

  test('no agreement, nothing goes', async () => {
    dialogs.choice = 5
    dialogs.answer = false
    await presenter.acts.makeRoom()
    expect(dialogs.asked).toMatchObject([
      { title: '删除全部记录？', isDanger: true, yes: '删除', no: '取消' },
    ])
    expect(stored.phone.kept.size).toBe(3)
    expect(shownIds()).toHaveLength(3)
  })

  test('the audio of old attempts alone', async () => {
    dialogs.choice = 1
    await presenter.acts.makeRoom()
    expect(dialogs.asked[0]?.title).toBe('删除 2 段录音？')
    expect(stored.phone.kept.size).toBe(1)
    expect(stored.attempts.list().map(({ audio }) => audio)).toEqual(['kept', 'none', 'none'])
    expect(shownIds()).toHaveLength(3)
  })

  test('old attempts', async () => {
    dialogs.choice = 3
    await presenter.acts.makeRoom()
    expect(storedIds()).toHaveLength(2)
    expect(shownIds()).toEqual(storedIds())
  })

  test('everything', async () => {
    dialogs.choice = 5
    await presenter.acts.makeRoom()
    await settlePhone()
    expect(storedIds()).toEqual([])
    expect(stored.phone.kept.size).toBe(0)
    expect(data).toMatchObject({ isEmpty: true, days: [] })
  })

  test('what could not be deleted is said, and stays on the page', async () => {
    jest.spyOn(stored.attempts, 'removeAll').mockRejectedValue(new AppError('recording-unreadable'))
    dialogs.choice = 5
    await presenter.acts.makeRoom()
    expect(dialogs.asked.at(-1)).toEqual({
      title: '没有全部删除',
      content: '有的文件暂时删不掉，过一会儿再试一次。',
      yes: '知道了',
    })
    expect(shownIds()).toHaveLength(3)
  })
})

test('what was set aside or is newer is told, and takes found again appear', async () => {
  await stored.add(at(23, 8))
  let settle: (recovery: Recovery) => void = () => undefined
  await open(new Promise<Recovery>((resolve) => (settle = resolve)))
  expect(data.recovered).toEqual([])
  await stored.add(at(23, 9), 'recorded', null)
  settle({ interrupted: [], found: ['x'], quarantinedCount: 2, newerCount: 1 })
  await settlePhone()
  expect(data.recovered).toEqual([
    '有 2 条记录读不出来，原样留着。',
    '有 1 条记录来自更新的版本，更新小程序后就能看到。',
  ])
  expect(shownIds()).toEqual(storedIds())
})

test('shown: the files are measured once', async () => {
  await stored.add(at(23))
  await open()
  expect(measureCount).toBe(1)
  presenter.shown()
  await settlePhone()
  expect(measureCount).toBe(2)
})

test('what is deleted while the files are measured has them measured again: the first result is never shown', async () => {
  await stored.add(at(23))
  await open()
  let answer: (measured: typeof usage) => void = () => undefined
  measured = new Promise((resolve) => (answer = resolve))
  presenter.shown()
  await settlePhone()
  dialogs.choice = 0
  const emptied = presenter.acts.makeRoom()
  await settlePhone()
  measured = null
  usage = usageOf(0, 1)
  answer(usageOf(190, 1))
  await emptied
  expect(data.space).toBe('录音 0 MB / 200 MB')
  expect(spaces.join()).not.toContain('190')
})

test('closed: nothing is shown any more', async () => {
  await stored.add(at(23))
  await open()
  presenter.close()
  const before = patchCount
  presenter.shown()
  presenter.acts.search({ value: 'x' })
  await settlePhone()
  expect(patchCount).toBe(before)
})
