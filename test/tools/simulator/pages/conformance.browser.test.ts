// The conformance table in the simulator, and what WeChat's documentation says about pages, styles and queries.
import path from 'node:path'
import { describeInBrowser } from '../../../browser/chromium'
import { cases } from './conformance-cases'
import { useSimulatedPhone, type Exposed } from '../simulated-phone'

declare const simulator: Exposed

describeInBrowser('conformance with WeChat’s documentation: components and pages', () => {
  const phone = useSimulatedPhone(() => path.resolve(__dirname, '../../../fixtures/conformance'), {
    width: 390,
    height: 844,
  })
  const { open, log, logged, clearLog, top, call } = phone
  /** A class inside a component has its component's prefix in the DOM. */
  const inside = (selector: string) => top(`[class$="--${selector.slice(1)}"]`)
  const settled = () =>
    phone.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))))

  const set = (name: string, value: string) =>
    phone.page.evaluate(([key, to]) => __simulator?.set(key as never, to ?? ''), [name, value])

  describe('components, as in miniprogram-simulate', () => {
    for (const { name, component, steps, ...expected } of cases) {
      it(name, async () => {
        await open(`?query=component%3D${component}`)
        if (expected.fromStart !== true) await clearLog()
        for (const step of steps) {
          if ('set' in step)
            await phone.page.evaluate(
              (data) => simulator.getCurrentPages()[0]?.selectComponent('#subject').setData(data),
              step.set,
            )
          else
            await inside(step.tap)
              .nth(step.nth ?? 0)
              .click()
          await settled()
        }
        if (expected.log) expect(await log()).toEqual(expected.log)
        for (const [selector, texts] of Object.entries(expected.texts ?? {}))
          expect(await inside(selector).allTextContents()).toEqual(texts)
        expect(phone.errors).toEqual(
          (expected.told ?? []).map((line) => expect.stringContaining(line) as string),
        )
      })
    }
  })

  describe('pages', () => {
    // Page reference / Lifecycle; Custom components / Component lifetimes
    it('run component and page lifetimes in order, also when another page opens and closes', async () => {
      await open('?path=pages/other/other&query=from%3Dcard')
      await logged('onReady')
      expect(await log()).toEqual([
        'component attached',
        'onLoad {"from":"card"}',
        'component show',
        'onShow',
        'component ready',
        'onReady',
      ])
      await clearLog()
      await call('navigateTo', { url: '/pages/home/home' })
      await call('navigateBack')
      await logged('onShow')
      expect(await log()).toEqual(['component hide', 'onHide', 'component show', 'onShow'])
      await clearLog()
      await call('reLaunch', { url: '/pages/home/home' })
      expect(await log()).toEqual(['onUnload', 'component detached'])
    })

    // Framework / Lazy code loading; Custom components / Component placeholder
    it('load a component with a placeholder on first render, keeping its slot', async () => {
      await open('?path=pages/other/other&query=from%3Dcard')
      await logged('onReady')
      expect(await log()).not.toContain('late code')
      await clearLog()
      const atOnce = await phone.page.evaluate(() => {
        simulator.getCurrentPages()[0]?.setData({ isLate: true })
        return document.querySelector('.page-window:not(.under) .late-place')?.textContent
      })
      expect(atOnce).toBe('card')
      await logged('late attached')
      expect(await top('.late-place').textContent()).toBe('came late: card')
      expect(await log()).toEqual(['late code', 'late attached'])
      expect(phone.errors).toEqual([])
    })

    // API / Route: "页面路径只能是十层"; wx.navigateBack: delta beyond the stack leads to the first page
    it('stack ten deep, and fail with WeChat’s message beyond that', async () => {
      await open()
      for (let depth = 2; depth <= 10; depth += 1)
        expect(await call('navigateTo', { url: '/pages/home/home' })).toMatchObject({
          errMsg: 'navigateTo:ok',
        })
      expect(await call('navigateTo', { url: '/pages/home/home' })).toEqual({
        errMsg: 'navigateTo:fail webview count limit exceed',
      })
      expect(await phone.page.evaluate(() => simulator.getCurrentPages().length)).toBe(10)
      await call('navigateBack', { delta: 3 })
      expect(await phone.page.evaluate(() => simulator.getCurrentPages().length)).toBe(7)
      await call('reLaunch', { url: '/pages/other/other?from=launch' })
      expect(await phone.page.evaluate(() => simulator.getCurrentPages().map(({ route }) => route))).toEqual([
        'pages/other/other',
      ])
      expect(await call('switchTab', { url: '/pages/home/home' })).toEqual({
        errMsg: 'switchTab:fail can not switch to no-tabBar page',
      })
    })
  })

  // Framework / Subpackages: referencing principles, asynchronous subpackages; a package may have no pages
  describe('code in another package', () => {
    const refused =
      "module '../../apart/words' is not defined (required by pages/home/home): it is in package apart"
    const cannotFetch = '../../apart/words.js: require.async:fail package apart cannot be fetched'
    const page = (method: string) =>
      phone.page.evaluate((name) => {
        const home = simulator.getCurrentPages()[0] as unknown as Record<string, () => void>
        home[name]?.()
      }, method)

    it('is not there for a plain require, even once it has been fetched', async () => {
      await open()
      await page('requireAtOnce')
      await page('requireAsync')
      await logged('shared,apart')
      await page('requireAtOnce')
      expect(await log()).toEqual([refused, 'shared,apart', refused])
    })

    it('comes once its package has, and then stays', async () => {
      await open('?packages=waiting')
      await page('requireAsync')
      await page('requireWithCallbacks')
      await settled()
      expect(await log()).toEqual([])
      await set('packages', 'arriving')
      await phone.page.waitForFunction(() => simulator.getApp().log.length === 2)
      await set('network', 'offline')
      await page('requireAsync')
      await phone.page.waitForFunction(() => simulator.getApp().log.length === 3)
      expect(await log()).toEqual(['shared,apart', 'shared,apart', 'shared,apart'])
    })

    it('fails while its package cannot be fetched, and can be asked for again', async () => {
      await open('?packages=failing')
      await page('requireWithCallbacks')
      await logged(cannotFetch)
      await set('packages', 'arriving')
      await set('network', 'offline')
      await page('requireAsync')
      await phone.page.waitForFunction(() => simulator.getApp().log.length === 2)
      await set('network', 'wifi')
      await page('requireAsync')
      await logged('shared,apart')
      expect(await log()).toEqual([cannotFetch, cannotFetch, 'shared,apart'])
    })
  })

  // Framework / Subpackages: a page's package is fetched when the page is opened
  describe('a page in another package', () => {
    const far = { url: '/apart/far' }

    it('opens once its package has come, and then at once', async () => {
      await open('?packages=waiting')
      const opened = call('navigateTo', far)
      await phone.page.getByRole('status', { name: '加载中' }).waitFor()
      expect(await log()).toEqual([])
      await set('packages', 'arriving')
      expect(await opened).toEqual({ errMsg: 'navigateTo:ok' })
      expect(await top('.far').textContent()).toBe('far')
      expect(await phone.page.getByRole('status', { name: '加载中' }).count()).toBe(0)
      await call('navigateBack')
      await set('network', 'offline')
      expect(await call('navigateTo', far)).toEqual({ errMsg: 'navigateTo:ok' })
      expect(await log()).toEqual(['far code'])
    })

    it('stays closed while its package cannot be fetched', async () => {
      await open('?packages=failing')
      const refused = { errMsg: 'navigateTo:fail package apart cannot be fetched' }
      expect(await call('navigateTo', far)).toEqual(refused)
      expect(await phone.page.evaluate(() => simulator.getCurrentPages().length)).toBe(1)
      await set('packages', 'arriving')
      expect(await call('navigateTo', far)).toEqual({ errMsg: 'navigateTo:ok' })
    })

    it('has come already if a page before it has it fetched ahead', async () => {
      await open('?path=pages/other/other')
      await logged('onReady')
      await set('network', 'offline')
      expect(await call('navigateTo', far)).toEqual({ errMsg: 'navigateTo:ok' })
    })
  })

  // Custom components / Template and style: styleIsolation, addGlobalClass
  it('scopes styles according to styleIsolation', async () => {
    await open('?path=pages/other/other')
    const styled = async (tag: string) =>
      top(`${tag} wx-view`).evaluate((element) => {
        const { color, borderLeftWidth, marginLeft } = getComputedStyle(element)
        return [color === 'rgb(1, 1, 1)', borderLeftWidth, marginLeft]
      })
    expect(await styled('styled-isolated')).toEqual([false, '0px', '3px'])
    expect(await styled('styled-apply-shared')).toEqual([true, '2px', '3px'])
    expect(await styled('styled-shared')).toEqual([true, '2px', '3px'])
    // of the three only `shared` reaches the page
    expect(await top('[id$=leaks]').evaluate((element) => getComputedStyle(element).paddingLeft)).toBe('4px')
    const css = await phone.page.evaluate(() =>
      [...document.querySelectorAll('style')].map((each) => each.textContent),
    )
    expect(css.join()).toContain('leaks-isolated')
  })

  // wx.createSelectorQuery, NodesRef.boundingClientRect
  it('measures several nodes in the order of the queries', async () => {
    await open('?path=pages/other/other')
    const results = await phone.page.evaluate(
      () =>
        new Promise((resolve) => {
          const query = simulator.wx['createSelectorQuery']?.() as {
            select(selector: string): { boundingClientRect(): void }
            selectAll(selector: string): { boundingClientRect(): void }
            exec(callback: (results: unknown) => void): void
          }
          query.select('#leaks').boundingClientRect()
          query.selectAll('.nothing').boundingClientRect()
          query.select('.nothing').boundingClientRect()
          query.exec(resolve)
        }),
    )
    expect(results).toMatchObject([{ id: 'leaks', dataset: { a: '1' }, height: 20, left: 0 }, [], null])
  })
})
