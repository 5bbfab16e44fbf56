import { AppError } from '../../../miniprogram/core/errors'
import { topicOf, topics } from '../../../miniprogram/core/questions/bank'
import { zh } from '../../../miniprogram/i18n/zh'
import { createFakeServices, type FakeServices } from '../fake-services'
import { at, hometown, summary } from '../history/summaries'
import { ended } from '../states'
import { openPractice, settle, type Opened, type Shown } from './open-practice'

let services: FakeServices
let presenter: Opened['presenter']
let page: Shown
let patches: Opened['patches']

function open(language: 'zh' | 'en' = 'zh', prepare: (fakes: FakeServices) => void = () => undefined): void {
  const fakes = createFakeServices(language)
  prepare(fakes)
  ;({ services, presenter, page, patches } = openPractice(fakes))
}

beforeEach(() => open())

const questionsOf = (id: string) => topicOf(id)?.questions ?? []
const askTopic = (id: string) => {
  services.queued = questionsOf(id)
  presenter.shown()
}

test('without attempts: says so, and shows no dot', () => {
  expect(page.idle).toEqual({
    today: '今天：5 题',
    last: '没练过',
    lastMs: 0,
    isStarred: false,
    starLabel: '收藏：What do you like most about your hometown?',
    zone: { startMs: 15_000, endMs: 30_000 },
    guide: '参考 15–30 秒',
  })
  expect(page.banner).toBeNull()
})

test('offers the model answer to the question, over the page and without the tab bar', async () => {
  expect(page.question.hasModelAnswer).toBe(true)
  presenter.acts.openModel()
  await settle()
  expect(page.model).toEqual({
    question: 'What do you like most about your hometown?',
    paragraphs: ['I walk.', 'It’s healthy.'],
    problem: null,
  })
  expect(services.tabBar.at(-1)).toBe(false)
  presenter.acts.closeModel()
  expect([page.model, services.tabBar.at(-1)]).toEqual([null, true])
})

test('the sheet of its sentences is over that of the model answer', async () => {
  presenter.acts.openModel()
  await settle()
  presenter.acts.openModelSentences({ paragraph: 0 })
  presenter.acts.toggleSentence({ paragraph: 0, index: 0 })
  expect(services.phrases.list()).toMatchObject([{ text: 'I walk.', origin: 'model-answer' }])
  presenter.acts.closeSheet()
  expect(services.tabBar.at(-1)).toBe(false)
  presenter.acts.closeModel()
  expect(services.tabBar.at(-1)).toBe(true)
})

test('a question that has left the bank has no model answer', () => {
  services.queued = [{ ...hometown, id: 'gone' }]
  presenter.shown()
  expect(page.question.hasModelAnswer).toBe(false)
})

test('shows when this question was last practised, and how many attempts today', () => {
  open('zh', (fakes) => {
    fakes.spoken = [
      summary(at(23, 9), { question: { ...hometown, id: 'other' } }),
      summary(at(20), { durationMs: 22_900 }),
      summary(at(19), { durationMs: 9_000 }),
    ]
    fakes.queued = [hometown]
  })
  presenter.shown()
  expect(page.idle).toMatchObject({
    today: '今天：说了 1 / 5 题',
    last: '上次 22 秒 · 11月20日',
    lastMs: 22_900,
    guide: '参考 15–30 秒，圆点是上次',
  })
})

test('an attempt that is saved after the page was shown is counted', () => {
  services.spoke(summary(at(23, 12)))
  expect(page.idle.today).toBe('今天：说了 1 / 5 题')
})

test('shows new attempts when the page becomes visible again, and sends nothing unchanged', () => {
  patches.length = 0
  presenter.shown()
  expect(patches).toEqual([])
  services.spoken = [summary(at(23, 12))]
  presenter.shown()
  expect(page.idle).toMatchObject({ today: '今天：说了 1 / 5 题', last: '上次 22 秒 · 今天' })
  expect(patches.map((patch) => Object.keys(patch))).toEqual([
    ['idle.today', 'idle.last', 'idle.lastMs', 'idle.guide'],
  ])
})

test('shows the target length that the student chose, or none', () => {
  services.settings.change({ guideZone: { startMs: 10_000, endMs: 40_000 } })
  presenter.shown()
  expect(page).toMatchObject({
    idle: { guide: '参考 10–40 秒', zone: { startMs: 10_000, endMs: 40_000 } },
  })
  services.settings.change({ isPaceShown: false })
  presenter.shown()
  expect(page).toMatchObject({ idle: { guide: '', zone: null } })
})

test('stores a star, or says that it could not', () => {
  presenter.acts.star()
  expect(page.idle.isStarred).toBe(true)
  expect([...services.stars.current]).toEqual(['hometown-like-most'])
  presenter.acts.star()
  expect(page.idle.isStarred).toBe(false)
  jest.spyOn(services.stars, 'toggle').mockImplementation(() => {
    throw new AppError('storage-full')
  })
  presenter.acts.star()
  expect(page.idle.isStarred).toBe(false)
  expect(services.dialogs.asked).toMatchObject([{ title: zh.words.starNotSaved }])
})

test('goes through a topic in order, says when it is finished, and continues with another', () => {
  askTopic('weather')
  const questions = questionsOf('weather')
  questions.forEach(({ text }, place) => {
    expect(page.question).toMatchObject({ text, topic: `Weather · 天气 · ${place + 1}/${questions.length}` })
    expect(page.banner).toBeNull()
    services.show(ended('done'))
    presenter.acts.next()
  })
  expect(page.banner).toEqual({
    heading: '天气：练完一遍了',
    body: zh.words.roundFinishedWay,
    action: zh.words.chooseTopic,
  })
  expect(page.question.topic).not.toMatch(/Weather|\//)
  presenter.acts.openTopics()
  expect(services.calls.at(-1)).toBe('openTab topics')
  presenter.acts.next()
  expect(page.banner).toBeNull()
})

test('Another skips within a topic, but not after a single queued question', () => {
  askTopic('weather')
  presenter.acts.next()
  expect(page.question.topic).toBe('Weather · 天气 · 2/5')
  services.queued = questionsOf('music').slice(2, 3)
  presenter.shown()
  expect(page.question.topic).toBe('Music · 音乐')
  presenter.acts.next()
  expect(page.question.topic).not.toMatch(/Music/)
  expect(page.banner).toBeNull()
})

test.each(topics.flatMap(({ questions }) => questions.slice(0, 1)))(
  'a link to $id opens it, and its card leads back',
  ({ id, text }) => {
    ;({ presenter, page, patches } = openPractice(services, id))
    expect(page.question.text).toBe(text)
    expect(presenter.share()).toEqual({
      title: `雅思口语：${text}`,
      path: `/pages/practice/practice?question=${id}`,
    })
  },
)

test.each(['gone', '', 'constructor', '<b>', 'hometown', '%E4%BD%A0'])(
  'a link to %j: a word, and a question',
  (id) => {
    ;({ presenter, page, patches } = openPractice(services, id))
    expect(page.banner).toEqual({
      heading: zh.words.questionMissing,
      body: zh.words.questionMissingWay,
      action: '',
    })
    expect(page.question.text).toBe(hometown.text)
    expect(JSON.stringify(patches)).not.toContain(`"${id || ' '}"`)
    presenter.acts.next()
    expect(page.banner).toBeNull()
  },
)

test('a question that is not in the bank can be practised, but not shared', () => {
  services.queued = [{ ...hometown, id: 'of-an-old-bank', text: 'Old?' }]
  presenter.shown()
  expect(page.question.text).toBe('Old?')
  expect(presenter.share()).toEqual({ title: '练习', path: '/pages/practice/practice' })
})

test('in English: shares an English card and shows no Chinese', () => {
  open('en', (fakes) => (fakes.spoken = [summary(at(20))]))
  expect(page.idle).toMatchObject({ today: 'Today: 5 questions', last: 'Last time 22 s · 20 Nov' })
  expect(presenter.share().title).toBe('IELTS Speaking: What do you like most about your hometown?')
  askTopic('weather')
  questionsOf('weather').forEach(() => presenter.acts.next())
  ;({ patches } = openPractice(services, 'gone'))
  expect(JSON.stringify(patches)).not.toMatch(/[\u2e80-\u9fff]/)
})

test('opens the mock Part 1', () => {
  presenter.acts.openMock()
  expect(services.calls).toEqual(['openMock'])
})
