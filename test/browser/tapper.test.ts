// The first steps of a hurried student: `npm run tap` walks further.
import type { Browser } from 'playwright-core'
import { walks } from '../tapper/walks'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import type { RunningApp } from './running-app'

describeInBrowser('a hurried student', () => {
  let app: RunningApp
  let browser: Browser

  joinForSuite((joined) => ({ app, browser } = joined))

  test('random taps send nothing unasked, lose nothing, and lead on to a whole take', async () => {
    expect(await walks(browser, app, { firstSeed: 1, count: 4, steps: 40, phones: 4 })).toEqual([])
  })
})
