import fc from 'fast-check'
import { plannedTake, takesOf } from '../../../miniprogram/core/progress/takes'
import { defaultGuideZone, guideZones } from '../../../miniprogram/core/recording/pace'
import type { AttemptSummary } from '../../../miniprogram/core/attempts/attempt-summary'
import { hometown, summary } from '../../pages/history/summaries'

const rain = { ...hometown, id: 'weather-mood' }
const minuteMs = 60_000
/** Takes of one question, oldest first, some minutes apart → the next one, a minute after the last. */
function next(...takes: (Partial<AttemptSummary> & { readonly minute: number })[]) {
  const list = takes.map(({ minute, ...changes }) => summary(minute * minuteMs, changes)).reverse()
  const atMs = (list[0]?.createdAtMs ?? 0) + minuteMs
  const { number, zone } = plannedTake(hometown.id, list, atMs, defaultGuideZone)
  return [number, zone.startMs / 1000, zone.endMs / 1000]
}

test('the takes of a question are its attempts, oldest first', () => {
  const [first, second] = [summary(1_000), summary(3_000, { status: 'recorded' })]
  const others = [summary(2_000, { question: rain }), summary(4_000, { question: null })]
  const list = [...others, first, second].sort((a, b) => b.createdAtMs - a.createdAtMs)
  expect(takesOf(hometown.id, list)).toEqual([first, second])
})

test('each take of a sitting is to be shorter than the first, as four to three to two', () => {
  expect(next()).toEqual([1, 15, 30])
  const said = [
    { minute: 0, durationMs: 24_000 },
    { minute: 2, durationMs: 25_000 },
    { minute: 4, durationMs: 12_000 },
    { minute: 6, durationMs: 12_000 },
  ]
  expect(next(...said.slice(0, 1))).toEqual([2, 9, 18])
  expect(next(...said.slice(0, 2))).toEqual([3, 6, 12])
  expect(next(...said.slice(0, 3))).toEqual([4, 6, 12])
  expect(next(...said)).toEqual([5, 6, 12])
})

test('a first take longer than the guide zone counts as its end', () => {
  expect(next({ minute: 0, durationMs: 90_000 })).toEqual([2, 11, 23])
})

test('a take shorter than the guide zone shortens nothing', () => {
  expect(next({ minute: 0, durationMs: 8_000 })).toEqual([2, 15, 30])
  expect(next({ minute: 0, durationMs: 8_000 }, { minute: 2, durationMs: 20_000 })).toEqual([3, 7, 15])
})

test('a take that was never sent is not counted, as it was redone', () => {
  expect(next({ minute: 0, status: 'recorded' })).toEqual([1, 15, 30])
  expect(next({ minute: 0 }, { minute: 2, status: 'recorded' })[0]).toBe(2)
})

test('after half an hour without a take, the question is said afresh', () => {
  expect(next({ minute: 0 }, { minute: 31 })[0]).toBe(2)
  expect(next({ minute: 0 }, { minute: 30 })[0]).toBe(3)
  // a take that was redone in between is no break
  expect(next({ minute: 0 }, { minute: 20, status: 'recorded' }, { minute: 40 })[0]).toBe(3)
})

test('other questions do not count, and neither do later takes', () => {
  const list = [summary(3 * minuteMs), summary(2 * minuteMs, { question: rain }), summary(minuteMs)]
  const numberAt = (atMs: number) => plannedTake(hometown.id, list, atMs, defaultGuideZone).number
  expect([minuteMs, 2 * minuteMs, 3 * minuteMs, 4 * minuteMs].map(numberAt)).toEqual([1, 2, 2, 3])
})

test('with any takes and any guide zone, the zone is in whole seconds, never empty and never longer than the guide', () => {
  const anyTake = fc.record({
    createdAtMs: fc.nat({ max: 200 * minuteMs }),
    durationMs: fc.nat({ max: 120_000 }),
    status: fc.constantFrom('recorded' as const, 'done' as const, 'network' as const),
  })
  fc.assert(
    fc.property(fc.array(anyTake), fc.constantFrom(...guideZones), (takes, guide) => {
      const list = takes
        .map(({ createdAtMs, ...changes }) => summary(createdAtMs, changes))
        .sort((a, b) => b.createdAtMs - a.createdAtMs)
      const { zone } = plannedTake(hometown.id, list, 201 * minuteMs, guide)
      expect([zone.startMs % 1000, zone.endMs % 1000]).toEqual([0, 0])
      expect(zone.startMs).toBeLessThan(zone.endMs)
      expect(zone.endMs).toBeLessThanOrEqual(guide.endMs)
    }),
  )
})
