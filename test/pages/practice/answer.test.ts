import { AppError } from '../../../miniprogram/core/errors'
import type { EndReason } from '../../../miniprogram/core/session/session-state'
import { zh } from '../../../miniprogram/i18n/zh'
import { at } from '../history/summaries'
import { createFakeServices, nowMs, type FakeServices } from '../fake-services'
import { ended, logid, sending, streaming, type Text } from '../states'
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

test('sending: shows where the exchange is, and Stop', () => {
  services.show(sending({ isWaiting: true }))
  expect(page).toMatchObject({ screen: 'answer', waiting: 'line', hasText: false, isGrowing: false })
  expect(buttons()).toEqual(['stop'])
  services.show(sending())
  expect(page).toMatchObject({ waiting: 'send', progress: '正在发送' })
  services.show(sending({ uploadFraction: 0.427 }))
  expect(page.progress).toBe('上传中 42%')
  services.show(sending({ requested: true }))
  expect(page).toMatchObject({ waiting: 'listen', progress: '正在听' })
  services.show(streaming({ finished: [], growing: 'One' }))
  expect(page).toMatchObject({ waiting: null, progress: '生成中' })
})

test('sending: tells screen readers each stage once, without figures', () => {
  services.show(sending())
  services.show(sending({ uploadFraction: 0.1 }))
  services.show(sending({ uploadFraction: 0.9 }))
  services.show(sending({ requested: true }))
  services.show(streaming({ finished: [], growing: 'One' }))
  services.show(ended('done'))
  expect(patches.flatMap((patch) => ('stage' in patch ? [patch.stage] : []))).toEqual([
    '正在发送',
    '正在听',
    '生成中',
    '',
  ])
})

test('offers sentences only of an ended answer, and not the question that it repeats', () => {
  services.show(streaming({ finished: ['One.'], growing: 'Two' }))
  expect(page.hasSentences).toBe(false)
  services.show(ended('idle', { finished: ['Question: Why?'], growing: '' }))
  expect(page.hasSentences).toBe(false)
  services.show(ended('done', { finished: ['Question: Why?', 'One.'], growing: '' }))
  expect(page.hasSentences).toBe(true)
})

test('a wait has a figure from the third second on, one patch a second, and is called slow after ten', () => {
  const { clock } = services
  services.show(sending({ requested: true }))
  const before = patches.length
  clock.advance(2_900)
  expect(patches).toHaveLength(before)
  clock.advance(100)
  expect(page).toMatchObject({ elapsed: '3 秒', isSlow: false })
  clock.advance(7_000)
  expect(page).toMatchObject({ elapsed: '10 秒', isSlow: true })
  expect(patches).toHaveLength(before + 8)
  services.show(streaming({ finished: [], growing: 'One' }))
  expect(page).toMatchObject({ elapsed: '', isSlow: false })
  expect(clock.pendingTimers()).toBe(0)
})

test('each stage is counted from its beginning, and none after the page has closed', () => {
  const { clock } = services
  services.show(sending())
  clock.advance(5_000)
  services.show(sending({ requested: true }))
  expect(page.elapsed).toBe('')
  clock.advance(3_000)
  expect(page.elapsed).toBe('3 秒')
  presenter.close()
  expect(clock.pendingTimers()).toBe(0)
})

test('streaming: shows paragraphs, a caret and Stop', () => {
  services.show(streaming({ finished: ['One', 'Two'], growing: 'Thr' }))
  expect(page).toMatchObject({
    screen: 'answer',
    progress: '生成中',
    isGrowing: true,
    hasText: true,
    indices: [0, 1, 2],
    paragraphs: ['One', 'Two'],
    pieces: [[], [], ['Thr']],
  })
  expect(buttons()).toEqual(['stop'])
})

test('done: shows the number of words, Send again, Next, and Say it again as the primary', () => {
  services.show(ended('done', { finished: ["I'd say it’s well-known, 100%.", '慢 — 一点'], growing: '' }))
  expect(page).toMatchObject({
    progress: '',
    isGrowing: false,
    ending: { icon: 'check', label: '完整 · 8 词' },
    notice: null,
  })
  expect(buttons()).toEqual(['send', 'next', 'record!'])
  expect(page.buttons.map(({ label }) => label)).toEqual(['再次发送', '下一题', '再说一遍'])
})

test('stopped by the student: shows no error', () => {
  services.show(ended('stopped'))
  expect(page).toMatchObject({ ending: { icon: 'stop', label: '已停止 · 收到的内容都留着。' }, notice: null })
  expect(buttons()).toEqual(['send', 'next', 'record!'])
})

test('stopped before any text: says that the recording is saved', () => {
  services.show(ended('stopped', { finished: [], growing: '' }))
  expect(page).toMatchObject({ ending: null, hasText: false })
  expect(page.notice).toMatchObject({ heading: '已停止', logid: '' })
  expect(page.notice?.body).toContain('这一遍录音还在。')
  expect(buttons()).toEqual(['next', 'send!'])
})

test.each<EndReason>(['idle', 'truncated', 'network', 'http', 'service', 'interrupted'])(
  'ended with %s: shows the reason, what is saved, the request ID, and Send again',
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

test('explains an HTTP status; asks for a new recording if this one cannot be sent', () => {
  services.show(ended('http', { finished: [], growing: '' }, new AppError('http', { httpStatus: 413 })))
  expect(page.notice?.heading).toBe(zh.httpStatuses['413'].title)
  expect(buttons()).toEqual(['next', 'record!'])
})

test('says when the service takes it again, and offers another take until then', () => {
  const until = (retryAtMs: number) => new AppError('http', { httpStatus: 429, retryAtMs })
  services.show(ended('http', { finished: [], growing: '' }, until(at(24, 0))))
  expect(page.notice).toEqual({
    heading: '今天的回答用完了',
    body: '这一遍录音还在。明天 00:00 以后，可以在“记录”里再次发送。',
    logid,
  })
  expect(buttons()).toEqual(['send', 'next', 'record!'])
  services.show(ended('http', { finished: [], growing: '' }, until(nowMs - 1)))
  expect(page.notice?.heading).toBe(zh.httpStatuses['429'].title)
  expect(buttons()).toEqual(['next', 'send!'])
})

test('keeps the complete answer when sending again fails, without the old request ID', () => {
  services.show(ended('done', undefined, new AppError('upload-failed')))
  expect(page.ending?.icon).toBe('check')
  expect(page.notice).toMatchObject({ heading: zh.errors['upload-failed'].title, logid: '' })
  expect(buttons()).toEqual(['next', 'send!'])
})

test('hides the tab bar under the sheet of sentences', () => {
  services.show(ended('done'))
  presenter.acts.openSheet({ paragraph: 0 })
  expect(services.tabBar.at(-1)).toBe(false)
  presenter.acts.closeSheet()
  expect(services.tabBar.at(-1)).toBe(true)
})

test('copies the request ID, and the answer with its growing paragraph', () => {
  services.show(ended('idle', { finished: ['One', 'Two'], growing: 'Thr' }))
  presenter.acts.copyAnswer()
  presenter.acts.copyRequestId()
  expect(services.copied).toEqual(['One\n\nTwo\n\nThr\n（AI 生成）', logid])
})

describe('an answer about what the student said', () => {
  const text: Text = {
    finished: [
      'You said: I like tea because it warm',
      'Better: I like tea, because it’s warming.',
      'Note: 用 **it’s**。',
      'Next take: Add one.',
    ],
    growing: '',
  }

  test('counts the words of the better version', () => {
    services.show(ended('done', text))
    expect(page.ending?.label).toBe('完整 · 6 词')
    services.show(ended('done', { finished: text.finished.slice(2), growing: '' }))
    expect(page.ending?.label).toBe('完整')
  })

  test('is copied with the labels that the student sees', () => {
    services.show(ended('done', text))
    presenter.acts.copyAnswer()
    expect(services.copied).toEqual([
      [
        '你说的：I like tea because it warm',
        '更好的说法：I like tea, because it’s warming.',
        '点评：用 it’s。',
        '下一遍试试：Add one.\n（AI 生成）',
      ].join('\n\n'),
    ])
  })

  test('offers no sentences of the transcript alone', () => {
    services.show(ended('idle', { finished: text.finished.slice(0, 1), growing: '' }))
    expect(page.hasSentences).toBe(false)
    services.show(ended('done', text))
    expect(page.hasSentences).toBe(true)
  })

  test('a failure after the transcript keeps it, unmarked', () => {
    services.show(ended('service', { finished: text.finished.slice(0, 2), growing: '' }))
    expect(page).toMatchObject({ roles: ['transcript', 'better'], isMarked: false })
    services.show(ended('done', text))
    expect(page).toMatchObject({ isMarked: true })
  })
})

test('keeps the previous answer until a new one begins', () => {
  const before = ended('idle')
  services.show(before)
  services.show(sending({ previous: before, requested: true }))
  expect(page).toMatchObject({
    paragraphs: ['One two three.'],
    hasText: true,
    notice: null,
    waiting: 'listen',
  })
  services.show(streaming({ finished: [], growing: 'New' }, 3))
  expect(page).toMatchObject({ indices: [0], paragraphs: [], pieces: [['New']] })
})

test('scrolls to the end as the answer grows, unless the student has scrolled away', () => {
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

test('offers the way to the newest line while the answer grows below what is read', () => {
  const text: Text = { finished: ['One'], growing: 'Two' }
  services.show(streaming(text))
  presenter.reader.measured(400)
  presenter.reader.scrolled(600, 1000)
  expect(page.isBehind).toBeFalsy()
  presenter.reader.scrolled(200, 1000)
  expect(page.isBehind).toBe(true)
  const { top } = page
  presenter.acts.toNewest()
  expect(page.isBehind).toBe(false)
  expect(page.top).not.toBe(top)
  presenter.reader.scrolled(600, 1000)
  presenter.reader.scrolled(200, 1000)
  expect(page.isBehind).toBe(true)
  services.show(ended('done', text))
  expect(page.isBehind).toBe(false)
})

test('scrolls to what an ended answer shows below its text once that is laid out', () => {
  services.show(streaming({ finished: [], growing: 'One' }))
  const { top } = page
  services.show(ended('idle'))
  expect(patches.at(-1)).toEqual({ top: page.top })
  expect(page.top).not.toBe(top)
})

test('separates the buttons by a line from an answer that continues below them', () => {
  services.show(ended('done'))
  expect(page.overflows).toBeFalsy()
  presenter.reader.scrolled(10, 1000)
  presenter.reader.scrolled(20, 1000)
  expect(page.overflows).toBe(true)
  services.show(sending({ run: 9 }))
  expect(page.overflows).toBe(false)
  expect(patches.filter((patch) => 'overflows' in patch)).toHaveLength(2)
})
