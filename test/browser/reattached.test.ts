// The connection is lost in the middle of an answer that the service keeps: it goes on where it stopped, and was asked for once.
import type { Browser, Page } from 'playwright-core'
import type { Attempt } from '../../miniprogram/core/attempts/attempt'
import { practiceOrder } from '../../miniprogram/core/questions/practice-order'
import { answerParagraphs } from '../../tools/service/engines/scripted/script'
import { describeInBrowser } from './chromium'
import { joinForSuite, type JoinedApp } from './join-app'
import { addressOf, button, openPractice, record, saveScreenshot } from './running-app'

interface SimulatorWindow {
  __simulator: { set(name: string, value: string): void }
  simulator: {
    getCurrentPages(): { data: { isGrowing?: boolean } }[]
    getApp(): { services: { build: { changeAddress(address: string): void } } }
    wx: { getStorageInfoSync(): { keys: string[] }; getStorageSync(key: string): Attempt }
  }
}

const options = { scenario: 'kept', pauseMs: 25 }
/** More than a minute, so that even a slow test can do something meanwhile, such as two launches: the service hurries afterwards. */
const slower = { scenario: 'kept', pauseMs: 1_000 }

/** What the mock writes to the first question that a new phone asks. */
const whole = answerParagraphs('', { id: practiceOrder[0]?.id ?? '' }).join('\n\n')

function turn(page: Page, name: string, value: string): Promise<void> {
  return page.evaluate(
    ([condition = '', chosen = '']) => {
      ;(window as unknown as SimulatorWindow).__simulator.set(condition, chosen)
    },
    [name, value],
  )
}

/** Resolves in the middle of the next answer, in which these conditions change, however slow the test is. */
function growing(page: Page, ...changes: [name: string, value: string][]): Promise<void> {
  return page.evaluate(async (all) => {
    const { __simulator, simulator } = window as unknown as SimulatorWindow
    while (!simulator.getCurrentPages().pop()?.data.isGrowing) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    for (const change of all) __simulator.set(...change)
  }, changes)
}

/** The only attempt on the phone. */
function attemptOn(page: Page): Promise<Attempt> {
  return page.evaluate(() => {
    const { wx } = (window as unknown as SimulatorWindow).simulator
    const { keys } = wx.getStorageInfoSync()
    const [key = '', ...more] = keys.filter((name) => /^practice\.attempt\.\d+$/.test(name))
    if (more.length > 0) throw new Error('more than one attempt')
    return wx.getStorageSync(key)
  })
}

const words = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true })
// to be seen, and for screen readers
const isReconnecting = (page: Page) =>
  words(page, /^Reconnecting$/)
    .nth(1)
    .waitFor()
const isComplete = (page: Page) => words(page, /Complete · \d+ words/).waitFor()

/** From now on: what the page asks the service for answers, and what its console shows in red. */
function watched(page: Page) {
  const requests: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('chat_completion')) requests.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`)
  })
  return { requests, errors }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

describeInBrowser('an answer whose connection is lost', () => {
  let app: JoinedApp
  let browser: Browser
  let page: Page

  joinForSuite((joined) => ({ app, browser } = joined))

  /** On the page and in the history: no word is missing, and none is there twice. */
  async function expectWhole(): Promise<void> {
    const shown = await page.locator('.answer').filter({ visible: true }).innerText()
    expect(oneLine(shown)).toBe(oneLine(whole))
    const { answers } = await attemptOn(page)
    expect(answers[answers.length - 1]).toMatchObject({ status: 'done', text: whole })
  }

  /** What the service has seen of the latest answer: the model is asked for each recording, and for nothing else. */
  async function askedFor(): Promise<{ recordings: number; replays: number }> {
    const served = await app.served()
    const logid = served[served.length - 1]?.logid
    const ofAnswer = served.filter((request) => request.logid === logid)
    const recordings = ofAnswer.filter(({ form }) => form !== undefined).length
    return { recordings, replays: ofAnswer.length - recordings }
  }

  /** From the next request on. */
  function changeScenario(of: Page, { scenario, pauseMs }: typeof options): Promise<void> {
    return of.evaluate((address) => {
      const { getApp } = (window as unknown as SimulatorWindow).simulator
      getApp().services.build.changeAddress(address)
    }, `${app.serviceAddress}/scenario/${scenario};ms=${pauseMs}`)
  }

  /** The model writes no more of the latest answer. */
  async function isStopped(): Promise<void> {
    for (;;) {
      const served = await app.served()
      const logid = served[served.length - 1]?.logid
      if (served.some((request) => request.logid === logid && request.outcome === 'stopped')) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  test('in airplane mode, behind the lock screen and in a lift it goes on by itself; Stop ends it for good', async () => {
    page = await openPractice(browser, app, options)
    const { requests, errors } = watched(page)
    await record(page)
    let lost = growing(page, ['network', 'offline'])
    await button(page, 'Send').click()
    await lost
    await isReconnecting(page)
    await saveScreenshot(page, 'reconnecting')
    await turn(page, 'network', 'wifi')
    await isComplete(page)
    await expectWhole()
    await expect(askedFor()).resolves.toEqual({ recordings: 1, replays: 1 })

    lost = growing(page, ['app', 'hidden'], ['network', 'offline'], ['network', 'wifi'])
    await button(page, 'Send again').click()
    await lost
    await isReconnecting(page)
    const { length } = requests
    // longer than it would wait before the first time, by the same clock
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 800)))
    expect(requests).toHaveLength(length)
    await turn(page, 'app', 'shown')
    await isComplete(page)
    await expectWhole()
    await expect(askedFor()).resolves.toEqual({ recordings: 1, replays: 1 })

    await changeScenario(page, { ...options, scenario: 'lift' })
    lost = growing(page)
    await button(page, 'Send again').click()
    await lost
    await isComplete(page)
    await expectWhole()
    await expect(askedFor()).resolves.toEqual({ recordings: 1, replays: 1 })

    // stopped while it reconnects
    await changeScenario(page, slower)
    lost = growing(page, ['network', 'offline'])
    await button(page, 'Send again').click()
    await lost
    await isReconnecting(page)
    await turn(page, 'network', 'wifi')
    await button(page, 'Stop').click()
    await button(page, 'Send again').waitFor()
    await isStopped()
    await expect(askedFor()).resolves.toMatchObject({ recordings: 1 })
    expect(errors).toEqual([])
  })

  test('killed and started again, the app completes it, even behind its page', async () => {
    page = await openPractice(browser, app, slower)
    const { errors } = watched(page)
    await record(page)
    await button(page, 'Send').click()
    await growing(page)
    const again = page.waitForRequest(/chat_completion/)
    await page.goto(addressOf(app, slower))
    await again
    // and again, before it has all of it
    await page.goto(addressOf(app, slower))
    await page.getByRole('tab', { name: 'History' }).click()
    await button(page, /, Partial$/).click()
    app.hurry(true)
    await isComplete(page)
    await expectWhole()
    await expect(askedFor()).resolves.toEqual({ recordings: 1, replays: 2 })

    app.hurry(false)
    const writing = growing(page)
    await button(page, 'Send again').click()
    await writing
    await page.goto(addressOf(app, slower))
    app.hurry(true)
    await words(page, 'The last answer is complete now').waitFor()
    await expect(askedFor()).resolves.toEqual({ recordings: 1, replays: 1 })
    await saveScreenshot(page, 'resumed')
    await button(page, 'Open it').click()
    await isComplete(page)
    await expectWhole()
    expect(errors).toEqual([])
  })
})
