import type { Pause, Speech } from '../../miniprogram/core/recording/speech'
import { compare, missesOf, rowOf, speechOf } from './compare'
import { stretchesOf } from './silero'

/** Somebody speaks for 1.5 s at a time, with pauses of 0.4 s. */
const stretches: Pause[] = Array.from({ length: 10 }, (_, at) => ({
  startMs: 500 + at * 1_900,
  endMs: 2_000 + at * 1_900,
}))
const exact = speechOf(stretches) as Speech

const later = ({ startMs, endMs }: Pause, byMs: number): Pause => ({
  startMs: startMs + byMs,
  endMs: endMs + byMs,
})

function missed(speech: Speech): string[] {
  const one = compare(speech, stretches)
  return missesOf(rowOf(one ? [one, one, one, one, one] : [], 5))
}

test('the reference itself misses nothing, also when a little late', () => {
  expect(missed(exact)).toEqual([])
  const late = stretches.map((stretch) => later(stretch, 60))
  expect(missed(speechOf(late) as Speech)).toEqual([])
})

test('a detector that is 200 ms late misses the bar, as one that hears no pause or twice as many', () => {
  expect(missed(speechOf(stretches.map((stretch) => later(stretch, 200))) as Speech)).toContain(
    'start, median <= 100 ms',
  )
  expect(missed({ ...exact, pauses: [] })).toContain('recall >= 0.8')
  const invented = exact.pauses.flatMap((pause) => [pause, later(pause, 900)])
  expect(missed({ ...exact, pauses: invented })).toContain('precision >= 0.8')
})

test('who tells nothing misses nothing, yet one wrong recording is no fewer misses than five', () => {
  expect(missesOf(rowOf([], 5))).toEqual([])
  const none = compare({ ...exact, pauses: [] }, stretches)
  expect(missesOf(rowOf(none ? [none] : [], 5))).toContain('recall >= 0.8')
})

test('of probabilities, speech goes on until it has been silent for a tenth of a second', () => {
  const probabilities = [
    ...[0, 0, 0.6],
    ...Array<number>(10).fill(0.9),
    ...[0.1, 0.4, 0.9],
    ...Array<number>(8).fill(0.1),
  ]
  // windows of 32 ms, and 30 ms on either side
  expect(stretchesOf(probabilities)).toEqual([{ startMs: 2 * 32 - 30, endMs: 16 * 32 + 30 }])
})
