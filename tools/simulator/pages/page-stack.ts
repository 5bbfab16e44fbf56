// Navigation calls → the page stack, the pages' lifecycles and the phone's bars.
import type { Program } from '../program'
import type { Framework, PageInstance, PageRoot } from './framework'
import type { Theme } from '../host'
import { toApis } from '../wx/callbacks'
import type { Packages } from './packages'
import type { NavigationBar, Phone } from './phone'
import { navigationBarOf } from './phone'
import { refuse } from './problems'
import { createReachedBottom } from './reached-bottom'
import type { Caller, Viewport } from './selector-query'
import type { TabBar } from './tab-bar'
import { unitsOf } from './units'

const LEVELS = 10
const REACH_BOTTOM_PX = 50

interface Entry {
  path: string
  instance: PageInstance | undefined
  root: PageRoot
  viewport: Viewport
  bar: Omit<NavigationBar, 'canGoBack'>
  /** Set through wx.setNavigationBar…; survives a change of theme. */
  barChanges: Partial<NavigationBar>
  wasReady: boolean
}

interface ScrollOptions {
  scrollTop?: number
  selector?: string
  offsetTop?: number
  duration?: number
}

export interface PageStack {
  apis: Record<string, unknown>
  /** Throws, or rejects if the page's package has to be fetched first, when the page cannot be opened. */
  open(url: string): void | Promise<void>
  current: () => PageInstance | undefined
  all: () => PageInstance[]
  viewportOf: (caller: Caller) => Viewport
  showTheme(theme: Theme): void
  /** Call when the mini program enters or leaves the foreground. */
  showTop(): void
  hideTop(): void
}

export function createPageStack(
  program: Program,
  phone: Phone,
  tabBar: TabBar,
  getFramework: () => Framework,
  /** Called before a page is created: its files must run first. */
  prepare: (path: string) => void,
  packages: Packages,
  initialTheme: Theme,
): PageStack {
  let theme = initialTheme
  let stack: Entry[] = []
  const tabs = new Map<string, Entry>()
  const top = () => stack.at(-1)
  const isTab = (path: string) => tabBar.indexOf(path) >= 0

  function create(path: string, query: Record<string, string>): Entry {
    prepare(path)
    const problems = unitsOf(path, program).flatMap((unit) => program.problems[unit] ?? [])
    if (problems.length > 0) {
      const message = problems.join('\n')
      throw Object.assign(new Error(message), { stack: message })
    }
    const config = { ...program.app.window, ...program.pages[path] }
    const window = document.createElement('div')
    window.className = isTab(path) ? 'page-window tab' : 'page-window'
    const scroller = document.createElement('div')
    scroller.className = config.disableScroll ? 'page-scroller fixed' : 'page-scroller'
    window.append(scroller)
    phone.pages.append(window)
    const viewport = { window, scroller }
    const bar = navigationBarOf(config, theme, program)
    const entry: Entry = {
      path,
      instance: undefined,
      root: undefined as never,
      viewport,
      bar,
      barChanges: {},
      wasReady: false,
    }
    // Bars first: the page may query its window's size while it is being created.
    for (const other of stack) other.viewport.window.classList.add('under')
    stack.push(entry)
    showBars()
    try {
      entry.root = getFramework().createPage(path, query, scroller, (instance) => {
        entry.instance = instance
      })
    } catch (error) {
      stack.pop()
      window.remove()
      showTopWindow()
      throw error
    }
    const isBottomReached = createReachedBottom(scroller)
    scroller.addEventListener('scroll', () => {
      entry.root.call('onPageScroll', { scrollTop: scroller.scrollTop })
      if (isBottomReached(config.onReachBottomDistance ?? REACH_BOTTOM_PX)) entry.root.call('onReachBottom')
    })
    entry.root.call('onLoad', query)
    return entry
  }

  function show(entry: Entry): void {
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
    entry.viewport.window.remove()
  }

  function showTopWindow(): void {
    for (const entry of [...stack, ...tabs.values()]) {
      entry.viewport.window.classList.toggle('under', entry !== top())
      entry.viewport.window.inert = entry !== top()
    }
    showBars()
  }

  function showBars(): void {
    const entry = top()
    if (!entry) return
    phone.showNavigationBar({ ...entry.bar, ...entry.barChanges, canGoBack: stack.length > 1 })
    tabBar.select(entry.path)
  }

  /** `url` may be relative to the current page. */
  function parse(url: unknown): { path: string; query: Record<string, string> } {
    if (typeof url !== 'string' || url === '')
      throw new Error('parameter error: parameter.url should be String')
    const base = `http://page/${top()?.path ?? ''}`
    const [path = '', search = ''] = url.split('?')
    const name = new URL(path, base).pathname.slice(1)
    if (!(name in program.pages)) throw new Error(`page "${url}" is not found`)
    return { path: name, query: Object.fromEntries(new URLSearchParams(search)) }
  }

  /** At once, or when the page's package has come: until then WeChat shows that it is loading. Its own words for a failure are unknown. */
  function whenThere(path: string, enter: () => void): void | Promise<void> {
    const coming = packages.coming(path)
    if (coming === undefined) return enter()
    phone.showLoading(true)
    return coming.then(enter).finally(() => phone.showLoading(false))
  }

  function navigateTo({ url, events }: { url?: unknown; events?: object }): void | Promise<void> {
    const { path, query } = parse(url)
    if (isTab(path)) throw new Error('can not navigateTo a tabbar page')
    if (stack.length >= LEVELS) throw new Error('webview count limit exceed')
    if (events) refuse('wx.navigateTo with events')
    return whenThere(path, () => {
      hide(top())
      const entry = create(path, query)
      showTopWindow()
      show(entry)
    })
  }

  function navigateBack({ delta = 1 }: { delta?: number }): void {
    if (stack.length < 2) throw new Error('cannot navigate back at first page.')
    const closed = stack.splice(Math.max(1, stack.length - Math.max(1, delta)))
    for (const entry of closed.reverse()) unload(entry)
    showTopWindow()
    const entry = top()
    if (entry) show(entry)
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
    const entry = cached ?? create(path, {})
    tabs.set(path, entry)
    showTopWindow()
    show(entry)
  }

  function reLaunch({ url }: { url?: unknown }): void | Promise<void> {
    const { path, query } = parse(url)
    return whenThere(path, () => {
      const all = new Set([...stack, ...tabs.values()])
      stack = []
      for (const entry of [...all].reverse()) unload(entry)
      const entry = create(path, query)
      if (isTab(path)) tabs.set(path, entry)
      showTopWindow()
      show(entry)
    })
  }

  const changeBar = (changes: Partial<NavigationBar>) => {
    const entry = top()
    if (entry) Object.assign(entry.barChanges, changes)
    showBars()
  }
  const apis = toApis({
    navigateTo,
    navigateBack,
    switchTab,
    reLaunch,
    setNavigationBarTitle: ({ title }: { title: string }) => changeBar({ title: String(title) }),
    setNavigationBarColor({ frontColor, backgroundColor }: { frontColor: string; backgroundColor: string }) {
      changeBar({ text: frontColor === '#ffffff' ? 'white' : 'black', background: String(backgroundColor) })
    },
    setBackgroundColor({ backgroundColor }: { backgroundColor?: string }) {
      const window = top()?.viewport.window
      if (window && backgroundColor !== undefined) window.style.background = backgroundColor
    },
    pageScrollTo({ scrollTop, selector, offsetTop, duration }: ScrollOptions) {
      const entry = top()
      if (!entry) return
      const { scroller } = entry.viewport
      const target = selector && entry.root.instance._$.getShadowRoot()?.querySelector(selector)
      const dom = target ? (target.$$ as unknown as HTMLElement) : undefined
      const fromTop = dom ? dom.getBoundingClientRect().top - scroller.getBoundingClientRect().top : 0
      const to = dom ? scroller.scrollTop + fromTop + (offsetTop ?? 0) : (scrollTop ?? 0)
      scroller.scrollTo({ top: to, behavior: duration === 0 ? 'instant' : 'smooth' })
    },
  })
  phone.onBack(() => void apis.navigateBack({ fail: (error: unknown) => console.error(error) }))
  tabBar.onTap((path) => void apis.switchTab({ url: `/${path}` }))

  return {
    apis,
    open: (url) => reLaunch({ url }),
    current: () => top()?.instance,
    all: () => stack.flatMap(({ instance }) => instance ?? []),
    viewportOf(caller) {
      const dom = caller._$.$$ as unknown as HTMLElement | null
      const entry = [...stack, ...tabs.values()].find(
        ({ viewport }) => dom !== null && viewport.window.contains(dom),
      )
      const entryOrTop = entry ?? top()
      if (!entryOrTop) throw new Error('no page is open yet')
      return entryOrTop.viewport
    },
    showTheme(next) {
      theme = next
      for (const entry of new Set([...stack, ...tabs.values()])) {
        const config = { ...program.app.window, ...program.pages[entry.path] }
        entry.bar = { ...entry.bar, ...navigationBarOf(config, theme, program) }
      }
      showBars()
    },
    showTop() {
      const entry = top()
      if (entry) show(entry)
    },
    hideTop: () => hide(top()),
  }
}
