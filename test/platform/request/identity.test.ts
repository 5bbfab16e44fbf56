import { createIdentity } from '../../../miniprogram/platform/request/identity'
import type { IdentityCloud, WxStorage } from '../../../miniprogram/platform/request/identity'
import { isUint64 } from '../../../miniprogram/platform/request/uint64'

/** A compile-time test: the real wx fits the slices. */
export const theRealOneFits = (wx: WechatMiniprogram.Wx) => createIdentity(wx, wx.cloud)

function createFakeStorage(initial: Record<string, unknown> = {}) {
  const values = new Map(Object.entries(initial))
  const wx: WxStorage = {
    getStorageSync: (key: string) => values.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void values.set(key, value),
  } as WxStorage
  return { wx, values }
}

function createFakeFunction(...results: unknown[]) {
  const names: string[] = []
  const cloud: IdentityCloud = {
    callFunction({ name, success, fail }) {
      names.push(name)
      const result = results.length > 1 ? results.shift() : results[0]
      if (result instanceof Error) fail({ errMsg: result.message })
      else success({ result })
    },
  }
  return { cloud, names }
}

describe('with a cloud environment', () => {
  test("is the identity function's uid, requested once and stored", async () => {
    const { wx, values } = createFakeStorage()
    const { cloud, names } = createFakeFunction({ uid: '18446744073709551615' })
    const identity = createIdentity(wx, cloud)
    expect(identity.source).toBe('cloud')
    const uids = await Promise.all([identity.uid(), identity.uid()])
    expect(uids).toEqual(['18446744073709551615', '18446744073709551615'])
    expect(names).toEqual(['identity'])
    expect([...values]).toEqual([['uid.cloud', '18446744073709551615']])

    expect(await createIdentity(wx, createFakeFunction(new Error('offline')).cloud).uid()).toBe(uids[0])
  })

  test.each([
    [{ uid: '18446744073709551616' }],
    [{ uid: 'oGZUI0egBJY1zhBYw2KhdUfwVJJE' }],
    [{ uid: 7 }],
    [{}],
    [undefined],
    [new Error('cloud.callFunction:fail -501000')],
  ])('a bad answer %p is refused, and the next call requests it again', async (bad) => {
    const { wx, values } = createFakeStorage()
    const { cloud, names } = createFakeFunction(bad, { uid: '7' })
    const identity = createIdentity(wx, cloud)
    await expect(identity.uid()).rejects.toMatchObject({ code: 'identity-unavailable' })
    expect(values.size).toBe(0)
    expect(await identity.uid()).toBe('7')
    expect(names).toHaveLength(2)
  })

  test('a call that throws is an error too', async () => {
    const cloud: IdentityCloud = {
      callFunction() {
        throw new Error('Cloud API is not initialized')
      },
    }
    await expect(createIdentity(createFakeStorage().wx, cloud).uid()).rejects.toMatchObject({
      code: 'identity-unavailable',
      detail: { message: 'Cloud API is not initialized' },
    })
  })

  test('an invalid stored value is ignored', async () => {
    const { wx } = createFakeStorage({ 'uid.cloud': 'o-not-a-number' })
    expect(await createIdentity(wx, createFakeFunction({ uid: '7' }).cloud).uid()).toBe('7')
  })
})

describe('without a cloud environment', () => {
  test('is a random number for this installation, the same after a relaunch', async () => {
    const { wx } = createFakeStorage()
    const identity = createIdentity(wx, undefined)
    expect(identity.source).toBe('installation')
    const uid = await identity.uid()
    expect(isUint64(uid)).toBe(true)
    expect(await identity.uid()).toBe(uid)
    expect(await createIdentity(wx, undefined).uid()).toBe(uid)
    expect(await createIdentity(createFakeStorage().wx, undefined).uid()).not.toBe(uid)
  })

  test('lasts until the app closes if storage throws', async () => {
    const broken = {
      getStorageSync() {
        throw new Error('storage is broken')
      },
      setStorageSync() {
        throw new Error('storage is full')
      },
    } as unknown as WxStorage
    const identity = createIdentity(broken, undefined)
    const uid = await identity.uid()
    expect(isUint64(uid)).toBe(true)
    expect(await identity.uid()).toBe(uid)
  })
})
