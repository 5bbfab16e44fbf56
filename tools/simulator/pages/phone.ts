// The current page's configuration → the phone around the pages: status and navigation bar, home indicator. Its markup is phone.html.
import type { PhoneMetrics } from '../host'
import type { WindowConfig } from '../program'
import { element } from '../wx/overlay'
import css from './phone.css'
import markup from './phone.html'
import type { ChosenTheme } from './theme'

export type Phone = ReturnType<typeof createPhone>

/** Builds the phone in `parent`. phone.css sets the custom properties that replace `env(…)` in the mini program's styles. */
export function createPhone(parent: HTMLElement, theme: ChosenTheme) {
  document.head.append(element('style', {}, css))
  parent.innerHTML = markup
  const find = (name: string) => {
    const found = parent.querySelector<HTMLElement>(`.phone-${name}`)
    if (!found) throw new Error(`no .phone-${name}`)
    return found
  }
  const screen = find('screen')
  const tabs = find('tabs')
  const showTime = () => {
    find('clock').textContent = new Date().toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit' })
  }
  showTime()
  setInterval(showTime, 10_000)
  const showTheme = () => {
    screen.dataset['theme'] = theme.current()
    document.documentElement.style.colorScheme = theme.current()
  }
  showTheme()
  theme.onChange(showTheme)

  return {
    screen,
    /** Contains the pages, stacked. */
    pages: find('pages'),
    tabs,
    /** The topmost layer of the phone. */
    overlay: find('overlay'),
    /** Beside the phone. */
    panel: find('panel'),
    metrics(): PhoneMetrics {
      const { width: widthPx, height: heightPx } = screen.getBoundingClientRect()
      const style = getComputedStyle(screen)
      const inset = (name: string) => parseFloat(style.getPropertyValue(`--safe-area-inset-${name}`)) || 0
      const statusBarHeightPx = find('status').offsetHeight
      const navigationBarHeightPx = find('navigation').offsetHeight
      const top = Math.max(statusBarHeightPx, inset('top'))
      const bottom = heightPx - inset('bottom')
      return {
        widthPx,
        heightPx,
        windowWidthPx: widthPx,
        windowHeightPx: heightPx - statusBarHeightPx - navigationBarHeightPx - tabs.offsetHeight,
        statusBarHeightPx,
        navigationBarHeightPx,
        pixelRatio: devicePixelRatio,
        safeArea: { left: 0, right: widthPx, width: widthPx, top, bottom, height: bottom - top },
      }
    },
    showNavigationBar(config: WindowConfig, canGoBack: boolean) {
      const isDark = theme.current() === 'dark'
      const text = theme.resolve(config.navigationBarTextStyle) ?? (isDark ? 'white' : 'black')
      const background = theme.resolve(config.navigationBarBackgroundColor)
      document.title = config.navigationBarTitleText ?? ''
      find('title').textContent = document.title
      find('back').hidden = !canGoBack
      find('top').classList.toggle('white', text === 'white')
      find('top').style.background = background ?? (isDark ? '#111111' : '#ffffff')
    },
    /** Over the page, which takes no tap meanwhile. */
    showLoading: (isLoading: boolean) => (find('loading').hidden = !isLoading),
    /** The browser's window has changed the size of the phone. */
    onResize(listener: () => void) {
      const sizeOf = () => `${screen.clientWidth} ${screen.clientHeight}`
      let last = sizeOf()
      new ResizeObserver(() => {
        if (sizeOf() !== last) listener()
        last = sizeOf()
      }).observe(screen)
    },
    onBack: (listener: () => void) => find('back').addEventListener('click', listener),
  }
}
