// The device check in Chromium, against the service: what the simulator copies of phones is seen, and all else is as documented.
import type { Browser } from 'playwright-core'
import { rows } from '../../miniprogram/pages/device-check/rows/index'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import { button, openPractice, saveBothThemes, saveScreenshot, type RunningApp } from './running-app'

/** What takes its time on a busy machine, and a browser without a window keeps no screen on. */
const ofThisMachine =
  /^(deviates|unknown) (chunk-distance|take-start|take-stop|take-frames|take-frames-all|take-pause|take-length|time-updates|seek-updates|seek-position|decoder|set-data|screen-on): /

describeInBrowser('device check', () => {
  let app: RunningApp
  let browser: Browser

  joinForSuite((joined) => ({ app, browser } = joined))

  test('runs by one tap, and finds what the simulator does', async () => {
    const page = await openPractice(browser, app, { conditions: { sound: 'live' } })
    await page.getByRole('tab').nth(3).click()
    await button(page, 'Support').click()
    await button(page, 'Device check').click()
    await button(page, 'Run the check').click()
    await button(page, 'Copy all').waitFor()
    await saveBothThemes(page, (theme) => `device-check-${theme}`)
    await button(page, 'Copy all').click()
    const report = await page.evaluate(() => navigator.clipboard.readText())
    const lines = report.split('\n').slice(report.split('\n').indexOf('') + 1)
    const verdictOf = new Map(lines.map((line) => [/^\w+ ([\w-]+)/.exec(line)?.[1] ?? line, line]))
    const others = lines.filter((line) => !line.startsWith('ok ') && !ofThisMachine.test(line))
    expect(others).toEqual([
      // the browser has no list of allowed addresses
      expect.stringMatching(/^skipped not-allowed: not checked here: fail, errno 600001/),
      // as is reported of phones
      expect.stringMatching(/^deviates stop-before-start: onStart /),
      expect.stringMatching(/^skipped formats: MP3 only/),
      expect.stringMatching(/^deviates duration-at-canplay: 0.00 s /),
    ])
    expect(verdictOf.size).toBe(rows.filter(({ isByHand }) => !isByHand).length)

    await button(page, 'Check this: bar-colours').click()
    await page.getByText('Is the bar at the top of this page red').waitFor()
    await saveScreenshot(page, 'device-check-asks')
    await button(page, 'Yes').click()
    await page.getByText('red, with white words', { exact: true }).waitFor()
    await page.context().close()
  })
})
