// What WeChat has and the simulator does not: each is refused by its name, and the rest of the page goes on.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describeInBrowser } from '../../browser/chromium'
import { copyFixtureApp } from './fixture-app'
import { useSimulatedPhone, type Exposed } from './simulated-phone'

declare const simulator: Exposed

const components =
  `swiper swiper-item movable-area movable-view cover-view cover-image root-portal page-container
  match-media icon progress form label radio radio-group checkbox checkbox-group switch slider textarea picker-view
  picker-view-column navigator video audio map camera web-view`.split(/\s+/)

const apis =
  `redirectTo startPullDownRefresh createIntersectionObserver createAnimation setTabBarBadge showLoading
  getNetworkType onNetworkStatusChange getClipboardData getMenuButtonBoundingClientRect clearStorage
  clearStorageSync onNeedPrivacyAuthorization offThemeChange login chooseImage scanCode`.split(/\s+/)

const methods = 'animate createIntersectionObserver getOpenerEventChannel'.split(' ')

/** What cannot be seen at once: tapped, it is reported. */
const tapped = { '<picker mode="time"><view>time</view></picker>': '<picker mode="time">' }
const listened = {
  '<view bind:longtap="on" />': '<view bind:longtap>',
  '<scroll-view bind:scrolltolower="on" />': '<scroll-view bind:scrolltolower>',
  '<input bind:keyboardheightchange="on" />': '<input bind:keyboardheightchange>',
  '<input bind:confirm="on" />': '<input bind:confirm>',
}
/** Written twice, each is said once. */
const written = {
  '<button open-type="share" form-type="submit">share</button>': ['<button open-type>', '<button form-type>'],
  '<text max-lines="2" selectable>long</text>': ['<text max-lines>', '<text selectable>'],
  '<input type="number" focus="{{false}}" />': ['<input type>', '<input focus>'],
  '<canvas canvas-id="old" />': ['<canvas canvas-id>'],
  '<scroll-view scroll-left="{{9}}" />': ['<scroll-view scroll-left>'],
  '<picker range="{{[]}}" range-key="name"><view>named</view></picker>': ['<picker range-key>'],
}

describeInBrowser('what the simulator lacks', () => {
  let app: ReturnType<typeof copyFixtureApp>
  const phone = useSimulatedPhone(
    () => {
      app = copyFixtureApp()
      const write = (name: string, text: string) =>
        writeFileSync(path.join(app.root, 'miniprogram/pages/tab', name), text)
      const page = [
        ...components.map((name) => `<${name}><view class="inside">${name}</view></${name}>`),
        ...[tapped, listened, written, written].flatMap(Object.keys),
      ]
      write('tab.wxml', page.join('\n'))
      write('tab.ts', 'Page({ on() {} })')
      return app.root
    },
    { width: 1000, height: 900 },
  )
  afterAll(() => app?.remove())
  const named = (names: readonly string[]) => names.map((name) => `not in the simulator: ${name}`)

  it('names components, and shows what is inside; names properties, and listeners for events that never come', async () => {
    await phone.open('?path=pages/tab/tab')
    const boxes = components.map((name) => `<${name}>`)
    expect(await phone.page.getByRole('alert').allTextContents()).toEqual(named(boxes))
    expect(await phone.top('.inside').allTextContents()).toEqual(components)
    expect(phone.errors).toEqual(named([...boxes, ...Object.values(listened)]))
    const warned = phone.told.filter((line) => !phone.errors.includes(line))
    expect(warned).toEqual(named(Object.values(written).flat()))
  })

  it('names what a tap would have opened', async () => {
    await phone.open('?path=pages/tab/tab')
    for (const [index, name] of Object.values(tapped).entries()) {
      await phone.top('wx-picker').nth(index).click()
      expect(phone.errors.at(-1)).toContain(named([name])[0])
    }
  })

  it('names APIs that are read, and methods of pages that are called', async () => {
    await phone.open('?path=pages/tab/tab')
    const said = await phone.page.evaluate(
      ([ofWx, ofPages]) => {
        const attempt = (call: () => unknown) => {
          try {
            return String(call())
          } catch (error) {
            return (error as Error).message
          }
        }
        const page = simulator.getCurrentPages()[0] as unknown as Record<string, () => unknown>
        return [
          ...ofWx.map((name) => attempt(() => simulator.wx[name]?.())),
          ...ofPages.map((name) => attempt(() => page[name]?.())),
        ]
      },
      [apis, methods] as const,
    )
    expect(said).toEqual([...apis.map(() => 'undefined'), ...named(methods)])
    const read = phone.told.filter((line) => line.includes(': wx.'))
    expect(read).toEqual(named(apis.map((name) => `wx.${name}`)))
  })

  it('names what WeChat’s managers have more', async () => {
    const read = [
      ['getFileSystemManager', 'copyFile'],
      ['getUpdateManager', 'onCheckForUpdate'],
      ['getRealtimeLogManager', 'error'],
      ['getRecorderManager', 'offStop'],
    ] as const
    await phone.open()
    const types = await phone.page.evaluate(
      (all) => all.map(([get, method]) => typeof (simulator.wx[get]?.() as Record<string, unknown>)[method]),
      read,
    )
    expect(types).toEqual(read.map(() => 'undefined'))
    expect(phone.told).toEqual(named(read.map(([get, method]) => `wx.${get}().${method}`)))
  })

  it('names what a selector query cannot ask for', async () => {
    await phone.open()
    const said = await phone.page.evaluate(() => {
      type Query = Record<string, ((value?: object | string) => Query) | undefined>
      const attempt = (ask: (query: Query) => void) => {
        try {
          return String(ask(simulator.wx['createSelectorQuery']?.() as Query))
        } catch (error) {
          return (error as Error).message
        }
      }
      return [
        attempt((query) => query['selectViewport']?.()),
        attempt((query) => query['select']?.('.half')['scrollOffset']?.()),
        attempt((query) => query['selectAll']?.('.half')['fields']?.({ size: true, properties: ['type'] })),
      ]
    })
    expect(said).toEqual(
      named(['SelectorQuery.selectViewport', 'NodesRef.scrollOffset', 'NodesRef.fields with properties']),
    )
  })

  it.each([
    ['pageScrollTo', { selector: '.half' }, 'with selector'],
    ['navigateTo', { url: '/pages/second/second', events: {} }, 'with events'],
    ['showToast', { title: 'a', mask: true }, 'with mask'],
    ['showModal', { title: 'a', cancelColor: '#000' }, 'with cancelColor'],
    ['showActionSheet', { itemList: ['a'], itemColor: '#000' }, 'with itemColor'],
  ])('names the option of wx.%s, in the console too', async (api, options, named) => {
    await phone.open()
    const errMsg = `${api}:fail not in the simulator: wx.${api} ${named}`
    expect(await phone.call(api, options)).toEqual({ errMsg })
    expect(phone.errors).toEqual([errMsg])
  })
})
