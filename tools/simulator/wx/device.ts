// Host, browser and switches → wx's information about phone, app and system, and its system actions.
import type { SimulatorHost, Theme } from '../host'
import { callAsync, failure } from './callbacks'
import type { CallOptions } from './callbacks'
import { copyBuffer, fromBytes, toBytes } from './encodings'
import { createListeners } from './listeners'
import type { Switches } from './switches'

/** The base library whose API the simulator implements. `?sdkVersion=` only changes the reported version. */
const currentBaseLibrary = '3.16.2'

export interface DeviceSurroundings {
  host: Pick<SimulatorHost, 'phone' | 'theme' | 'lifecycle' | 'launch'>
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
  const language = languageOf(search.get('lang') ?? navigator.language)
  const fontSizeScaleFactor = Number(search.get('fontSizeScaleFactor') ?? 1)
  const platform = search.get('platform') ?? 'devtools'
  const microphoneAuthorized = () => (switches.get('microphone') === 'system-off' ? 'denied' : 'authorized')

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
    platform,
    benchmarkLevel: -1,
    abi: 'unknown',
    deviceAbi: 'unknown',
    cpuType: 'unknown',
    memorySize: 'unknown',
  })
  const getAppBaseInfo = () => ({
    SDKVersion: search.get('sdkVersion') ?? currentBaseLibrary,
    version: '8.0.60',
    language,
    theme: host.theme.current(),
    enableDebug: false,
    host: { env: 'WeChat' },
    fontSizeScaleFactor,
    fontSizeSetting: Math.round(17 * fontSizeScaleFactor),
  })
  const getSystemSetting = () => ({
    bluetoothEnabled: false,
    locationEnabled: false,
    wifiEnabled: switches.get('network') !== 'offline',
    deviceOrientation: 'portrait',
  })
  const getAppAuthorizeSetting = () => ({
    albumAuthorized: 'not determined',
    bluetoothAuthorized: 'not determined',
    cameraAuthorized: 'not determined',
    locationAuthorized: 'not determined',
    locationReducedAccuracy: false,
    microphoneAuthorized: microphoneAuthorized(),
    notificationAuthorized: 'not determined',
    notificationAlertAuthorized: 'not determined',
    notificationBadgeAuthorized: 'not determined',
    notificationSoundAuthorized: 'not determined',
    phoneCalendarAuthorized: 'not determined',
  })
  const getSystemInfoSync = () => ({
    ...getDeviceInfo(),
    ...getAppBaseInfo(),
    ...getWindowInfo(),
    ...getSystemSetting(),
    microphoneAuthorized: microphoneAuthorized() === 'authorized',
  })
  const getLaunchOptionsSync = () => {
    const { path, query, scene, referrerInfo } = host.launch
    return { path, query, scene, referrerInfo, apiCategory: 'default', forwardMaterials: [] }
  }

  return {
    getWindowInfo,
    getDeviceInfo,
    getAppBaseInfo,
    getSystemSetting,
    getAppAuthorizeSetting,
    getSystemInfoSync,
    getSystemInfo: (options?: CallOptions) => callAsync('getSystemInfo', options, getSystemInfoSync),
    getSystemInfoAsync: (options?: CallOptions) =>
      callAsync('getSystemInfoAsync', options, getSystemInfoSync),
    getMenuButtonBoundingClientRect: () => ({ ...host.phone().menuButton }),
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'touristappid', envVersion: search.get('envVersion') ?? 'develop', version: '' },
    }),
    getLaunchOptionsSync,
    getEnterOptionsSync: getLaunchOptionsSync,
  }
}

function createNetwork(switches: Switches) {
  const status = createListeners<{ isConnected: boolean; networkType: string }>()
  const weak = createListeners<{ weakNet: boolean; networkType: string }>()
  const networkType = () => (switches.get('network') === 'offline' ? 'none' : 'wifi')
  const weakNet = () => switches.get('network') === 'weak'
  let reported = { type: networkType(), weak: weakNet() }
  switches.onChange((name) => {
    if (name !== 'network') return
    const before = reported
    reported = { type: networkType(), weak: weakNet() }
    if (reported.type !== before.type)
      status.emit({ isConnected: reported.type !== 'none', networkType: reported.type })
    if (reported.weak !== before.weak) weak.emit({ weakNet: reported.weak, networkType: reported.type })
  })
  return {
    getNetworkType: (options?: CallOptions) =>
      callAsync('getNetworkType', options, () => ({
        networkType: networkType(),
        weakNet: weakNet(),
        hasSystemProxy: false,
        signalStrength: weakNet() ? -95 : -50,
      })),
    onNetworkStatusChange: status.on,
    offNetworkStatusChange: status.off,
    onNetworkWeakChange: weak.on,
    offNetworkWeakChange: weak.off,
  }
}

function createSystemActions({ host, switches, showToast }: DeviceSurroundings) {
  const isChinese = languageOf(host.launch.search.get('lang') ?? navigator.language) !== 'en'
  let wakeLock: WakeLockSentinel | undefined

  function vibrate(durationMs: number): object {
    if (!('vibrate' in navigator)) throw failure('not supported by this browser')
    navigator.vibrate(durationMs)
    return {}
  }
  function requireClipboard(): void {
    const state = switches.get('clipboard')
    if (state === 'undeclared')
      throw failure('api scope is not declared in the privacy agreement', { errno: 112 })
    if (state === 'refused') throw failure('privacy permission is not authorized', { errno: 104 })
  }
  return {
    setKeepScreenOn: (options: CallOptions & { keepScreenOn: boolean }) =>
      callAsync('setKeepScreenOn', options, async () => {
        await wakeLock?.release()
        wakeLock = undefined
        if (!options.keepScreenOn) return {}
        if (!('wakeLock' in navigator)) throw failure('not supported by this browser')
        wakeLock = await navigator.wakeLock.request('screen')
        return {}
      }),
    vibrateShort: (options?: CallOptions) => callAsync('vibrateShort', options, () => vibrate(15)),
    vibrateLong: (options?: CallOptions) => callAsync('vibrateLong', options, () => vibrate(400)),
    setClipboardData: (options: CallOptions & { data: string }) =>
      callAsync('setClipboardData', options, async () => {
        if (typeof options.data !== 'string')
          throw failure('parameter error: parameter.data should be String')
        requireClipboard()
        await navigator.clipboard.writeText(options.data)
        showToast({ title: isChinese ? '已复制' : 'Copied', icon: 'none' })
        return {}
      }),
    hideKeyboard: (options?: CallOptions) =>
      callAsync('hideKeyboard', options, () => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        return {}
      }),
    /** Never called: a desktop keyboard has no height. */
    onKeyboardHeightChange: () => undefined,
    offKeyboardHeightChange: () => undefined,
    getClipboardData: (options?: CallOptions) =>
      callAsync('getClipboardData', options, async () => ({ data: await navigator.clipboard.readText() })),
  }
}

function createAppEvents({ theme, lifecycle }: DeviceSurroundings['host']) {
  const shown = createListeners<object>()
  const hidden = createListeners<object>()
  const themes = createListeners<{ theme: Theme }>()
  lifecycle.onAppShow(shown.emit)
  lifecycle.onAppHide(() => hidden.emit({}))
  theme.onChange((current) => themes.emit({ theme: current }))
  return {
    onAppShow: shown.on,
    offAppShow: shown.off,
    onAppHide: hidden.on,
    offAppHide: hidden.off,
    /** Never called: the capsule does not move. */
    onMenuButtonBoundingClientRectWeightChange: () => undefined,
    offMenuButtonBoundingClientRectWeightChange: () => undefined,
    /** No effect: they report to WeChat's statistics, which return nothing. */
    reportEvent: () => undefined,
    reportAnalytics: () => undefined,
    /** For Skyline only: shared files destructure it when they are loaded, but do not call it here. */
    worklet: new Proxy(
      {},
      {
        get: (_target, name) => () => {
          throw new Error(`not in the simulator: wx.worklet.${String(name)}`)
        },
      },
    ),
    /** Always fails: prefetching needs the operator's configuration in WeChat. */
    getBackgroundFetchData: (options?: CallOptions) =>
      callAsync('getBackgroundFetchData', options, () => {
        throw failure('no cache data')
      }),
    /** Always fails, as on a phone that cannot reach the app store. */
    updateWeChatApp: (options?: CallOptions) =>
      callAsync('updateWeChatApp', options, () => {
        throw failure('not in the simulator')
      }),
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
  }
}

const bytesApi = {
  arrayBufferToBase64: (buffer: ArrayBuffer) => fromBytes(new Uint8Array(buffer), 'base64'),
  base64ToArrayBuffer: (text: string) => copyBuffer(toBytes(text, 'base64')),
  getRandomValues: (options: CallOptions & { length: number }) =>
    callAsync('getRandomValues', options, () => ({
      randomValues: crypto.getRandomValues(new Uint8Array(options.length)).buffer,
    })),
}

export function createDevice(surroundings: DeviceSurroundings): Record<string, unknown> {
  return {
    ...createInformation(surroundings),
    ...createNetwork(surroundings.switches),
    ...createSystemActions(surroundings),
    ...createAppEvents(surroundings.host),
    ...bytesApi,
  }
}
