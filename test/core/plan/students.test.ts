// A small part of `npm run students`: what the plan is for, in numbers.
import { tableOf } from '../../students/table'

test('by the plan more is spoken twice than by any other habit, and no promise is broken', () => {
  const { results } = tableOf(120)
  const [plan, ...others] = results
  for (const { habit, covered } of others)
    expect([habit, covered < (plan?.covered ?? 0)]).toEqual([habit, true])
  const inOrder = results.find(({ habit }) => habit === 'in order')
  expect(plan?.recall).toBeGreaterThan((inOrder?.recall ?? 0) * 1.5)
  expect(plan?.brokenPromises).toBe(0)
})
