// The student's appearance and the tabs' words → the navigation bar, the tab bar and the window behind the page.
import type { TabName } from '../../core/ports'
import type { Settings } from '../../core/settings'

type Callbacks = { fail?(): void }
type Theme = 'light' | 'dark'

/** The slice of `wx` used to colour the bars. */
export interface BarsWx {
  setNavigationBarColor(option: { frontColor: string; backgroundColor: string } & Callbacks): unknown
  setBackgroundColor(
    option: {
      backgroundColor: string
      backgroundColorTop: string
      backgroundColorBottom: string
    } & Callbacks,
  ): unknown
  setTabBarStyle(
    option: {
      color: string
      selectedColor: string
      backgroundColor: string
      borderStyle: string
    } & Callbacks,
  ): unknown
  setTabBarItem(
    option: { index: number; text: string; iconPath?: string; selectedIconPath?: string } & Callbacks,
  ): unknown
  getAppBaseInfo(): { theme?: string }
  onThemeChange(listener: (change: { theme: string }) => void): void
}

interface Bars {
  /** Colours the visible page's bars. If it has no tab bar, that follows on the next page that has one. */
  apply(appearance: Settings['appearance'], tabTitles: Readonly<Record<TabName, string>>): void
}

/** In the order of app.json's tabBar. */
const tabs: readonly TabName[] = ['practice', 'topics', 'history', 'me']

/** Same as in theme.json, which code cannot read. */
export const barColours = {
  light: {
    background: '#F3F3F1',
    front: '#000000',
    tab: { color: '#676970', selectedColor: '#3F4FB3', backgroundColor: '#FFFFFF', borderStyle: 'black' },
  },
  dark: {
    background: '#111112',
    front: '#ffffff',
    tab: { color: '#95969D', selectedColor: '#A7B1FF', backgroundColor: '#1C1C1E', borderStyle: 'white' },
  },
} as const

export function createBars(wx: BarsWx): Bars {
  let system = themeOf(wx.getAppBaseInfo().theme)
  let appearance: Settings['appearance'] = 'system'
  /** Once coloured by code, the bars are always coloured by code: WeChat does not promise that theme.json still applies. */
  let isColoured = false
  let titles: Readonly<Record<TabName, string>> | null = null
  /** What the tab bar shows, as JSON; `''` if unknown. */
  let tabBar = ''

  function paint(): void {
    if (appearance !== 'system') isColoured = true
    const theme = appearance === 'system' ? system : appearance
    if (isColoured) paintPage(theme)
    if (titles) paintTabBar(theme, titles)
  }

  function paintPage(theme: Theme): void {
    const { background, front } = barColours[theme]
    wx.setNavigationBarColor({ frontColor: front, backgroundColor: background, fail: ignore })
    wx.setBackgroundColor({
      backgroundColor: background,
      backgroundColorTop: background,
      backgroundColorBottom: background,
      fail: ignore,
    })
  }

  function paintTabBar(theme: Theme, words: Readonly<Record<TabName, string>>): void {
    const next = JSON.stringify([isColoured && theme, words])
    if (next === tabBar) return
    tabBar = next
    // this page has no tab bar: try again on the next
    const fail = (): void => {
      if (tabBar === next) tabBar = ''
    }
    if (isColoured) wx.setTabBarStyle({ ...barColours[theme].tab, fail })
    tabs.forEach((tab, index) => {
      const icon = (state: string) => `/images/tabs/${tab}-${state}-${theme}.png`
      const icons = { iconPath: icon('normal'), selectedIconPath: icon('selected') }
      wx.setTabBarItem({ index, text: words[tab], ...(isColoured && icons), fail })
    })
  }

  wx.onThemeChange(({ theme }) => {
    system = themeOf(theme)
    if (!isColoured) return
    // iOS puts theme.json's colours back, perhaps after this, and they stay until a page is shown:
    // https://github.com/dcloudio/uni-app/issues/4888
    tabBar = ''
    paint()
    tabBar = ''
  })

  return {
    apply(nextAppearance, tabTitles) {
      appearance = nextAppearance
      titles = tabTitles
      paint()
    },
  }
}

function themeOf(theme: string | undefined): Theme {
  return theme === 'dark' ? 'dark' : 'light'
}

function ignore(): void {
  return undefined
}
