import { at, hometown, summary } from '../history/summaries'
import { createFakeServices, nowMs, recording, type FakeServices } from '../fake-services'
import { ended, recorded, sending, streaming, taking } from '../states'
import type { AttemptSummary } from '../../../miniprogram/core/attempts/attempt-summary'
import { openPractice, type Opened, type Shown } from './open-practice'

let services: FakeServices
let presenter: Opened['presenter']
let page: Shown
let patches: Opened['patches']
let buttons: Opened['buttons']

beforeEach(() => ({ services, presenter, page, patches, buttons } = openPractice(createFakeServices())))

const minuteMs = 60_000
/** Said some minutes ago; the latest has the recording that the states show. */
function said(...takes: (Partial<AttemptSummary> & { readonly minutesAgo: number })[]): void {
  const spoken = takes.map(({ minutesAgo, ...changes }) => summary(nowMs - minutesAgo * minuteMs, changes))
  services.spoken = spoken.map((take, at) => (at === 0 ? { ...take, id: recording.id } : take))
}

test('after an answer, the same is said again: first a second time, then a third; then comes the next question', () => {
  for (const [takes, offered, way] of [
    [1, ['send', 'next', 'record!'], '同样的内容再说一遍，9–18 秒说完。'],
    [2, ['send', 'next', 'record!'], '同样的内容再说一遍，6–12 秒说完。'],
    [3, ['send', 'record', 'next!'], ''],
    [4, ['send', 'record', 'next!'], ''],
  ] as const) {
    said(...Array.from({ length: takes }, (_, at) => ({ minutesAgo: at + 1, durationMs: 24_000 })))
    services.show({ ...ended('done'), run: takes })
    expect([buttons(), page.sayAgainWay]).toEqual([offered, way])
  }
})

test('a take that is said again has its own target: on the ring, in the hints, on the track', () => {
  said({ minutesAgo: 1, durationMs: 24_000 })
  services.show(ended('done'))
  presenter.acts.record()
  expect(services.calls.at(-1)).toBe('record hometown-like-most')
  services.show(taking({ run: 3, elapsedMs: 1_000 }))
  expect(page).toMatchObject({
    guideZone: { startMs: 9_000, endMs: 18_000 },
    zoneLabels: { start: '9 秒', end: '18 秒' },
    hint: '第 2 遍：同样的内容，9–18 秒说完',
  })
  services.show(taking({ run: 3, elapsedMs: 9_000 }))
  expect(page.hint).toBe('到参考时长了，想停就停')
  services.show(taking({ run: 3, elapsedMs: 18_001 }))
  expect(page.hint).toBe('超过参考时长，可以收尾了')
  said({ minutesAgo: 0, durationMs: 10_000, status: 'recorded' }, { minutesAgo: 1, durationMs: 24_000 })
  services.show({ ...recorded(), run: 3, recording: { ...recording, durationMs: 10_000 } })
  expect(page).toMatchObject({ pace: '在参考时长内', zoneLabels: { end: '18 秒' }, compare: '对比 2 遍' })
  expect(buttons()).toEqual(['record', 'send!'])
})

test('the phone vibrates at the target of the take', () => {
  said({ minutesAgo: 1, durationMs: 24_000 })
  const zone = () => services.zoneOfTake()
  expect(zone()).toEqual({ startMs: 9_000, endMs: 18_000 })
  presenter.acts.record()
  said({ minutesAgo: 0 }, { minutesAgo: 1, durationMs: 24_000 })
  // not that of the one after it
  expect(zone()).toEqual({ startMs: 9_000, endMs: 18_000 })
})

test('a take that is redone has the target of the one before', () => {
  said({ minutesAgo: 1, status: 'recorded' })
  services.show(recorded())
  presenter.acts.record()
  services.show(taking({ run: 3 }))
  expect(page).toMatchObject({ hint: '再说一会儿', zoneLabels: { start: '15 秒', end: '30 秒' } })
})

test('before a take, the ring and the text show its target', () => {
  said({ minutesAgo: 1, durationMs: 24_000 })
  presenter.shown()
  expect(page.idle).toMatchObject({
    guide: '参考 9–18 秒，圆点是上次',
    zone: { startMs: 9_000, endMs: 18_000 },
  })
})

test('without a target while speaking, none is named', () => {
  services.settings.change({ isPaceShown: false })
  said({ minutesAgo: 1, durationMs: 24_000 })
  services.show(ended('done'))
  expect(page.sayAgainWay).toBe('')
  presenter.acts.record()
  services.show(taking({ run: 3 }))
  expect(page).toMatchObject({ hint: '', guideZone: null })
})

test('while the answer grows, what comes below it has its place already: nothing moves at the end', () => {
  said({ minutesAgo: 1, durationMs: 24_000 }, { minutesAgo: 2, durationMs: 24_000 })
  services.show(sending())
  services.show(streaming({ finished: [], growing: 'One' }))
  const below = { sayAgainWay: '同样的内容再说一遍，6–12 秒说完。', compare: '对比 2 遍' }
  expect(page).toMatchObject(below)
  patches.length = 0
  services.show(ended('done'))
  expect(page).toMatchObject(below)
  expect(patches.flatMap((patch) => Object.keys(patch))).not.toContain('sayAgainWay')
})

test('after a failure the answer comes first', () => {
  said({ minutesAgo: 1, status: 'network' })
  services.show(ended('network'))
  expect([buttons(), page.sayAgainWay]).toEqual([['next', 'send!'], ''])
})

test('takes are compared once there are two, each of this question', () => {
  said({ minutesAgo: 1 })
  services.show(ended('done'))
  expect(page.compare).toBe('')
  services.spoken = [
    ...services.spoken,
    summary(at(1)),
    summary(at(2), { question: { ...hometown, id: 'other' } }),
  ]
  services.show({ ...ended('done'), run: 4 })
  expect(page.compare).toBe('对比 2 遍')
  presenter.acts.openTakes()
  expect(services.calls.at(-1)).toBe('openTakes hometown-like-most')
})

test('a cancelled take is compared only while it can be brought back', () => {
  const before = ended('done')
  const cancelled = { recording: { ...recording, id: '1700000000999' }, error: null }
  said({ minutesAgo: 1 })
  services.spoken = [summary(nowMs, { id: cancelled.recording.id, status: 'recorded' }), ...services.spoken]
  services.show({ ...before, run: 5, cancelled })
  expect(page.compare).toBe('对比 2 遍')
  said({ minutesAgo: 1 })
  services.show({ ...before, run: 5 })
  expect(page.compare).toBe('')
})

test('a recording that could not be stored is the take that was begun', () => {
  said({ minutesAgo: 1, durationMs: 24_000 })
  presenter.acts.record()
  services.show({ ...recorded(), run: 5, recording: { ...recording, id: '1700000000999' } })
  expect(page.zoneLabels).toEqual({ start: '9 秒', end: '18 秒' })
})

test('during a take the plan costs no patch of its own', () => {
  said({ minutesAgo: 1, durationMs: 24_000 })
  services.show(ended('done'))
  presenter.acts.record()
  services.show(taking({ run: 3, elapsedMs: 100 }))
  patches.length = 0
  services.show(taking({ run: 3, elapsedMs: 200 }))
  expect(patches).toEqual([{ elapsedMs: 200 }])
})
