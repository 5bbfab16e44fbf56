import { readFacts } from '../../../miniprogram/platform/shell/device-facts'
import type { DeviceFactsWx } from '../../../miniprogram/platform/shell/device-facts'

// compile-time check: the real wx fits the slice
const fitsWx: WechatMiniprogram.Wx extends DeviceFactsWx ? true : never = true

test('lists the versions of the mini program, WeChat and the phone', () => {
  const facts = readFacts(
    {
      getAccountInfoSync: () => ({ miniProgram: { envVersion: 'develop', version: '' } }),
      getAppBaseInfo: () => ({ SDKVersion: '3.16.2', version: '8.0.60', language: 'zh_CN' }),
      getDeviceInfo: () => ({ model: 'iPhone 15', system: 'iOS 18.1', platform: 'ios' }),
    },
    '1.2.3',
  )
  expect(facts).toEqual([
    'app 1.2.3 (develop)',
    'WeChat 8.0.60, base library 3.16.2',
    'ios: iPhone 15, iOS 18.1',
    'zh_CN, type × 1',
  ])
  expect(fitsWx).toBe(true)
})
