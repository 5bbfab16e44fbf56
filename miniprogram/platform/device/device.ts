// wx → core's Device: for the device check alone. Nothing here works around anything.
import type { Device } from '../../core/device'
import type { Clock } from '../../core/ports'
import { callWx } from '../wx-call'

/** The part of `wx` that is used. */
type DeviceWx = Pick<
  WechatMiniprogram.Wx,
  | 'request'
  | 'env'
  | 'getFileSystemManager'
  | 'getStorageSync'
  | 'setStorageSync'
  | 'removeStorageSync'
  | 'getStorageInfoSync'
>

export function createDevice(wx: DeviceWx, clock: Clock): Device {
  return {
    clock,
    request({ url, body, timeoutMs, onHeaders, onChunk, onSuccess, onFail }) {
      const task = wx.request({
        ...{ url, method: 'POST', header: { 'content-type': 'application/json' }, data: body },
        ...{ enableChunked: true, timeout: timeoutMs, dataType: 'text' },
        success: ({ statusCode, data }) => onSuccess(statusCode, data),
        fail: onFail,
      })
      task.onHeadersReceived(({ statusCode }) => onHeaders(statusCode))
      task.onChunkReceived(({ data }) => onChunk(data))
      return task
    },
    files: createRawFiles(wx),
    storage: {
      set: wx.setStorageSync,
      get: wx.getStorageSync,
      remove: wx.removeStorageSync,
      limit: () => wx.getStorageInfoSync().limitSize,
    },
  }
}

function createRawFiles(wx: DeviceWx): Device['files'] {
  const manager = wx.getFileSystemManager()
  return {
    root: wx.env.USER_DATA_PATH,
    makeFolder: (dirPath) => callWx((callbacks) => manager.mkdir({ dirPath, recursive: true, ...callbacks })),
    write: (filePath, data) =>
      callWx((callbacks) =>
        manager.writeFile({
          ...{ filePath, data },
          ...(typeof data === 'string' && { encoding: 'base64' as const }),
          ...callbacks,
        }),
      ),
    read: (filePath) =>
      callWx<{ data: unknown }>((callbacks) => manager.readFile({ filePath, ...callbacks })).then(
        ({ data }) => data,
      ),
    stat: (path) =>
      callWx<{ stats: unknown }>((callbacks) => manager.stat({ path, recursive: true, ...callbacks })).then(
        ({ stats }) => stats,
      ),
    remove: (filePath) => callWx((callbacks) => manager.unlink({ filePath, ...callbacks })),
    removeFolder: (dirPath) =>
      callWx((callbacks) => manager.rmdir({ dirPath, recursive: true, ...callbacks })),
  }
}
