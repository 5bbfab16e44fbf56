import { isNearlyFull, waysToMakeRoom } from '../../miniprogram/presentation/making-room'
import { at, summary } from '../pages/history/summaries'

const now = at(23, 18)
const briefly = (attempts: Parameters<typeof waysToMakeRoom>[0]) =>
  waysToMakeRoom(attempts, now).map(({ kind, olderThanDays, ids, sizeBytes }) => ({
    [`${kind} ${olderThanDays}`]: ids.length,
    sizeBytes,
  }))

test('lists the gentlest way first, and none twice', () => {
  const attempts = [summary(at(23)), summary(at(12)), summary(at(1)), summary(at(1, 12, 10))]
  expect(briefly(attempts)).toEqual([
    { 'audio 30': 1, sizeBytes: 134_400 },
    { 'audio 7': 3, sizeBytes: 403_200 },
    { 'audio 0': 4, sizeBytes: 537_600 },
    { 'attempts 30': 1, sizeBytes: 134_400 },
    { 'attempts 7': 3, sizeBytes: 403_200 },
    { 'everything 0': 4, sizeBytes: 537_600 },
  ])
})

test('without old attempts: all recordings, or everything', () => {
  expect(briefly([summary(at(23)), summary(at(22))])).toEqual([
    { 'audio 0': 2, sizeBytes: 268_800 },
    { 'everything 0': 2, sizeBytes: 268_800 },
  ])
})

test('offers no audio where there is none, and leaves attempts that are being sent', () => {
  const attempts = [
    summary(at(23), { status: 'streaming' }),
    summary(at(22), { audio: 'none', sizeBytes: 0 }),
  ]
  expect(briefly(attempts)).toEqual([{ 'everything 0': 2, sizeBytes: 134_400 }])
})

test('nearly full means 80 %', () => {
  expect(isNearlyFull({ usedBytes: 160, limitBytes: 200 })).toBe(true)
  expect(isNearlyFull({ usedBytes: 159, limitBytes: 200 })).toBe(false)
})
