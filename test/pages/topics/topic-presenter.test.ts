import { questionOf, topicOf } from '../../../miniprogram/core/questions/bank'
import { zh } from '../../../miniprogram/i18n/zh'
import { createTopicPresenter, type TopicView } from '../../../miniprogram/pages/topic/topic-presenter'
import { applyPatch } from '../apply-patch'
import { at } from '../history/summaries'
import { createFakeTopics, type FakeTopics } from './topics-services'

let fakes: FakeTopics
let presenter: ReturnType<typeof createTopicPresenter>
let page: TopicView & { screen: string }
let patches: Record<string, unknown>[]

beforeEach(() => {
  fakes = createFakeTopics()
})

function open(id: string): void {
  patches = []
  const data: Record<string, unknown> = {}
  const show = (patch: Record<string, unknown>) => {
    patches.push(patch)
    applyPatch(data, patch)
  }
  presenter = createTopicPresenter(fakes.services, show, { id })
  presenter.shown()
  page = data as unknown as TopicView & { screen: string }
}

test('shows its questions and when each was last practised', async () => {
  await fakes.stored.add(at(20), 'done', questionOf('weather-mood'))
  open('weather')
  expect(fakes.appearance.titles).toEqual(['题库'])
  expect(page).toMatchObject({
    screen: 'topic',
    topic: { id: 'weather', en: 'Weather', zh: '天气', starLabel: '收藏：天气' },
    progress: '5 题，练过 1 题',
    isStarred: false,
    buttons: [{ label: '练这个话题', primary: true }],
  })
  expect(page.rows.map(({ id, when }) => [id, when])).toEqual([
    ['weather-favourite', '没练过'],
    ['weather-mood', '上次 1 秒 · 11月20日'],
    ['weather-forecast', '没练过'],
    ['weather-rainy-days', '没练过'],
    ['weather-hot-or-cold', '没练过'],
  ])
})

test('shown again: updates the row after a take, and otherwise patches nothing', async () => {
  open('weather')
  await fakes.stored.add(at(23), 'recorded', questionOf('weather-forecast'))
  presenter.shown()
  expect(page.rows[2]?.when).toBe('上次 1 秒 · 今天')
  const { length } = patches
  presenter.shown()
  expect(patches).toHaveLength(length)
})

test('stars the topic and each question separately', () => {
  open('weather')
  presenter.acts.star({ id: 'weather' })
  presenter.acts.star({ id: 'weather-mood' })
  expect(page.isStarred).toBe(true)
  expect(page.rows.map(({ isStarred }) => isStarred)).toEqual([false, true, false, false, false])
})

test('queues one question, or all in order, for the practice page', () => {
  open('weather')
  presenter.acts.practise({ id: 'weather-mood' })
  presenter.acts.practiseAll()
  const all = topicOf('weather')?.questions.map(({ id }) => `queue ${id}`) ?? []
  expect(fakes.went).toEqual(['queue weather-mood', 'practice', ...all, 'practice'])
})

test('shares a card in the student’s language, with only ids in its path', () => {
  open('weather')
  expect(presenter.share()).toEqual({
    title: '雅思口语话题：Weather 天气，5 题',
    path: '/pages/topic/topic?id=weather',
  })
  fakes = createFakeTopics('en')
  open('weather')
  expect(presenter.share().title).toBe('IELTS Speaking topic: Weather, 5 questions')
  expect(JSON.stringify(patches)).not.toMatch(/[\u2e80-\u9fff]/)
})

test.each(['', 'gone', 'weather-mood', '__proto__', '<b>'])(
  'a link to %j: says that the topic is missing, and leads to the topics',
  (id) => {
    open(id)
    expect(page).toMatchObject({ screen: 'missing', t: { topicMissing: zh.words.topicMissing } })
    expect(fakes.appearance.titles).toEqual(['题库'])
    presenter.acts.practiseAll()
    presenter.acts.star({ id })
    presenter.acts.practise({ id: 'weather-mood' })
    presenter.acts.openTopics()
    expect(fakes.went).toEqual(['topics'])
    expect(presenter.share()).toEqual({ title: '题库', path: '/pages/topics/topics' })
  },
)

test('changes the language at once', () => {
  open('weather')
  fakes.appearance.settings.change({ language: 'en' })
  expect(page).toMatchObject({ topic: { zh: '' }, progress: '0 of 5 practised' })
  expect(page.rows[0]).toMatchObject({ gloss: '', when: 'Not practised yet' })
  presenter.close()
})
