// Journeys as tests in the simulator, one after another on one phone: `npm run devices` makes the same anywhere.
import { describeInBrowser } from '../browser/chromium'
import { joinForSuite, type Joined } from '../browser/join-app'
import { whySkipped, type Journey, type Place } from './journey'
import { make } from './make'
import { openSimulator } from './simulator'

export function describeJourneys(name: string, journeys: readonly Journey[]): void {
  describeInBrowser(name, () => {
    let place: Place

    let joined: Joined
    joinForSuite((suite) => (joined = suite))
    beforeAll(async () => (place = await openSimulator(joined.browser, joined.app)))
    afterAll(() => place?.close())

    test.each(journeys.map((journey) => [journey.name, journey] as const))('%s', async (_name, journey) => {
      // here everything can be done
      expect(whySkipped(journey, place)).toBeUndefined()
      await make(journey, place)
    })
  })
}
