// The first steps of a hurried student: `npm run tap` walks further.
import type { Browser } from 'playwright-core'
import { walks } from '../tapper/walks'
import { describeInBrowser, joinChromium } from './chromium'
import { joinApp } from './join-app'
import type { RunningApp } from './running-app'

describeInBrowser('a hurried student', () => {
  let app: RunningApp
  let browser: Browser

  beforeAll(async () => {
    ;[app, browser] = await Promise.all([joinApp(), joinChromium()])
  })

  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  test('random taps send nothing unasked, lose nothing, and lead on to a whole take', async () => {
    expect(await walks(browser, app, { firstSeed: 1, count: 4, steps: 40, phones: 4 })).toEqual([])
  })
})
