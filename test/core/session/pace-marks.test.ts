// When the phone vibrates during a take: once at the start of the guide zone, once at its end.
import { defaultGuideZone } from '../../../miniprogram/core/recording/pace'
import { createPaceMarks } from '../../../miniprogram/core/session/pace-marks'
import type { RecordingState } from '../../../miniprogram/core/session/session-state'
import { recorded, taking } from '../../pages/states'

/** The elapsed times, in ms, that are marked. */
function marked(states: readonly RecordingState[]): number[] {
  const isMark = createPaceMarks(() => defaultGuideZone)
  return states.filter(isMark).map(({ elapsedMs }) => elapsedMs)
}

const ticks = (toMs: number, stepMs = 100) =>
  Array.from({ length: toMs / stepMs + 1 }, (_, index) => taking({ elapsedMs: index * stepMs }))

test('a tick at a time: at 15 s, and just past 30 s', () => {
  expect(marked(ticks(60_000))).toEqual([15_000, 30_100])
})

test('a short take has no mark, and a jump over the zone has one', () => {
  expect(marked(ticks(14_900))).toEqual([])
  expect(marked([taking({ elapsedMs: 1_000 }), taking({ elapsedMs: 45_000 })])).toEqual([45_000])
})

test('the same time again, or a slightly earlier one, is not marked twice', () => {
  const times = [14_900, 15_000, 15_000, 14_950, 15_050]
  expect(marked(times.map((elapsedMs) => taking({ elapsedMs })))).toEqual([15_000])
})

test('nothing is marked while paused or stopping, but when it resumes', () => {
  const at = (elapsedMs: number, status: RecordingState['status']) => taking({ elapsedMs, status })
  const states = [at(14_900, 'live'), at(15_000, 'paused'), at(15_000, 'paused'), at(15_100, 'live')]
  expect(marked(states)).toEqual([15_100])
  expect(marked([at(29_900, 'stopping'), at(30_100, 'stopping')])).toEqual([])
})

test('each take has its own marks', () => {
  const isMark = createPaceMarks(() => defaultGuideZone)
  const first = ticks(20_000).filter(isMark)
  expect(isMark(recorded())).toBe(false)
  const second = ticks(20_000)
    .map((state) => ({ ...state, run: 3 }))
    .filter(isMark)
  expect([first.length, second.length]).toEqual([1, 1])
})
