// Contract between the simulator's engine and its wx.* APIs: what `createWx(host)` in ../wx/index.ts is given.
// The engine merges what createWx returns with the host's own APIs (navigation, pages); an API that is in neither throws.

/** CSS pixels, relative to the phone's upper left corner. */
export interface Rect {
  left: number
  top: number
  right: number
  bottom: number
  width: number
  height: number
}

/** All lengths in CSS pixels. Read it anew when needed: a narrow browser window can be resized. */
export interface PhoneMetrics {
  /** The whole screen, with the bars. */
  widthPx: number
  heightPx: number
  /** What the current page has between navigation bar and tab bar. */
  windowWidthPx: number
  windowHeightPx: number
  statusBarHeightPx: number
  navigationBarHeightPx: number
  tabBarHeightPx: number
  pixelRatio: number
  safeArea: Rect
  /** The capsule at the upper right: wx.getMenuButtonBoundingClientRect. */
  menuButton: Rect
}

/** wx-style options: callbacks are called after the work, `complete` last. With none of them a promise is returned. */
export type ApiOptions = Record<string, unknown>
export type HostApi = (options?: ApiOptions) => unknown
export type Theme = 'light' | 'dark'

export interface SimulatorHost {
  /** A layer above the pages inside the phone, empty, for toast, modal and action sheet. Lets taps through by itself. */
  root: HTMLElement
  phone: () => PhoneMetrics
  /** Already wx-shaped; the engine puts them on `wx`. */
  navigation: Record<
    | 'navigateTo'
    | 'redirectTo'
    | 'navigateBack'
    | 'switchTab'
    | 'reLaunch'
    | 'startPullDownRefresh'
    | 'stopPullDownRefresh'
    | 'setNavigationBarTitle'
    | 'setNavigationBarColor'
    | 'setBackgroundColor'
    | 'showNavigationBarLoading'
    | 'hideNavigationBarLoading'
    | 'setTabBarItem'
    | 'setTabBarStyle'
    | 'hideTabBar'
    | 'showTabBar'
    | 'setTabBarBadge'
    | 'removeTabBarBadge'
    | 'showTabBarRedDot'
    | 'hideTabBarRedDot',
    HostApi
  >
  pages: {
    createSelectorQuery(): unknown
    createIntersectionObserver(component: unknown, options?: unknown): unknown
    pageScrollTo: HostApi
    nextTick(callback: () => void): void
  }
  theme: {
    current(): Theme
    /** Returns the function that takes the listener off again. */
    onChange(listener: (theme: Theme) => void): () => void
  }
  lifecycle: {
    /** The mini program comes to the front (also once at launch, before the first page). */
    onAppShow(listener: (options: LaunchOptions) => void): () => void
    onAppHide(listener: () => void): () => void
  }
  launch: LaunchOptions & {
    /** The browser page's own parameters: `storage`, `theme`, switches such as a refused microphone. */
    search: URLSearchParams
  }
  /** Origin of the simulator's server, no trailing slash: `/cloud/…` lies there. */
  apiBase: string
}

/** wx.getLaunchOptionsSync's shape. `path` has no leading slash. */
export interface LaunchOptions {
  path: string
  query: Record<string, string>
  scene: number
  referrerInfo: Record<string, never>
}
