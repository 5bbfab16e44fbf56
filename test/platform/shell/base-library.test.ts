import { minimumBaseLibrary } from '../../../miniprogram/config'
import { readBaseLibrary } from '../../../miniprogram/platform/shell/base-library'

const info = (SDKVersion: string) => ({ getSystemInfoSync: () => ({ SDKVersion, language: 'en' }) })

test.each([
  ['2.20.2', '2.20.2', 0],
  ['2.9.0', '2.20.0', -1],
  ['2.20.10', '2.20.9', 1],
  ['3.0.0', '2.99.99', 1],
  ['2.20', '2.20.0', 0],
  ['', '0.0.1', -1],
  ['1.x.3', '1.0.3', 0],
])('%s against %s: %d', (one, other, sign) => {
  expect(readBaseLibrary(info(one), other).isTooOld).toBe(sign < 0)
  expect(readBaseLibrary(info(other), one).isTooOld).toBe(sign > 0)
})

test.each([
  ['2.3.0', true],
  ['2.9.5', true],
  ['2.20.1', true],
  ['2.20.2', false],
  ['2.32.3', false],
  ['3.16.2', false],
])('base library %s is too old: %s', (version, isTooOld) => {
  expect(readBaseLibrary(info(version), minimumBaseLibrary)).toMatchObject({
    version,
    isTooOld,
    language: 'en',
  })
})

test('opens WeChat’s update where there is one, and ignores a failure', () => {
  expect(readBaseLibrary(info('2.3.0'), '2.20.2').updateWeChat).toBeUndefined()
  const calls: string[] = []
  const wx = {
    ...info('2.12.0'),
    updateWeChatApp({ fail }: { fail(): void }) {
      calls.push('update')
      fail()
    },
  }
  readBaseLibrary(wx, '2.20.2').updateWeChat?.()
  expect(calls).toEqual(['update'])
})
