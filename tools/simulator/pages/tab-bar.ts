// app.json's tabBar and wx.setTabBar… → the phone's tab bar.
import type { Program, TabBarItem } from '../program'
import type { Theme } from '../host'
import { toApis } from '../wx/callbacks'
import type { Phone } from './phone'
import { themed } from './phone'

export interface TabBar {
  apis: Record<string, unknown>
  indexOf(path: string): number
  /** Sets the page on top; the bar is shown if the page is a tab. */
  select(path: string): void
  onTap(listener: (path: string) => void): void
  showTheme(theme: Theme): void
}

type BarStyle = Partial<Record<'color' | 'selectedColor' | 'backgroundColor' | 'borderStyle', string>>

export function createTabBar(program: Program, phone: Phone, initialTheme: Theme): TabBar {
  const config = program.app.tabBar
  let theme = initialTheme
  let selected = -1
  let hidden = false
  const changes = new Map<number, Partial<TabBarItem>>()
  const style: BarStyle = {}

  function show(): void {
    if (!config || selected < 0) return phone.showTabBar(undefined)
    const of = (name: keyof BarStyle, fallback: string) =>
      style[name] ?? themed(config[name], theme, program) ?? fallback
    const dark = theme === 'dark'
    const border = of('borderStyle', dark ? 'white' : 'black')
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
  const setHidden = (value: boolean) => {
    requireTab()
    hidden = value
    show()
  }
  return {
    apis: toApis({
      setTabBarItem({ index, text, iconPath, selectedIconPath }: { index: number } & Partial<TabBarItem>) {
        requireTab()
        if (!config?.list[index]) throw new Error('tabbar item not found')
        changes.set(index, { ...changes.get(index), ...given({ text, iconPath, selectedIconPath }) })
        show()
      },
      setTabBarStyle({ color, selectedColor, backgroundColor, borderStyle }: BarStyle) {
        requireTab()
        Object.assign(style, given({ color, selectedColor, backgroundColor, borderStyle }))
        show()
      },
      hideTabBar: () => setHidden(true),
      showTabBar: () => setHidden(false),
    }),
    indexOf: (path) => config?.list.findIndex(({ pagePath }) => pagePath === path) ?? -1,
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

/** The fields that have a value. */
function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
}
