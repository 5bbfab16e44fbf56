// Each row about the page and the system is ok where WeChat does as documented, and is not where it does what is reported.
import type { RawSystem } from '../../../miniprogram/core/device'
import { pageRows } from '../../../miniprogram/pages/device-check/rows/page'
import { callWx } from '../../../miniprogram/platform/wx-call'
import { createFakeDevice, findingOf, findingsOf, type FakeDevice } from './fake-device'

test('all are ok on a phone that does as documented', async () => {
  const findings = await findingsOf(createFakeDevice(), pageRows)
  expect(Object.keys(findings)).toEqual(pageRows.map(({ id }) => id))
  expect(Object.entries(findings).filter(([, { verdict }]) => verdict !== 'ok')).toEqual([])
})

test('the bar is coloured for the question only', async () => {
  const device = createFakeDevice()
  await findingOf(device, 'bar-colours')
  expect(device.bar).toBeNull()
})

const refused = (failure: object) => () => callWx<never>(({ fail }) => fail(failure))
const size = (width: number, height: number) => () => Promise.resolve({ width, height })

test.each<[string, (device: FakeDevice) => Partial<RawSystem>, RegExp]>([
  ['viewport', () => ({ measure: size(390, 844) }), /844 px, windowHeight 753 px/],
  ['safe-area', () => ({ measure: size(1, 0) }), /^0 px, safeArea leaves 34 px/],
  ['theme', () => ({ theme: () => 'light' }), /^dark in style sheets, light/],
  [
    'privacy',
    () => ({ privacySetting: () => Promise.resolve({ needAuthorization: undefined }) }),
    /undefined/,
  ],
  ['privacy', () => ({ privacySetting: refused({ errMsg: 'getPrivacySetting:fail' }) }), /fail/],
  ['clipboard', () => ({ copy: refused({ errno: 112, errMsg: 'not declared' }) }), /^errno 112/],
  ['screen-on', () => ({ keepScreenOn: refused({ errMsg: 'setKeepScreenOn:fail' }) }), /fail/],
  ['random', () => ({ randomBytes: () => Promise.resolve(0) }), /^0 bytes/],
  [
    'promise',
    ({ clock }) => ({ afterPromise: (run) => void clock.setTimer(0, run) }),
    /^timer before promise/,
  ],
  ['bar-colours', (device) => ((device.answer = false), {}), /not as seen/],
  ['bar-colours', () => ({ colourBar: refused({ errMsg: 'setNavigationBarColor:fail' }) }), /fail/],
  ['tab-bar-elsewhere', () => ({ colourTabBar: () => Promise.resolve() }), /^success/],
])('%s turns red: %#', async (id, change, seen) => {
  const device = createFakeDevice()
  device.system = { ...device.system, ...change(device) }
  expect(await findingOf(device, id)).toEqual({ verdict: 'deviates', seen: expect.stringMatching(seen) })
})

test('what an old base library does not have', async () => {
  const device = createFakeDevice()
  const failure = new TypeError('wx.getPrivacySetting is not a function')
  device.system = { ...device.system, privacySetting: () => Promise.reject(failure) }
  expect(await findingOf(device, 'privacy')).toEqual({ verdict: 'deviates', seen: failure.message })
})

test('a phone that decodes slowly', async () => {
  const device = createFakeDevice()
  let nowMs = 0
  device.clock = { ...device.clock, monotonicMs: () => (nowMs += 1_500) }
  expect(await findingOf(device, 'decoder')).toEqual({ verdict: 'deviates', seen: '1500 ms, done' })
})

test('a phone that paints slowly', async () => {
  const rows = pageRows.filter(({ id }) => id === 'set-data')
  const findings = await findingsOf(createFakeDevice(), rows, 100)
  expect(findings['set-data']).toEqual({ verdict: 'deviates', seen: expect.stringMatching(/ 10 a second$/) })
})
