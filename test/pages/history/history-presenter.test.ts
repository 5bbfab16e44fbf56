import type { Recovery } from '../../../miniprogram/core/attempts/attempt-recovery'
import { sending } from '../../../miniprogram/core/attempts/attempt'
import { settlePhone, usageOf } from '../attempt-services'
import { createHistoryWorld, nothingFound, type HistoryWorld, type Usage } from './history-world'
import { at } from './summaries'

let history: HistoryWorld
beforeEach(() => {
  history = createHistoryWorld()
})

test('empty: offers the first take', async () => {
  await history.open()
  expect(history.data).toMatchObject({ isEmpty: true, days: [] })
  expect(history.appearance.titles).toEqual(['记录'])
  history.presenter.acts.practise()
  expect(history.went.at(-1)).toBe('practice')
})

test('shows days, rows and the space used; opens an attempt', async () => {
  const first = await history.stored.add(at(22))
  await history.stored.add(at(23, 8), 'recorded')
  await history.stored.add(at(23, 9), 'idle', null)
  await history.open()
  expect(history.data).toMatchObject({
    isEmpty: false,
    hasMore: false,
    space: '录音 12.3 MB / 200 MB',
    notice: null,
  })
  expect(history.data.days).toMatchObject([
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
  history.presenter.acts.open({ id: first.id })
  expect(history.went.at(-1)).toBe(`attempt ${first.id}`)
})

test('a new language changes every row, day and status', async () => {
  await history.stored.add(at(23, 9), 'done')
  await history.open(Promise.resolve({ ...nothingFound, quarantinedCount: 2 }))
  history.appearance.settings.change({ language: 'en', appearance: 'dark' })
  await settlePhone()
  expect(history.data).toMatchObject({
    theme: 'theme-dark',
    days: [{ title: 'Today', total: '1 attempt · 1 s' }],
    statuses: { done: { label: 'Answered' } },
    recovered: ['2 attempts can’t be read. Nothing was deleted.'],
    space: 'Recordings 12.3 MB / 200 MB',
  })
})

test('an answer in progress opens as any other', async () => {
  const { id } = await history.stored.add(at(23), 'recorded')
  history.stored.attempts.update(id, sending({ logid: id, transport: 'inline', uidSource: 'installation' }))
  await history.open()
  expect(history.data.days[0]?.rows[0]?.status).toBe('live')
  history.presenter.acts.open({ id })
  expect(history.went.at(-1)).toBe(`attempt ${id}`)
})

test('shown again: sends only the space used, and new attempts', async () => {
  await history.stored.add(at(23, 8))
  await history.open()
  const before = history.patchCount
  history.presenter.shown()
  await settlePhone()
  expect(history.patchCount).toBe(before + 1)
  await history.stored.add(at(23, 9))
  history.presenter.shown()
  await settlePhone()
  expect(history.shownIds()).toEqual(history.storedIds())
})

test('searches, says when nothing is found, and can be cleared', async () => {
  await history.stored.add(at(23, 8))
  await history.stored.add(at(23, 9), 'done', {
    id: 'rain',
    topic: { en: 'Weather', zh: '天气' },
    text: 'Do you like rainy days?',
    gloss: '你喜欢下雨天吗？',
  })
  await history.open()
  history.presenter.acts.search({ value: '下雨' })
  expect(history.data.days.flatMap(({ rows }) => rows.map(({ question }) => question))).toEqual([
    'Do you like rainy days?',
  ])
  expect(history.data.days[0]?.total).toBe('1 遍 · 2 秒')
  history.presenter.acts.search({ value: 'nowhere' })
  expect(history.data).toMatchObject({ days: [], isEmpty: false, query: 'nowhere' })
  history.presenter.acts.search({ value: '' })
  expect(history.data).toMatchObject({ query: '', searchField: 0 })
  expect(history.shownIds()).toEqual(history.storedIds())
  history.presenter.acts.search({ value: 'nowhere' })
  history.presenter.acts.clearSearch()
  expect(history.data).toMatchObject({ query: '', searchField: 1 })
  expect(history.shownIds()).toEqual(history.storedIds())
})

test('forgets the search with the last attempt', async () => {
  const { id } = await history.stored.add(at(23, 8))
  await history.open()
  history.presenter.acts.search({ value: 'hometown' })
  await history.stored.attempts.remove([id])
  history.presenter.shown()
  expect(history.data).toMatchObject({ isEmpty: true, query: '' })
})

describe('filters', () => {
  const rain = {
    ...{ id: 'rain', topic: { en: 'Weather', zh: '天气' } },
    ...{ text: 'Do you like rainy days?', gloss: '你喜欢下雨天吗？' },
  }

  test('work together with the search, and survive a refresh', async () => {
    const unsent = await history.stored.add(at(23, 7), 'recorded')
    const wet = await history.stored.add(at(23, 8), 'recorded', rain)
    await history.stored.add(at(23, 9), 'idle', rain)
    await history.open()
    history.presenter.acts.choose({ status: 'unsent' })
    expect(history.shownIds()).toEqual([wet.id, unsent.id])
    history.presenter.acts.search({ value: '下雨' })
    expect(history.shownIds()).toEqual([wet.id])
    await history.stored.add(at(23, 10), 'done', rain)
    const wetter = await history.stored.add(at(23, 11), 'recorded', rain)
    history.presenter.shown()
    await settlePhone()
    expect(history.shownIds()).toEqual([wetter.id, wet.id])
    expect(history.data).toMatchObject({ isFiltered: true, query: '下雨' })
    history.presenter.acts.showAll()
    expect(history.data).toMatchObject({ isFiltered: false, query: '', searchField: 1 })
    expect(history.shownIds()).toEqual(history.storedIds())
  })

  test('All means all topics, too', async () => {
    const dry = await history.stored.add(at(23, 7), 'recorded')
    await history.stored.add(at(23, 8), 'recorded', rain)
    await history.open()
    expect(history.data.topics).toEqual(['全部话题', '天气 1', '家乡 1'])
    history.presenter.acts.chooseTopic({ value: '2' })
    history.presenter.acts.choose({ status: 'unsent' })
    expect(history.shownIds()).toEqual([dry.id])
    history.presenter.acts.chooseTopic({ value: '0' })
    expect(history.shownIds()).toHaveLength(2)
    history.presenter.acts.chooseTopic({ value: '1' })
    history.presenter.acts.choose({ status: 'all' })
    expect(history.shownIds()).toHaveLength(2)
  })

  test('fall back to all when the last attempt of the topic is deleted', async () => {
    await history.stored.add(at(23, 7))
    const wet = await history.stored.add(at(23, 8), 'done', rain)
    await history.open()
    history.presenter.acts.chooseTopic({ value: '1' })
    expect(history.shownIds()).toEqual([wet.id])
    await history.stored.attempts.remove([wet.id])
    history.presenter.shown()
    await settlePhone()
    expect(history.data).toMatchObject({ isFiltered: false, topics: [] })
    expect(history.shownIds()).toEqual(history.storedIds())
  })
})

test.each([
  [159.9, 7.9, null],
  [160, 1, /录音用了 160 MB，最多 200 MB/],
  [12.3, 8, /题目和回答用了 8 MB，最多 10 MB/],
  [180, 9, /录音用了 180 MB/],
])('%d MB of recordings, %d MB of texts: %s', async (recordings, texts, words) => {
  await history.stored.add(at(23))
  history.usage = usageOf(recordings, texts)
  await history.open()
  if (words) expect(history.data.notice?.body).toMatch(words)
  else expect(history.data.notice).toBeNull()
})

test('reports unreadable and newer attempts, and shows recovered ones', async () => {
  await history.stored.add(at(23, 8))
  let settle: (recovery: Recovery) => void = () => undefined
  await history.open(new Promise<Recovery>((resolve) => (settle = resolve)))
  expect(history.data.recovered).toEqual([])
  await history.stored.add(at(23, 9), 'recorded', null)
  settle({ interrupted: [], found: ['x'], quarantinedCount: 2, newerCount: 1 })
  await settlePhone()
  expect(history.data.recovered).toEqual([
    '有 2 条记录读不出来，原样留着。',
    '有 1 条记录来自更新的版本，更新小程序后就能看到。',
  ])
  expect(history.shownIds()).toEqual(history.storedIds())
})

test('measures the files once when shown', async () => {
  await history.stored.add(at(23))
  await history.open()
  expect(history.measureCount).toBe(1)
  history.presenter.shown()
  await settlePhone()
  expect(history.measureCount).toBe(2)
})

test('measures again after a deletion meanwhile, and never shows the outdated result', async () => {
  await history.stored.add(at(23))
  await history.open()
  let answer: (measured: Usage) => void = () => undefined
  history.measured = new Promise((resolve) => (answer = resolve))
  history.presenter.shown()
  await settlePhone()
  history.dialogs.choice = 0
  const emptied = history.presenter.acts.makeRoom()
  await settlePhone()
  history.measured = null
  history.usage = usageOf(0, 1)
  answer(usageOf(190, 1))
  await emptied
  expect(history.data.space).toBe('录音 0 MB / 200 MB')
  expect(history.spaces.join()).not.toContain('190')
})

test('shows nothing after it has closed', async () => {
  await history.stored.add(at(23))
  await history.open()
  history.presenter.close()
  const before = history.patchCount
  history.presenter.shown()
  history.presenter.acts.search({ value: 'x' })
  await settlePhone()
  expect(history.patchCount).toBe(before)
})
