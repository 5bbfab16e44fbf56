// What becomes of a set's questions, and the set in storage.
import { createMockStore, mockKey, readMockSet } from '../../../miniprogram/core/mock/mock-store'
import {
  answered,
  askedIndex,
  askedQuestion,
  createMockSet,
  skipped,
  totalSpokenMs,
  takeDropped,
  takeRecovered,
  takeStarted,
} from '../../../miniprogram/core/mock/mock-set'
import { createPhone } from '../attempts/phone'
import { summary } from '../../pages/history/summaries'
import { question } from './mock-world'

const [one, two] = [question('one'), question('two')]
const fresh = createMockSet([one, two], 1_000)
const halfWay = answered(fresh, { id: '1700000000007', durationMs: 20_000 })
const over = skipped(halfWay, { id: '1700000000008', durationMs: 4_000 })

test('asks the first open question until all are closed', () => {
  expect([askedIndex(fresh), askedQuestion(fresh)]).toEqual([0, one])
  expect([askedIndex(halfWay), askedQuestion(halfWay)]).toEqual([1, two])
  expect([askedIndex(over), askedQuestion(over)]).toEqual([null, null])
  for (const unchanged of [
    takeStarted(over, 1),
    takeDropped(over),
    answered(over, { id: '9', durationMs: 1 }),
  ]) {
    expect(unchanged).toBe(over)
  }
})

test('the time spoken includes answers and saved recordings of skipped questions', () => {
  expect([fresh, halfWay, over].map(totalSpokenMs)).toEqual([0, 20_000, 24_000])
  expect(skipped(fresh, null).items[0]?.outcome).toEqual({ kind: 'skipped', attemptId: null, durationMs: 0 })
})

describe('interrupted during a take', () => {
  const taking = takeStarted(fresh, 5_000)
  const kept = summary(6_000, { question: one, durationMs: 9_000 })

  test('saved: it is the answer', () => {
    const expected = answered(fresh, { id: kept.id, durationMs: 9_000 })
    expect(takeRecovered(taking, [summary(7_000, { question: two }), kept])).toEqual(expected)
    expect(takeRecovered(taking, [{ ...kept, createdAtMs: 5_000 }])).toEqual(expected)
  })

  test.each([
    ['nothing', []],
    ['another question', [{ ...kept, question: two }]],
    ['no question', [{ ...kept, question: null }]],
    ['an earlier take', [{ ...kept, createdAtMs: 4_999 }]],
  ])('%s was kept: it is asked again', (_name, attempts) => {
    expect(takeRecovered(taking, attempts)).toEqual(fresh)
  })

  test('without a take nothing changes, whatever was recorded since', () => {
    expect(takeRecovered(fresh, [kept])).toBe(fresh)
    expect(takeRecovered(over, [kept])).toBe(over)
  })
})

describe('in storage', () => {
  test.each([
    ['new', fresh],
    ['in the middle of a take', takeStarted(halfWay, 5_000)],
    ['over', over],
    ['skipped without a take', skipped(fresh, null)],
  ])('%s: read as it was written', (_name, set) => {
    const { store } = createPhone().launch()
    createMockStore(store).write(set)
    expect(createMockStore(store).read()).toEqual(set)
    expect(store.keys()).toEqual([mockKey])
  })

  const withOutcome = (outcome: unknown) => ({
    ...fresh,
    items: [{ question: one, outcome }, ...halfWay.items],
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'set'],
    ['another version', { ...fresh, version: 2 }],
    ['no time', { ...fresh, startedAtMs: '1000' }],
    ['no items', { ...fresh, items: {} }],
    ['none of them', { ...fresh, items: [] }],
    ['a malformed item', { ...fresh, items: [...fresh.items, null] }],
    ['an item without a question', { ...fresh, items: [{ outcome: { kind: 'open' } }] }],
    ['no outcome', withOutcome(undefined)],
    ['an outcome of another kind', withOutcome({ kind: 'lost', attemptId: '1700000000007', durationMs: 1 })],
    ['answered by nothing', withOutcome({ kind: 'answered', attemptId: null, durationMs: 1 })],
    ['answered for no time', withOutcome({ kind: 'answered', attemptId: '1700000000007' })],
    ['skipped for no time', withOutcome({ kind: 'skipped', attemptId: null })],
  ])('%s: no set', (_name, stored) => {
    expect(readMockSet(stored)).toBeNull()
  })
})
