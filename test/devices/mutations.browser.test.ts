// Some of the deviations of `wx` that the device check sees: `npm run devices -- --mutations` tries all.
import { describeInBrowser } from '../browser/chromium'
import { joinForSuite, type Joined } from '../browser/join-app'
import { checkMutation } from './check-mutations'
import type { Place } from './journey'
import { openSimulator } from './simulator'

describeInBrowser('a wx that differs', () => {
  let place: Place

  let joined: Joined
  joinForSuite((suite) => (joined = suite))
  beforeAll(async () => (place = await openSimulator(joined.browser, joined.app)))
  afterAll(() => place?.close())

  test.each(['http-status', 'mkdir-twice', 'clipboard'])('the device check sees it: %s', async (row) => {
    expect((await checkMutation(row, place)).seen).toMatch(/^deviates: /)
  })
})
