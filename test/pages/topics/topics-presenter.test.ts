import { AppError } from '../../../miniprogram/core/errors'
import { questionOf, topics } from '../../../miniprogram/core/questions/bank'
import { zh } from '../../../miniprogram/i18n/zh'
import { createTopicsPresenter } from '../../../miniprogram/pages/topics/topics-presenter'
import type { TopicRow, TopicsView } from '../../../miniprogram/pages/topics/topics-view'
import { applyPatch } from '../apply-patch'
import { at } from '../history/summaries'
import { createFakeTopics, type FakeTopics } from './topics-services'

let fakes: FakeTopics
let presenter: ReturnType<typeof createTopicsPresenter>
let page: TopicsView & { query: string; searchField?: number }
let patches: Record<string, unknown>[]

beforeEach(() => {
  fakes = createFakeTopics()
})

function open(): void {
  patches = []
  const data: Record<string, unknown> = {}
  presenter = createTopicsPresenter(fakes.services, (patch) => {
    patches.push(patch)
    applyPatch(data, patch)
  })
  presenter.shown()
  page = data as unknown as TopicsView & { query: string }
}

const rows = (): TopicRow[] => page.sections.flatMap((section) => section.rows)
const row = (id: string): TopicRow | undefined => rows().find((one) => one.id === id)

test('first use: lists every topic in its family, none practised or starred', () => {
  open()
  expect(fakes.appearance.titles).toEqual(['题库'])
  expect(rows().map(({ id }) => id)).toEqual(topics.map(({ id }) => id))
  expect(page.sections[0]).toMatchObject({ id: 'you', title: '身份与住处', count: '0 / 24 题' })
  expect(page.chips).toEqual([
    { id: 'all', label: '全部', isChosen: true },
    { id: 'new', label: '没练过', isChosen: false },
    { id: 'starred', label: '收藏 0', isChosen: false },
  ])
  expect(page).toMatchObject({ questions: [], more: '', nothing: null })
})

test('dots and counts show practised questions, each counted once', async () => {
  await fakes.stored.add(at(20), 'done')
  await fakes.stored.add(at(21), 'recorded')
  await fakes.stored.add(at(22), 'network', questionOf('weather-mood'))
  open()
  expect(page.sections[0]?.count).toBe('1 / 24 题')
  expect(row('hometown')).toMatchObject({
    en: 'Hometown',
    zh: '家乡',
    dots: [0, 1, 2, 3, 4, 5],
    practisedCount: 1,
    label: 'Hometown, 家乡, 6 题，练过 1 题',
  })
  expect(row('weather')?.practisedCount).toBe(1)
  presenter.acts.choose({ filter: 'new' })
  expect(rows()).toHaveLength(topics.length - 2)
  expect(row('hometown')).toBeUndefined()
})

test('patches only the row that a star or a take changes', async () => {
  open()
  patches.length = 0
  presenter.acts.star({ id: 'hometown' })
  expect(patches.map((patch) => Object.keys(patch))).toEqual([
    ['chips[2].label', 'sections[0].rows[0].isStarred'],
  ])
  expect(page.chips[2]?.label).toBe('收藏 1')
  patches.length = 0
  await fakes.stored.add(at(23))
  presenter.shown()
  expect(patches.map((patch) => Object.keys(patch))).toEqual([
    ['sections[0].count', 'sections[0].rows[0].practisedCount', 'sections[0].rows[0].label'],
  ])
  patches.length = 0
  presenter.shown()
  expect(patches).toEqual([])
})

test('Starred lists topics and questions, and drops each as soon as its star is removed', async () => {
  await fakes.stored.add(at(22), 'done', questionOf('weather-mood'))
  open()
  presenter.acts.choose({ filter: 'starred' })
  expect(page.nothing).toEqual({ title: zh.words.noStars, way: zh.words.noStarsWay })
  presenter.acts.star({ id: 'music' })
  presenter.acts.star({ id: 'weather-mood' })
  presenter.acts.star({ id: 'of-another-version' })
  expect(rows().map(({ id }) => id)).toEqual(['music'])
  expect(page).toMatchObject({
    nothing: null,
    questions: [
      {
        id: 'weather-mood',
        gloss: '天气为什么会影响人的心情？',
        when: '上次 1 秒 · 昨天',
        isPractised: true,
        isStarred: true,
      },
    ],
  })
  expect(page.chips[2]?.label).toBe('收藏 2')
  presenter.acts.star({ id: 'weather-mood' })
  presenter.acts.star({ id: 'music' })
  expect(page.nothing?.title).toBe(zh.words.noStars)
})

test('reports full storage and leaves the star unchanged', () => {
  open()
  jest.spyOn(fakes.services.stars, 'toggle').mockImplementation(() => {
    throw new AppError('storage-full')
  })
  presenter.acts.star({ id: 'hometown' })
  expect(row('hometown')?.isStarred).toBe(false)
  expect(fakes.dialogs.asked).toEqual([
    { title: zh.words.starNotSaved, content: zh.words.starNotSavedWay, yes: zh.words.ok },
  ])
})

test('searches topics and questions, and says when there are too many or none', () => {
  open()
  presenter.acts.search({ value: '天气' })
  expect(rows().map(({ id }) => id)).toEqual(['weather'])
  expect(page.sections[0]).toMatchObject({ title: '自然', count: '0 / 5 题' })
  expect(page.questions).toHaveLength(5)
  presenter.acts.search({ value: 'forecast' })
  expect(page.questions).toMatchObject([{ id: 'weather-forecast', when: '没练过', isPractised: false }])
  presenter.acts.search({ value: 'e' })
  expect(page.questions).toHaveLength(40)
  expect(page.more).toMatch(/^还有 \d+ 题/)
  presenter.acts.search({ value: 'zzz' })
  expect(page).toMatchObject({
    sections: [],
    questions: [],
    more: '',
    query: 'zzz',
    nothing: { title: zh.words.nothingFound },
  })
  presenter.acts.search({ value: '' })
  expect(page).toMatchObject({ nothing: null, query: '' })
  expect(page.searchField).toBeUndefined()
  expect(rows()).toHaveLength(topics.length)
  presenter.acts.search({ value: 'zzz' })
  presenter.acts.clearSearch()
  expect(page).toMatchObject({ nothing: null, query: '', searchField: 1 })
})

test('New says when everything has been practised', async () => {
  for (const [place, { questions }] of topics.entries())
    await fakes.stored.add(at(20) + place, 'done', questions[0])
  open()
  presenter.acts.choose({ filter: 'new' })
  expect(page.nothing).toEqual({ title: zh.words.nothingNew, way: zh.words.nothingNewWay })
})

test('opens a topic, practises a question, ignores an unknown one', () => {
  open()
  presenter.acts.openTopic({ id: 'weather' })
  presenter.acts.practise({ id: 'weather-mood' })
  presenter.acts.practise({ id: 'gone' })
  expect(fakes.went).toEqual(['topic weather', 'queue weather-mood', 'practice'])
})

test('shows no Chinese in English; changes the language at once', () => {
  fakes = createFakeTopics('en', 1.5)
  open()
  presenter.acts.search({ value: 'e' })
  presenter.acts.choose({ filter: 'starred' })
  presenter.acts.choose({ filter: 'all' })
  presenter.acts.search({ value: '' })
  expect(JSON.stringify(patches)).not.toMatch(/[\u2e80-\u9fff]/)
  expect(page).toMatchObject({ zoomed: true })
  expect(page.sections[0]).toMatchObject({ title: 'Work, study and home', count: '0 / 24' })
  fakes.appearance.settings.change({ language: 'zh' })
  expect(page.sections[0]).toMatchObject({ title: '身份与住处', count: '0 / 24 题' })
  expect(row('hometown')?.zh).toBe('家乡')
  presenter.close()
  const { length } = patches
  fakes.appearance.settings.change({ language: 'en' })
  expect(patches).toHaveLength(length)
})
