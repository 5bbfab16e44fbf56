import type { Attempt } from '../../miniprogram/core/attempts/attempt'
import {
  ended as endedChange,
  measured,
  sending as sendingChange,
} from '../../miniprogram/core/attempts/attempt'
import { endedStateOf } from '../../miniprogram/core/attempts/attempt-session'
import { AppError } from '../../miniprogram/core/errors'
import type { DockButton } from '../../miniprogram/components/action-dock/action-dock'
import { createAttemptPresenter } from '../../miniprogram/pages/attempt/attempt-presenter'
import type { EndReason, SessionState } from '../../miniprogram/core/session/session-state'
import { zh } from '../../miniprogram/i18n/zh'
import { question } from '../core/attempts/sample-attempts'
import { applyPatch } from './apply-patch'
import {
  createFakeDialogs,
  createStoredAttempts,
  settlePhone,
  type FakeDialogs,
  type StoredAttempts,
} from './attempt-services'
import { withAppearance } from './fake-appearance'
import { createFakeServices, recording, type FakeServices } from './fake-services'
import { ended, logid, recorded, sending, streaming } from './states'

const now = new Date(2026, 10, 23, 18, 0).getTime()
const then = new Date(2026, 10, 22, 14, 32).getTime()

let stored: StoredAttempts
let dialogs: FakeDialogs
let services: FakeServices
let data: Record<string, unknown>
/** How the attempt stood whenever a session was opened with it. */
let opened: (string | undefined)[]
let presenter: ReturnType<typeof createAttemptPresenter>

beforeEach(() => {
  stored = createStoredAttempts()
  dialogs = createFakeDialogs()
})

/** Opens the page of `attempt` with its session in a given state. */
function open(
  id: string,
  state: SessionState = recorded(),
  speechOf: FakeServices['speechOf'] = () => Promise.resolve(undefined),
): void {
  services = createFakeServices()
  services.show(state)
  data = {}
  opened = []
  presenter = createAttemptPresenter(
    withAppearance(services, {
      ...services,
      openSession(options) {
        opened.push(options?.attempt?.answers[0]?.status)
        return services.openSession(options)
      },
      attempts: stored.attempts,
      dialogs,
      nowMs: () => now,
      speechOf,
    }),
    (patch) => applyPatch(data, patch),
    { id },
  )
  presenter.shown?.()
}

const buttons = () =>
  (data.buttons as DockButton[]).map(({ id, label, primary }) => `${primary ? '*' : ''}${id} ${label}`)

async function silent(attempt: Attempt): Promise<Attempt> {
  await stored.attempts.removeAudio([attempt.id])
  return attempt
}

test('offers the model answer to a question of the bank, and to no other', async () => {
  open((await stored.add(then)).id, ended('done'))
  expect(data.question).toMatchObject({ hasModelAnswer: true })
  presenter.acts.openModel?.()
  await settlePhone()
  expect(data.model).toMatchObject({ paragraphs: ['I walk.', 'It’s healthy.'] })
  open((await stored.add(then, 'done', { ...question, id: 'gone' })).id, ended('done'))
  expect(data.question).toMatchObject({ hasModelAnswer: false })
  open((await stored.add(then, 'done', null)).id, ended('done'))
  expect(data.question).toMatchObject({ hasModelAnswer: false })
})

test('done: shows question, length and answer; the primary button is Again', async () => {
  const { id } = await stored.add(then)
  open(id, ended('done'))
  expect(services.titles).toEqual(['11/22 14:32'])
  expect(data).toMatchObject({
    screen: 'answer',
    question: { topic: 'Hometown · 家乡', text: 'What do you like most about your hometown?' },
    hasAudio: true,
    hasText: true,
    paragraphs: ['One two three.'],
    ending: { icon: 'check' },
    notice: null,
  })
  expect(buttons()).toEqual(['delete 删除', 'send 再次发送', '*speak 再说一遍'])
})

test('follows an answer that is completed without the page, and goes on with it', async () => {
  const { id } = await stored.add(then, 'interrupted')
  open(id, { ...ended('interrupted'), logid: '17' })
  expect(data.ending).toBeNull()
  stored.attempts.update(id, endedChange('17', { status: 'done', text: 'One two three. Four.', error: null }))
  expect(opened).toEqual(['interrupted', 'done'])
  services.show(ended('done'))
  expect(data.ending).toMatchObject({ icon: 'check' })
  presenter.close?.()
  stored.attempts.update(id, sendingChange({ logid: '18', transport: 'inline', uidSource: 'installation' }))
  expect(opened).toHaveLength(2)
})

describe('how the student spoke', () => {
  const speech = {
    firstWordMs: 1_200,
    lastWordMs: 9_000,
    pauses: [{ startMs: 3_000, endMs: 4_400 }],
    levelDb: -20,
  }
  const lineOf = () => (data.speech as { line: string } | null)?.line
  const measure = (attempt: Attempt) => stored.attempts.update(attempt.id, measured(speech)) ?? attempt

  test('is told of an attempt that was stored with it, without reading its file', async () => {
    open(measure(await stored.add(then)).id, ended('done'))
    expect(data.speech).toMatchObject({
      line: '1.2 秒后开口 · 停顿 1 次，最长 1.4 秒',
      longest: [{ startMs: 3_000, text: '0:03 · 1.4 秒' }],
    })
  })

  test('is measured when an attempt from before is opened', async () => {
    const { id } = await stored.add(then)
    open(id, ended('done'), (asked) => Promise.resolve(asked === id ? speech : undefined))
    expect(data.speech).toBeNull()
    await settlePhone()
    expect(lineOf()).toBe('1.2 秒后开口 · 停顿 1 次，最长 1.4 秒')
  })

  test('stays when the audio is deleted, but cannot be heard any more', async () => {
    open((await silent(measure(await stored.add(then)))).id)
    expect(data.speech).toMatchObject({ line: '1.2 秒后开口 · 停顿 1 次，最长 1.4 秒', longest: [] })
  })

  test('of a deleted recording from before, and of one that cannot be read, it says why it is not known', async () => {
    open((await silent(await stored.add(then))).id)
    expect(lineOf()).toBe(zh.words.speechUnknown)
    open((await stored.add(then)).id, ended('done'))
    await settlePhone()
    expect(lineOf()).toBe(zh.words.speechUnknown)
  })
})

test('a take after another has its own target, and leads to both side by side', async () => {
  const first = await stored.add(then)
  open(first.id, ended('done'))
  expect(data).toMatchObject({ compare: '', zoneLabels: { start: '15 秒', end: '30 秒' } })
  stored.attempts.update(first.id, (attempt) => ({ ...attempt, durationMs: 24_000 }))
  open((await stored.add(then + 60_000)).id, ended('done'))
  expect(data).toMatchObject({ compare: '对比 2 遍', zoneLabels: { start: '9 秒', end: '18 秒' } })
  presenter.acts.openTakes?.()
  expect(services.calls.at(-1)).toBe(`openTakes ${question.id}`)
})

test('opens an old answer at its beginning', async () => {
  const { id } = await stored.add(then)
  open(id, ended('done'))
  expect(data).not.toHaveProperty('top')
})

test('cut short: shows the reason and the request ID; the primary button sends again', async () => {
  const { id } = await stored.add(then, 'idle')
  open(id, ended('idle'))
  expect(data.notice).toEqual({
    heading: '服务 5 秒没有新内容，已断开',
    body: '收到的内容都留着。可以再次发送。',
    logid,
  })
  expect(buttons()).toEqual(['delete 删除', 'speak 再说一遍', '*send 再次发送'])
  presenter.acts.copyRequestId?.()
  expect(services.copied).toEqual([logid])
})

test('offers a new take instead of sending a rejected recording again', async () => {
  const { id } = await stored.add(then, 'http')
  open(id, ended('http', { finished: [], growing: '' }, new AppError('http', { httpStatus: 413 })))
  expect(buttons()).toEqual(['delete 删除', 'send 再次发送', '*speak 再说一遍'])
})

test('offers a new take instead of sending what the service takes only later', async () => {
  const { id } = await stored.add(then, 'http')
  const error = new AppError('http', { httpStatus: 429, retryAtMs: Number.MAX_SAFE_INTEGER })
  open(id, ended('http', { finished: [], growing: '' }, error))
  expect(buttons()).toEqual(['delete 删除', 'send 再次发送', '*speak 再说一遍'])
})

test('never sent: offers Send', async () => {
  const { id } = await stored.add(then, 'recorded')
  open(id)
  expect(data).toMatchObject({ hasText: false, ending: null, notice: null })
  expect(buttons()).toEqual(['delete 删除', 'speak 再说一遍', '*send 发送'])
  // Practice offers it no more
  expect(services.seen).toEqual([id])
  presenter.acts.send?.()
  expect(services.calls).toEqual(['send'])
})

test('sending and streaming: as on the practice page, with only Stop', async () => {
  const { id } = await stored.add(then, 'recorded')
  open(id)
  services.show(sending({ requested: true }))
  expect(data).toMatchObject({ progress: '正在听' })
  expect(buttons()).toEqual(['stop 停止生成'])
  const text = { finished: ['One.'], growing: 'Tw' }
  services.show(streaming(text))
  expect(data).toMatchObject({ paragraphs: ['One.'], pieces: [[], ['Tw']], isGrowing: true })
  text.growing = 'Two'
  services.show(streaming(text))
  expect(data).toMatchObject({ pieces: [[], ['Tw', 'o']] })
  presenter.acts.stop?.()
  expect(services.calls).toEqual(['stop'])
})

test('an attempt without a question can be sent, but not repeated', async () => {
  const { id } = await stored.add(then, 'recorded', null)
  open(id)
  expect(data.question).toEqual({
    topic: '',
    text: '找回的录音',
    gloss: '',
    isKnown: false,
    hasModelAnswer: false,
  })
  expect(buttons()).toEqual(['delete 删除', '*send 发送'])
})

test('without audio: shows the text, Delete and Again', async () => {
  const { id } = await silent(await stored.add(then, 'idle'))
  open(id)
  expect(data).toMatchObject({ hasAudio: false, paragraphs: ['One two three.'], durationMs: 1000 })
  expect(data.notice).toMatchObject({ body: '收到的内容都留着。' })
  expect(buttons()).toEqual(['delete 删除', '*speak 再说一遍'])
})

test('without audio and never sent: shows no error', async () => {
  const { id } = await silent(await stored.add(then, 'recorded'))
  open(id)
  expect(data).toMatchObject({ hasText: false, ending: null, notice: null })
})

test('without audio, with an error: shows the error', async () => {
  const { id } = await stored.add(then, 'http')
  const error = new AppError('http', { httpStatus: 503 })
  stored.attempts.update(id, endedChange('17', { status: 'http', text: '', error }))
  await stored.attempts.removeAudio([id])
  open(id)
  expect(data.notice).toMatchObject({ heading: '服务暂时出了问题', body: '' })
})

test('again: queues the question for the practice page', async () => {
  const { id } = await stored.add(then)
  open(id, ended('done'))
  presenter.acts.speak?.()
  expect(services.calls).toEqual(['queue hometown-like-most', 'openTab practice'])
})

describe('delete', () => {
  test('asks first; cancelling keeps everything', async () => {
    const { id } = await stored.add(then)
    dialogs.answer = false
    open(id, ended('done'))
    presenter.acts.delete?.()
    await settlePhone()
    expect(dialogs.asked).toMatchObject([{ title: '删除这一遍？', isDanger: true }])
    expect(stored.attempts.get(id)).not.toBeNull()
    expect(services.calls).toEqual([])
  })

  test('deletes the attempt and its audio, and goes back', async () => {
    const { id } = await stored.add(then)
    open(id, ended('done'))
    presenter.acts.delete?.()
    await settlePhone()
    expect(stored.attempts.get(id)).toBeNull()
    expect(stored.phone.kept.size).toBe(0)
    expect(services.calls).toEqual(['player.destroy', 'back history'])
  })

  test('reports a failure to delete', async () => {
    const { id } = await stored.add(then)
    jest.spyOn(stored.attempts, 'remove').mockRejectedValue(new AppError('recording-unreadable'))
    open(id, ended('done'))
    presenter.acts.delete?.()
    await settlePhone()
    expect(dialogs.asked.at(-1)).toMatchObject({ title: '没有全部删除' })
    expect(services.calls).toEqual(['player.destroy'])
  })
})

test('changing the language keeps the answer', async () => {
  const { id } = await stored.add(then)
  open(id, ended('done'))
  services.settings.change({ language: 'en' })
  expect(data).toMatchObject({
    question: { topic: 'Hometown', gloss: '' },
    ending: { label: 'Complete · 3 words' },
    paragraphs: ['One two three.'],
  })
})

test('missing: says so and leads back', () => {
  open('1795424221037')
  expect(data).toMatchObject({ screen: 'missing' })
  expect(presenter.reader).toBeUndefined()
  presenter.acts.back()
  expect(services.calls).toEqual(['back history'])
  presenter.close?.()
})

test('closing stops playback, unsubscribes and leaves the session', async () => {
  const { id } = await stored.add(then)
  open(id, ended('done'))
  presenter.hidden?.()
  presenter.close?.()
  expect(services.calls).toEqual(['player.pause', 'player.destroy', 'leave'])
  expect(services.listenerCount()).toBe(0)
})

describe('several answers', () => {
  /** Sends it again, as the writer would store it. */
  function answerAgain(id: string, status: EndReason, text: string, error: AppError | null = null): void {
    const answers = stored.attempts.get(id)?.answers ?? []
    const logid = String(18 + answers.length)
    stored.attempts.update(id, sendingChange({ logid, transport: 'inline', uidSource: 'installation' }))
    stored.attempts.update(id, endedChange(logid, { status, text, error }))
  }

  function openStored(id: string): void {
    const attempt = stored.attempts.get(id)
    if (!attempt) throw new Error('no such attempt')
    open(id, endedStateOf(attempt, recording))
  }

  const choices = () =>
    (data.choices as { name: string; state: string; isChosen: boolean }[] | null)?.map(
      ({ name, state, isChosen }) => `${isChosen ? '*' : ''}${name} ${state}`,
    )

  async function openTwo(): Promise<string> {
    const { id } = await stored.add(then)
    answerAgain(id, 'network', 'Only one.', new AppError('network'))
    openStored(id)
    return id
  }

  test('the complete one is chosen at first; text, end, Copy, sentences and request ID follow the choice', async () => {
    await openTwo()
    expect(choices()).toEqual(['*回答 1 完整', '回答 2 未完成'])
    expect(data).toMatchObject({ paragraphs: ['One two three.'], ending: { icon: 'check' } })
    const dock = buttons()

    presenter.acts.chooseAnswer?.({ index: 1 })
    expect(choices()).toEqual(['回答 1 完整', '*回答 2 未完成'])
    expect(data).toMatchObject({ paragraphs: ['Only one.'], ending: null, notice: { logid: '19' } })
    presenter.acts.copyAnswer?.()
    presenter.acts.copyRequestId?.()
    expect(services.copied).toEqual(['Only one.\n（AI 生成）', '19'])
    presenter.acts.openSheet?.({ paragraph: 0 })
    expect(data.sheet).toMatchObject({ groups: [{ sentences: [{ text: 'Only one.' }] }] })
    // whether to send again does not depend on what is being read
    expect(buttons()).toEqual(dock)

    presenter.acts.chooseAnswer?.({ index: 0 })
    expect(choices()).toEqual(['*回答 1 完整', '回答 2 未完成'])
    expect(data).toMatchObject({ paragraphs: ['One two three.'], ending: { icon: 'check' } })
    presenter.acts.copyAnswer?.()
    expect(services.copied.at(-1)).toBe('One two three.\n（AI 生成）')
  })

  test('the choice survives a change of language', async () => {
    await openTwo()
    presenter.acts.chooseAnswer?.({ index: 1 })
    services.settings.change({ language: 'en' })
    expect(choices()).toEqual(['Answer 1 Complete', '*Answer 2 Partial'])
    expect(data).toMatchObject({ paragraphs: ['Only one.'] })
  })

  test('there is none with one text, while an answer is being written, or for an index that does not exist', async () => {
    const { id } = await stored.add(then)
    answerAgain(id, 'http', '')
    openStored(id)
    expect(data.choices).toBeNull()

    answerAgain(id, 'stopped', 'Only one.')
    openStored(id)
    presenter.acts.chooseAnswer?.({ index: 1 })
    presenter.acts.chooseAnswer?.({ index: 2 })
    expect(data).toMatchObject({ paragraphs: ['Only one.'], ending: { icon: 'stop' } })
    services.show(sending({ requested: true }))
    expect(data.choices).toBeNull()
    presenter.acts.chooseAnswer?.({ index: 1 })
    services.show(streaming({ finished: ['New.'], growing: '' }))
    expect(data).toMatchObject({ choices: null, paragraphs: ['New.'] })
  })

  test('after sending again, the answer to read is chosen', async () => {
    const id = await openTwo()
    presenter.acts.chooseAnswer?.({ index: 1 })
    answerAgain(id, 'done', 'A new one.')
    const attempt = stored.attempts.get(id)
    if (attempt) services.show(endedStateOf(attempt, recording))
    expect(choices()).toEqual(['回答 1 完整', '回答 2 未完成', '*回答 3 完整'])
    expect(data).toMatchObject({ paragraphs: ['A new one.'], ending: { icon: 'check' } })
  })

  test('without audio, each can still be read', async () => {
    const { id } = await stored.add(then)
    answerAgain(id, 'stopped', 'Only one.')
    await stored.attempts.removeAudio([id])
    open(id)
    presenter.acts.chooseAnswer?.({ index: 1 })
    expect(choices()).toEqual(['回答 1 完整', '*回答 2 未完成'])
    expect(data).toMatchObject({ paragraphs: ['Only one.'] })
  })

  test('an answer that could not be written is shown, and nothing else offered', async () => {
    const id = await openTwo()
    services.failToWrite()
    services.show(ended('done', { finished: ['Not stored.'], growing: '' }))
    expect(data).toMatchObject({ choices: null, isUnwritten: true, paragraphs: ['Not stored.'] })
    expect(stored.attempts.get(id)?.answers).toHaveLength(2)
  })
})

describe('a recording missing from the phone', () => {
  test('is reported at once: no player, no Send, only a new take', async () => {
    const { id } = await stored.add(then, 'http')
    stored.phone.kept.clear()
    open(id, ended('http'))
    await settlePhone()
    expect(data).toMatchObject({ isLost: true, screen: 'answer' })
    expect(buttons()).toEqual(['delete 删除', '*speak 再说一遍'])
    expect(stored.attempts.get(id)?.recording).not.toBeNull()
  })

  test('is noticed when playback fails', async () => {
    const { id } = await stored.add(then)
    open(id, ended('done'))
    await settlePhone()
    expect(data.isLost).toBeUndefined()
    presenter.acts.playOrPause?.()
    stored.phone.kept.clear()
    const error = new AppError('recording-unreadable')
    services.play({ isPlaying: false, positionMs: 0, durationMs: 1_000, hasEnded: false, error })
    await settlePhone()
    expect(data.isLost).toBe(true)
  })
})

test('says so when the attempt is deleted elsewhere', async () => {
  const { id } = await stored.add(then)
  open(id, ended('done'))
  services.show({ phase: 'idle', run: 3, error: null, cancelled: null })
  expect(data.screen).toBe('missing')
})
