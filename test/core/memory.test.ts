// The package ts-fsrs is the reference: it cannot ship (WeChat's npm build knows no `.cjs`), but it can judge.
import fc from 'fast-check'
import { FSRS, Rating, type FSRSState, type Grade as FsrsGrade } from 'ts-fsrs'
import {
  dayMs,
  dueAtMs,
  readMemory,
  recallAt,
  review,
  type Grade,
  type Memory,
} from '../../miniprogram/core/memory'

const reference = new FSRS({ enable_fuzz: false, enable_short_term: false })
const ratings: Record<Grade, FsrsGrade> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
}
const grades = fc.constantFrom<Grade[]>('again', 'hard', 'good', 'easy')
const steps = fc.array(
  fc.record({ grade: grades, afterDays: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.double({ min: 0, max: 30, noNaN: true })) }), // prettier-ignore
  { minLength: 1, maxLength: 30 },
)

test('every review of every history is that of ts-fsrs, and so are recall and interval', () => {
  fc.assert(
    fc.property(steps, (history) => {
      let memory: Memory | null = null
      let expected: FSRSState | null = null
      let atMs = 0
      for (const { grade, afterDays } of history) {
        atMs += afterDays * dayMs
        if (memory && expected) {
          const recall = reference.forgetting_curve((atMs - memory.lastAtMs) / dayMs, expected.stability)
          expect(recallAt(memory, atMs)).toBeCloseTo(recall, 6)
        }
        const days: number = memory ? (atMs - memory.lastAtMs) / dayMs : 0
        expected = reference.next_state(expected, days, ratings[grade])
        memory = review(memory, grade, atMs)
        expect(memory.stability / expected.stability).toBeCloseTo(1, 4)
        expect(memory.difficulty).toBeCloseTo(expected.difficulty, 5)
        // a half day of stability may be rounded either way
        const interval = reference.next_interval(expected.stability, 0)
        expect(Math.abs((dueAtMs(memory) - atMs) / dayMs - interval)).toBeLessThanOrEqual(
          Math.abs((expected.stability % 1) - 0.5) < 0.01 ? 1 : 1e-6 * interval,
        )
      }
    }),
  )
})

test('what went well comes back later than what did not', () => {
  const days = (['again', 'hard', 'good', 'easy'] as const).map(
    (grade) => dueAtMs(review(null, grade, 0)) / dayMs,
  )
  expect(days).toEqual([1, 1, 2, 8])
})

test('saying it again at once makes no memory stronger, and a clock turned back no weaker', () => {
  const first = review(null, 'good', 5 * dayMs)
  expect(review(first, 'good', 5 * dayMs).stability).toBe(first.stability)
  expect(review(first, 'good', 2 * dayMs)).toMatchObject({ stability: first.stability, lastAtMs: 5 * dayMs })
  expect(recallAt(first, 2 * dayMs)).toBe(1)
})

test.each([
  [
    { stability: 2, difficulty: 5, lastAtMs: 7 },
    { stability: 2, difficulty: 5, lastAtMs: 7 },
  ],
  [
    { stability: 0, difficulty: 99, lastAtMs: 7 },
    { stability: 0.001, difficulty: 10, lastAtMs: 7 },
  ],
  [{ stability: 2, difficulty: 5 }, null],
  [{ stability: Number.NaN, difficulty: 5, lastAtMs: 7 }, null],
  ['again', null],
  [null, null],
])('%j is read as %j', (stored, memory) => {
  expect(readMemory(stored)).toEqual(memory)
})
