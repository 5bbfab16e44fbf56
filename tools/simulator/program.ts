// The compiler's output, which the page runs: one mini program as plain JSON. Paths have no extension and no leading slash.

export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: 'black' | 'white' | `@${string}`
  backgroundColor?: string
  backgroundTextStyle?: string
  onReachBottomDistance?: number
  disableScroll?: boolean
}

export interface TabBarItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

export interface TabBarConfig {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: 'black' | 'white' | `@${string}`
  list: TabBarItem[]
}

export interface AppConfig {
  pages: string[]
  window?: WindowConfig
  tabBar?: TabBarConfig
  darkmode?: boolean
  /** The look of the built-in components: WeChat's newer one is `v2`. */
  style?: string
  /** `requiredComponents`: a page's files run when it is first opened, not at launch. */
  lazyCodeLoading?: string
  /** As `subPackages`, even if app.json writes `subpackages`. */
  subPackages?: { root: string; pages: string[] }[]
  preloadRule?: Record<string, { packages: string[] }>
}

/** A page's or component's JSON, with usingComponents resolved to `/path`s. */
export interface ComponentConfig extends WindowConfig {
  component?: boolean
  usingComponents: Record<string, string>
  componentPlaceholder?: Record<string, string>
  styleIsolation?: string
  addGlobalClass?: boolean
  pureDataPattern?: string
  /** The JSON has `usingComponents`, without which WeChat rejects a page made by Component(). */
  declaresComponents?: boolean
}

export interface Program {
  app: AppConfig
  /** theme.json: the values of `@name` in app.json and in the pages' JSON. */
  theme: Record<'light' | 'dark', Record<string, string>>
  pages: Record<string, ComponentConfig>
  components: Record<string, ComponentConfig>
  /** CommonJS source by path. */
  scripts: Record<string, string>
  /** An expression that yields the template groups by path. Its free variables are listed in compile/wxml.ts. */
  templates: string
  /** CSS by path, `app` first. `SCOPE_TOKEN` stands for the component's class prefix. */
  styles: Record<string, string>
  /** Problems of each page or component by path, as `file:line:column message`; those under `''` affect every page. */
  problems: Record<string, string[]>
  /** Settings and files that the simulator passes over, each in a sentence for the console. */
  unsupported: string[]
}

/** Replaced in the page: only there is a component's style isolation known, as its `options` may set it. */
export const SCOPE_TOKEN = '__wxss_scope__'

/** The attribute that holds a page's or component's path on its host element. */
export const PATH_ATTRIBUTE = 'wx-is'

/** A tag's name in the DOM, never an HTML element's: those have no hyphen. */
export function domName(tag: string): string {
  return tag.includes('-') && !BUILT_INS.has(tag) ? tag : `wx-${tag}`
}

/** Built-in components. */
export const BUILT_INS = new Set(
  'view text button image scroll-view input canvas rich-text picker'.split(' '),
)
