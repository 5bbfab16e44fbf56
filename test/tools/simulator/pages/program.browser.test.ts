// Pages, themes, setData and rejected calls in the simulator's engine.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createSimulator } from '../../../../tools/simulator/server'
import { describeInBrowser } from '../../../browser/chromium'
import { copyFixtureApp } from '../fixture-app'
import { useSimulatedPhone, type Exposed } from '../simulated-phone'

declare const simulator: Exposed

describeInBrowser('the engine: pages and the program', () => {
  let app: ReturnType<typeof copyFixtureApp>
  const phone = useSimulatedPhone(
    () => {
      app = copyFixtureApp()
      return app.root
    },
    { width: 1000, height: 900 },
  )
  afterAll(() => app?.remove())
  const { open, log, logged, top, style } = phone
  /** An API's final message. */
  const call = async (name: string, options?: object) => (await phone.call(name, options))['errMsg']

  it('navigates with queries and lifecycles', async () => {
    await open()
    await logged('home onReady')
    await call('navigateTo', { url: '../second/second?from=home%20page' })
    await logged('second onReady')
    expect(await top('.half').textContent()).toBe('home%20page')
    expect(await phone.page.locator('.phone-title').textContent()).toBe('Second')
    await phone.page.getByRole('button', { name: '返回' }).click()
    await phone.page.waitForFunction(() => simulator.getApp().log.at(-1) === 'home onShow')
    expect((await log()).slice(-8)).toEqual([
      'card page hide',
      'home onHide',
      'second onLoad home%20page',
      'second onShow',
      'second onReady',
      'second onUnload',
      'card page show',
      'home onShow',
    ])
  })

  it('rejects what WeChat rejects', async () => {
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
    expect(await phone.page.evaluate(() => simulator.getCurrentPages().map(({ route }) => route))).toEqual([
      'pages/home/home',
    ])
  })

  it('switches tabs and keeps their pages', async () => {
    await open()
    await top('.field input').fill('kept')
    await phone.page.getByRole('tab', { name: 'Tab' }).click()
    await logged('tab onShow')
    expect(await top('.tab-text').textContent()).toBe('tab')
    await phone.page.getByRole('tab', { name: 'Home' }).click()
    expect(await top('.field input').inputValue()).toBe('kept')
    expect(await log()).not.toContain('home onUnload')
    await call('hideTabBar')
    expect(await phone.page.getByRole('tablist').isVisible()).toBe(false)
  })

  it('is dark if the system is, or if the theme is set', async () => {
    const colours = (background: string) =>
      phone.page.waitForFunction((expected) => {
        const painted = ['.phone-top', 'wx-page'].map((selector) => document.querySelector(selector))
        return painted.every((element) => element && getComputedStyle(element).backgroundColor === expected)
      }, background)
    await open('', { colorScheme: 'dark' })
    await colours('rgb(17, 17, 18)')
    await phone.page.emulateMedia({ colorScheme: 'light' })
    await colours('rgb(243, 243, 241)')
    await phone.page.goto(`${phone.url}?theme=dark`)
    await colours('rgb(17, 17, 18)')
  })

  it('keeps what setData is given, reports what WeChat would drop and rejects what WeChat would reject', async () => {
    await open()
    const outcome = await phone.page.evaluate(() => {
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
      const kept = current?.data['row'] === row
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
      true,
      'taken',
      'taken',
      expect.stringMatching(/^RangeError: pages\/home\/home: setData with 1074 kB, WeChat allows 1024 kB/),
    ])
    expect(phone.errors).toEqual([
      'pages/home/home: setData drops "row.label": it is undefined',
      'pages/home/home: setData drops "row": it is a function',
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
      try { made += String([].constructor.constructor('return 1')()) } catch (error) { made += error.name }
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
      await phone.page.goto(`${reloaded.url}?path=pages/tab/tab`)
      await phone.page.waitForSelector('wx-page')
      expect((await log()).slice(2)).toEqual([
        tests.map(() => 'undefined').join(),
        'EvalErrorEvalError',
        'a name that the browser has, too',
        'true',
        'function',
      ])
    } finally {
      await reloaded.close()
    }
  })

  it('shows runtime problems and build errors', async () => {
    const other = copyFixtureApp()
    writeFileSync(path.join(other.root, 'miniprogram/pages/home/home.wxml'), '<video src="a.mp4" />')
    const stopped = await createSimulator({ root: other.root, port: 0, onBuild: () => undefined })
    try {
      const page = await (await phone.browser.newContext()).newPage()
      await page.goto(stopped.url)
      expect(await page.getByRole('alert').textContent()).toContain('not in the simulator: <video>')
      writeFileSync(path.join(other.root, 'miniprogram/pages/home/home.wxml'), '<view>')
      await page.getByText('miniprogram/pages/home/home.wxml:1:2 missing end tag').waitFor()
      writeFileSync(path.join(other.root, 'miniprogram/pages/home/home.wxml'), '<view>mended</view>')
      await page.getByText('mended').waitFor()
      expect(await page.getByRole('alert').count()).toBe(0)
      await page.context().close()
    } finally {
      await stopped.close()
      other.remove()
    }
  })

  it('shows what mp-html renders', async () => {
    await open('?path=pages/second/second&query=from%3Dcard')
    await phone.page.waitForSelector('mp-html b, mp-html ._b')
    expect(await top('mp-html').innerText()).toMatch(/Shown by\s+mp-html/)
    expect(phone.errors).toEqual([])
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

  it('fills a narrow window', async () => {
    await open('', { viewport: { width: 320, height: 568 } })
    expect(await phone.page.locator('.phone-screen').boundingBox()).toEqual({
      x: 0,
      y: 0,
      width: 320,
      height: 568,
    })
    expect(await style('.half', 'width')).toBe('160px')
  })
})
