// The contract between the pages and the wx.* APIs: the argument of `createWx(host)` in wx/index.ts.
// main.ts joins its result with the pages' own APIs.

import type { Switches } from './wx/switches'

/** In CSS pixels, relative to the phone's upper left corner. */
export type Rect = Record<'left' | 'top' | 'right' | 'bottom' | 'width' | 'height', number>

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
  pixelRatio: number
  safeArea: Rect
}

export type Theme = 'light' | 'dark'

export interface SimulatorHost {
  /** An empty layer above the pages, for toasts, modals and action sheets. It lets taps through. */
  root: HTMLElement
  phone: () => PhoneMetrics
  /** The phone's conditions. */
  switches: Switches
  theme: {
    current(): Theme
    onChange(listener: (theme: Theme) => void): void
  }
  lifecycle: {
    /** The mini program enters the foreground; also once at launch, before the first page. */
    onAppShow(listener: (options: LaunchOptions) => void): void
    onAppHide(listener: () => void): void
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
