// WeChat's cloud or this installation → the uid that the service stores.
import { AppError } from '../../core/errors'
import { randomBytes } from './random-bytes'
import type { WxRandom } from './random-bytes'
import { isUint64, uint64FromBytes } from './uint64'
import { readWxFailure } from '../wx-error'

export interface Identity {
  /** `cloud`: the same on all of the user's phones. `installation`: for this phone only, and the app says so. */
  readonly source: 'cloud' | 'installation'
  /**
   * A decimal uint64. The same throughout the launch; concurrent calls share one lookup.
   * Rejects with AppError `identity-unavailable`; the next call tries again.
   */
  uid(): Promise<string>
}

export type WxStorage = Pick<WechatMiniprogram.Wx, 'getStorageSync' | 'setStorageSync'>

export interface IdentityCloud {
  callFunction(options: {
    name: string
    success: (result: { result?: unknown }) => void
    fail: (failure: unknown) => void
  }): unknown
}

/** `cloud`: `wx.cloud` after `init`, or undefined without a cloud environment. */
export function createIdentity(wx: WxStorage & WxRandom, cloud: IdentityCloud | undefined): Identity {
  const source = cloud ? 'cloud' : 'installation'
  const storageKey = `uid.${source}`
  let known: Promise<string> | undefined

  const findUid = async () => {
    const stored = readStored(wx, storageKey)
    if (stored !== undefined) return stored
    const uid = cloud ? await askCloud(cloud) : uint64FromBytes(await randomBytes(wx, 8))
    store(wx, storageKey, uid)
    return uid
  }

  return {
    source,
    uid() {
      known ??= findUid().catch((error: unknown) => {
        known = undefined
        throw error
      })
      return known
    },
  }
}

/** Calls `cloudfunctions/identity`, which turns the openid into a uint64 so that it never leaves the cloud. */
function askCloud(cloud: IdentityCloud): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (failure: unknown) => {
      const { message } = readWxFailure(failure)
      reject(new AppError('identity-unavailable', { message, cause: failure }))
    }
    try {
      cloud.callFunction({
        name: 'identity',
        success: ({ result }) => {
          const uid =
            typeof result === 'object' && result !== null ? (result as { uid?: unknown }).uid : result
          if (isUint64(uid)) resolve(uid)
          else refuse('the identity function returned no decimal uint64')
        },
        fail: refuse,
      })
    } catch (error) {
      refuse(error)
    }
  })
}

function readStored(wx: WxStorage, key: string): string | undefined {
  try {
    const stored: unknown = wx.getStorageSync(key)
    return isUint64(stored) ? stored : undefined
  } catch {
    // Unreadable storage counts as empty: the uid is determined again.
    return undefined
  }
}

function store(wx: WxStorage, key: string, uid: string): void {
  try {
    wx.setStorageSync(key, uid)
  } catch {
    // Full storage must not stop the student; the uid then lasts for this launch.
  }
}
