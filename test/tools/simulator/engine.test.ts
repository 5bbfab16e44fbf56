import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Simulator } from '../../../tools/simulator/server'
import { createSimulator } from '../../../tools/simulator/server'
import { describeInBrowser, launchChromium } from '../../browser/chromium'
import { openFreshPage } from '../../browser/fresh-page'
import { copyFixtureApp } from './fixture-app'

/** What the runtime leaves on the browser's window for tests. */
interface Exposed {
  getApp(): { log: string[]; lastEvent: Record<string, unknown>; lastScroll: Record<string, unknown> }
  getCurrentPages(): { route: string; setData(data: object): void; [name: string]: unknown }[]
  wx: Record<string, ((options?: object) => unknown) | undefined>
}
declare const simulator: Exposed

describeInBrowser('the simulator’s engine', () => {
  let app: ReturnType<typeof copyFixtureApp>
  let server: Simulator
  let browser: Browser
  let page: Page
  let consoleErrors: string[]

  beforeAll(async () => {
    app = copyFixtureApp()
    server = await createSimulator({ root: app.root, port: 0, onBuild: () => undefined })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    app?.remove()
  })

  async function open(search = '', options: BrowserContextOptions = {}) {
    page = await openFreshPage(browser, server.url, {
      viewport: { width: 1000, height: 900 },
      ...options,
    })
    consoleErrors = []
    page.on('console', (message) => message.type() === 'error' && consoleErrors.push(message.text()))
    page.on('pageerror', (error) => consoleErrors.push(String(error)))
    await page.goto(server.url + search)
    await page.waitForSelector('.page-window:not(.under) wx-page')
  }

  const log = () => page.evaluate(() => simulator.getApp().log)
  const logged = (line: string) =>
    page.waitForFunction((wanted) => simulator.getApp().log.includes(wanted), line)
  const lastEvent = () => page.evaluate(() => simulator.getApp().lastEvent)
  const top = (selector: string) => page.locator(`.page-window:not(.under) ${selector}`)
  const style = (selector: string, name: string) =>
    top(selector).evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name)

  /** Calls a wx API and gives its result or its error's words. */
  const call = (name: string, options: object = {}) =>
    page.evaluate(
      ([api, parameters]) =>
        Promise.resolve(simulator.wx[api]?.(parameters)).then(
          (result) => (result as { errMsg: string }).errMsg,
          (error: { errMsg: string }) => error.errMsg,
        ),
      [name, options] as const,
    )

  it('runs the lifecycles in WeChat’s order', async () => {
    await open()
    await logged('home onReady')
    expect(await log()).toEqual([
      'app onLaunch pages/home/home',
      'app onShow',
      'card created',
      'home attached',
      'card attached',
      'home onLoad {}',
      'card page show',
      'home onShow',
      'card ready',
      'home ready',
      'home onReady',
    ])
    expect(consoleErrors).toEqual([])
  })

  it('renders bindings, WXS, loops, conditions, templates and includes', async () => {
    await open()
    expect(await top('.greeting').textContent()).toBe('HELLO 8')
    expect(await top('.item').allTextContents()).toEqual(['0.one', '1.two'])
    expect(await top('.when').textContent()).toBe('shown')
    expect(await top('.row').textContent()).toBe('row:7')
    expect(await top('.footer').textContent()).toBe('included 3')
    await page.evaluate(() =>
      simulator.getCurrentPages()[0]?.setData({ visible: false, 'items[1].name': 'three' }),
    )
    expect(await top('.item').allTextContents()).toEqual(['0.one', '1.three'])
    expect(await top('.when').textContent()).toBe('hidden')
  })

  it('hands events a copy of their dataset, and their own detail', async () => {
    await open()
    await top('.item >> nth=1').click()
    const event = await lastEvent()
    expect(event).toMatchObject({ type: 'tap', currentTarget: { dataset: { index: 1, itemId: 'b' } } })
    expect(event['touches']).toHaveLength(1)
    await page.evaluate(() => simulator.getCurrentPages()[0]?.setData({ items: [{ id: 'b', name: 'two' }] }))
    expect((await lastEvent())['currentTarget']).toMatchObject({ dataset: { index: 1 } })

    await top('wx-button:has-text("poke")').click()
    expect(await lastEvent()).toMatchObject({ type: 'poked', detail: { amount: 2 }, target: { id: 'card' } })
  })

  it('bubbles, catches, and leaves disabled buttons alone', async () => {
    await open()
    await top('.caught').click()
    await top('.disabled').click({ force: true })
    await top('.pressed').click()
    const taps = (await log()).filter((line) => line.endsWith(' tap'))
    expect(taps).toEqual(['caught tap', 'press tap'])
  })

  it('tells of touches, long presses and pressed looks', async () => {
    await open()
    await top('.touchpad').hover()
    await page.mouse.down()
    await logged('longpress 1 1')
    await page.mouse.move(0, 0)
    await page.mouse.up()
    const touches = (await log()).filter((line) => /^(touch|longpress)/.test(line))
    expect(touches).toEqual(['touchstart 1 1', 'longpress 1 1', 'touchmove 1 1', 'touchend 0 1'])

    await top('.pressed').hover()
    await page.mouse.down()
    expect(await style('.pressed', 'opacity')).toBe('0.7')
    await page.mouse.up()
    await page.waitForFunction(() => !document.querySelector('.is-pressed'))
  })

  it('works by keyboard and names things for assistive technology', async () => {
    await open()
    await page.getByRole('button', { name: 'speak' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('switch', { name: 'toggle' }).focus()
    await page.keyboard.press('Space')
    await logged('toggle true')
    expect((await log()).filter((line) => line === 'press tap')).toHaveLength(1)
    expect(await page.getByRole('switch', { name: 'toggle' }).getAttribute('aria-checked')).toBe('true')
  })

  it('gives components properties, observers, slots and selectComponent', async () => {
    await open()
    expect(await top('card').innerText()).toMatch(/isolated\s+before\s+sum 4\s+in slot\s+poke/)
    await page.evaluate(() => simulator.getCurrentPages()[0]?.setData({ amount: 21 }))
    expect(await top('card').innerText()).toContain('sum 42')
    const described = await page.evaluate(() => {
      const select = simulator.getCurrentPages()[0]?.['selectComponent'] as (selector: string) => {
        describe(): string
      }
      return select.call(simulator.getCurrentPages()[0], '#card').describe()
    })
    expect(described).toBe('card sum')
  })

  it('keeps styles where they belong', async () => {
    await open()
    expect(await style('.half', 'width')).toBe('195px')
    expect(await style('.half', 'border-left-width')).toBe('2px')
    expect(await style('.leak >> nth=0', 'color')).toBe('rgb(1, 2, 3)')
    expect(await style('card >> text=isolated', 'color')).toBe('rgb(0, 0, 255)')
    expect(await style('card >> [id$=inner]', 'border-top-width')).toBe('3px')
    expect(await style('card', 'margin-top')).toBe('5.2px')
    expect(await style('global-box >> text=global classes', 'color')).toBe('rgb(1, 2, 3)')
    expect(await style('.rich-class', 'color')).toBe('rgb(200, 0, 0)')
    await call('navigateTo', { url: '/pages/second/second' })
    expect(await style('.half', 'border-left-width')).toBe('0px')
    expect(await style('.half', 'background-color')).toBe('rgba(0, 0, 0, 0)')
  })

  it('takes text and writes it back to the data', async () => {
    await open()
    await top('.field input').fill('abc')
    await logged('input abc')
    expect(await top('.typed').textContent()).toBe('abc')
  })

  it('shows rich text without what could run', async () => {
    await open()
    const html = await top('.rich').innerHTML()
    expect(html).toBe('<p class="rich-class">rich <b>text</b></p>')
  })

  it('scrolls a scroll-view and tells of it', async () => {
    await open()
    await page.evaluate(() => simulator.getCurrentPages()[0]?.setData({ scrollTop: 10_000 }))
    await logged('lower')
    expect(await page.evaluate(() => simulator.getApp().lastScroll['detail'])).toMatchObject({
      scrollTop: 400,
      scrollHeight: 500,
    })
  })

  it('tells of the bottom again when what was appended is reached', async () => {
    await open()
    await page.evaluate(() => simulator.getCurrentPages()[0]?.setData({ scrollTop: 10_000 }))
    await logged('lower')
    await page.evaluate(() => {
      const tall = document.querySelector('[class*="scroller"] [class*="tall"]')
      if (!tall) throw new Error('no scroll-view')
      tall.after(tall.cloneNode(true))
      tall.closest('[class$="scroller"]')?.scrollTo({ top: 10_000 })
    })
    await page.waitForFunction(() => simulator.getApp().log.filter((word) => word === 'lower').length === 2)
  })

  it('measures with a selector query, and draws on a canvas node', async () => {
    await open()
    const results = await page.evaluate(
      () =>
        new Promise<Record<string, unknown>[]>((resolve) => {
          const query = simulator.wx['createSelectorQuery']?.() as {
            select(selector: string): Record<string, (fields?: object) => void>
            exec(callback: (results: Record<string, unknown>[]) => void): void
          }
          query.select('.half').boundingClientRect?.()
          query.select('#ring').fields?.({ node: true, size: true })
          query.select('.missing').boundingClientRect?.()
          query.exec((found) => {
            const canvas = found[1]?.['node'] as HTMLCanvasElement
            canvas.width = 4
            canvas.height = 4
            const context = canvas.getContext('2d')
            context?.fillRect(0, 0, 4, 4)
            const pixel = [...(context?.getImageData(1, 1, 1, 1).data ?? [])]
            resolve([{ ...found[0] }, { width: found[1]?.['width'], pixel }, { missing: found[2] }])
          })
        }),
    )
    expect(results).toEqual([
      expect.objectContaining({ id: 'half', left: 0, width: 197, height: 52 }),
      { width: 100, pixel: [0, 0, 0, 255] },
      { missing: null },
    ])
  })

  it('finds nothing in a page that has gone since it was asked', async () => {
    await open()
    const found = await page.evaluate(async () => {
      const [leaving] = simulator.getCurrentPages()
      const createQuery = leaving?.['createSelectorQuery'] as () => {
        select(selector: string): { boundingClientRect(): void }
        exec(callback: (results: unknown[]) => void): void
      }
      const query = createQuery.call(leaving)
      query.select('.half').boundingClientRect()
      // the frame in which the answer is due comes when the page has gone
      const { requestAnimationFrame } = window
      const due: FrameRequestCallback[] = []
      window.requestAnimationFrame = (run) => due.push(run)
      const results = new Promise((resolve) => query.exec(resolve))
      window.requestAnimationFrame = requestAnimationFrame
      await simulator.wx['reLaunch']?.({ url: '/pages/home/home' })
      for (const run of due) run(performance.now())
      return results
    })
    expect(found).toEqual([null])
    expect(consoleErrors).toEqual([])
  })

  it('navigates with queries, event channels and lifecycles', async () => {
    await open()
    await logged('home onReady')
    const opened = page.evaluate(
      () =>
        new Promise((resolve) => {
          simulator.wx['navigateTo']?.({
            url: '../second/second?from=home%20page',
            events: { opened: resolve },
          })
        }),
    )
    await logged('second onReady')
    expect(await top('.half').textContent()).toBe('home page')
    expect(await page.locator('.phone-title').textContent()).toBe('Second')
    await page.getByRole('button', { name: '返回' }).click()
    await page.waitForFunction(() => simulator.getApp().log.at(-1) === 'home onShow')
    expect((await log()).slice(-8)).toEqual([
      'card page hide',
      'home onHide',
      'second onLoad home page',
      'second onShow',
      'second onReady',
      'second onUnload',
      'card page show',
      'home onShow',
    ])
    void opened
  })

  it('refuses what WeChat refuses', async () => {
    await open()
    expect(await call('navigateTo', { url: '/pages/none/none' })).toBe(
      'navigateTo:fail page "/pages/none/none" is not found',
    )
    expect(await call('navigateTo', { url: '/pages/tab/tab' })).toBe(
      'navigateTo:fail can not navigateTo a tabbar page',
    )
    expect(await call('navigateBack')).toBe('navigateBack:fail cannot navigate back at first page.')
    for (let level = 2; level <= 10; level += 1) {
      expect(await call('navigateTo', { url: '/pages/second/second' })).toBe('navigateTo:ok')
    }
    expect(await call('navigateTo', { url: '/pages/second/second' })).toBe(
      'navigateTo:fail webview count limit exceed',
    )
    expect(await call('navigateBack', { delta: 99 })).toBe('navigateBack:ok')
    expect(await page.evaluate(() => simulator.getCurrentPages().map(({ route }) => route))).toEqual([
      'pages/home/home',
    ])
  })

  it('switches tabs and keeps their pages', async () => {
    await open()
    await top('.field input').fill('kept')
    await page.getByRole('tab', { name: 'Tab' }).click()
    await logged('tab tapped 1')
    expect(await top('.tab-text').textContent()).toBe('tab')
    await page.getByRole('tab', { name: 'Home' }).click()
    expect(await top('.field input').inputValue()).toBe('kept')
    expect(await log()).not.toContain('home onUnload')
    await call('hideTabBar')
    expect(await page.getByRole('tablist').isVisible()).toBe(false)
  })

  it('is dark when the system is, or when it is told to be', async () => {
    const colours = (background: string) =>
      page.waitForFunction((expected) => {
        const painted = ['.phone-top', 'wx-page'].map((selector) => document.querySelector(selector))
        return painted.every((element) => element && getComputedStyle(element).backgroundColor === expected)
      }, background)
    await open('', { colorScheme: 'dark' })
    await colours('rgb(17, 17, 18)')
    await page.emulateMedia({ colorScheme: 'light' })
    await colours('rgb(243, 243, 241)')
    await page.goto(`${server.url}?theme=dark`)
    await colours('rgb(17, 17, 18)')
  })

  it('copies setData, tells of what WeChat would drop and refuses what it would stop', async () => {
    await open()
    const outcome = await page.evaluate(() => {
      const current = simulator.getCurrentPages()[0]
      const attempt = (data: object) => {
        try {
          current?.setData(data)
          return 'taken'
        } catch (error) {
          return String(error)
        }
      }
      const row = { label: 'mine', value: 1 }
      const taken = attempt({ row })
      row.label = 'changed'
      const kept = (current?.['data'] as { row: { label: string } }).row.label
      return [
        taken,
        kept,
        attempt({ row: { label: undefined } }),
        attempt({ row: () => 1 }),
        attempt({ typed: 'x'.repeat(1_100_000) }),
      ]
    })
    expect(outcome).toEqual([
      'taken',
      'mine',
      'taken',
      'taken',
      expect.stringMatching(/^RangeError: pages\/home\/home: setData with 1074 kB, WeChat takes 1024 kB/),
    ])
    expect(consoleErrors).toEqual([
      'pages/home/home: setData with "row.label" undefined',
      'pages/home/home: setData with "row" a function',
    ])
  })

  it('hides the browser from the mini program', async () => {
    const names =
      'window document fetch TextDecoder URL BigInt globalThis self atob localStorage simulator AbortController structuredClone eval'
    const tests = names.split(' ').map((name) => `typeof ${name}`)
    const file = path.join(app.root, 'miniprogram/pages/tab/tab.ts')
    writeFileSync(
      file,
      `const name = 'a name that the browser has, too'
      let made = 'made'
      try { made = String(new Function('return 1')()) } catch (error) { made = error.name }
      Page({ data: {}, onLoad() { getApp().log.push([${tests.join()}].join(), made, name, String((() => 1) instanceof Function), typeof wx.setNavigationBarTitle) } })`,
    )
    const reloaded = await createSimulator({
      root: app.root,
      port: 0,
      watch: false,
      onBuild: () => undefined,
    })
    try {
      await open()
      await page.goto(`${reloaded.url}?path=pages/tab/tab`)
      await page.waitForSelector('wx-page')
      expect((await log()).slice(2)).toEqual([
        tests.map(() => 'undefined').join(),
        'EvalError',
        'a name that the browser has, too',
        'true',
        'function',
      ])
    } finally {
      await reloaded.close()
    }
  })

  it('throws for an API and an element that it does not have', async () => {
    await open()
    const canIUse = (name: string) =>
      page.evaluate(
        (schema) => (simulator.wx as { canIUse?: (schema: string) => boolean }).canIUse?.(schema),
        name,
      )
    expect(await canIUse('navigateTo')).toBe(true)
    expect(await canIUse('button.open-type')).toBe(true)
    expect(await canIUse('openBluetoothAdapter')).toBe(false)
    await expect(page.evaluate(() => simulator.wx['openBluetoothAdapter']?.())).rejects.toThrow(
      'not in the simulator: wx.openBluetoothAdapter',
    )
  })

  it('shows what stops the program, and the mistakes of a build', async () => {
    const other = copyFixtureApp()
    writeFileSync(path.join(other.root, 'miniprogram/pages/home/home.wxml'), '<video src="a.mp4" />')
    const stopped = await createSimulator({ root: other.root, port: 0, onBuild: () => undefined })
    try {
      page = await (await browser.newContext()).newPage()
      await page.goto(stopped.url)
      expect(await page.getByRole('alert').textContent()).toContain('not in the simulator: <video>')
      writeFileSync(path.join(other.root, 'miniprogram/pages/home/home.wxml'), '<view>')
      await page.getByText('miniprogram/pages/home/home.wxml:1:2 missing end tag').waitFor()
      writeFileSync(path.join(other.root, 'miniprogram/pages/home/home.wxml'), '<view>mended</view>')
      await page.getByText('mended').waitFor()
      expect(await page.getByRole('alert').count()).toBe(0)
    } finally {
      await stopped.close()
      other.remove()
    }
  })

  it('shows what mp-html makes', async () => {
    await open('?path=pages/second/second&query=from%3Dcard')
    await page.waitForSelector('mp-html b, mp-html ._b')
    expect(await top('mp-html').innerText()).toMatch(/Shown by\s+mp-html/)
    expect(consoleErrors).toEqual([])
    const fixed = await top('.fixed').boundingBox()
    const window = await top('wx-page').evaluate((element) => {
      const { right, bottom, width } =
        element.closest('.page-window')?.getBoundingClientRect() ?? new DOMRect()
      return { right, bottom, width }
    })
    expect((fixed?.x ?? 0) + (fixed?.width ?? 0)).toBeCloseTo(window.right)
    expect((fixed?.y ?? 0) + (fixed?.height ?? 0)).toBeCloseTo(window.bottom)
    expect(fixed?.width).toBeCloseTo(window.width)
  })

  it('is the whole window when that is narrow', async () => {
    await open('', { viewport: { width: 320, height: 568 } })
    expect(await page.locator('.phone-screen').boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 568 })
    expect(await style('.half', 'width')).toBe('160px')
  })
})
