// wx storage → core's KeyValueStore.
import { AppError } from '../../core/errors'
import type { KeyValueStore } from '../../core/ports'
import { readWxFailure } from '../wx-error'

export type WxKeyValueStorage = Pick<
  WechatMiniprogram.Wx,
  'getStorageSync' | 'setStorageSync' | 'removeStorageSync' | 'getStorageInfoSync'
>

/** WeChat's limit (V), for when it does not tell. */
const limitBytes = 10 * 1024 * 1024

/** `prefix` keeps its keys apart from all others in the mini program's storage. */
export function createKeyValueStorage(wx: WxKeyValueStorage, prefix: string): KeyValueStore {
  return {
    get(key) {
      try {
        const value: unknown = wx.getStorageSync(prefix + key)
        // WeChat gives '' for a key that is not there
        return value === '' ? undefined : value
      } catch {
        return undefined
      }
    },
    set(key, value) {
      try {
        wx.setStorageSync(prefix + key, value)
      } catch (error) {
        // "exceed storage max size 10Mb" and ":entry size limit reached" are what it says; whatever else stops it
        // (the phone's disk is full) is mended the same way, by making room.
        throw new AppError('storage-full', { message: readWxFailure(error).message, cause: error })
      }
    },
    remove(key) {
      try {
        wx.removeStorageSync(prefix + key)
      } catch {
        // It stays, as if the app had been killed before: whoever removes things must bear that anyway.
      }
    },
    keys() {
      return (readInfo(wx)?.keys ?? [])
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length))
    },
    usage() {
      // of the whole mini program: the limit is one for all keys
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
