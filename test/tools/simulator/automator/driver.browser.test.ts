// WeChat's own driver, unmodified, on a mini program in the simulator.
import path from 'node:path'
import automator from 'miniprogram-automator'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import type Page from 'miniprogram-automator/out/Page'
import type Element from 'miniprogram-automator/out/Element'
import type { CustomElement, InputElement, ScrollViewElement } from 'miniprogram-automator/out/Element'
import { describeInBrowser } from '../../../browser/chromium'
import { useSimulatedPhone } from '../simulated-phone'

/** The mini program's own globals, in functions that run there. */
declare const getApp: () => { globalData: { word: string } }
declare const getCurrentPages: () => { route: string }[]
declare const wx: Record<string, (...args: unknown[]) => unknown>

describeInBrowser('miniprogram-automator', () => {
  const phone = useSimulatedPhone(() => path.resolve(__dirname, '../../../fixtures/driven'), {
    width: 375,
    height: 812,
  })
  let mini: MiniProgram
  let page: Page

  beforeAll(async () => {
    await phone.open()
    mini = await automator.connect({ wsEndpoint: phone.url.replace('http', 'ws') })
  })
  afterAll(() => mini?.disconnect())
  beforeEach(async () => {
    await mini.callWxMethod('reLaunch', { url: '/pages/home/home?from=test' })
    page = await current()
  })

  const current = async () => {
    const found = await mini.currentPage()
    if (!found) throw new Error('no current page')
    return found
  }
  async function find<T extends Element = Element>(
    selector: string,
    scope: Page | Element = page,
  ): Promise<T> {
    const found = await scope.$(selector)
    if (!found) throw new Error(`no ${selector}`)
    return found as T
  }
  const texts = async (selector: string) =>
    Promise.all(((await page.$$(selector)) as Element[]).map((element) => element.text()))

  it('sees the page stack and the current page', async () => {
    expect([page.path, page.query]).toEqual(['pages/home/home', { from: 'test' }])
    expect((await mini.pageStack()).map(({ path }) => path)).toEqual(['pages/home/home'])
    expect(await page.data()).toMatchObject({ taps: 0, list: [{ name: 'one' }, { name: 'two' }] })
    expect(await page.data('list[1].name')).toBe('two')
  })

  it('finds elements by tag, class, id and attribute, in the page’s own template', async () => {
    expect(await texts('view.rows > .row text')).toEqual(['one', 'two'])
    expect(await texts('#top [bindless], .count, .slotted')).toEqual(['taps 0', 'slotted'])
    expect((await find('[data-kind="first kind"]')).tagName).toBe('view')
    expect((await find('page')).tagName).toBe('page')
    expect(await page.$('.nowhere')).toBeNull()
    expect(await page.$$('.nowhere')).toEqual([])
    expect(await page.$('.inside')).toBeNull()
    expect(await (await find('.inside', await find('a-star'))).text()).toBe('rating 3 secret')
    expect(await texts('.row:last-child')).toEqual(['two'])
    await expect(page.$$('.row[')).rejects.toThrow('not a valid selector')
  })

  it('taps as a finger does', async () => {
    const count = await find('.count')
    await count.tap()
    await count.tap()
    expect(await count.text()).toBe('taps 2')
    await (await find('.dead')).tap()
    await (await find('.far')).tap()
    expect(await page.data('taps')).toBe(3)
    await expect((await find('.covered')).tap()).rejects.toThrow('a finger cannot reach <view>')
  })

  it('calls wx, in both of its conventions', async () => {
    expect(await mini.callWxMethod('setStorage', { key: 'a', data: [1] })).toEqual({
      errMsg: 'setStorage:ok',
    })
    expect(await mini.callWxMethod('getStorageSync', 'a')).toEqual([1])
    await expect(mini.callWxMethod('navigateTo', { url: '/nowhere' })).rejects.toThrow(/^navigateTo:fail /)
    await expect(mini.callWxMethod('noSuchApi')).rejects.toThrow('not in the simulator: wx.noSuchApi')
    expect(await mini.systemInfo()).toMatchObject({ windowWidth: 375 })
  })

  it('evaluates functions in the mini program’s scope', async () => {
    expect(
      await mini.evaluate(
        (more: string) => [getApp().globalData.word + more, getCurrentPages()[0]?.route, typeof document],
        '!',
      ),
    ).toEqual(['from the app!', 'pages/home/home', 'undefined'])
    expect(await mini.evaluate(async () => (await wx['getStorage']?.({ key: 'a' })) as object)).toMatchObject(
      {
        data: [1],
      },
    )
    await expect(
      mini.evaluate(() => {
        throw new Error('on purpose')
      }),
    ).rejects.toThrow('on purpose')
    await expect(mini.evaluate('function (')).rejects.toThrow()
  })

  it('reads what an element shows, and where', async () => {
    const [count, field, far] = [await find('.count'), await find('.field'), await find('.far')]
    expect([await count.text(), await count.attribute('class')]).toEqual(['taps 0', 'count primary'])
    expect(await (await find('#top')).attribute('data-kind')).toBe('first kind')
    expect(await count.attribute('none')).toBeNull()
    expect([await count.property('hoverClass'), await field.value()]).toEqual(['button-hover', ''])
    await expect(count.property('none')).rejects.toThrow('button.none not exists')
    expect(await (await find('.scroller')).style('overflow-y')).toBe('auto')
    expect(await (await find('.scroller')).size()).toEqual({ width: 375, height: 50 })
    const { top } = (await far.offset()) as { top: number }
    await mini.pageScrollTo(100)
    expect(await page.scrollTop()).toBe(100)
    expect([await far.offset(), top > 1300]).toEqual([{ left: 0, top }, true])
    expect((await page.size()).height).toBeGreaterThan(top)
    expect(await (await find('.rows')).wxml()).toMatch(
      /^<view class="row"><text class="name">one<\/text><\/view><view/,
    )
    expect(await (await find('a-star')).outerWxml()).toMatch(
      /^<a-star class="star"><view class="[\w-]*inside">/,
    )
  })

  it('types, scrolls, touches and triggers', async () => {
    await (await find<InputElement>('.field')).input('abcdefg')
    expect([await page.data('typed'), await (await find('.field')).value()]).toEqual(['abcde', 'abcde'])
    const scroller = await find<ScrollViewElement>('.scroller')
    await scroller.scrollTo(0, 60)
    expect([await scroller.property('scrollTop'), await scroller.scrollHeight()]).toEqual([60, 400])
    const pad = await find('.pad')
    await pad.touchstart({ touches: [{ identifier: 1, pageX: 10, pageY: 420 }] })
    await pad.touchmove({ touches: [{ identifier: 1, pageX: 60, pageY: 430 }] })
    await pad.touchend()
    await pad.longpress()
    await pad.trigger('chosen', { by: 'hand' })
    const events = (await page.data('events')) as string[]
    expect(events.slice(0, 2)).toEqual(['touchstart {"x":10,"y":420}', 'touchmove {"x":60,"y":430}'])
    expect(events.slice(2).map((event) => event.split(' ')[0])).toEqual(
      'touchend touchstart longpress touchend chosen'.split(' '),
    )
    expect(events.at(-1)).toBe('chosen {"by":"hand"}')
  })

  it('reads and sets data, and calls methods, of pages and components', async () => {
    await page.setData({ taps: 41, 'list[0].name': 'uno' })
    expect(await texts('.count, .name')).toEqual(['taps 41', 'uno', 'two'])
    expect(await page.callMethod('add', 1, 2)).toBe(3)
    await expect(page.callMethod('none')).rejects.toThrow('no such method: none')
    const star = await find<CustomElement>('a-star')
    await star.setData({ own: 'told' })
    expect(await star.data()).toEqual({ rating: 3, own: 'told' })
    expect(await star.data('own')).toBe('told')
    expect(await star.callMethod('choose')).toBe('chosen')
    expect(await page.data('events')).toEqual(['chosen {"rating":3}'])
    await page.callMethod('hide')
    await expect(star.text()).rejects.toThrow('no such element: it is no longer on the page')
  })

  it('mocks wx with a value or a function, until restored', async () => {
    await mini.mockWxMethod('getStorageSync', 'mocked')
    expect(await mini.callWxMethod('getStorageSync', 'a')).toBe('mocked')
    await mini.restoreWxMethod('getStorageSync')
    expect(await mini.callWxMethod('getStorageSync', 'a')).toEqual([1])

    await mini.mockWxMethod('showModal', { confirm: true, cancel: false })
    const ask = () => mini.evaluate(() => new Promise((success) => wx['showModal']?.({ success })))
    expect(await ask()).toEqual({ confirm: true, cancel: false, errMsg: 'showModal:ok' })
    await mini.mockWxMethod('showModal', { errMsg: 'showModal:fail no window' })
    await expect(mini.callWxMethod('showModal', {})).rejects.toThrow('showModal:fail no window')
    await mini.restoreWxMethod('showModal')

    await mini.mockWxMethod(
      'getStorage',
      function (this: { origin(options: object): Promise<object> }, options: { key: string }, more: string) {
        if (options.key === 'b') return { data: more }
        return this.origin({ key: options.key })
      },
      'added',
    )
    expect(await mini.callWxMethod('getStorage', { key: 'b' })).toMatchObject({ data: 'added' })
    expect(await mini.callWxMethod('getStorage', { key: 'a' })).toMatchObject({ data: [1] })
    await mini.restoreWxMethod('getStorage')

    await mini.mockWxMethod('request', function () {
      return new Promise((resolve) => setTimeout(() => resolve({ statusCode: 204 }), 1))
    })
    expect(await mini.callWxMethod('request', { url: 'https://nowhere.example' })).toMatchObject({
      statusCode: 204,
    })
    await mini.restoreWxMethod('request')
  })

  it('hears the console and exceptions', async () => {
    const heard: unknown[] = []
    const until = async (count: number) => {
      while (heard.length < count) await page.waitFor(5)
      return heard.splice(0)
    }
    mini.on('console', (line) => heard.push(line))
    mini.on('exception', ({ message, stack }: Error) => heard.push(message, stack?.includes('home') === true))
    await mini.evaluate(() => console.warn('said', { a: 1 }))
    expect(await until(1)).toEqual([{ type: 'warn', args: ['said', { a: 1 }] }])
    mini.removeAllListeners('console')
    await (await find('.fails')).tap()
    expect(await until(2)).toEqual(['a handler failed', true])
    mini.removeAllListeners('exception')
  })

  it('answers for the page on top alone', async () => {
    await mini.callWxMethod('switchTab', { url: '/pages/more/more' })
    await expect(page.$$('view')).rejects.toThrow('page is not on top of page stack')
    page = await current()
    expect([page.path, await texts('.where')]).toEqual(['pages/more/more', ['more']])
  })

  it('refuses by name what it does not speak', async () => {
    const refused = async (called: Promise<unknown>, name: string) =>
      expect(called).rejects.toThrow(`not in the simulator: ${name}`)
    await refused(page.getElementsByXpath('//view'), 'Page.getElementsByXpath')
    await refused(mini.callPluginWxMethod('wx123', 'login'), 'plugins')
    await refused(mini.stopAudits(), 'Tool.stopAudits')
    await refused(mini.testAccounts(), 'Tool.getTestAccounts')
    await refused(mini.getTicket(), 'Tool.getTicket')
    await refused(mini.remote(), 'Tool.enableRemoteDebug')
    await refused(mini.native().confirmModal(), 'Tool.native')
    await refused(
      mini.exposeFunction('tell', () => undefined),
      'App.addBinding',
    )
    const count = await find('.count')
    await refused(count.dispatchEvent({ eventName: 'touchmove' }), 'Element.dispatchEvent')
    await refused(mini.screenshot(), 'a screenshot of a page that the server has not opened')
  })

  it('opens a page of its own where there is none, photographs it, and closes it', async () => {
    const wsEndpoint = `${phone.url.replace('http', 'ws')}?theme=dark`
    const own = await automator.connect({ wsEndpoint })
    const picture = Buffer.from(String(await own.screenshot()), 'base64')
    expect([picture.toString('latin1', 1, 4), picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
      'PNG',
      375,
      812,
    ])
    await own.callWxMethod('setStorage', { key: 'b', data: 'kept' })
    expect(await own.evaluate(() => wx['getStorageSync']?.('b'))).toBe('kept')
    expect(await mini.evaluate(() => wx['getStorageSync']?.('b'))).toBe('')
    await own.close()
  })
})
