// Host, browser and switches → wx's information about phone, app and system, and its system actions.
import type { SimulatorHost, Theme } from '../host'
import { failure, hasCallbacks, toApis } from './callbacks'
import type { CallOptions } from './callbacks'
import { copyBuffer, fromBytes, toBytes } from './encodings'
import { createListeners } from './listeners'
import type { Switches } from './switches'

/** The base library whose API the simulator implements. `?sdkVersion=` only changes the reported version. */
const currentBaseLibrary = '3.16.2'

export interface DeviceSurroundings {
  host: Pick<SimulatorHost, 'phone' | 'theme' | 'launch'>
  switches: Switches
  /** WeChat itself announces a copy. */
  showToast(options: { title: string; icon: 'none' }): void
}

/** `zh-Hans-CN` → `zh_CN`; every language other than Chinese becomes English. */
function languageOf(tag: string): string {
  if (!/^zh/i.test(tag)) return 'en'
  return /TW|HK|MO|Hant/i.test(tag) ? 'zh_TW' : 'zh_CN'
}

function createInformation({ host, switches }: DeviceSurroundings) {
  const { search } = host.launch
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
    benchmarkLevel: -1,
    abi: 'unknown',
    deviceAbi: 'unknown',
    cpuType: 'unknown',
    memorySize: 'unknown',
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
    /** Calls back before it returns, unlike all others: "异步的调用格式，但是是同步返回". */
    getSystemInfo(options: CallOptions = {}) {
      const result = { ...getSystemInfoSync(), errMsg: 'getSystemInfo:ok' }
      if (!hasCallbacks(options)) return Promise.resolve(result)
      options.success?.(result as never)
      options.complete?.(result as never)
      return undefined
    },
    getAppAuthorizeSetting: () => ({ microphoneAuthorized: isMicrophoneOn() ? 'authorized' : 'denied' }),
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'touristappid', envVersion: search.get('envVersion') ?? 'develop', version: '' },
    }),
  }
}

function createSystemActions({ host, switches, showToast }: DeviceSurroundings) {
  const isChinese = languageOf(host.launch.search.get('lang') ?? navigator.language) !== 'en'
  let wakeLock: WakeLockSentinel | undefined

  function requireClipboard(): void {
    const state = switches.get('clipboard')
    if (state === 'undeclared')
      throw failure('api scope is not declared in the privacy agreement', { errno: 112 })
    if (state === 'refused') throw failure('privacy permission is not authorized', { errno: 104 })
  }
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
      requireClipboard()
      await navigator.clipboard.writeText(data)
      showToast({ title: isChinese ? '已复制' : 'Copied', icon: 'none' })
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

export function createDevice(surroundings: DeviceSurroundings): Record<string, unknown> {
  const themes = createListeners<{ theme: Theme }>()
  surroundings.host.theme.onChange((theme) => themes.emit({ theme }))
  return {
    ...createInformation(surroundings),
    ...createSystemActions(surroundings),
    onThemeChange: themes.on,
    offThemeChange: themes.off,
    /** There is never a newer version: the program has just been built. */
    getUpdateManager: () => ({
      onCheckForUpdate(listener: (event: { hasUpdate: boolean }) => void) {
        setTimeout(() => listener({ hasUpdate: false }), 0)
      },
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate() {
        throw new Error('applyUpdate:fail update is not ready')
      },
    }),
    arrayBufferToBase64: (buffer: ArrayBuffer) => fromBytes(new Uint8Array(buffer), 'base64'),
    base64ToArrayBuffer: (text: string) => copyBuffer(toBytes(text, 'base64')),
  }
}
