import { createArrivals, createTapGuard, type TapGuard } from '../../miniprogram/presentation/tap-guard'

const page = {}
const stop = 'stop'
const send = 'send'
let guard: TapGuard

beforeEach(() => {
  guard = createTapGuard()
})

/** A tap at 0, 0, unless `changes` says otherwise. */
function tap(
  atMs: number,
  act: string,
  changes: { x?: number; page?: object; isNew?: boolean } = {},
): boolean {
  const { x = 0, isNew = false } = changes
  return guard.takes({ act, page: changes.page ?? page, place: { x, y: 0 }, atMs }, isNew)
}

test.each([0, 120, 250, 400, 899])(
  '%d ms after a tap, a tap there that does something else is not taken',
  (ms) => {
    expect([tap(0, stop), tap(ms, send)]).toEqual([true, false])
  },
)

test('after a pause it is', () => {
  expect([tap(0, stop), tap(900, send)]).toEqual([true, true])
})

test('a target away it is, at once', () => {
  expect([tap(0, stop), tap(120, send, { x: 45 }), tap(240, stop, { x: 45 })]).toEqual([true, true, false])
})

test('the same again is always taken, such as a star or Another', () => {
  expect([0, 100, 200, 300].map((ms) => tap(ms, 'another'))).toEqual([true, true, true, true])
})

test('the same on another page is something else', () => {
  expect([tap(0, 'open'), tap(300, 'open', { page: {} })]).toEqual([true, false])
})

test('a third tap is not taken either, and the first button may be tapped all the while', () => {
  expect([tap(0, stop), tap(800, send), tap(1_600, send)]).toEqual([true, false, false])
  expect([tap(1_700, stop), tap(1_800, send)]).toEqual([true, false])
})

test('an impatient student gets through after two seconds', () => {
  const taps = [0, 300, 600, 900, 1_200, 1_500, 1_800, 2_100]
  expect(taps.map((ms) => tap(ms, ms === 0 ? stop : send)).indexOf(true, 1)).toBe(7)
})

test('what has only just come takes no tap, nor do the taps that follow it there', () => {
  expect([tap(0, send, { isNew: true }), tap(450, send), tap(1_300, send)]).toEqual([false, false, false])
  expect(tap(2_300, send)).toBe(true)
})

test('a button is new for 400 ms, those of the opening never', () => {
  const arrivals = createArrivals()
  arrivals.shown(['redo', 'send'], 1_000)
  expect(arrivals.isNew('send', 1_000)).toBe(false)
  arrivals.shown(['redo', 'stop'], 2_000)
  arrivals.shown(['redo', 'stop'], 2_300)
  expect(['redo', 'stop'].map((id) => arrivals.isNew(id, 2_399))).toEqual([false, true])
  expect(arrivals.isNew('stop', 2_400)).toBe(false)
  arrivals.shown(['send'], 3_000)
  expect(arrivals.isNew('send', 3_100)).toBe(true)
  expect(arrivals.isNew('star', 3_100)).toBe(false)
})
