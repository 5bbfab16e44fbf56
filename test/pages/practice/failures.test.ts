import { AppError, type ErrorCode } from '../../../miniprogram/core/errors'
import { zh } from '../../../miniprogram/i18n/zh'
import { createFakeServices, type FakeServices } from '../fake-services'
import { ended, idle, recorded } from '../states'
import { openPractice, settle, type Opened, type Shown } from './open-practice'

let services: FakeServices
let presenter: Opened['presenter']
let page: Shown
let buttons: Opened['buttons']

function open(...parameters: Parameters<typeof createFakeServices>): void {
  ;({ services, presenter, page, buttons } = openPractice(createFakeServices(...parameters)))
}

beforeEach(() => open())

test.each<[ErrorCode, string[]]>([
  ['upload-failed', ['record', 'send!']],
  ['network', ['record', 'send!']],
  ['recording-too-large', ['record!']],
  ['recording-unreadable', ['record!']],
  ['microphone-busy', ['record', 'send!']],
  ['storage-full', ['record', 'send!']],
])('not sent because of %s: says why, and offers one way out', (code, expected) => {
  services.show(recorded(new AppError(code)))
  expect(page.notice?.heading).toBe(zh.errors[code].title)
  const isSaved = code !== 'storage-full' && code !== 'recording-unreadable'
  expect(page.isSaved).toBe(isSaved)
  expect(page.notice?.body.startsWith('这一遍录音还在。')).toBe(isSaved)
  expect(page.notice?.logid).toBe('')
  expect(buttons()).toEqual(expected)
})

test.each([
  ['storage-full', zh.errors['storage-full'].way],
  ['recording-unreadable', zh.errors['recording-unreadable'].way],
] as const)('a take that could not be kept is not called kept: %s', (code, way) => {
  services.show(recorded(new AppError(code)))
  expect(page.isSaved).toBe(false)
  expect(page.notice?.body).toBe(way.replace(/\n/g, ''))
})

const takeFailures: [ErrorCode, string, string][] = [
  ['microphone-refused', 'mic-off', 'settings!'],
  ['microphone-system-off', 'mic-off', 'record phone-settings!'],
  ['microphone-busy', 'mic-off', 'record!'],
  ['privacy-refused', 'mic-off', 'privacy record!'],
  ['privacy-undeclared', 'mic-off', 'record copy-problem!'],
  ['recorder-failed', 'warn', 'record!'],
  ['recording-empty', 'warn', 'record!'],
  ['recording-not-mp3', 'warn', 'record copy-problem!'],
]

test.each(takeFailures)('no recording because of %s: says why, and offers a way out', (code, icon, way) => {
  services.show(idle(new AppError(code)))
  expect(page).toMatchObject({ screen: 'failed', failure: { icon, ...zh.errors[code] } })
  expect(buttons().join(' ')).toBe(way)
})

const hometownTake = 'record hometown-like-most'

test("allowed in WeChat's settings: the take starts", async () => {
  services.show(idle(new AppError('microphone-refused')))
  services.allowed = false
  presenter.acts.settings()
  await settle()
  expect(page.screen).toBe('failed')
  expect(services.calls).not.toContain(hometownTake)
  services.allowed = true
  presenter.acts.settings()
  await settle()
  expect(page.screen).toBe('idle')
  expect(services.calls).toContain(hometownTake)
})

test('a late answer from the settings does not undo what has happened meanwhile', async () => {
  services.show(idle(new AppError('microphone-refused')))
  presenter.acts.settings()
  services.show({ ...idle(new AppError('microphone-busy')), run: 3 })
  await settle()
  expect(page.screen).toBe('failed')
  expect(services.calls).not.toContain(hometownTake)
})

test("resolved in the phone's settings: the take starts on return", async () => {
  services.show(idle(new AppError('microphone-system-off')))
  presenter.acts['phone-settings']()
  expect(services.calls).toContain('openPhoneSettings')
  // returns without a change
  presenter.shown()
  await settle()
  expect(page.screen).toBe('failed')
  presenter.acts['phone-settings']()
  services.resolved = true
  presenter.shown()
  await settle()
  expect(page.screen).toBe('idle')
  expect(services.calls).toContain(hometownTake)
})

test('resolved elsewhere: waits for a tap on the microphone', async () => {
  services.show(idle(new AppError('microphone-refused')))
  services.resolved = true
  presenter.shown()
  await settle()
  expect(page.screen).toBe('idle')
  expect(services.calls).not.toContain(hometownTake)
})

test('returning to the page does not dismiss a failed answer', async () => {
  services.show(ended('network'))
  services.resolved = true
  presenter.shown()
  await settle()
  expect(services.calls.filter((name) => /isResolved|dismiss/.test(name))).toEqual([])
})

test('refused after an earlier recording: Settings beside Send, then Redo again', async () => {
  services.show(recorded(new AppError('microphone-refused')))
  expect(buttons()).toEqual(['settings', 'send!'])
  presenter.acts.settings()
  await settle()
  expect(page.notice).toBeNull()
  expect(buttons()).toEqual(['record', 'send!'])
})

test('a problem for the operator can be copied, without personal data', () => {
  services.show(idle(new AppError('privacy-undeclared', { message: 'authorize:fail api scope' })))
  presenter.acts['copy-problem']()
  expect(services.copied).toEqual(['这个小程序暂时不能录音 (privacy-undeclared: authorize:fail api scope)'])
})

describe('before the first recording', () => {
  beforeEach(() => {
    services.acknowledged = false
    presenter.acts.record()
  })

  test('says what is recorded, hides the tab bar, and records nothing', () => {
    expect(page.isFirstUseShown).toBe(true)
    expect(services.tabBar.at(-1)).toBe(false)
    expect(services.calls).not.toContain(hometownTake)
  })

  test('agreeing is remembered and starts the take', () => {
    presenter.acts.answerFirstUse({ isAgreed: true })
    expect(page.isFirstUseShown).toBe(false)
    expect(services.acknowledged).toBe(true)
    expect(services.calls).toContain(hometownTake)
  })

  test('Not now remembers nothing: the next tap asks again', () => {
    presenter.acts.answerFirstUse({ isAgreed: false })
    expect(page.isFirstUseShown).toBe(false)
    expect(services.tabBar.at(-1)).toBe(true)
    expect(services.calls).not.toContain(hometownTake)
    presenter.acts.record()
    expect(page.isFirstUseShown).toBe(true)
  })

  test('opens the privacy page', () => {
    presenter.acts.privacy()
    expect(services.calls).toContain('openPage privacy')
  })
})
