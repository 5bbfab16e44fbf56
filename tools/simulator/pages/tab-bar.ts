// app.json's tabBar and wx.setTabBar… → the phone's tab bar.
import type { AppConfig, TabBarItem } from '../program'
import { toApis } from '../wx/callbacks'
import { element } from '../wx/overlay'
import type { ChosenTheme } from './theme'

type BarStyle = Partial<Record<'color' | 'selectedColor' | 'backgroundColor' | 'borderStyle', string>>

export type TabBar = ReturnType<typeof createTabBar>

export function createTabBar({ tabBar }: AppConfig, bar: HTMLElement, theme: ChosenTheme) {
  const style: BarStyle = { ...tabBar }
  const items = (tabBar?.list ?? []).map((item) => ({ ...item }))
  const indexOf = (path: string) => items.findIndex(({ pagePath }) => pagePath === path)
  let selected = -1
  let isHidden = false
  let tell = (_path: string): void => undefined

  function show(): void {
    bar.hidden = isHidden || selected < 0
    const isDark = theme.current() === 'dark'
    const styled = (name: keyof BarStyle, fallback: string) => theme.resolve(style[name]) ?? fallback
    const isBorderWhite = styled('borderStyle', isDark ? 'white' : 'black') === 'white'
    bar.style.background = styled('backgroundColor', isDark ? '#191919' : '#ffffff')
    bar.style.borderColor = isBorderWhite ? 'rgb(255 255 255 / 12%)' : 'rgb(0 0 0 / 10%)'
    const color = styled('color', isDark ? '#9a9a9a' : '#999999')
    const selectedColor = styled('selectedColor', '#07c160')
    bar.replaceChildren(
      ...items.map(({ pagePath, text, iconPath, selectedIconPath }, index) => {
        const isSelected = index === selected
        const tab = element('button', { role: 'tab', 'aria-selected': String(isSelected) })
        tab.style.color = isSelected ? selectedColor : color
        const icon = (isSelected && theme.resolve(selectedIconPath)) || theme.resolve(iconPath)
        if (icon) tab.append(element('img', { src: `/program/${icon.replace(/^\//, '')}`, alt: '' }))
        tab.append(text)
        tab.onclick = () => tell(pagePath)
        return tab
      }),
    )
  }
  theme.onChange(show)

  /** Shows what `change` has made of the bar. As reported: https://github.com/ijry/uview-plus/issues/1017 */
  function onTab(change: () => unknown): void {
    if (selected < 0) throw new Error('not TabBar page')
    change()
    show()
  }
  return {
    apis: toApis({
      setTabBarItem({ index, text, iconPath, selectedIconPath }: { index: number } & Partial<TabBarItem>) {
        onTab(() => {
          const item = items[index]
          if (!item) throw new Error('tabbar item not found')
          Object.assign(item, given({ text, iconPath, selectedIconPath }))
        })
      },
      setTabBarStyle({ color, selectedColor, backgroundColor, borderStyle }: BarStyle) {
        onTab(() => Object.assign(style, given({ color, selectedColor, backgroundColor, borderStyle })))
      },
      hideTabBar: () => onTab(() => (isHidden = true)),
      showTabBar: () => onTab(() => (isHidden = false)),
    }),
    indexOf,
    /** Sets the page on top; the bar is shown if the page is a tab. */
    select(path: string) {
      selected = indexOf(path)
      show()
    },
    onTap: (listener: (path: string) => void) => (tell = listener),
  }
}

/** The fields that have a value. */
function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
}
