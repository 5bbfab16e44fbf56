// The voice on the practice page: the question on tap, and the answer paragraph by paragraph.
import { AppError } from '../../../miniprogram/core/errors'
import { zh } from '../../../miniprogram/i18n/zh'
import type { AloudView } from '../../../miniprogram/presentation/voice/aloud'
import { createFakeServices, type FakeServices } from '../fake-services'
import { ended, idle, streaming } from '../states'
import { openPractice, type Opened } from './open-practice'

const playing = { isPlaying: true, positionMs: 0, durationMs: 1, hasEnded: false }
const played = { ...playing, isPlaying: false, hasEnded: true }

let services: FakeServices
let presenter: Opened['presenter']
let page: { hearing: object; aloud: AloudView }

function open(isThere = true): void {
  services = createFakeServices()
  services.voice.isThere = isThere
  const opened = openPractice(services)
  presenter = opened.presenter
  page = opened.page as unknown as typeof page
}

const text = {
  finished: ['You said: i walk', 'Better: I walk.', 'Note: 动词要一致。', 'I run, too.'],
  growing: '',
}

test('without a voice nothing of it is shown, and nothing is asked for', () => {
  open(false)
  expect(page.hearing).toMatchObject({ isOffered: false })
  services.show(ended('done', text))
  expect(page.aloud).toMatchObject({ isOffered: false })
  expect(services.voice.asked).toEqual([])
})

test('a tap reads the question, another one stops it', async () => {
  open()
  services.show(idle())
  presenter.acts.hearQuestion()
  const [question = ''] = services.voice.asked
  expect(page.hearing).toMatchObject({ isOffered: true, status: 'loading' })
  await services.voice.deliver(question)
  services.play(playing)
  expect(page.hearing).toMatchObject({ status: 'speaking' })
  presenter.acts.hearQuestion()
  expect(page.hearing).toMatchObject({ status: '' })
})

test('a refusal until later says when, and the next tap tries again', async () => {
  open()
  presenter.acts.hearQuestion()
  const [question = ''] = services.voice.asked
  const retryAtMs = services.clock.nowMs() + 3_600_000
  await services.voice.refuse(question, new AppError('http', { httpStatus: 429, retryAtMs }))
  expect(page.hearing).toMatchObject({ status: '', problem: expect.stringContaining('以后再听') as string })
  presenter.acts.hearQuestion()
  expect(page.hearing).toMatchObject({ status: 'loading', problem: '' })
  await services.voice.refuse(question, new AppError('network'))
  expect(page.hearing).toMatchObject({ problem: zh.words.voiceOffline })
})

test('reads what the student would say, marks the place, and scrolls there until the student scrolls', async () => {
  open()
  services.show(ended('done', text))
  expect(page.aloud).toMatchObject({ isOffered: true, isReady: true, canCompare: true, status: '', at: -1 })
  presenter.acts.readAloud()
  await services.voice.deliver('I walk.')
  services.play(playing)
  expect(page.aloud).toMatchObject({ status: 'speaking', at: 1, place: '第 1 / 2 段', into: 'aloud-1' })
  presenter.reader.touched(true)
  presenter.reader.scrolled(40, 2_000)
  expect(page.aloud.into).toBe('')
  services.play(played)
  await services.voice.deliver('I run, too.')
  services.play(playing)
  expect(page.aloud).toMatchObject({ status: 'speaking', at: 3, place: '第 2 / 2 段', into: '' })
  services.play(played)
  expect(page.aloud).toMatchObject({ status: '', at: -1 })
  expect(services.voice.asked).toEqual(['I walk.', 'I run, too.', 'I run, too.'])
})

test('while the answer grows, only finished paragraphs are read', async () => {
  open()
  const growing = { finished: [] as string[], growing: 'I walk' }
  services.show(streaming(growing))
  expect(page.aloud).toMatchObject({ isOffered: true, isReady: false, canCompare: false })
  growing.finished.push('I walk.')
  growing.growing = 'I run'
  services.show(streaming(growing))
  presenter.acts.readAloud()
  await services.voice.deliver('I walk.')
  services.play(playing)
  services.play(played)
  expect(page.aloud).toMatchObject({ status: 'loading' })
  growing.finished.push('I run.')
  growing.growing = ''
  services.show(ended('done', growing))
  await services.voice.deliver('I run.')
  services.play(playing)
  expect(page.aloud).toMatchObject({ status: 'speaking', at: 1 })
})

test('the voice, then the student’s own recording', async () => {
  open()
  services.show(ended('done', { finished: ['I walk.'], growing: '' }))
  presenter.acts.readThenMe()
  await services.voice.deliver('I walk.')
  services.play(playing)
  services.play(played)
  expect(page.aloud).toMatchObject({ status: 'me', place: zh.words.ownRecording })
  services.play(playing)
  services.play({ ...played, hasEnded: true })
  expect(page.aloud).toMatchObject({ status: '' })
  expect(services.calls.filter((name) => name === 'player.play')).toHaveLength(2)
})

test('hidden, it pauses; a take or another question ends it', async () => {
  open()
  services.show(ended('done', text))
  presenter.acts.readAloud()
  await services.voice.deliver('I walk.')
  services.play(playing)
  presenter.hidden()
  services.play({ ...playing, isPlaying: false })
  expect(page.aloud).toMatchObject({ status: 'paused', at: 1 })
  presenter.acts.readAloud()
  presenter.acts.record()
  expect(page.aloud).toMatchObject({ status: '' })
})
