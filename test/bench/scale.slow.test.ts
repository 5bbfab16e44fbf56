// docs/scale.md has the tables that `npm run scale` prints.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assumed, busiest, simulateDay, sum } from './scale-day'
import type { Measured } from './scale-measure'
import { renderScale, scaleMarkers } from './scale-table'
import { replaceBlock } from './tables'

const page = readFileSync(join(__dirname, '../../docs/scale.md'), 'utf8')
const measured = JSON.parse(readFileSync(join(__dirname, 'scale-measured.json'), 'utf8')) as Measured
const day = simulateDay(1)

test('docs/scale.md has the tables of the simulated day', () => {
  expect(replaceBlock(page, renderScale(day, measured), scaleMarkers)).toBe(page)
})

test('every answer is asked for once, and each stream ends', () => {
  expect(sum(day.answers)).toBe(assumed.answersADay)
  const meanSize = sum(day.pieces) / assumed.answersADay
  expect(meanSize).toBeGreaterThan(day.sizes[0] ?? Infinity)
  expect(meanSize).toBeLessThan(day.sizes[day.sizes.length - 1] ?? 0)
  // nothing is open for longer than the slowest answer takes
  const longestMs = assumed.transcriptionMs[1] + (day.sizes[day.sizes.length - 1] ?? 0) * assumed.pieceMs[1]
  expect(sum(day.streams)).toBeLessThan(assumed.answersADay * (longestMs / 1000 + 1))
  expect(sum(day.chats)).toBeLessThan(sum(day.streams))
})

test('the busiest seconds are found wherever they are', () => {
  const amounts = new Float64Array([1, 5, 7, 0, 0, 6])
  expect([1, 2, 3].map((seconds) => busiest(amounts, seconds))).toEqual([7, 6, 13 / 3])
})
