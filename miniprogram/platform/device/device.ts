// wx → core's Device: for the device check alone. Nothing here works around anything.
import type { Device } from '../../core/device'
import type { Clock } from '../../core/ports'
import { soundOptions } from '../recording/recorder'
import type { Manager } from '../recording/shared-manager'
import { barColours } from '../shell/bars'
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
  | 'createInnerAudioContext'
  | 'setInnerAudioOption'
  | 'getWindowInfo'
  | 'getAppBaseInfo'
  | 'createSelectorQuery'
  | 'getPrivacySetting'
  | 'setClipboardData'
  | 'setKeepScreenOn'
  | 'setNavigationBarColor'
  | 'setTabBarStyle'
  | 'getRandomValues'
>

export function createDevice(wx: DeviceWx, clock: Clock, getRecorderManager: () => Manager): Device {
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
      set: (key, value) => wx.setStorageSync(key, value),
      get: (key) => wx.getStorageSync<unknown>(key),
      remove: (key) => wx.removeStorageSync(key),
      limit: () => wx.getStorageInfoSync().limitSize,
    },
    recorder: createRawRecorder(getRecorderManager),
    openAudio(filePath, on, onError) {
      const context = wx.createInnerAudioContext()
      context.onCanplay(on.Canplay)
      context.onPlay(on.Play)
      context.onTimeUpdate(on.TimeUpdate)
      context.onEnded(on.Ended)
      context.onError(({ errCode, errMsg }) => onError({ errno: errCode, errMsg }))
      context.src = filePath
      return context
    },
    system: createRawSystem(wx),
    setAudioOption: () =>
      callWx((callbacks) => wx.setInnerAudioOption({ obeyMuteSwitch: false, speakerOn: true, ...callbacks })),
  }
}

function createRawFiles(wx: DeviceWx): Device['files'] {
  const manager = wx.getFileSystemManager()
  return {
    get root() {
      return wx.env.USER_DATA_PATH
    },
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

/** Longer than the check records. */
const takeMaxMs = 30_000

function createRawRecorder(getRecorderManager: () => Manager): Device['recorder'] {
  let manager = getRecorderManager()
  return {
    start(format, { onStart, onPause, onResume, onFrame, onStop, onError }) {
      manager = getRecorderManager()
      manager.onStart(onStart)
      manager.onPause(onPause)
      manager.onResume(onResume)
      manager.onFrameRecorded(({ frameBuffer }) => onFrame(frameBuffer.byteLength))
      manager.onStop(onStop)
      manager.onError(onError)
      manager.start({ ...soundOptions, format, duration: takeMaxMs })
    },
    pause: () => manager.pause(),
    resume: () => manager.resume(),
    stop: () => manager.stop(),
  }
}

function createRawSystem(wx: DeviceWx): Device['system'] {
  const ownColours = () => barColours[wx.getAppBaseInfo().theme === 'dark' ? 'dark' : 'light']
  return {
    window() {
      const { screenHeight, windowHeight, safeArea } = wx.getWindowInfo()
      return { screenHeight, windowHeight, safeAreaBottom: safeArea?.bottom }
    },
    theme: () => wx.getAppBaseInfo().theme,
    measure: (selector) =>
      new Promise((resolve) => {
        wx.createSelectorQuery().select(selector).boundingClientRect(resolve).exec()
      }),
    privacySetting: () => callWx((callbacks) => wx.getPrivacySetting(callbacks)),
    copy: (data) => callWx((callbacks) => wx.setClipboardData({ data, ...callbacks })),
    keepScreenOn: (keepScreenOn) => callWx((callbacks) => wx.setKeepScreenOn({ keepScreenOn, ...callbacks })),
    colourBar(colours) {
      const { front: frontColor, background: backgroundColor } = colours ?? ownColours()
      return callWx((callbacks) => wx.setNavigationBarColor({ frontColor, backgroundColor, ...callbacks }))
    },
    colourTabBar: () => callWx((callbacks) => wx.setTabBarStyle({ ...ownColours().tab, ...callbacks })),
    randomBytes: (length) =>
      callWx<{ randomValues: ArrayBuffer }>((callbacks) => wx.getRandomValues({ length, ...callbacks })).then(
        ({ randomValues }) => randomValues.byteLength,
      ),
    afterPromise: (run) => void Promise.resolve().then(run),
  }
}
