import { AppError, type ErrorCode } from '../../../miniprogram/core/errors'
import type { EndReason, SessionState } from '../../../miniprogram/core/session/session-state'
import { en } from '../../../miniprogram/i18n/en'
import { createFakeServices, recording, type FakeServices } from '../fake-services'
import { ended, idle, recorded, sending, streaming, taking, type Text } from '../states'
import { openPractice, type Opened, type Shown } from './open-practice'

let services: FakeServices
let presenter: Opened['presenter']
let page: Shown
let patches: Opened['patches']
let buttons: Opened['buttons']

function open(...parameters: Parameters<typeof createFakeServices>): void {
  ;({ services, presenter, page, patches, buttons } = openPractice(createFakeServices(...parameters)))
}

beforeEach(() => open())

test('idle: shows the question and the microphone', () => {
  expect(page).toMatchObject({
    screen: 'idle',
    buttons: [],
    idle: { guide: '参考 15–30 秒' },
    fontScale: 1,
    zoomed: false,
  })
  expect(page.question).toEqual({
    topic: 'Hometown · 家乡',
    text: 'What do you like most about your hometown?',
    gloss: '你最喜欢家乡的哪一点？',
    hasModelAnswer: true,
  })
  expect(services.titles).toEqual(['练习'])
})

test('shows no Chinese in English', () => {
  open('en')
  expect(services.titles).toEqual(['Practise'])
  for (const state of everyState()) {
    services.show(state)
    expect(JSON.stringify(page)).not.toMatch(/[\u2e80-\u9fff]/)
  }
})

test('changing the language during a take or an answer changes only the texts', () => {
  services.show(taking({ elapsedMs: 4_000 }))
  services.settings.change({ language: 'en', appearance: 'dark' })
  expect(page).toMatchObject({ screen: 'recording', statusLabel: 'Recording', theme: 'theme-dark' })
  expect(page.question.gloss).toBe('')
  services.show(streaming({ finished: ['One.'], growing: 'Two' }))
  patches.length = 0
  services.settings.change({ language: 'zh' })
  expect(page).toMatchObject({ progress: '生成中', pieces: [[], ['Two']] })
  for (const patch of patches) expect(Object.keys(patch).join()).not.toMatch(/pieces|paragraphs|indices/)
  expect(services.calls).toEqual([])
  presenter.close()
  patches.length = 0
  services.settings.change({ language: 'en' })
  expect(patches).toEqual([])
})

test('enlarges with the phone’s font size', () => {
  open('zh', 1.5)
  expect(page).toMatchObject({ fontScale: 1.5, zoomed: true })
})

test.each([
  ['starting', '准备中'],
  ['live', '录音中'],
  ['paused', '已暂停'],
  ['stopping', '正在收尾'],
] as const)('recording, %s', (status, statusLabel) => {
  services.show(taking({ status, elapsedMs: 18_420, levels: [0, 0.256, 1] }))
  expect(page).toMatchObject({
    screen: 'recording',
    status,
    statusLabel,
    clock: '0:18',
    elapsedMs: 18_420,
    heights: [0, 26, 100],
    buttons: [],
  })
})

test.each([
  [0, '再说一会儿'],
  [15_000, '到参考时长了，想停就停'],
  [30_001, '超过参考时长，可以收尾了'],
])('after %d ms the hint is %s', (elapsedMs, hint) => {
  services.show(taking({ elapsedMs }))
  expect(page.hint).toBe(hint)
})

test.each([
  [{ status: 'starting' }, ''],
  [{ status: 'paused' }, '点继续接着说，或者停止'],
  [{ status: 'paused', isInterrupted: true }, '来电或别的应用打断了，结束后点继续'],
  [{ status: 'stopping' }, ''],
] as const)('%j: the hint is %s', (changes, hint) => {
  services.show(taking({ ...changes, elapsedMs: 18_000 }))
  expect(page.hint).toBe(hint)
})

test('nothing can be stopped before sound arrives or while the take is saved', () => {
  const live = () => page.controls.flatMap(({ id, isOff }) => (isOff ? [] : [id]))
  services.show(taking({ status: 'starting' }))
  expect(live()).toEqual(['cancel'])
  services.show(taking())
  expect(live()).toEqual(['cancel', 'finish', 'pause'])
  services.show(taking({ status: 'paused' }))
  expect(live()).toEqual(['cancel', 'finish', 'resume'])
  services.show(taking({ status: 'stopping' }))
  expect(live()).toEqual([])
})

test('says after four seconds that nothing is heard, until something is', () => {
  services.show(taking({ elapsedMs: 4_000, silentMs: 3_900 }))
  expect(page).toMatchObject({ hint: '再说一会儿', isUnheard: false })
  services.show(taking({ elapsedMs: 4_100, silentMs: 4_000 }))
  expect(page).toMatchObject({ hint: '听不到你的声音，离麦克风近一点', isUnheard: true })
  services.show(taking({ elapsedMs: 4_200, silentMs: 0 }))
  expect(page).toMatchObject({ hint: '再说一会儿', isUnheard: false })
  // no warning while the recorder is stopping
  services.show(taking({ status: 'stopping', silentMs: 9_000 }))
  expect(page.isUnheard).toBe(false)
})

test('a silent recording is saved like any other: Send, and Redo as the primary', () => {
  services.show({ ...recorded(), recording: { ...recording, levels: [0, 0.05, 0.02] } })
  expect(page).toMatchObject({
    screen: 'recorded',
    isSaved: true,
    notice: { heading: '没有听到说话声', body: '这一遍也留着，可以重录，也可以照样发送。' },
  })
  expect(buttons()).toEqual(['send', 'record!'])
})

test('recorded: says in one line how the student spoke, and more after a tap', () => {
  const speech = {
    firstWordMs: 1_200,
    lastWordMs: 9_000,
    pauses: [{ startMs: 3_000, endMs: 4_400 }],
    levelDb: -20,
  }
  services.show({ ...recorded(), recording: { ...recording, speech } })
  expect(page.speech).toMatchObject({ line: '1.2 秒后开口 · 停顿 1 次，最长 1.4 秒', pauses: speech.pauses })
  presenter.acts.toggleSpeech()
  expect(patches.at(-1)).toEqual({ isSpeechOpen: true })
  presenter.acts.toggleSpeech()
  expect(patches.at(-1)).toEqual({ isSpeechOpen: false })
})

test('recorded without a voice: says nothing about pauses', () => {
  services.show({ ...recorded(), recording: { ...recording, levels: [0, 0.05], speech: null } })
  expect(page.speech).toBeNull()
})

test('recorded: shows the recording, Redo, and Send as the primary', () => {
  services.show(recorded())
  expect(page).toMatchObject({
    screen: 'recorded',
    durationMs: 22_400,
    levels: recording.levels,
    isSaved: true,
    spoke: '说了 22 秒',
    pace: '在参考时长内',
    notice: null,
  })
  expect(page.track.inside).toBe(true)
  expect(page.track.at).toBeCloseTo(22.4 / 45)
  expect(buttons()).toEqual(['record', 'send!'])
})

test('taps call the session', () => {
  presenter.acts.record()
  services.show(taking())
  presenter.acts.pause()
  services.show(taking({ status: 'paused' }))
  presenter.acts.resume()
  presenter.acts.finish()
  presenter.acts.cancel()
  services.show(recorded())
  presenter.acts.send()
  presenter.acts.stop()
  expect(services.calls.filter((name) => !name.startsWith('player'))).toEqual([
    'record hometown-like-most',
    'pause',
    'resume',
    'finish',
    'cancel',
    'send',
    'stop',
  ])
})

test('another question clears the page', () => {
  services.show(ended('done'))
  presenter.acts.next()
  expect(page.question.text).toBe('Do you work, or are you a student?')
  expect(services.calls).toContain('reset')
  services.show(idle())
  expect(page).toMatchObject({ screen: 'idle', paragraphs: [], pieces: [] })
})

test('a cancelled take leads back to the answer', () => {
  const before = ended('done')
  services.show(before)
  services.show(taking({ previous: before }))
  expect(page.paragraphs).toEqual([])
  services.show({ ...before, run: 4 })
  expect(page).toMatchObject({ screen: 'answer', paragraphs: ['One two three.'] })
})

describe('with the other pages', () => {
  const asked = { id: 'rain', topic: { en: 'Weather', zh: '天气' }, text: 'Do you like rain?', gloss: '雨？' }

  test('a queued question replaces the current one, once', () => {
    services.queued = [asked]
    presenter.shown()
    expect(page.question).toMatchObject({ topic: 'Weather · 天气', text: 'Do you like rain?', gloss: '雨？' })
    presenter.acts.record()
    presenter.shown()
    expect(services.calls).toEqual(expect.arrayContaining(['reset']))
    // an answer to the previous question goes on
    expect(services.calls).not.toContain('stop')
    expect(services.calls.at(-1)).toBe('record rain')
  })

  test('the tab bar is hidden while recording, and only then', () => {
    services.show(taking())
    services.show(taking({ elapsedMs: 100 }))
    services.show(recorded())
    expect(services.tabBar).toEqual([true, false, true])
    presenter.shown()
    expect(services.tabBar).toEqual([true, false, true, true])
  })

  describe('what earlier launches left unfinished', () => {
    const interrupted = { id: '1795424221037', kind: 'interrupted' } as const
    const unsent = { id: '1795424221036', kind: 'unsent' } as const

    test('is offered until its page was opened, then what comes next', async () => {
      open('zh', 1, interrupted)
      await Promise.resolve()
      expect(page.unfinished).toBe('interrupted')
      presenter.acts.openUnfinished()
      expect(services.calls).toEqual(['openAttempt 1795424221037'])
      services.offered = unsent
      presenter.shown()
      expect(page.unfinished).toBe('unsent')
    })

    test('is not offered any more once it was completed or deleted elsewhere', async () => {
      open('zh', 1, interrupted)
      await Promise.resolve()
      services.offered = null
      presenter.shown()
      expect(page.unfinished).toBeNull()
    })

    test('is not offered once a take has started, nor later', async () => {
      open('zh', 1, unsent)
      await Promise.resolve()
      presenter.acts.record()
      expect(page.unfinished).toBeNull()
      presenter.shown()
      expect(page.unfinished).toBeNull()
    })

    test('is not offered instead of a take', async () => {
      open('zh', 1, interrupted)
      services.show(taking())
      await Promise.resolve()
      expect(page.unfinished).toBeNull()
    })
  })

  describe('a cancelled take', () => {
    const cancelled = { recording, error: null }

    test.each([
      ['before a take', { ...idle(), cancelled }],
      ['after a failure', { ...idle(new AppError('microphone-busy')), cancelled }],
      ['with a recording', { ...recorded(), cancelled }],
      ['with an answer', { ...ended('done'), cancelled }],
    ])('%s: a notice offers to bring it back, as long as it stands', (_name, state) => {
      services.show(state)
      expect(page.isCancelled).toBe(true)
      services.show(taking({ previous: state }))
      expect(page.isCancelled).toBe(false)
      services.show(state)
      services.show({ ...state, cancelled: null })
      expect(page.isCancelled).toBe(false)
    })

    test('bringing it back stops what is playing', () => {
      services.show({ ...recorded(), cancelled })
      services.calls.length = 0
      presenter.acts.bringBack()
      expect(services.calls).toEqual(['player.destroy', 'bringBack'])
    })

    test('stays in the history when another page is shown', () => {
      services.show({ ...recorded(), cancelled })
      presenter.hidden()
      expect(services.calls).toContain('keepCancelled')
    })
  })

  test('reports an answer that could not be saved, until it is sent again', () => {
    services.show(ended('done'))
    services.failToWrite()
    expect(page.isUnwritten).toBe(true)
    presenter.acts.send()
    expect(page.isUnwritten).toBe(false)
  })
})

test('an unchanged state causes no patch', () => {
  services.show(recorded())
  const { length } = patches
  services.show(recorded())
  expect(patches).toHaveLength(length)
})

test('patches only the time on each tick', () => {
  services.show(taking({ elapsedMs: 1_100 }))
  services.show(taking({ elapsedMs: 1_200 }))
  expect(patches.at(-1)).toEqual({ elapsedMs: 1_200 })
})

test('setData never gets undefined or live objects', () => {
  // applyPatch rejects undefined; what it received must not change afterwards
  const text: Text = { finished: ['One'], growing: 'Tw' }
  services.show(streaming(text))
  const before = JSON.stringify(patches)
  text.finished.push('Two')
  text.growing = ''
  expect(JSON.stringify(patches)).toBe(before)
  for (const state of everyState()) services.show(state)
})

function everyState(): SessionState[] {
  const failures = Object.keys(en.errors).map((code) => new AppError(code as ErrorCode))
  const reasons = Object.keys(en.reasons) as EndReason[]
  return [
    idle(),
    ...failures.map(idle),
    taking({ status: 'starting' }),
    taking({ elapsedMs: 20_000, levels: [0.5] }),
    recorded(),
    ...failures.map(recorded),
    sending({ uploadFraction: 0.5 }),
    sending({ requested: true, previous: ended('idle') }),
    streaming({ finished: ['One'], growing: 'Two' }),
    ...reasons.map((reason) => ended(reason)),
    ...reasons.map((reason) => ended(reason, { finished: [], growing: '' })),
    ...failures.map((error) => ended('network', undefined, error)),
  ]
}
