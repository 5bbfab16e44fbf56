// The contract between the pages and the wx.* APIs: the argument of `createWx(host)` in wx/index.ts.
// main.ts merges its result with the host's own APIs (navigation, pages).

/** In CSS pixels, relative to the phone's upper left corner. */
export interface Rect {
  left: number
  top: number
  right: number
  bottom: number
  width: number
  height: number
}

/** Lengths in CSS pixels. Read it again when needed: a narrow browser window can be resized. */
export interface PhoneMetrics {
  /** The whole screen, including the bars. */
  widthPx: number
  heightPx: number
  /** The current page's area, between navigation bar and tab bar. */
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

/** wx-style options: callbacks run after the work, `complete` last. Without any, the API returns a promise. */
export type ApiOptions = Record<string, unknown>
export type HostApi = (options?: ApiOptions) => unknown
export type Theme = 'light' | 'dark'

export interface SimulatorHost {
  /** An empty layer above the pages, for toasts, modals and action sheets. It lets taps through. */
  root: HTMLElement
  phone: () => PhoneMetrics
  /** Already in wx's form; the engine adds them to `wx`. */
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
    /** Returns a function that removes the listener. */
    onChange(listener: (theme: Theme) => void): () => void
  }
  lifecycle: {
    /** The mini program enters the foreground; also once at launch, before the first page. */
    onAppShow(listener: (options: LaunchOptions) => void): () => void
    onAppHide(listener: () => void): () => void
  }
  launch: LaunchOptions & {
    /** The browser page's own parameters: `storage`, `theme`, and conditions such as a denied microphone. */
    search: URLSearchParams
  }
  /** The server's seed of wx storage; the parameter `storage` overrides it. */
  storage: Readonly<Record<string, unknown>>
  /** Origin of the simulator's server, without a trailing slash; it serves `/cloud/…`. */
  apiBase: string
}

/** The format of wx.getLaunchOptionsSync. `path` has no leading slash. */
export interface LaunchOptions {
  path: string
  query: Record<string, string>
  scene: number
  referrerInfo: Record<string, never>
}
