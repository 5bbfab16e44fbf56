import fc from 'fast-check'
import { diffing, patchOf } from '../../miniprogram/presentation/patch'
import { applyPatch } from '../pages/apply-patch'

const copyOf = (view: object) => JSON.parse(JSON.stringify(view)) as Record<string, unknown>

test.each<[string, object, object, object]>([
  ['nothing', { a: 1, b: [{ c: 1 }] }, { a: 1, b: [{ c: 1 }] }, {}],
  ['the first view', {}, { a: 1, b: null }, { a: 1, b: null }],
  ['a field', { a: 1, b: 'x' }, { a: 2, b: 'x' }, { a: 2 }],
  [
    'a part of a record',
    { row: { title: 'a long title', n: 1 } },
    { row: { title: 'a long title', n: 2 } },
    { 'row.n': 2 },
  ],
  [
    'a row of a list',
    {
      rows: [
        { id: 'one', is: false },
        { id: 'two', is: false },
      ],
    },
    {
      rows: [
        { id: 'one', is: false },
        { id: 'two', is: true },
      ],
    },
    { 'rows[1].is': true },
  ],
  [
    'more rows',
    { rows: [{ id: 'one, long enough' }] },
    { rows: [{ id: 'one, long enough' }, { id: 'two' }] },
    { 'rows[1]': { id: 'two' } },
  ],
  ['a shorter list', { rows: [1, 2, 3] }, { rows: [1, 2] }, { rows: [1, 2] }],
  ['an emptied list', { rows: [1] }, { rows: [] }, { rows: [] }],
  ['a record that lost a field', { a: { b: 1, c: 2 } }, { a: { b: 1 } }, { a: { b: 1 } }],
  ['a record in the place of null', { a: null }, { a: { b: 1 } }, { a: { b: 1 } }],
  ['null in the place of a record', { a: { b: 1 } }, { a: null }, { a: null }],
  ['a list in the place of a record', { a: { 0: 1 } }, { a: [1] }, { a: [1] }],
  ['parts that would take more than the whole', { a: [1, 2, 3] }, { a: [3, 4, 5] }, { a: [3, 4, 5] }],
  [
    'a field that only the view before has',
    { screen: 'one', a: 1 },
    { screen: 'two', b: 1 },
    { screen: 'two', b: 1 },
  ],
  ['a field without a value', { a: 1 }, { a: undefined, b: 1 }, { b: 1 }],
])('%s', (_name, before, after, patch) => {
  expect(patchOf(before, after)).toEqual(patch)
})

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(0, 1, 'a', '', true, null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { noNullPrototype: true }),
  ),
})).any
const view = fc.record({ a: value, b: value, c: value })

test('turns the view before into the view after, and is never longer than that view', () => {
  fc.assert(
    fc.property(view, view, (before, after) => {
      const page = copyOf(before)
      const patch = patchOf(before, after)
      // refuses undefined and holes
      applyPatch(page, patch)
      expect(page).toEqual(after)
      expect(JSON.stringify(patch).length).toBeLessThanOrEqual(JSON.stringify(after).length)
    }),
    { numRuns: 2_000 },
  )
})

test('shows one patch per view, none for an equal view', () => {
  const patches: object[] = []
  const present = diffing<{ a: number; b: string[] }>((patch) => patches.push(patch))
  present({ a: 1, b: ['x'] })
  present({ a: 1, b: ['x'] })
  present({ a: 2, b: ['x'] })
  expect(patches).toEqual([{ a: 1, b: ['x'] }, { a: 2 }])
})
