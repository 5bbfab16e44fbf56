import { zh } from '../../miniprogram/i18n/zh'
import { AppError, type ErrorCode } from '../../miniprogram/core/errors'
import type { EndReason, SessionState } from '../../miniprogram/core/session/session-state'
import { en } from '../../miniprogram/i18n/en'
import { createPresenter, type Presenter } from '../../miniprogram/pages/practice/presenter'
import type { Intent, PracticeView } from '../../miniprogram/pages/practice/practice-view'
import { applyPatch } from './apply-patch'
import { createFakeServices, recording, type FakeServices } from './fake-services'
import { ended, idle, logid, recorded, sending, streaming, taking, type Text } from './states'

interface Shown extends Omit<PracticeView, 'buttons'> {
  buttons: { id: Intent; label: string; icon: string; primary: boolean }[]
  question: { topic: string; text: string; gloss: string }
  places: number[]
  paragraphs: string[]
  rest: string[][]
  top: number
  overflows: boolean
  isPlaying: boolean
  positionMs: number
  playbackProblem: string
  hasInterrupted?: boolean
  isUnwritten?: boolean
  isTelling?: boolean
}

let services: FakeServices
let presenter: Presenter
let page: Shown
let patches: Record<string, unknown>[]

function open(...parameters: Parameters<typeof createFakeServices>): void {
  services = createFakeServices(...parameters)
  const data: Record<string, unknown> = { places: [], paragraphs: [], rest: [] }
  patches = []
  presenter = createPresenter(services, (patch) => {
    patches.push(patch)
    applyPatch(data, patch)
  })
  page = data as unknown as Shown
  presenter.shown()
}

beforeEach(() => open())

const buttons = (): string[] => page.buttons.map(({ id, primary }) => (primary ? `${id}!` : id))

test('idle: the question, and a microphone to tap', () => {
  expect(page).toMatchObject({
    screen: 'idle',
    buttons: [],
    ready: { guide: '参考 15–30 秒' },
    fontScale: 1,
    zoomed: false,
  })
  expect(page.question).toEqual({
    topic: 'Hometown · 家乡',
    text: 'What do you like most about your hometown?',
    gloss: '你最喜欢家乡的哪一点？',
  })
  expect(services.titles).toEqual(['练习'])
})

test('in English nothing is Chinese', () => {
  open('en')
  expect(services.titles).toEqual(['Practise'])
  for (const state of everyState()) {
    services.show(state)
    expect(JSON.stringify(page)).not.toMatch(/[\u2e80-\u9fff]/)
  }
})

test('the language changes while a take runs, and while an answer comes: only the words do', () => {
  services.show(taking({ elapsedMs: 4_000 }))
  services.settings.change({ language: 'en', appearance: 'dark' })
  expect(page).toMatchObject({ screen: 'recording', statusLabel: 'Recording', theme: 'theme-dark' })
  expect(page.question.gloss).toBe('')
  services.show(streaming({ finished: ['One.'], growing: 'Two' }))
  patches = []
  services.settings.change({ language: 'zh' })
  expect(page).toMatchObject({ progress: '生成中', rest: [[], ['Two']] })
  for (const patch of patches) expect(Object.keys(patch).join()).not.toMatch(/rest|paragraphs|places/)
  expect(services.calls).toEqual([])
  presenter.close()
  patches = []
  services.settings.change({ language: 'en' })
  expect(patches).toEqual([])
})

test('large type is passed on', () => {
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

test('nobody heard for four seconds: said, until somebody is', () => {
  services.show(taking({ elapsedMs: 4_000, silentMs: 3_900 }))
  expect(page).toMatchObject({ hint: '再说一会儿', isUnheard: false })
  services.show(taking({ elapsedMs: 4_100, silentMs: 4_000 }))
  expect(page).toMatchObject({ hint: '听不到你的声音，离麦克风近一点', isUnheard: true })
  services.show(taking({ elapsedMs: 4_200, silentMs: 0 }))
  expect(page).toMatchObject({ hint: '再说一会儿', isUnheard: false })
  // a stopping microphone is not asked to hear
  services.show(taking({ status: 'stopping', silentMs: 9_000 }))
  expect(page.isUnheard).toBe(false)
})

test('a take without a voice is kept like any other: Send, and Redo as the primary', () => {
  services.show({ ...recorded(), recording: { ...recording, levels: [0, 0.05, 0.02] } })
  expect(page).toMatchObject({
    screen: 'recorded',
    isSaved: true,
    notice: { heading: '没有听到说话声', body: '这一遍也留着，可以重录，也可以照样发送。' },
  })
  expect(buttons()).toEqual(['send', 'record!'])
})

test('recorded: the take, Redo, and Send as the primary', () => {
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

test.each<[ErrorCode, string[]]>([
  ['upload-failed', ['record', 'send!']],
  ['network', ['record', 'send!']],
  ['recording-too-large', ['record!']],
  ['recording-unreadable', ['record!']],
  ['microphone-busy', ['record', 'send!']],
  ['storage-full', ['record', 'send!']],
])('recorded, not sent for %s: why, and one way on', (code, expected) => {
  services.show(recorded(new AppError(code)))
  expect(page.notice?.heading).toBe(zh.errors[code].title)
  const isSaved = code !== 'storage-full' && code !== 'recording-unreadable'
  expect(page.isSaved).toBe(isSaved)
  expect(page.notice?.body.startsWith('这一遍录音还在。')).toBe(isSaved)
  expect(page.notice?.logid).toBe('')
  expect(buttons()).toEqual(expected)
})

test('sending: what it waits for, and Stop', () => {
  services.show(sending())
  expect(page).toMatchObject({ screen: 'answer', progress: '正在发送', hasText: false, isGrowing: false })
  expect(buttons()).toEqual(['stop'])
  services.show(sending({ uploadFraction: 0.427 }))
  expect(page.progress).toBe('上传中 42%')
  services.show(sending({ requested: true }))
  expect(page.progress).toBe('生成中')
})

test('streaming: paragraphs, a caret, Stop', () => {
  services.show(streaming({ finished: ['One', 'Two'], growing: 'Thr' }))
  expect(page).toMatchObject({
    screen: 'answer',
    progress: '生成中',
    isGrowing: true,
    hasText: true,
    places: [0, 1, 2],
    paragraphs: ['One', 'Two'],
    rest: [[], [], ['Thr']],
  })
  expect(buttons()).toEqual(['stop'])
})

test('done: how many words, send again, and Next as the primary', () => {
  services.show(ended('done', { finished: ["I'd say it’s well-known, 100%.", '慢 — 一点'], growing: '' }))
  expect(page).toMatchObject({
    progress: '',
    isGrowing: false,
    ending: { icon: 'check', label: '完整 · 8 词' },
    notice: null,
  })
  expect(buttons()).toEqual(['send', 'next!'])
})

test('stopped by the student: no alarm', () => {
  services.show(ended('stopped'))
  expect(page).toMatchObject({ ending: { icon: 'stop', label: '已停止 · 收到的内容都留着。' }, notice: null })
  expect(buttons()).toEqual(['send', 'next!'])
})

test('stopped before anything came: the recording is kept', () => {
  services.show(ended('stopped', { finished: [], growing: '' }))
  expect(page).toMatchObject({ ending: null, hasText: false })
  expect(page.notice).toMatchObject({ heading: '已停止', logid: '' })
  expect(page.notice?.body).toContain('这一遍录音还在。')
  expect(buttons()).toEqual(['next', 'send!'])
})

test.each<EndReason>(['idle', 'truncated', 'network', 'http', 'service', 'interrupted'])(
  'ended for %s: the reason, what is kept, the id, send again',
  (reason) => {
    services.show(ended(reason))
    expect(page.ending).toBeNull()
    expect(page.notice?.heading).toBe(zh.reasons[reason].title)
    expect(page.notice?.body).toContain('收到的内容都留着。')
    expect(page.notice?.logid).toBe(logid)
    expect(page.paragraphs).toEqual(['One two three.'])
    expect(buttons()).toEqual(['next', 'send!'])
  },
)

test('an HTTP status has its own words, and what cannot be sent is recorded again', () => {
  services.show(ended('http', { finished: [], growing: '' }, new AppError('http', { httpStatus: 413 })))
  expect(page.notice?.heading).toBe(zh.httpStatuses['413'].title)
  expect(buttons()).toEqual(['next', 'record!'])
})

test('a later attempt that failed before it was sent: the whole answer stays, the old id is not offered', () => {
  services.show(ended('done', undefined, new AppError('upload-failed')))
  expect(page.ending?.icon).toBe('check')
  expect(page.notice).toMatchObject({ heading: zh.errors['upload-failed'].title, logid: '' })
  expect(buttons()).toEqual(['next', 'send!'])
})

const takeFailures: [ErrorCode, string, string][] = [
  ['microphone-refused', 'mic-off', 'settings!'],
  ['microphone-system-off', 'mic-off', 'record phone-settings!'],
  ['microphone-busy', 'mic-off', 'record!'],
  ['privacy-refused', 'mic-off', 'privacy record!'],
  ['privacy-undeclared', 'mic-off', 'record copy-problem!'],
  ['recorder-failed', 'warn', 'record!'],
  ['recording-empty', 'warn', 'record!'],
  ['recording-not-mp3', 'warn', 'record!'],
]

test.each(takeFailures)('no recording for %s: why, and a way out', (code, icon, way) => {
  services.show(idle(new AppError(code)))
  expect(page).toMatchObject({ screen: 'failed', failure: { icon, ...zh.errors[code] } })
  expect(buttons().join(' ')).toBe(way)
})

const hometownTake = 'record hometown-like-most'
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

test("allowed in WeChat's settings: it goes on with the take that was asked for", async () => {
  services.show(idle(new AppError('microphone-refused')))
  services.allowed = false
  presenter.press('settings')
  await settle()
  expect(page.screen).toBe('failed')
  expect(services.calls).not.toContain(hometownTake)
  services.allowed = true
  presenter.press('settings')
  await settle()
  expect(page.screen).toBe('idle')
  expect(services.calls).toContain(hometownTake)
})

test('what happened meanwhile is not undone by the answer of the settings', async () => {
  services.show(idle(new AppError('microphone-refused')))
  presenter.press('settings')
  services.show({ ...idle(new AppError('microphone-busy')), run: 3 })
  await settle()
  expect(page.screen).toBe('failed')
  expect(services.calls).not.toContain(hometownTake)
})

test("resolved in the phone's settings: coming back goes on with the take", async () => {
  services.show(idle(new AppError('microphone-system-off')))
  presenter.press('phone-settings')
  expect(services.calls).toContain('openPhoneSettings')
  // back without a change
  presenter.shown()
  await settle()
  expect(page.screen).toBe('failed')
  presenter.press('phone-settings')
  services.resolved = true
  presenter.shown()
  await settle()
  expect(page.screen).toBe('idle')
  expect(services.calls).toContain(hometownTake)
})

test('resolved without a word to us: the microphone is back, and waits for a tap', async () => {
  services.show(idle(new AppError('microphone-refused')))
  services.resolved = true
  presenter.shown()
  await settle()
  expect(page.screen).toBe('idle')
  expect(services.calls).not.toContain(hometownTake)
})

test('a failed answer is no closed door: coming back leaves it', async () => {
  services.show(ended('network'))
  services.resolved = true
  presenter.shown()
  await settle()
  expect(services.calls.filter((name) => /isResolved|dismiss/.test(name))).toEqual([])
})

test('refused while an earlier take is there: Settings beside Send, then Redo again', async () => {
  services.show(recorded(new AppError('microphone-refused')))
  expect(buttons()).toEqual(['settings', 'send!'])
  presenter.press('settings')
  await settle()
  expect(page.notice).toBeNull()
  expect(buttons()).toEqual(['record', 'send!'])
})

test('what the operator has to mend can be copied, without anything of the student', () => {
  services.show(idle(new AppError('privacy-undeclared', { message: 'authorize:fail api scope' })))
  presenter.press('copy-problem')
  expect(services.copied).toEqual(['这个小程序暂时不能录音 (privacy-undeclared: authorize:fail api scope)'])
})

describe('before the first recording', () => {
  beforeEach(() => {
    services.acknowledged = false
    presenter.press('record')
  })

  test('it says what is recorded, without the tab bar, and records nothing', () => {
    expect(page.isTelling).toBe(true)
    expect(services.tabBar.at(-1)).toBe(false)
    expect(services.calls).not.toContain(hometownTake)
  })

  test('agreed: remembered, and on to the recording', () => {
    presenter.answerFirstUse(true)
    expect(page.isTelling).toBe(false)
    expect(services.acknowledged).toBe(true)
    expect(services.calls).toContain(hometownTake)
  })

  test('not now: nothing is remembered, the next tap tells again', () => {
    presenter.answerFirstUse(false)
    expect(page.isTelling).toBe(false)
    expect(services.tabBar.at(-1)).toBe(true)
    expect(services.calls).not.toContain(hometownTake)
    presenter.press('record')
    expect(page.isTelling).toBe(true)
  })

  test('the whole of it is a page', () => {
    presenter.press('privacy')
    expect(services.calls).toContain('openPage privacy')
  })
})

test('taps call the session', () => {
  presenter.press('record')
  services.show(taking())
  presenter.pauseOrResume()
  services.show(taking({ status: 'paused' }))
  presenter.pauseOrResume()
  presenter.finish()
  presenter.cancel()
  services.show(recorded())
  presenter.press('send')
  presenter.press('stop')
  expect(services.calls).toEqual([
    'player.destroy',
    'record hometown-like-most',
    'pause',
    'resume',
    'finish',
    'cancel',
    'send',
    'stop',
  ])
})

test.each(['next', 'another'] as const)('%s: another question, an empty page', (way) => {
  services.show(ended('done'))
  if (way === 'next') presenter.press('next')
  else presenter.another()
  expect(page.question.text).toBe('Do you work, or are you a student?')
  expect(services.calls).toEqual(['player.destroy', 'reset'])
  services.show(idle())
  expect(page).toMatchObject({ screen: 'idle', paragraphs: [], rest: [] })
})

test('play, pause, seek', () => {
  services.show(recorded())
  presenter.reader.playOrPause()
  services.play({ isPlaying: true, positionMs: 250, durationMs: 22_400, hasEnded: false })
  expect(page).toMatchObject({ isPlaying: true, positionMs: 250 })
  presenter.reader.seek(5_000)
  presenter.reader.playOrPause()
  expect(services.calls).toEqual(['player.play', 'player.seek 5000', 'player.pause'])
})

test('a touch on the wave before the first play starts there', () => {
  services.show(recorded())
  presenter.reader.seek(5_000)
  expect(services.calls).toEqual(['player.play', 'player.seek 5000'])
})

test('a playback that fails says so, and the next try takes it back', () => {
  services.show(recorded())
  presenter.reader.playOrPause()
  const still = { isPlaying: false, positionMs: 0, durationMs: 22_400, hasEnded: false }
  services.play({ ...still, error: new AppError('recording-unreadable') })
  expect(page.playbackProblem).toBe(zh.words.playbackFailed)
  services.play({ ...still, isPlaying: true })
  expect(page.playbackProblem).toBe('')
})

test('it is silent before recording, when hidden, when closed', () => {
  services.show(recorded())
  presenter.reader.playOrPause()
  services.play({ isPlaying: true, positionMs: 9_000, durationMs: 22_400, hasEnded: false })
  presenter.hidden()
  presenter.press('record')
  expect(page).toMatchObject({ isPlaying: false, positionMs: 0 })
  presenter.close()
  expect(services.calls).toEqual([
    'player.play',
    'player.pause',
    'player.destroy',
    'record hometown-like-most',
    'player.destroy',
    'leave',
  ])
  expect(services.listenerCount()).toBe(0)
})

test('copies the whole answer, growing paragraph too, and the id', () => {
  services.show(ended('idle', { finished: ['One', 'Two'], growing: 'Thr' }))
  presenter.reader.copyAnswer()
  presenter.reader.copyLogid()
  expect(services.copied).toEqual(['One\n\nTwo\n\nThr', logid])
})

test('the answer of the run before stays until a new one begins', () => {
  const before = ended('idle')
  services.show(before)
  services.show(sending({ previous: before, requested: true }))
  expect(page).toMatchObject({
    paragraphs: ['One two three.'],
    hasText: true,
    notice: null,
    progress: '生成中',
  })
  services.show(streaming({ finished: [], growing: 'New' }, 3))
  expect(page).toMatchObject({ places: [0], paragraphs: [], rest: [['New']] })
})

test('a cancelled take leads back to the answer', () => {
  const before = ended('done')
  services.show(before)
  services.show(taking({ previous: before }))
  expect(page.paragraphs).toEqual([])
  services.show({ ...before, run: 4 })
  expect(page).toMatchObject({ screen: 'answer', paragraphs: ['One two three.'] })
})

test('an unchanged state sends nothing over the bridge', () => {
  services.show(recorded())
  const { length } = patches
  services.show(recorded())
  expect(patches).toHaveLength(length)
})

test('a tick of the clock carries the time only', () => {
  services.show(taking({ elapsedMs: 1_100 }))
  services.show(taking({ elapsedMs: 1_200 }))
  expect(patches.at(-1)).toEqual({ elapsedMs: 1_200 })
})

test('nothing live and nothing undefined is ever given to setData', () => {
  // applyPatch refuses undefined; what it got must not change afterwards
  const text: Text = { finished: ['One'], growing: 'Tw' }
  services.show(streaming(text))
  const before = JSON.stringify(patches)
  text.finished.push('Two')
  text.growing = ''
  expect(JSON.stringify(patches)).toBe(before)
  for (const state of everyState()) services.show(state)
})

test('scrolls to the end as the answer grows, not while the reader is elsewhere', () => {
  const text: Text = { finished: [], growing: 'One' }
  services.show(streaming(text))
  const { top } = page
  presenter.reader.measured(400)
  presenter.reader.scrolled(600, 1000)
  text.finished.push('One two')
  services.show(streaming(text))
  expect(page.top).not.toBe(top)
  presenter.reader.scrolled(200, 1000)
  const there = page.top
  text.finished.push('Three')
  services.show(streaming(text))
  services.show(ended('done', text))
  expect(page.top).toBe(there)
  services.show(sending({ run: 9 }))
  expect(page.top).not.toBe(there)
})

test('a line parts the buttons from an answer that goes on below them', () => {
  services.show(ended('done'))
  expect(page.overflows).toBeFalsy()
  presenter.reader.scrolled(10, 1000)
  presenter.reader.scrolled(20, 1000)
  expect(page.overflows).toBe(true)
  services.show(sending({ run: 9 }))
  expect(page.overflows).toBe(false)
  expect(patches.filter((patch) => 'overflows' in patch)).toHaveLength(2)
})

test.each([
  ['2,000 letters', 'People there never seem to be in a hurry. ', 2_000, 4],
  ['20,000 letters', 'People there never seem to be in a hurry. ', 20_000, 4],
  ['2,000 Chinese characters', '那里的人从来不着急，这是我最喜欢的。', 2_000, 2],
  ['20,000 Chinese characters', '那里的人从来不着急，这是我最喜欢的。', 20_000, 2],
])(
  '%s, scrolling and all, cost the bridge at most 3.6 times their size',
  (_name, sample, length, perFrame) => {
    const whole = sample.repeat(Math.ceil(length / sample.length)).slice(0, length)
    const text: Text = { finished: [], growing: '' }
    services.show(sending({ requested: true }))
    patches.length = 0
    // a frame every 20 ms, a flush every 64 ms: four frames each
    for (let at = 0; at < length; at += perFrame * 4) {
      text.growing += whole.slice(at, at + perFrame * 4)
      if (text.growing.length >= 400) {
        text.finished.push(text.growing)
        text.growing = ''
      }
      services.show(streaming(text))
    }
    if (text.growing !== '') text.finished.push(text.growing)
    text.growing = ''
    services.show(ended('done', text))
    const sentBytes = patches.reduce((sum, patch) => sum + Buffer.byteLength(JSON.stringify(patch)), 0)
    expect(page.paragraphs.join('')).toBe(whole)
    expect(sentBytes / Buffer.byteLength(whole)).toBeLessThanOrEqual(3.6)
  },
)

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

describe('beside the other pages', () => {
  const asked = { id: 'rain', topic: { en: 'Weather', zh: '天气' }, text: 'Do you like rain?', gloss: '雨？' }

  test('a question that was left for this page takes the place of its own, once', () => {
    services.asked = [asked]
    presenter.shown()
    expect(page.question).toEqual({ topic: 'Weather · 天气', text: 'Do you like rain?', gloss: '雨？' })
    presenter.press('record')
    presenter.shown()
    expect(services.calls).toEqual(['stop', 'player.destroy', 'reset', 'player.destroy', 'record rain'])
  })

  test('the tab bar is hidden while recording, and only then', () => {
    services.show(taking())
    services.show(taking({ elapsedMs: 100 }))
    services.show(recorded())
    expect(services.tabBar).toEqual([true, false, true])
    presenter.shown()
    expect(services.tabBar).toEqual([true, false, true, true])
  })

  test('a launch that finds an answer cut off tells it, opens it once', async () => {
    open('zh', 1, ['1795424221037'])
    await Promise.resolve()
    expect(page.hasInterrupted).toBe(true)
    presenter.openInterrupted()
    expect(page.hasInterrupted).toBe(false)
    expect(services.calls).toEqual(['openAttempt 1795424221037'])
  })

  test('who has begun to record is not told of the last answer', async () => {
    open('zh', 1, ['1795424221037'])
    services.show(taking())
    await Promise.resolve()
    expect(page.hasInterrupted).toBeUndefined()
  })

  test('an answer that could not be stored is told, until it is sent again', () => {
    services.show(ended('done'))
    services.failToWrite()
    expect(page.isUnwritten).toBe(true)
    presenter.press('send')
    expect(page.isUnwritten).toBe(false)
  })
})

test.each([
  ['storage-full', zh.errors['storage-full'].way],
  ['recording-unreadable', zh.errors['recording-unreadable'].way],
] as const)('a take that could not be kept is not called kept: %s', (code, way) => {
  services.show(recorded(new AppError(code)))
  expect(page.isSaved).toBe(false)
  expect(page.notice?.body).toBe(way.replace(/\n/g, ''))
})
