// The app in WebKit, with its own recorder and the mock service: every page in both themes, the same as in Chromium, and one answer
// from start to end.
import type { Browser, Page } from 'playwright-core'
import { describeInBrowser, launchChromium, simulatorVariable } from '../../browser/chromium'
import { joinApp } from '../../browser/join-app'
import { addressOf, settled, startApp, type RunningApp } from '../../browser/running-app'
import { describeUnlessMissing } from '../../installed'
import { phoneStorage } from '../../pictures/phone-storage'
import app from '../../../miniprogram/app.json'
import { differences, readLayout } from './layout'
import { createPhone, type Phone, type SimulatorWindow } from './phone'
import { prepareApp, type PreparedApp } from './prepared-app'
import { missingWebKit, startWebKit, type WebKit } from './webkit'

const storage = phoneStorage(5, new Date())
const [attemptId = ''] = Object.keys(storage).flatMap((key) => key.split('practice.attempt.')[1] ?? [])

/** Pages that show nothing without it. */
const queries: Readonly<Record<string, string>> = {
  'pages/attempt/attempt': `?id=${attemptId}`,
  'pages/topic/topic': '?id=hometown',
}

const pages = [
  ...app.pages,
  ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
]

describeUnlessMissing('the app in WebKit', missingWebKit, () => {
  const opened: { running?: RunningApp; prepared?: PreparedApp; webkit?: WebKit; chromium?: Browser } = {}
  let running: RunningApp
  let phone: Phone

  const addressIn = (lang: string) =>
    addressOf(
      { ...running, simulatorAddress: opened.prepared?.address ?? '' },
      { scenario: 'listening', pauseMs: 20, conditions: { lang } },
    )

  beforeAll(async () => {
    const isShared = process.env[simulatorVariable] !== undefined
    const [webkit] = await Promise.all([
      startWebKit().then((started) => (opened.webkit = started)),
      (isShared ? joinApp() : startApp()).then((started) => (opened.running = running = started)),
    ])
    opened.prepared = await prepareApp(running.simulatorAddress, storage)
    phone = createPhone(webkit.driver)
    await phone.open(addressIn('en'))
  })

  afterAll(async () => {
    await Promise.all([opened.webkit?.close(), opened.chromium?.close()])
    opened.prepared?.close()
    await opened.running?.stop()
  })

  afterEach(async () => {
    expect(await phone.takeErrors()).toEqual([])
  })

  // before the other tests change what one of the two phones knows
  describeInBrowser('beside Chromium', () => {
    /** In a window of the same size. */
    async function openInChromium(address: string): Promise<Page> {
      const [width = 0, height = 0] = await phone.evaluate(() => [innerWidth, innerHeight])
      opened.chromium ??= await launchChromium()
      const page = await opened.chromium.newPage({ viewport: { width, height } })
      await page.goto(address)
      return page
    }

    /** Once both pages have all that they wait for: until they are alike, or long after. */
    async function lastDifferences(page: Page): Promise<string[]> {
      for (let triesLeft = 40; ; triesLeft -= 1) {
        await Promise.all([settled(page), phone.settled()])
        const placed = await page.evaluate(readLayout)
        const found = differences(placed, await phone.evaluate(readLayout))
        if (placed.length > 20 && found.length === 0) return []
        if (triesLeft === 0) return [`${placed.length} elements in Chromium`, ...found.slice(0, 5)]
      }
    }

    // the other tests read English
    afterAll(() => phone.open(addressIn('en')))

    test.each([
      ['en', 'light'],
      ['zh_CN', 'dark'],
    ])('every page has the same layout, %s, %s', async (lang, theme) => {
      const address = `${addressIn(lang)}&theme=${theme}`
      await phone.open(address)
      const page = await openInChromium(address)
      for (const path of pages) {
        const url = `/${path}${queries[path] ?? ''}`
        await phone.reLaunch(url)
        await page.evaluate(reLaunch, url)
        expect([path, ...(await lastDifferences(page))]).toEqual([path])
      }
    })
  })

  test.each(['light', 'dark'] as const)('every page opens, %s', async (theme) => {
    await phone.chooseTheme(theme)
    for (const path of pages) {
      await phone.reLaunch(`/${path}${queries[path] ?? ''}`)
      expect([path, (await phone.seenText()).length > 40]).toEqual([path, true])
      expect([path, await phone.overflow()]).toEqual([path, 0])
      expect([path, await phone.takeErrors()]).toEqual([path, []])
      await phone.save(`${path.split('/').pop() ?? ''}-${theme}`)
    }
  })

  test('the ring is drawn, and the bars of the last days', async () => {
    await phone.reLaunch('/pages/practice/practice')
    expect(await phone.colours()).toBeGreaterThanOrEqual(2)
    await phone.reLaunch('/pages/history/history')
    await phone.waitForText(/attempts/)
    const heights = await phone.evaluate(() =>
      [...document.querySelectorAll('[class*="day"] > [class*="bar"]')].map(
        (bar) => bar.getBoundingClientRect().height,
      ),
    )
    expect(new Set(heights).size).toBeGreaterThan(3)
  })

  test('an answer about what was said streams in', async () => {
    await phone.reLaunch('/pages/practice/practice')
    await phone.tap('Tap and speak')
    await phone.waitForText(/0:(0[4-9]|[1-5]\d)/)
    expect(await phone.colours()).toBeGreaterThanOrEqual(3)
    await phone.save('recording-dark')
    await phone.tap('Stop')
    const before = (await running.served()).length
    await phone.followText()
    await phone.tap('Send')
    await phone.waitForText(/You said[^]+Better[^]+Next take[^]+Complete · \d+ words/)
    // piece after piece, not at once
    expect((await phone.lengths()).length).toBeGreaterThan(10)
    const [served] = (await running.served()).slice(before)
    expect(served).toMatchObject({ scenario: 'listening', status: 200, outcome: 'finished' })
    await phone.settled()
    await phone.save('answer-dark')
  })

  test('a model answer comes from its package', async () => {
    await phone.tap('Next')
    await phone.tap('Model answer')
    await phone.waitForText(/Model answer[^]{300}/)
    await phone.settled()
    await phone.save('model-answer-dark')
    await phone.tap('Close')
  })
})

/** Runs in Chromium. */
async function reLaunch(url: string): Promise<void> {
  await (window as unknown as SimulatorWindow).simulator.wx.reLaunch({ url })
}
