// A small program, a page with its components, and what WeChat makes of it.

export interface Source {
  readonly wxml?: string
  readonly js: string
  readonly json?: object
  readonly wxss?: string
}

export interface ProgramCase {
  readonly name: string
  /** The source: a page of WeChat's documentation, or the program that relies on it. */
  readonly source: string
  readonly page: Source
  /** Beside the page, by tag. */
  readonly components?: Readonly<Record<string, Source>>
  /** Further parameters of the simulator's URL. */
  readonly search?: string
  /** Selectors to click, in order. */
  readonly taps?: readonly string[]
  /** What the browser's window becomes after the taps; it begins with 390 × 844. */
  readonly resized?: { readonly width: number; readonly height: number }
  /** What the program has pushed to getApp().log at last. */
  readonly log?: readonly (string | RegExp)[]
  /** The page's text without white space. */
  readonly text?: string
  /** The computed style of selectors: the values of some of its properties. */
  readonly styles?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Each is part of one console error or warning; there are no other errors. */
  readonly told?: readonly (string | RegExp)[]
}

export const component = (js = '', wxml = '', wxss = ''): Source => ({
  wxml,
  wxss,
  js: `const { log } = getApp(); Component({ ${js} })`,
})
export const page = (js = '', wxml = '', wxss = ''): Source => ({
  wxml,
  wxss,
  js: `const { log } = getApp(); Page({ ${js} })`,
})
