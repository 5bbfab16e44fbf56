// A mini program in the simulator, on a page that each test reopens in the browser shared by all suites.
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { createSimulator, type Simulator } from '../../../tools/simulator/server'
import { joinChromium } from '../../browser/chromium'
import { openFreshPage } from '../../browser/fresh-page'

/** The runtime's exports to `window`, for tests. */
export interface Exposed {
  getApp(): { log: string[]; lastEvent: Record<string, unknown>; lastScroll: Record<string, unknown> }
  getCurrentPages(): CurrentPage[]
  wx: Record<string, ((...values: unknown[]) => unknown) | undefined>
}
export interface CurrentPage {
  route: string
  data: Record<string, unknown>
  setData(data: object): void
  selectComponent(selector: string): { setData(data: object): void; describe?(): string }
  createSelectorQuery(): Query
}
interface Query {
  select(selector: string): { boundingClientRect(): void }
  exec(callback: (results: unknown[]) => void): void
}
declare const simulator: Exposed

export interface SimulatedPhone {
  readonly page: Page
  readonly browser: Browser
  /** The simulator's URL. */
  readonly url: string
  /** The page's console errors since it was opened. */
  readonly errors: readonly string[]
  /** Its errors and warnings. */
  readonly told: readonly string[]
  open(search?: string, options?: BrowserContextOptions): Promise<void>
  /** The lines of the mini program's own log. */
  log(): Promise<string[]>
  logged(line: string): Promise<unknown>
  clearLog(): Promise<void>
  /** On the visible page. */
  top(selector: string): Locator
  style(selector: string, name: string): Promise<string>
  /** An asynchronous API's result, or the argument of `fail`. */
  call(name: string, options?: object): Promise<Record<string, unknown>>
}

/** Call inside `describe`. `rootOf` is called once, before the first test. */
export function useSimulatedPhone(
  rootOf: () => string,
  viewport: { width: number; height: number },
): SimulatedPhone {
  let server: Simulator
  let browser: Browser
  let page: Page
  let errors: string[] = []
  let told: string[] = []

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([
      createSimulator({ root: rootOf(), port: 0, watch: false, onBuild: () => undefined }),
      joinChromium(),
    ])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const top = (selector: string) => page.locator(`.page-window:not(.under) ${selector}`)
  return {
    get page() {
      return page
    },
    get browser() {
      return browser
    },
    get url() {
      return server.url
    },
    get errors() {
      return errors
    },
    get told() {
      return told
    },
    async open(search = '', options = {}) {
      page = await openFreshPage(browser, server.url, { viewport, ...options })
      const [seen, all]: [string[], string[]] = [[], []]
      ;[errors, told] = [seen, all]
      page.on('console', (message) => {
        if (message.type() === 'error') seen.push(message.text())
        if (/^(error|warning)$/.test(message.type())) all.push(message.text())
      })
      page.on('pageerror', (error) => [seen, all].forEach((list) => list.push(String(error))))
      await page.goto(server.url + search)
      await page.waitForSelector('.page-window:not(.under) wx-page')
    },
    log: () => page.evaluate(() => simulator.getApp().log),
    logged: (line) => page.waitForFunction((wanted) => simulator.getApp().log.includes(wanted), line),
    clearLog: () => page.evaluate(() => void simulator.getApp().log.splice(0)),
    top,
    style: (selector, name) =>
      top(selector).evaluate(
        (element, property) => getComputedStyle(element).getPropertyValue(property),
        name,
      ),
    call: (name, options = {}) =>
      page.evaluate(
        ([api, parameters]) =>
          Promise.resolve(simulator.wx[api]?.(parameters)).catch((error: unknown) => error) as Promise<
            Record<string, unknown>
          >,
        [name, options] as const,
      ),
  }
}
