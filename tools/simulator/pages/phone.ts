// The current page's and the app's configuration → the phone around the pages: status, navigation and tab bars, home indicator, panel.
import type { Program, TabBarItem, WindowConfig } from '../program'
import type { PhoneMetrics, Rect, Theme } from '../host'
import css from './phone.css'
import { icons } from './phone-icons'

export interface NavigationBar {
  title: string
  background: string
  text: 'black' | 'white'
  canGoBack: boolean
}

export interface TabState {
  items: TabBarItem[]
  selected: number
  shown: boolean
  color: string
  selectedColor: string
  background: string
  border: string
}

export interface Phone {
  screen: HTMLElement
  /** Contains the pages, stacked. */
  pages: HTMLElement
  /** The topmost layer of the phone. */
  overlay: HTMLElement
  metrics: () => PhoneMetrics
  showTheme(theme: Theme): void
  showNavigationBar(bar: NavigationBar): void
  showTabBar(state: TabState | undefined): void
  /** Over the page, which takes no tap meanwhile. */
  showLoading(isLoading: boolean): void
  onBack(listener: () => void): void
  onTab(listener: (index: number) => void): void
}

/** Builds the phone in `parent`. phone.css sets the custom properties that replace `env(…)` in the mini program's styles. */
export function createPhone(parent: HTMLElement): Phone {
  const style = document.createElement('style')
  style.textContent = css
  document.head.append(style)
  parent.innerHTML = `
    <div class="phone"><div class="phone-screen" data-theme="light">
      <div class="phone-pages"></div>
      <header class="phone-top">
        <div class="phone-status" aria-hidden="true"><span class="phone-clock"></span><span>${icons.status}</span></div>
        <div class="phone-navigation">
          <button class="phone-back" aria-label="返回" hidden>${icons.back}</button>
          <h1 class="phone-title"></h1>
          <div class="phone-capsule" aria-hidden="true">${icons.more}<i></i>${icons.close}</div>
        </div>
      </header>
      <nav class="phone-tabs" role="tablist" hidden></nav>
      <div class="phone-loading" role="status" aria-label="加载中" hidden></div>
      <div class="phone-overlay"></div>
      <div class="phone-home" aria-hidden="true"></div>
    </div></div>
    <aside class="phone-panel" id="simulator-panel"></aside>`
  const find = (name: string) => {
    const element = parent.querySelector<HTMLElement>(`.phone-${name}`)
    if (!element) throw new Error(`no .phone-${name}`)
    return element
  }
  const [screen, pages, top, tabs, title, back] = ['screen', 'pages', 'top', 'tabs', 'title', 'back'].map(
    find,
  ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement]
  const clock = find('clock')
  const showTime = () => {
    clock.textContent = new Date().toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit' })
  }
  showTime()
  setInterval(showTime, 10_000)
  let tabListener = (_index: number) => {}

  return {
    screen,
    pages,
    overlay: find('overlay'),
    metrics() {
      const { width: widthPx, height: heightPx } = screen.getBoundingClientRect()
      const style = getComputedStyle(screen)
      const inset = (name: string) => parseFloat(style.getPropertyValue(`--safe-area-inset-${name}`)) || 0
      const statusBarHeightPx = find('status').getBoundingClientRect().height
      const navigationBarHeightPx = find('navigation').getBoundingClientRect().height
      const tabBarHeightPx = tabs.hidden ? 0 : tabs.getBoundingClientRect().height
      const safeTop = Math.max(statusBarHeightPx, inset('top'))
      return {
        widthPx,
        heightPx,
        windowWidthPx: widthPx,
        windowHeightPx: heightPx - statusBarHeightPx - navigationBarHeightPx - tabBarHeightPx,
        statusBarHeightPx,
        navigationBarHeightPx,
        pixelRatio: devicePixelRatio,
        safeArea: toRect(0, safeTop, widthPx, heightPx - safeTop - inset('bottom')),
      }
    },
    showTheme(theme) {
      screen.dataset['theme'] = theme
      document.documentElement.style.colorScheme = theme
    },
    showNavigationBar(bar) {
      title.textContent = bar.title
      document.title = bar.title
      back.hidden = !bar.canGoBack
      top.classList.toggle('white', bar.text === 'white')
      top.style.background = bar.background
    },
    showTabBar(state) {
      const shown = state?.shown === true
      tabs.hidden = !shown
      screen.classList.toggle('with-tabs', shown)
      if (!state) return
      tabs.style.background = state.background
      tabs.style.borderColor = state.border
      tabs.replaceChildren(
        ...state.items.map((item, index) => {
          const chosen = index === state.selected
          const tab = document.createElement('button')
          tab.setAttribute('role', 'tab')
          tab.setAttribute('aria-selected', String(chosen))
          tab.style.color = chosen ? state.selectedColor : state.color
          const icon = (chosen ? item.selectedIconPath : undefined) ?? item.iconPath
          if (icon) {
            const image = document.createElement('img')
            image.src = `/program/${icon.replace(/^\//, '')}`
            image.alt = ''
            tab.append(image)
          }
          tab.append(item.text)
          tab.addEventListener('click', () => tabListener(index))
          return tab
        }),
      )
    },
    showLoading: (isLoading) => (find('loading').hidden = !isLoading),
    onBack: (listener) => back.addEventListener('click', listener),
    onTab: (listener) => (tabListener = listener),
  }
}

function toRect(left: number, top: number, width: number, height: number): Rect {
  return { left, top, width, height, right: left + width, bottom: top + height }
}

/** Resolves `@name` in app.json or a page's JSON through theme.json. */
export function themed(value: string | undefined, theme: Theme, program: Program): string | undefined {
  return value?.startsWith('@') ? program.theme[theme]?.[value.slice(1)] : value
}

/** The navigation bar of a page's configuration. */
export function navigationBarOf(config: WindowConfig, theme: Theme, program: Program) {
  const resolve = (value: string | undefined) => themed(value, theme, program)
  return {
    title: config.navigationBarTitleText ?? '',
    background: resolve(config.navigationBarBackgroundColor) ?? (theme === 'dark' ? '#111111' : '#ffffff'),
    text: (resolve(config.navigationBarTextStyle) ?? (theme === 'dark' ? 'white' : 'black')) as
      'black' | 'white',
  }
}
