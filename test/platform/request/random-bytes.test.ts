import { randomBytes } from '../../../miniprogram/platform/request/random-bytes'
import type { WxRandom } from '../../../miniprogram/platform/request/random-bytes'

type GetRandomValues = NonNullable<WxRandom['getRandomValues']>

/** The real function's return type depends on its argument; a fake answers by callback only. */
function wxWith(getRandomValues: (options: WechatMiniprogram.GetRandomValuesOption) => void): WxRandom {
  return { getRandomValues: getRandomValues as GetRandomValues }
}

test('come from the phone if it can make them', async () => {
  const wx = wxWith(({ length, success }) => {
    const randomValues = new Uint8Array(length).fill(7).buffer
    success?.({ randomValues, errMsg: 'getRandomValues:ok' })
  })
  expect(Array.from(await randomBytes(wx, 3))).toEqual([7, 7, 7])
})

test.each<[string, WxRandom]>([
  ['is missing', {}],
  ['fails', wxWith(({ fail }) => fail?.({ errMsg: 'getRandomValues:fail' }))],
  [
    'throws',
    wxWith(() => {
      throw new Error('boom')
    }),
  ],
  ['gives too few', wxWith(({ success }) => success?.({ randomValues: new ArrayBuffer(1), errMsg: '' }))],
])('are made here if getRandomValues %s', async (_, wx) => {
  const first = await randomBytes(wx, 16)
  const second = await randomBytes(wx, 16)
  expect(first).toHaveLength(16)
  expect(Array.from(first)).not.toEqual(Array.from(second))
})
