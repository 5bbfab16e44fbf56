// The conformance table in the simulator, and what WeChat's documentation says of pages, built-ins and APIs.
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Simulator } from '../../../tools/simulator/server'
import { createSimulator } from '../../../tools/simulator/server'
import { describeInBrowser, launchChromium } from '../../browser/chromium'
import { openFreshPage } from '../../browser/fresh-page'
import { cases } from './conformance-cases'

interface Exposed {
  getApp(): { log: string[] }
  getCurrentPages(): {
    route: string
    setData(data: object): void
    selectComponent(selector: string): { setData(data: object): void }
    createIntersectionObserver(options?: object): Observer
  }[]
  wx: Record<string, (...values: unknown[]) => unknown>
}
interface Observer {
  relativeToViewport(margins?: object): Observer
  observe(selector: string, listener: (result: { intersectionRatio: number; dataset: object }) => void): void
  disconnect(): void
}
declare const simulator: Exposed

describeInBrowser('conformance with WeChat’s documentation', () => {
  let server: Simulator
  let browser: Browser
  let page: Page
  let consoleErrors: string[]

  beforeAll(async () => {
    const root = path.resolve(__dirname, '../../fixtures/conformance')
    server = await createSimulator({ root, port: 0, watch: false })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  async function open(search = '') {
    page = await openFreshPage(browser, server.url, { viewport: { width: 390, height: 844 } })
    page.setDefaultTimeout(4_000)
    consoleErrors = []
    page.on('console', (message) => message.type() === 'error' && consoleErrors.push(message.text()))
    page.on('pageerror', (error) => consoleErrors.push(String(error)))
    await page.goto(server.url + search)
    await page.waitForSelector('.page-window:not(.under) wx-page')
  }
  const log = () => page.evaluate(() => simulator.getApp().log)
  const logged = (line: string) =>
    page.waitForFunction((wanted) => simulator.getApp().log.includes(wanted), line)
  const clear = () => page.evaluate(() => void simulator.getApp().log.splice(0))
  /** A class inside a component has its component's prefix in the DOM. */
  const inside = (selector: string) => top(`[class$="--${selector.slice(1)}"]`)
  const top = (selector: string) => page.locator(`.page-window:not(.under) ${selector}`)
  const settled = () =>
    page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))))
  /** The result, or what `fail` gets, of an asynchronous API. */
  const call = (name: string, options: object = {}) =>
    page.evaluate(
      ([api, parameters]) =>
        Promise.resolve(simulator.wx[api]?.(parameters)).catch((error: unknown) => error) as Promise<
          Record<string, unknown>
        >,
      [name, options] as const,
    )

  describe('components, as in miniprogram-simulate', () => {
    for (const { name, component, steps, ...expected } of cases) {
      it(name, async () => {
        await open(`?query=component%3D${component}`)
        if (expected.fromStart !== true) await clear()
        for (const step of steps) {
          if ('set' in step)
            await page.evaluate(
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
        expect(consoleErrors).toEqual([])
      })
    }
  })

  describe('pages', () => {
    // Page reference / Lifecycle; Custom components / Component lifetimes
    it('run component and page lifetimes in order, also behind another page and back', async () => {
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
      await clear()
      await call('navigateTo', { url: '/pages/home/home' })
      await call('navigateBack')
      await logged('onShow')
      expect(await log()).toEqual(['component hide', 'onHide', 'component show', 'onShow'])
      await clear()
      await call('redirectTo', { url: '/pages/home/home' })
      expect(await log()).toEqual(['onUnload', 'component detached'])
    })

    // Framework / Lazy code loading; Custom components / Component placeholder
    it('bring the code of a component with a placeholder when it is rendered first, its slot kept', async () => {
      await open('?path=pages/other/other&query=from%3Dcard')
      await logged('onReady')
      expect(await log()).not.toContain('late code')
      await clear()
      const atOnce = await page.evaluate(() => {
        simulator.getCurrentPages()[0]?.setData({ isLate: true })
        return document.querySelector('.page-window:not(.under) .late-place')?.textContent
      })
      expect(atOnce).toBe('card')
      await logged('late attached')
      expect(await top('.late-place').textContent()).toBe('came late: card')
      expect(await log()).toEqual(['late code', 'late attached'])
      expect(consoleErrors).toEqual([])
    })

    // API / Route: "页面路径只能是十层"; wx.navigateBack: delta beyond the stack leads to the first page
    it('stand ten deep, and answer in WeChat’s words beyond that', async () => {
      await open()
      for (let depth = 2; depth <= 10; depth += 1)
        expect(await call('navigateTo', { url: '/pages/home/home' })).toMatchObject({
          errMsg: 'navigateTo:ok',
        })
      expect(await call('navigateTo', { url: '/pages/home/home' })).toEqual({
        errMsg: 'navigateTo:fail webview count limit exceed',
      })
      expect(await page.evaluate(() => simulator.getCurrentPages().length)).toBe(10)
      await call('navigateBack', { delta: 3 })
      expect(await page.evaluate(() => simulator.getCurrentPages().length)).toBe(7)
      await call('reLaunch', { url: '/pages/other/other?from=launch' })
      expect(await page.evaluate(() => simulator.getCurrentPages().map(({ route }) => route))).toEqual([
        'pages/other/other',
      ])
      expect(await call('switchTab', { url: '/pages/home/home' })).toEqual({
        errMsg: 'switchTab:fail can not switch to no-tabBar page',
      })
    })

    // Page reference / onPullDownRefresh; wx.startPullDownRefresh, wx.stopPullDownRefresh
    it('are pulled down by a finger and by the program', async () => {
      await open('?path=pages/other/other')
      await page.mouse.move(200, 200)
      await page.mouse.down()
      await page.mouse.move(200, 320)
      await page.mouse.up()
      await logged('onPullDownRefresh')
      expect(await page.locator('.page-window.refreshing').count()).toBe(1)
      await call('stopPullDownRefresh')
      expect(await page.locator('.page-window.refreshing').count()).toBe(0)
      await call('startPullDownRefresh')
      expect((await log()).filter((line) => line === 'onPullDownRefresh')).toHaveLength(2)
    })
  })

  // Custom components / Template and style: styleIsolation, addGlobalClass
  it('keeps styles in and out as styleIsolation says', async () => {
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
    const css = await page.evaluate(() =>
      [...document.querySelectorAll('style')].map((each) => each.textContent),
    )
    expect(css.join()).toContain('leaks-isolated')
  })

  // wx.createSelectorQuery, NodesRef.boundingClientRect, SelectorQuery.selectViewport
  it('measures nodes, several at once, in the order of the questions', async () => {
    await open('?path=pages/other/other')
    const results = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const query = simulator.wx['createSelectorQuery']?.() as {
            select(selector: string): { boundingClientRect(): void }
            selectAll(selector: string): { boundingClientRect(): void }
            selectViewport(): { scrollOffset(): void }
            exec(callback: (results: unknown) => void): void
          }
          query.select('#leaks').boundingClientRect()
          query.selectAll('.nothing').boundingClientRect()
          query.select('.nothing').boundingClientRect()
          query.selectViewport().scrollOffset()
          query.exec(resolve)
        }),
    )
    expect(results).toMatchObject([
      { id: 'leaks', dataset: { a: '1' }, height: 20, left: 0 },
      [],
      null,
      { scrollTop: 0, scrollLeft: 0 },
    ])
  })

  // wx.createIntersectionObserver, IntersectionObserver.relativeToViewport
  it('observes what comes into view, and stops', async () => {
    await open('?path=pages/other/other')
    await page.evaluate(() => {
      const observer = simulator.getCurrentPages()[0]?.createIntersectionObserver()
      observer?.relativeToViewport().observe('#far', ({ intersectionRatio, dataset }) => {
        simulator.getApp().log.push(`${intersectionRatio} ${JSON.stringify(dataset)}`)
        if (intersectionRatio > 0) observer.disconnect()
      })
    })
    await logged('0 {"far":"yes"}')
    await call('pageScrollTo', { selector: '#far', duration: 0 })
    await logged('1 {"far":"yes"}')
    const seen = (await log()).length
    await call('pageScrollTo', { scrollTop: 0, duration: 0 })
    await settled()
    expect((await log()).length).toBe(seen)
  })

  // wx.createAnimation
  it('animates what createAnimation exports, once', async () => {
    await open('?path=pages/other/other')
    const counts = await page.evaluate(() => {
      const animation = simulator.wx['createAnimation']?.({ duration: 20 }) as Record<
        string,
        (value?: unknown) => unknown
      >
      animation['opacity']?.(0.5)
      animation['translateX']?.(30)
      animation['step']?.()
      const exported = animation['export']?.() as { actions: unknown[] }
      simulator.getCurrentPages()[0]?.setData({ animation: exported })
      return [exported.actions.length, (animation['export']?.() as { actions: unknown[] }).actions.length]
    })
    expect(counts).toEqual([1, 0])
    await page.waitForFunction(() => {
      const element = document.querySelector('[id$=spinning]')
      const style = element && getComputedStyle(element)
      return style?.opacity === '0.5' && style.transform === 'matrix(1, 0, 0, 1, 30, 0)'
    })
  })

  describe('built-ins', () => {
    const form = async () => {
      await open('?path=pages/form/form')
      await page.waitForSelector('.submit')
    }
    // Components / form, radio-group, checkbox-group, label, picker
    it('submit and reset a form with all its controls', async () => {
      await form()
      await top('label:has-text("first"), wx-label:has-text("first")').click()
      await top('.for-c1').click()
      await page.getByRole('switch', { name: 'switch' }).click()
      await page.getByLabel('textarea').fill('a long text')
      await top('.submit').click()
      expect((await log()).filter((line) => line.startsWith('submit'))).toEqual([
        `submit ${JSON.stringify({
          radio: 'r1',
          checkbox: ['c1', 'c2'],
          switch: true,
          slider: 20,
          input: 'typed',
          textarea: 'a long t',
          picker: 1,
        })}`,
      ])
      expect(await log()).toEqual(
        expect.arrayContaining(['change "r1"', 'change ["c1","c2"]', 'change true', 'input "a long t"']),
      )
      await top('.reset').click()
      await clear()
      await top('.submit').click()
      expect((await log())[0]).toContain('"radio":"","checkbox":[],"switch":false,"slider":10,"input":""')
    })

    // Components / slider: change after the drag, changing during it
    it('slide in steps', async () => {
      await form()
      await page.getByRole('slider').focus()
      await page.keyboard.press('ArrowRight')
      await logged('change 30')
      expect(await log()).toEqual(['changing 30', 'change 30'])
    })

    // Components / picker
    it('pick from a sheet, or don’t', async () => {
      await form()
      await top('.picker').click()
      await page.getByRole('button', { name: '取消' }).click()
      await logged('cancel undefined')
      await top('.picker').click()
      await page.getByRole('listbox').selectOption('two')
      await page.getByRole('button', { name: '确定' }).click()
      await logged('change 2')
    })

    // Components / label: "目前可以绑定的控件有：button、checkbox、radio、switch、input"
    it('hand a label’s tap to its button', async () => {
      await form()
      await top('.around-button >> text=label of a button').click()
      expect(await log()).toEqual(['button tapped'])
    })

    // Components / swiper: source is empty when the program changes current
    it('turn a swiper by data and by finger', async () => {
      await form()
      await page.evaluate(() => simulator.getCurrentPages()[0]?.setData({ current: 1 }))
      await logged('swiper 1 two ')
      const box = await top('.swiper').boundingBox()
      if (!box) throw new Error('no swiper')
      await top('.swiper').scrollIntoViewIfNeeded()
      const seen = await top('.swiper').boundingBox()
      const y = (seen?.y ?? 0) + 20
      await page.mouse.move(300, y)
      await page.mouse.down()
      await page.mouse.move(100, y, { steps: 3 })
      await page.mouse.up()
      await logged('swiper 2 three touch')
    })

    // Components / navigator, icon, button (open-type)
    it('follow a navigator, draw an icon, act on an open-type or say that they can’t', async () => {
      await form()
      expect(await top('.icon').evaluate((element) => getComputedStyle(element).fontSize)).toBe('40px')
      await top('.agree').click()
      await logged('agreed')
      await top('.phone').click()
      expect(consoleErrors.join()).toContain('not in the simulator: <button open-type="getPhoneNumber">')
      await top('.navigator').click()
      expect(await inside('.seen').textContent()).toBe('navigator')
    })

    it('say what is missing and show the rest of the page', async () => {
      await form()
      expect(await page.getByRole('alert').allTextContents()).toEqual(['not in the simulator: <video>'])
      expect(await top('.inside-missing').textContent()).toBe('inside')
    })
  })

  // wx.canIUse(schema)
  it('knows deep schemas, and does not take anything for true', async () => {
    await open()
    const answers = await page.evaluate(() =>
      Object.fromEntries(
        [
          'request',
          'request.object.url',
          'request.object.anything',
          'getSystemInfoSync.return.SDKVersion',
          'getSystemInfoSync.return.anything',
          'button',
          'button.open-type',
          'button.anything',
          'openBluetoothAdapter',
        ].map((schema) => [schema, simulator.wx['canIUse']?.(schema)]),
      ),
    )
    expect(answers).toEqual({
      request: true,
      'request.object.url': true,
      'request.object.anything': false,
      'getSystemInfoSync.return.SDKVersion': true,
      'getSystemInfoSync.return.anything': false,
      button: true,
      'button.open-type': true,
      'button.anything': false,
      openBluetoothAdapter: false,
    })
  })

  // wx.setClipboardData, wx.getClipboardData; wx.vibrateShort
  it('copies text and says so, and reads it again', async () => {
    await open()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    expect(await call('setClipboardData', { data: 'copied' })).toMatchObject({
      errMsg: 'setClipboardData:ok',
    })
    expect(await page.getByRole('status').textContent()).toMatch(/已复制|Copied/)
    expect(await call('getClipboardData')).toMatchObject({ data: 'copied' })
    expect(await call('setClipboardData', { data: 1 })).toEqual({
      errMsg: 'setClipboardData:fail parameter error: parameter.data should be String',
    })
    expect(await call('vibrateShort', { type: 'light' })).toMatchObject({ errMsg: 'vibrateShort:ok' })
  })

  // wx.onNeedPrivacyAuthorization: its listener answers for the student; errno 104 after a refusal
  it('asks the mini program’s own privacy question', async () => {
    await open('?privacy=ask')
    const outcome = await page.evaluate(async () => {
      const asked: string[] = []
      simulator.wx['onNeedPrivacyAuthorization']?.(
        (resolve: (answer: object) => void, { referrer }: { referrer: string }) => {
          asked.push(referrer)
          resolve({ event: 'exposureAuthorization' })
          resolve({ event: 'agree', buttonId: 'agree' })
        },
      )
      const before = (await simulator.wx['getPrivacySetting']?.({})) as { needAuthorization: boolean }
      const answer = (await simulator.wx['requirePrivacyAuthorize']?.({})) as { errMsg: string }
      const after = (await simulator.wx['getPrivacySetting']?.({})) as { needAuthorization: boolean }
      return [asked, before.needAuthorization, answer.errMsg, after.needAuthorization]
    })
    expect(outcome).toEqual([['requirePrivacyAuthorize'], true, 'requirePrivacyAuthorize:ok', false])
    await open('?privacy=refused')
    expect(await call('requirePrivacyAuthorize')).toMatchObject({ errno: 104 })
  })

  // Framework / Storage: "单个 key 允许存储的最大数据长度为 1MB，所有数据存储上限为 10MB"
  it('stores 1 MB a key and 10 MB in all', async () => {
    await open()
    const megabyte = 1024 * 1024
    const set = (key: string, length: number) =>
      page.evaluate(
        ([name, size]) =>
          Promise.resolve(simulator.wx['setStorage']?.({ key: name, data: 'x'.repeat(size) })).catch(
            (error: unknown) => error,
          ) as Promise<{ errMsg: string }>,
        [key, length] as const,
      )
    expect(await set('big', megabyte + 1)).toEqual({ errMsg: 'setStorage:fail:entry size limit reached' })
    for (let key = 0; key < 10; key += 1)
      expect((await set(`k${key}`, megabyte - 64)).errMsg).toBe('setStorage:ok')
    expect(await set('last', 2000)).toEqual({ errMsg: 'setStorage:fail exceed storage max size 10Mb' })
    expect(await call('getStorage', { key: 'none' })).toEqual({ errMsg: 'getStorage:fail data not found' })
    expect(await call('getStorageInfo')).toMatchObject({ limitSize: 10240 })
  })

  // FileSystemManager: errors by number, as its pages list them
  it('fails on files with WeChat’s numbers', async () => {
    await open()
    const errors = await page.evaluate(() => {
      const files = simulator.wx['getFileSystemManager']?.() as Record<
        string,
        (...values: unknown[]) => unknown
      >
      const user = (simulator.wx['env'] as unknown as { USER_DATA_PATH: string }).USER_DATA_PATH
      const attempt = (name: string, ...values: unknown[]) => {
        try {
          files[name]?.(...values)
          return 'done'
        } catch (error) {
          return (error as { errCode: number }).errCode
        }
      }
      return [
        attempt('readFileSync', `${user}/none`),
        attempt('writeFileSync', 'http://elsewhere/file', 'x'),
        attempt('mkdirSync', `${user}/a/b`),
        attempt('mkdirSync', `${user}/a`),
        attempt('mkdirSync', `${user}/a`),
        attempt('writeFileSync', `${user}/a/file`, 'x'),
        attempt('rmdirSync', `${user}/a`),
        attempt('readdirSync', `${user}/a/file`),
      ]
    })
    expect(errors).toEqual([1300002, 1300013, 1300002, 'done', 1301005, 'done', 1300066, 1300020])
  })
})
