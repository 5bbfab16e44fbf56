// app.json's tabBar and wx.setTabBar… → the phone's tab bar.
import type { Program, TabBarItem } from '../program'
import { toApi } from '../wx/api'
import type { ApiOptions, HostApi, Theme } from '../host'
import type { Phone } from './phone'
import { themed } from './phone'

export interface TabBar {
  apis: Record<
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
  indexOf(path: string): number
  textOf(path: string): string
  /** Sets the page on top; the bar is shown if the page is a tab. */
  select(path: string): void
  onTap(listener: (path: string) => void): void
  showTheme(theme: Theme): void
}

export function createTabBar(program: Program, phone: Phone, initialTheme: Theme): TabBar {
  const config = program.app.tabBar
  let theme = initialTheme
  let selected = -1
  let hidden = false
  const changes = new Map<number, Partial<TabBarItem> & { badge?: string | undefined; dot?: boolean }>()
  const style: Record<string, string> = {}

  function show(): void {
    if (!config || selected < 0) return phone.showTabBar(undefined)
    const of = (name: 'color' | 'selectedColor' | 'backgroundColor', fallback: string) =>
      style[name] ?? themed(config[name], theme, program) ?? fallback
    const dark = theme === 'dark'
    const border =
      style['borderStyle'] ?? themed(config.borderStyle, theme, program) ?? (dark ? 'white' : 'black')
    phone.showTabBar({
      items: config.list.map((item, index) => {
        const merged = { ...item, ...changes.get(index) }
        const iconPath = themed(merged.iconPath, theme, program)
        const selectedIconPath = themed(merged.selectedIconPath, theme, program)
        return { ...merged, ...(iconPath && { iconPath }), ...(selectedIconPath && { selectedIconPath }) }
      }),
      selected,
      shown: !hidden,
      color: of('color', dark ? '#9a9a9a' : '#999999'),
      selectedColor: of('selectedColor', '#07c160'),
      background: of('backgroundColor', dark ? '#191919' : '#ffffff'),
      border: border === 'white' ? 'rgb(255 255 255 / 12%)' : 'rgb(0 0 0 / 10%)',
    })
  }
  /** As reported: https://github.com/ijry/uview-plus/issues/1017 */
  const requireTab = () => {
    if (selected < 0) throw new Error('not TabBar page')
  }
  const change = (options: ApiOptions, change: Record<string, unknown>) => {
    requireTab()
    const index = Number(options['index'])
    if (!config?.list[index]) throw new Error('tabbar item not found')
    changes.set(index, { ...changes.get(index), ...change })
    show()
  }
  const setHidden = (value: boolean) => {
    requireTab()
    hidden = value
    show()
  }
  const pick = (options: ApiOptions, names: string[]) =>
    Object.fromEntries(
      names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
    )

  return {
    apis: {
      setTabBarItem: toApi('setTabBarItem', (options) =>
        change(options, pick(options, ['text', 'iconPath', 'selectedIconPath'])),
      ),
      setTabBarStyle: toApi('setTabBarStyle', (options) => {
        requireTab()
        Object.assign(style, pick(options, ['color', 'selectedColor', 'backgroundColor', 'borderStyle']))
        show()
      }),
      hideTabBar: toApi('hideTabBar', () => setHidden(true)),
      showTabBar: toApi('showTabBar', () => setHidden(false)),
      setTabBarBadge: toApi('setTabBarBadge', (options) =>
        change(options, { badge: String(options['text']) }),
      ),
      removeTabBarBadge: toApi('removeTabBarBadge', (options) => change(options, { badge: undefined })),
      showTabBarRedDot: toApi('showTabBarRedDot', (options) => change(options, { dot: true })),
      hideTabBarRedDot: toApi('hideTabBarRedDot', (options) => change(options, { dot: false })),
    },
    indexOf: (path) => config?.list.findIndex(({ pagePath }) => pagePath === path) ?? -1,
    textOf: (path) => config?.list.find(({ pagePath }) => pagePath === path)?.text ?? '',
    select(path) {
      selected = config?.list.findIndex(({ pagePath }) => pagePath === path) ?? -1
      show()
    },
    onTap: (listener) =>
      phone.onTab((index) => {
        const path = config?.list[index]?.pagePath
        if (path !== undefined) listener(path)
      }),
    showTheme(next) {
      theme = next
      show()
    },
  }
}
