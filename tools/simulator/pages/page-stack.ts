// Navigation calls → the page stack, the pages' lifecycles and the phone's bars.
import type { Program, WindowConfig } from '../program'
import { refuseOthers, toApis } from '../wx/callbacks'
import { createListeners } from '../wx/listeners'
import { element } from '../wx/overlay'
import type { Framework, PageInstance, PageRoot } from './framework'
import type { Packages } from './packages'
import type { Phone } from './phone'
import type { TabBar } from './tab-bar'
import type { ChosenTheme } from './theme'
import { unitsOf } from './units'

const LEVELS = 10
const REACH_BOTTOM_PX = 50

interface Entry {
  path: string
  /** The page's own and the app's, and what wx.setNavigationBar… has made of them. */
  config: WindowConfig
  instance: PageInstance | undefined
  root: PageRoot
  /** The page's area, between navigation bar and tab bar. */
  window: HTMLElement
  scroller: HTMLElement
  wasReady: boolean
}

/**
 * As WeChat reads it: nothing is decoded, a second `=` ends the value, and one without any is `valueless`, for navigation the text
 * "undefined". https://developers.weixin.qq.com/community/develop/doc/0004e8d93c4c080eddc36298661800
 */
export function queryOf(search: string, valueless = ''): Record<string, string> {
  const pairs = search.split('&').map((pair) => pair.split('='))
  const named = pairs.filter(([name]) => name).map(([name, value = valueless]) => [name, value] as const)
  return Object.fromEntries(named) as Record<string, string>
}

export type PageStack = ReturnType<typeof createPageStack>

/** `prepare` is called before a page is created: its files must run first. */
export function createPageStack(
  program: Program,
  phone: Phone,
  theme: ChosenTheme,
  tabBar: TabBar,
  packages: Packages,
  framework: Framework,
  prepare: (path: string) => void,
) {
  let stack: Entry[] = []
  const tabs = new Map<string, Entry>()
  const top = () => stack.at(-1)
  const isTab = (path: string) => tabBar.indexOf(path) >= 0
  const opened = () => new Set([...stack, ...tabs.values()])

  function create(path: string, query: Record<string, string>): Entry {
    prepare(path)
    const problems = unitsOf(path, program).flatMap((unit) => program.problems[unit] ?? [])
    if (problems.length > 0) {
      const message = problems.join('\n')
      throw Object.assign(new Error(message), { stack: message })
    }
    const config = { ...program.app.window, ...program.pages[path] }
    const scroller = element('div', { class: config.disableScroll ? 'page-scroller fixed' : 'page-scroller' })
    const window = element('div', { class: isTab(path) ? 'page-window tab' : 'page-window' }, scroller)
    phone.pages.append(window)
    const root = undefined as never
    const entry: Entry = { path, config, instance: undefined, root, window, scroller, wasReady: false }
    // Bars first: the page may query its window's size while it is being created.
    for (const other of stack) other.window.classList.add('under')
    stack.push(entry)
    showBars()
    try {
      entry.root = framework.createPage(path, query, scroller, (instance) => (entry.instance = instance))
    } catch (error) {
      stack.pop()
      window.remove()
      showTopWindow()
      throw error
    }
    reportScrolling(entry)
    entry.root.call('onLoad', query)
    return entry
  }

  /** The bottom is reached once, and again after new content has moved it. */
  function reportScrolling({ scroller, root, config }: Entry): void {
    let reportedHeightPx = 0
    scroller.addEventListener('scroll', () => {
      const { scrollHeight, clientHeight, scrollTop } = scroller
      root.call('onPageScroll', { scrollTop })
      const leftPx = scrollHeight - clientHeight - scrollTop
      const isNear = leftPx <= (config.onReachBottomDistance ?? REACH_BOTTOM_PX)
      if (isNear && scrollHeight !== reportedHeightPx) root.call('onReachBottom')
      reportedHeightPx = isNear ? scrollHeight : 0
    })
  }

  /** Brings the page on top to the front. */
  function showTop(): void {
    showTopWindow()
    const entry = top()
    if (!entry) return
    entry.root.pageLifetime('show')
    entry.root.call('onShow')
    if (entry.wasReady) return
    entry.wasReady = true
    packages.preloadFor(entry.path)
    requestAnimationFrame(() => {
      if (!stack.includes(entry)) return
      entry.root.ready()
      entry.root.call('onReady')
    })
  }

  function hide(entry: Entry | undefined): void {
    entry?.root.pageLifetime('hide')
    entry?.root.call('onHide')
  }

  function unload(entry: Entry): void {
    tabs.delete(entry.path)
    entry.root.call('onUnload')
    entry.root.release()
    entry.window.remove()
  }

  function showTopWindow(): void {
    for (const entry of opened()) {
      entry.window.classList.toggle('under', entry !== top())
      entry.window.inert = entry !== top()
    }
    showBars()
  }

  function showBars(): void {
    const entry = top()
    if (!entry) return
    phone.showNavigationBar(entry.config, stack.length > 1)
    tabBar.select(entry.path)
  }
  theme.onChange(showBars)

  /** `url` may be relative to the current page. */
  function parse(url: unknown): { path: string; query: Record<string, string> } {
    if (typeof url !== 'string' || url === '')
      throw new Error('parameter error: parameter.url should be String')
    const base = `http://page/${top()?.path ?? ''}`
    const [path = '', search = ''] = url.split('?')
    const name = new URL(path, base).pathname.slice(1)
    const problems = program.problems[name]?.join('\n')
    if (!(name in program.pages)) throw new Error(problems ?? `page "${url}" is not found`)
    return { path: name, query: queryOf(search, 'undefined') }
  }

  /** At once, or when the page's package has come: until then WeChat shows that it is loading. Its own words for a failure are unknown. */
  function whenThere(path: string, enter: () => void): void | Promise<void> {
    const coming = packages.coming(path)
    if (coming === undefined) return enter()
    phone.showLoading(true)
    return coming.then(enter).finally(() => phone.showLoading(false))
  }

  function navigateTo({ url, ...others }: { url?: unknown }): void | Promise<void> {
    refuseOthers('navigateTo', others)
    const { path, query } = parse(url)
    if (isTab(path)) throw new Error('can not navigateTo a tabbar page')
    if (stack.length >= LEVELS) throw new Error('webview count limit exceed')
    return whenThere(path, () => {
      hide(top())
      create(path, query)
      showTop()
    })
  }

  function navigateBack({ delta = 1 }: { delta?: number }): void {
    if (stack.length < 2) throw new Error('cannot navigate back at first page.')
    const closed = stack.splice(Math.max(1, stack.length - Math.max(1, delta)))
    for (const entry of closed.reverse()) unload(entry)
    showTop()
  }

  function switchTab({ url }: { url?: unknown }): void {
    const { path } = parse(url)
    if (!isTab(path)) throw new Error('can not switch to no-tabBar page')
    if (top()?.path === path) return
    const [first] = stack
    if (first && isTab(first.path)) tabs.set(first.path, first)
    if (first && stack.length === 1 && isTab(first.path)) hide(first)
    for (const entry of [...stack].reverse()) if (!isTab(entry.path)) unload(entry)
    stack = []
    const cached = tabs.get(path)
    if (cached) stack.push(cached)
    tabs.set(path, cached ?? create(path, {}))
    showTop()
  }

  function reLaunch({ url }: { url?: unknown }): void | Promise<void> {
    const { path, query } = parse(url)
    return whenThere(path, () => {
      const closed = [...opened()]
      stack = []
      for (const entry of closed.reverse()) unload(entry)
      const entry = create(path, query)
      if (isTab(path)) tabs.set(path, entry)
      showTop()
    })
  }

  const resizes = createListeners<object>()
  phone.onResize(() => {
    for (const { root, window } of opened()) {
      const size = { windowWidth: window.clientWidth, windowHeight: window.clientHeight }
      root.pageLifetime('resize', { size })
      root.call('onResize', { size })
      if (window === top()?.window) resizes.emit({ size })
    }
  })

  const changeBar = (changes: WindowConfig) => {
    Object.assign(top()?.config ?? {}, changes)
    showBars()
  }
  const apis = toApis({
    navigateTo,
    navigateBack,
    switchTab,
    reLaunch,
    setNavigationBarTitle: ({ title }: { title: string }) =>
      changeBar({ navigationBarTitleText: String(title) }),
    setNavigationBarColor({ frontColor, backgroundColor }: Record<string, string>) {
      if (!/^#(0{6}|f{6})$/.test(frontColor ?? '')) throw new Error(`invalid frontColor ${frontColor}`)
      changeBar({
        navigationBarTextStyle: frontColor === '#ffffff' ? 'white' : 'black',
        navigationBarBackgroundColor: String(backgroundColor),
      })
    },
    setBackgroundColor({ backgroundColor }: { backgroundColor?: string }) {
      const window = top()?.window
      if (window && backgroundColor !== undefined) window.style.background = backgroundColor
    },
    /** Drivers scroll with it. */
    pageScrollTo({ scrollTop, duration, ...others }: { scrollTop?: number; duration?: number }) {
      refuseOthers('pageScrollTo', others)
      top()?.scroller.scrollTo({ top: scrollTop ?? 0, behavior: duration === 0 ? 'instant' : 'smooth' })
    },
  })
  phone.onBack(() => void apis.navigateBack({ fail: (error: unknown) => console.error(error) }))
  tabBar.onTap((path) => void apis.switchTab({ url: `/${path}` }))

  return {
    apis: { ...apis, onWindowResize: resizes.on, offWindowResize: resizes.off },
    /** Throws, or rejects if the page's package has to be fetched first, when the page cannot be opened. */
    open: (url: string) => reLaunch({ url }),
    current: () => top()?.instance,
    all: () => stack.flatMap(({ instance }) => instance ?? []),
    /** Call both when the mini program enters and leaves the foreground. */
    showTop,
    hideTop: () => hide(top()),
  }
}
