import { AppError, type ErrorCode } from '../../../miniprogram/core/errors'
import { createTakeFlow, type TakeFlowServices } from '../../../miniprogram/presentation/take/take-flow'

/** A page with a microphone: a failure that has been resolved is gone, and what was begun is written down. */
function setUp(code: ErrorCode | null = 'microphone-refused') {
  const events: string[] = []
  let answerSettings: (isAllowed: boolean) => void = () => undefined
  const phone = { isResolved: false, hasAcknowledged: true, error: code && new AppError(code), run: 1 }
  const services = {
    language: 'en',
    privacy: {
      hasAcknowledged: () => phone.hasAcknowledged,
      acknowledge: () => void events.push('acknowledged'),
    },
    navigation: { openPage: (page: string) => void events.push(`page ${page}`) },
    copy: (text: string) => void events.push(`copy ${text}`),
    openSettings: () => new Promise<boolean>((resolve) => (answerSettings = resolve)),
    openPhoneSettings: () => void events.push('phone settings'),
    isResolved: () => Promise.resolve(phone.isResolved),
  } as unknown as TakeFlowServices
  const flow = createTakeFlow(services, {
    showFirstUse: (isShown) => void events.push(`first use ${isShown}`),
    error: () => phone.error,
    run: () => phone.run,
    resolved(wasSent) {
      phone.error = null
      events.push(wasSent ? 'take' : 'resolved')
    },
  })
  const allow = async (isAllowed: boolean) => {
    answerSettings(isAllowed)
    await Promise.resolve()
  }
  return { events, phone, flow, allow }
}

describe("by the button to WeChat's settings", () => {
  test('allowed there: on to the take', async () => {
    const { events, flow, allow } = setUp()
    flow.acts.settings()
    await allow(true)
    expect(events).toEqual(['take'])
  })

  test('back without a change: nothing', async () => {
    const { events, flow, allow } = setUp()
    flow.acts.settings()
    await allow(false)
    expect(events).toEqual([])
  })

  test('the page is seen before the settings answer: the take all the same, once', async () => {
    const { events, phone, flow, allow } = setUp()
    flow.acts.settings()
    phone.isResolved = true
    await flow.recheck()
    await allow(true)
    expect(events).toEqual(['resolved', 'take'])
  })

  test('something else has begun meanwhile, or the page has gone: nothing starts', async () => {
    const { events, phone, flow, allow } = setUp()
    flow.acts.settings()
    phone.run = 2
    await allow(true)
    flow.acts.settings()
    flow.close()
    await allow(true)
    expect(events).toEqual([])
  })
})

describe('seen again', () => {
  test("from the phone's settings, where it was resolved: on to the take", async () => {
    const { events, phone, flow } = setUp('microphone-system-off')
    flow.acts['phone-settings']()
    phone.isResolved = true
    await flow.recheck()
    expect(events).toEqual(['phone settings', 'take'])
  })

  test('resolved without our button, or after coming back from it once: no take', async () => {
    const { events, phone, flow } = setUp('microphone-system-off')
    flow.acts['phone-settings']()
    await flow.recheck()
    phone.isResolved = true
    await flow.recheck()
    expect(events).toEqual(['phone settings', 'resolved'])
  })

  test.each<ErrorCode | null>(['network', null])('%s is nothing that is rechecked', async (code) => {
    const { events, phone, flow } = setUp(code)
    phone.isResolved = true
    await flow.recheck()
    expect(events).toEqual([])
  })

  test('gone, or another failure, before the phone has answered: nothing', async () => {
    for (const change of ['close', 'error'] as const) {
      const { events, phone, flow } = setUp()
      phone.isResolved = true
      const checked = flow.recheck()
      if (change === 'close') flow.close()
      else phone.error = new AppError('microphone-busy')
      await checked
      expect(events).toEqual([])
    }
  })
})

describe('the first take', () => {
  const take = (events: string[]) => () => void events.push('take')

  test('starts at once if the notice was acknowledged before', () => {
    const { events, flow } = setUp()
    flow.start(take(events))
    expect(events).toEqual(['take'])
  })

  test('shows the notice first, and starts when the student agrees', () => {
    const { events, phone, flow } = setUp()
    phone.hasAcknowledged = false
    flow.start(take(events))
    expect(events).toEqual(['first use true'])
    flow.acts.answerFirstUse({ isAgreed: true })
    expect(events).toEqual(['first use true', 'acknowledged', 'first use false', 'take'])
  })

  test('does not start when the student does not agree', () => {
    const { events, phone, flow } = setUp()
    phone.hasAcknowledged = false
    flow.start(take(events))
    flow.acts.answerFirstUse({ isAgreed: false })
    expect(events).toEqual(['first use true', 'first use false'])
  })
})

test('copies the problem without personal data; opens the privacy guide', () => {
  const { events, flow } = setUp('privacy-undeclared')
  flow.acts['copy-problem']()
  flow.acts.privacy()
  expect(events).toEqual(['copy This mini program can’t record yet (privacy-undeclared)', 'page privacy'])
})
