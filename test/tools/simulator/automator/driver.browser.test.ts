// WeChat's own driver, unmodified, on a mini program in the simulator.
import path from 'node:path'
import automator from 'miniprogram-automator'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import type Page from 'miniprogram-automator/out/Page'
import type Element from 'miniprogram-automator/out/Element'
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
    await expect(page.$$('.row:first-child')).rejects.toThrow('not in the simulator: the selector')
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
})
