// The device check in Chromium, against the service: what the simulator copies of phones is seen, and all else is as documented.
import type { Browser } from 'playwright-core'
import { describeInBrowser, joinChromium } from './chromium'
import { joinApp } from './join-app'
import { button, openPractice, saveBothThemes, type RunningApp } from './running-app'

describeInBrowser('device check', () => {
  let app: RunningApp
  let browser: Browser

  beforeAll(async () => {
    ;[app, browser] = await Promise.all([joinApp(), joinChromium()])
  })

  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  test('runs by one tap, and finds what the simulator does', async () => {
    const page = await openPractice(browser, app, { conditions: { sound: 'live' } })
    await page.getByRole('tab').nth(3).click()
    await button(page, 'Support').click()
    for (let tap = 0; tap < 7; tap += 1) await page.getByText('Version', { exact: true }).click()
    await button(page, 'Device check').click()
    await button(page, 'Run the check').click()
    await button(page, 'Copy all').waitFor()
    await saveBothThemes(page, (theme) => `device-check-${theme}`)
    await button(page, 'Copy all').click()
    const report = await page.evaluate(() => navigator.clipboard.readText())
    const lines = report.split('\n').slice(report.split('\n').indexOf('') + 1)
    const others = lines.filter((line) => !line.startsWith('ok '))
    expect(others).toEqual([
      // the browser has no list of allowed addresses
      expect.stringMatching(/^skipped not-allowed: not checked here: fail, errno 600001/),
      // as is reported of phones
      expect.stringMatching(/^deviates stop-before-start: onStart /),
      expect.stringMatching(/^skipped formats: MP3 only/),
      expect.stringMatching(/^deviates duration-at-canplay: 0.00 s /),
    ])
    expect(lines.length).toBeGreaterThan(20)
    await page.context().close()
  })
})
