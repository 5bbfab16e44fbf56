// What the compiler hands to the runtime: one mini program as plain JSON. Paths have no extension and no leading slash.

export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: 'black' | 'white' | `@${string}`
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  backgroundTextStyle?: string
  enablePullDownRefresh?: boolean
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
  entryPagePath?: string
  window?: WindowConfig
  tabBar?: TabBarConfig
  darkmode?: boolean
  /** `requiredComponents`: a page's files run when it is opened first, not at the launch. */
  lazyCodeLoading?: string
  resolveAlias?: Record<string, string>
}

/** A page's or component's JSON, its usingComponents resolved to `/path`s. */
export interface ComponentConfig extends WindowConfig {
  component?: boolean
  usingComponents: Record<string, string>
  componentPlaceholder?: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  styleIsolation?: string
  addGlobalClass?: boolean
  pureDataPattern?: string
  /** Its JSON has `usingComponents`: without, WeChat takes no Component() for a page. */
  declaresComponents?: boolean
}

export interface Program {
  app: AppConfig
  /** theme.json: what `@name` stands for in app.json and the pages' JSON. */
  theme: Record<'light' | 'dark', Record<string, string>>
  pages: Record<string, ComponentConfig>
  components: Record<string, ComponentConfig>
  /** CommonJS text by path. */
  scripts: Record<string, string>
  /** An expression: an object of template groups by path. Its free variable is `wrapListener`. */
  templates: string
  /** CSS by path, `app` first. In it `SCOPE_TOKEN` stands for the component's class prefix. */
  styles: Record<string, string>
  /** What is wrong with a page or component, `file:line:column message`, by path; under `''` what stops every page. */
  problems: Record<string, string[]>
}

/** Replaced by the runtime, which alone knows a component's style isolation (its `options` may set it). */
export const SCOPE_TOKEN = '__wxss_scope__'

/** Carries a page's or component's path on its host element. */
export const PATH_ATTRIBUTE = 'wx-is'

/** Built-in components. In the DOM they are `wx-view` and so on, so that none becomes an HTML element. */
export const BUILT_INS = [
  'view',
  'text',
  'button',
  'image',
  'scroll-view',
  'input',
  'textarea',
  'switch',
  'slider',
  'progress',
  'icon',
  'canvas',
  'rich-text',
  'navigator',
  'label',
  'form',
  'radio',
  'radio-group',
  'checkbox',
  'checkbox-group',
  'picker',
  'picker-view',
  'picker-view-column',
  'swiper',
  'swiper-item',
  'movable-area',
  'movable-view',
  'cover-view',
  'cover-image',
  'root-portal',
  'page-container',
  'match-media',
  'page-meta',
  'navigation-bar',
] as const
