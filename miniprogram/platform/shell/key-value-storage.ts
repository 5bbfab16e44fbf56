// wx storage → core's KeyValueStore.
import { AppError } from '../../core/errors'
import type { KeyValueStore } from '../../core/ports'
import { readWxFailure } from '../wx-error'

export type WxKeyValueStorage = Pick<
  WechatMiniprogram.Wx,
  'getStorageSync' | 'setStorageSync' | 'removeStorageSync' | 'getStorageInfoSync'
>

/** WeChat's limit (V), used if it does not report one. */
const limitBytes = 10 * 1024 * 1024

/** `prefix` separates its keys from all others in the mini program's storage. */
export function createKeyValueStorage(wx: WxKeyValueStorage, prefix: string): KeyValueStore {
  return {
    get(key) {
      try {
        const value: unknown = wx.getStorageSync(prefix + key)
        // WeChat returns '' for a missing key
        return value === '' ? undefined : value
      } catch {
        return undefined
      }
    },
    set(key, value) {
      try {
        wx.setStorageSync(prefix + key, value)
      } catch (error) {
        // Known messages are "exceed storage max size 10Mb" and ":entry size limit reached"; the remedy for any other
        // cause (such as a full disk) is the same, making room.
        throw new AppError('storage-full', { message: readWxFailure(error).message, cause: error })
      }
    },
    remove(key) {
      try {
        wx.removeStorageSync(prefix + key)
      } catch {
        // The value stays, as if the app had been killed first: callers must cope with that anyway.
      }
    },
    keys() {
      return (readInfo(wx)?.keys ?? [])
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length))
    },
    usage() {
      // counts the whole mini program: all keys share one limit
      const info = readInfo(wx)
      return {
        usedBytes: (info?.currentSize ?? 0) * 1024,
        limitBytes: info?.limitSize ? info.limitSize * 1024 : limitBytes,
      }
    },
  }
}

function readInfo(wx: WxKeyValueStorage): WechatMiniprogram.GetStorageInfoSyncOption | undefined {
  try {
    return wx.getStorageInfoSync()
  } catch {
    return undefined
  }
}
