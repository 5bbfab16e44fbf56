// Host, browser and switches → wx's information about phone, app and system, and its system actions.
import type { SimulatorHost, Theme } from '../host'
import { failure, toApis, type CallOptions } from './callbacks'
import { fromBytes, toBytes } from './encodings'
import { createListeners } from './listeners'
import { privacyFailures } from './permission'

/** The base library whose API the simulator implements. `?sdkVersion=` only changes the reported version. */
const currentBaseLibrary = '3.16.2'

type Host = Pick<SimulatorHost, 'phone' | 'theme' | 'launch' | 'switches'>

/** `zh-Hans-CN` → `zh_CN`; every language other than Chinese becomes English. */
function languageOf(tag: string): string {
  if (!/^zh/i.test(tag)) return 'en'
  return /TW|HK|MO|Hant/i.test(tag) ? 'zh_TW' : 'zh_CN'
}

function createInformation(host: Host) {
  const { switches, launch } = host
  const { search } = launch
  const fontSizeScaleFactor = Number(search.get('fontSizeScaleFactor') ?? 1)

  function getWindowInfo() {
    const phone = host.phone()
    return {
      pixelRatio: phone.pixelRatio,
      screenWidth: phone.widthPx,
      screenHeight: phone.heightPx,
      windowWidth: phone.windowWidthPx,
      windowHeight: phone.windowHeightPx,
      statusBarHeight: phone.statusBarHeightPx,
      screenTop: phone.statusBarHeightPx + phone.navigationBarHeightPx,
      safeArea: phone.safeArea,
    }
  }
  const getDeviceInfo = () => ({
    brand: 'simulator',
    model: 'simulator',
    system: 'simulator',
    platform: search.get('platform') ?? 'devtools',
  })
  const getAppBaseInfo = () => ({
    SDKVersion: search.get('sdkVersion') ?? currentBaseLibrary,
    version: '8.0.60',
    language: languageOf(search.get('lang') ?? navigator.language),
    theme: host.theme.current(),
    enableDebug: false,
    host: { env: 'WeChat' },
    fontSizeScaleFactor,
    fontSizeSetting: Math.round(17 * fontSizeScaleFactor),
  })
  const isMicrophoneOn = () => switches.get('microphone') !== 'system-off'
  const getSystemInfoSync = () => ({
    ...getDeviceInfo(),
    ...getAppBaseInfo(),
    ...getWindowInfo(),
    deviceOrientation: 'portrait',
    wifiEnabled: switches.get('network') !== 'offline',
    microphoneAuthorized: isMicrophoneOn(),
  })

  return {
    getWindowInfo,
    getDeviceInfo,
    getAppBaseInfo,
    getSystemInfoSync,
    /** Calls back before it returns, unlike all others: "异步的调用格式，但是是同步返回" (miniprogram-api-typings). */
    getSystemInfo({ success, complete }: CallOptions = {}) {
      const result = { ...getSystemInfoSync(), errMsg: 'getSystemInfo:ok' }
      success?.(result as never)
      complete?.(result as never)
      return success || complete ? undefined : Promise.resolve(result)
    },
    getAppAuthorizeSetting: () => ({ microphoneAuthorized: isMicrophoneOn() ? 'authorized' : 'denied' }),
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'touristappid', envVersion: search.get('envVersion') ?? 'develop', version: '' },
    }),
  }
}

function createSystemActions({ switches, launch }: Host, announce: (text: string) => void) {
  const isChinese = languageOf(launch.search.get('lang') ?? navigator.language) !== 'en'
  let wakeLock: WakeLockSentinel | undefined

  return toApis({
    async setKeepScreenOn({ keepScreenOn }: { keepScreenOn: boolean }) {
      await wakeLock?.release()
      wakeLock = undefined
      if (!keepScreenOn) return
      if (!('wakeLock' in navigator)) throw failure('not supported by this browser')
      wakeLock = await navigator.wakeLock.request('screen')
    },
    vibrateShort() {
      if (!('vibrate' in navigator)) throw failure('not supported by this browser')
      navigator.vibrate(15)
    },
    async setClipboardData({ data }: { data: string }) {
      if (typeof data !== 'string') throw failure('parameter error: parameter.data should be String')
      const state = switches.get('clipboard')
      if (state !== 'granted') throw privacyFailures[state]()
      await navigator.clipboard.writeText(data)
      announce(isChinese ? '已复制' : 'Copied')
    },
    /** Always fails, as on a phone that cannot reach the app store. */
    updateWeChatApp() {
      throw failure('not in the simulator')
    },
    getRandomValues: ({ length }: { length: number }) => ({
      randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer,
    }),
    /** No effect: a browser has neither a mute switch nor other apps' music. */
    setInnerAudioOption: () => undefined,
  })
}

/** @param announce shows what WeChat itself says after a copy */
export function createDevice(host: Host, announce: (text: string) => void): Record<string, unknown> {
  const themes = createListeners<{ theme: Theme }>()
  host.theme.onChange((theme) => themes.emit({ theme }))
  return {
    ...createInformation(host),
    ...createSystemActions(host, announce),
    onThemeChange: themes.on,
    /** There is never a newer version: the program has just been built. */
    getUpdateManager: () => ({
      onUpdateReady: () => undefined,
      applyUpdate() {
        throw new Error('applyUpdate:fail update is not ready')
      },
    }),
    arrayBufferToBase64: (buffer: ArrayBuffer) => fromBytes(new Uint8Array(buffer), 'base64'),
    base64ToArrayBuffer: (text: string) => toBytes(text, 'base64').buffer,
  }
}
