import { rows } from '../../miniprogram/pages/device-check/rows/index'
import { mutations, redAnyway } from './mutations/index'

// `npm run devices -- --mutations` makes them all
test('each row of the device check has a mutation of wx that it must see, or is red in the simulator anyway', () => {
  const known = [...Object.keys(mutations), ...Object.keys(redAnyway)]
  expect(known.sort()).toEqual(rows.map(({ id }) => id).sort())
})
