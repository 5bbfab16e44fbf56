import { AppError } from '../../../miniprogram/core/errors'
import type { EndReason } from '../../../miniprogram/core/session/session-state'
import { zh } from '../../../miniprogram/i18n/zh'
import { createFakeServices, type FakeServices } from '../fake-services'
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

test('sending: shows progress and Stop', () => {
  services.show(sending())
  expect(page).toMatchObject({ screen: 'answer', progress: '正在发送', hasText: false, isGrowing: false })
  expect(buttons()).toEqual(['stop'])
  services.show(sending({ uploadFraction: 0.427 }))
  expect(page.progress).toBe('上传中 42%')
  services.show(sending({ requested: true }))
  expect(page.progress).toBe('生成中')
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

test('done: shows the number of words, Send again, and Next as the primary', () => {
  services.show(ended('done', { finished: ["I'd say it’s well-known, 100%.", '慢 — 一点'], growing: '' }))
  expect(page).toMatchObject({
    progress: '',
    isGrowing: false,
    ending: { icon: 'check', label: '完整 · 8 词' },
    notice: null,
  })
  expect(buttons()).toEqual(['send', 'next!'])
})

test('stopped by the student: shows no error', () => {
  services.show(ended('stopped'))
  expect(page).toMatchObject({ ending: { icon: 'stop', label: '已停止 · 收到的内容都留着。' }, notice: null })
  expect(buttons()).toEqual(['send', 'next!'])
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

test('keeps the complete answer when sending again fails, without the old request ID', () => {
  services.show(ended('done', undefined, new AppError('upload-failed')))
  expect(page.ending?.icon).toBe('check')
  expect(page.notice).toMatchObject({ heading: zh.errors['upload-failed'].title, logid: '' })
  expect(buttons()).toEqual(['next', 'send!'])
})

test('copies the request ID, and the answer with its growing paragraph', () => {
  services.show(ended('idle', { finished: ['One', 'Two'], growing: 'Thr' }))
  presenter.acts.copyAnswer()
  presenter.acts.copyRequestId()
  expect(services.copied).toEqual(['One\n\nTwo\n\nThr', logid])
})

test('keeps the previous answer until a new one begins', () => {
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
