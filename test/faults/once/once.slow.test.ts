import { createRandom } from '../fault-plan'
import { startFleet, type Fleet } from './fleet'
import { answersAtOnce, momentsOf, rows } from './rows'

// `npm run faults -- once` kills more, more often, and among several instances
const count = 24
let fleet: Fleet
beforeAll(async () => {
  fleet = await startFleet({ instances: 1, workers: 1 }, answersAtOnce)
})
afterAll(() => fleet.close())

const connectionRows = rows.filter(
  ({ name, instances }) => name === "the phone's connection" && instances === 1,
)

test.each(connectionRows.map((row) => [row.moments, row] as const))(
  'a connection that is lost at some of all %s: the answer arrives whole, and the model is asked once',
  async (_moments, row) => {
    const outcomes = await row.run(fleet, momentsOf(row, createRandom(1), count))
    expect(outcomes.flatMap(({ problem }) => problem ?? [])).toEqual([])
    expect(outcomes.filter(({ isWhole }) => isWhole)).toHaveLength(count)
  },
)

const [stopRow] = rows.filter(({ name, instances }) => name.includes('stops') && instances === 1)

test('a student stops: the model stops writing', async () => {
  const outcomes = (await stopRow?.run(fleet, momentsOf(stopRow, createRandom(1), 8))) ?? []
  expect(outcomes.map(({ problem }) => problem)).toEqual(Array(8).fill(null))
})
