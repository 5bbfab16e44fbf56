// Rendering and events of a page in the simulator's engine.
import { describeInBrowser } from '../../../browser/chromium'
import { compose } from '../../../browser/compose'
import { copyFixtureApp } from '../fixture-app'
import { useSimulatedPhone, type Exposed } from '../simulated-phone'

declare const simulator: Exposed

describeInBrowser('the engine: components', () => {
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
  const lastEvent = () => phone.page.evaluate(() => simulator.getApp().lastEvent)
  const call = async (name: string, options?: object) => (await phone.call(name, options))['errMsg']
  /** The touchpad, for so long, in one task: a busy machine's own clicks may be long presses. */
  const press = (heldMs: number) =>
    phone.page.evaluate((ms) => {
      const pad = document.querySelector('.touchpad')
      const send = (type: string) =>
        pad?.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, pointerId: 7, detail: 1 }))
      send('pointerdown')
      const startedMs = performance.now()
      while (performance.now() < startedMs + ms);
      send('pointerup')
      send('click')
    }, heldMs)

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
    expect(phone.errors).toEqual([])
  })

  it('renders bindings, WXS, loops, conditions, templates and includes', async () => {
    await open()
    expect(await top('.greeting').textContent()).toBe('HELLO 8')
    expect(await top('.item').allTextContents()).toEqual(['0.one', '1.two'])
    expect(await top('.when').textContent()).toBe('shown')
    expect(await top('.row').textContent()).toBe('row:7')
    expect(await top('.footer').textContent()).toBe('included 3')
    await phone.page.evaluate(() =>
      simulator.getCurrentPages()[0]?.setData({ visible: false, 'items[1].name': 'three' }),
    )
    expect(await top('.item').allTextContents()).toEqual(['0.one', '1.three'])
    expect(await top('.when').textContent()).toBe('hidden')
  })

  it('passes handlers a copy of the dataset and the sender’s own detail', async () => {
    await open()
    await top('.item >> nth=1').click()
    const event = await lastEvent()
    expect(event).toMatchObject({ type: 'tap', currentTarget: { dataset: { index: 1, itemId: 'b' } } })
    expect(event['touches']).toHaveLength(1)
    await phone.page.evaluate(() =>
      simulator.getCurrentPages()[0]?.setData({ items: [{ id: 'b', name: 'two' }] }),
    )
    expect((await lastEvent())['currentTarget']).toMatchObject({ dataset: { index: 1 } })

    await top('wx-button:has-text("poke")').click()
    expect(await lastEvent()).toMatchObject({ type: 'poked', detail: { amount: 2 }, target: { id: 'card' } })
  })

  it('bubbles and catches events, and ignores disabled buttons', async () => {
    await open()
    await top('.caught').click()
    await top('.disabled').click({ force: true })
    await top('.pressed').click()
    const taps = (await log()).filter((line) => line.endsWith(' tap'))
    expect(taps).toEqual(['caught tap', 'press tap'])
  })

  it('reports touches and long presses, and applies hover classes', async () => {
    await open()
    await top('.touchpad').hover()
    await phone.page.mouse.down()
    await logged('longpress 1 1')
    await phone.page.mouse.move(0, 0)
    await phone.page.mouse.up()
    const touches = (await log()).filter((line) => /^(touch|longpress)/.test(line))
    expect(touches).toEqual(['touchstart 1 1', 'longpress 1 1', 'touchmove 1 1', 'touchend 0 1'])

    await top('.pressed').hover()
    await phone.page.mouse.down()
    expect(await style('.pressed', 'opacity')).toBe('0.7')
    await phone.page.mouse.up()
    await phone.page.waitForFunction(() => !document.querySelector('.is-pressed'))
  })

  it('reports a long press by the times of its events, however busy the page was', async () => {
    await open()
    await press(400)
    const touches = (await log()).filter((line) => /^(touch|longpress|tap)/.test(line))
    expect(touches).toEqual(['touchstart 1 1', 'longpress 1 1', 'touchend 0 1'])
  })

  // Event system: a press of 350 ms with a handler is no tap, nor is one that moves
  it('ends only a short press that stays in a tap', async () => {
    await open()
    const { mouse } = phone.page
    await top('.touchpad').hover()
    await mouse.down()
    await logged('longpress 1 1')
    await mouse.up()
    const { x, y, width } = (await top('.pressed').boundingBox()) ?? { x: 0, y: 0, width: 0 }
    await mouse.move(x + 5, y + 5)
    await mouse.down()
    await mouse.move(x + width - 5, y + 5)
    await mouse.up()
    expect((await log()).filter((line) => line.includes('tap'))).toEqual([])
    await press(0)
    await top('.pressed').click()
    expect((await log()).filter((line) => line.includes('tap'))).toEqual(['tap 1 1', 'press tap'])
  })

  it('works by keyboard and exposes names to assistive technology', async () => {
    await open()
    await phone.page.getByRole('button', { name: 'speak' }).focus()
    await phone.page.keyboard.press('Enter')
    await phone.page.keyboard.press('Space')
    expect((await log()).filter((line) => line === 'press tap')).toHaveLength(2)
  })

  it('gives components properties, observers, slots and selectComponent', async () => {
    await open()
    expect(await top('wx-card').innerText()).toMatch(/isolated\s+before\s+sum 4\s+in slot\s+poke/)
    await phone.page.evaluate(() => simulator.getCurrentPages()[0]?.setData({ amount: 21 }))
    expect(await top('wx-card').innerText()).toContain('sum 42')
    const described = await phone.page.evaluate(() =>
      simulator.getCurrentPages()[0]?.selectComponent('#card').describe?.(),
    )
    expect(described).toBe('card sum')
  })

  it('scopes styles to their page or component', async () => {
    await open()
    expect(await style('.half', 'width')).toBe('195px')
    expect(await style('.half', 'border-left-width')).toBe('2px')
    expect(await style('.leak >> nth=0', 'color')).toBe('rgb(1, 2, 3)')
    expect(await style('wx-card >> text=isolated', 'color')).toBe('rgb(0, 0, 255)')
    expect(await style('wx-card >> [id$=inner]', 'border-top-width')).toBe('3px')
    expect(await style('wx-card', 'margin-top')).toBe('5.2px')
    expect(await style('global-box >> text=global classes', 'color')).toBe('rgb(1, 2, 3)')
    expect(await style('.rich-class', 'color')).toBe('rgb(200, 0, 0)')
    await call('navigateTo', { url: '/pages/second/second' })
    expect(await style('.half', 'border-left-width')).toBe('0px')
    expect(await style('.half', 'background-color')).toBe('rgba(0, 0, 0, 0)')
  })

  it('writes typed text back to the data', async () => {
    await open()
    await top('.field input').fill('abc')
    await logged('input abc')
    expect(await top('.typed').textContent()).toBe('abc')
  })

  it('shows rich text without anything executable', async () => {
    await open()
    const html = await top('.rich').innerHTML()
    expect(html).toBe('<p class="rich-class">rich <b>text</b></p>')
  })

  it('scrolls a scroll-view and reports it', async () => {
    await open()
    await phone.page.evaluate(() => simulator.getCurrentPages()[0]?.setData({ scrollTop: 10_000 }))
    await phone.page.waitForFunction(() => 'lastScroll' in simulator.getApp())
    expect(await phone.page.evaluate(() => simulator.getApp().lastScroll['detail'])).toMatchObject({
      scrollTop: 400,
      scrollHeight: 500,
    })
  })

  // NervJS/taro#11208 and others: on an iPhone, a value set while pinyin is typed ends the composition
  it('ends a composition when the page sets the value, and only then', async () => {
    await open('?path=pages/controls/controls')
    const composed = async (name: string) => {
      const field = phone.page.getByRole('textbox', { name })
      await compose(field, ['n', 'ni'], '你')
      return field.inputValue()
    }
    expect(await composed('left alone')).toBe('你')
    expect(await composed('written back')).toBe('nni你')
  })

  // Components / picker
  it('picks from a sheet, or cancels', async () => {
    await open('?path=pages/controls/controls')
    await top('.picker').click()
    await phone.page.getByRole('button', { name: '取消' }).click()
    await logged('cancel undefined')
    await top('.picker').click()
    await phone.page.getByRole('listbox').selectOption('two')
    await phone.page.getByRole('button', { name: '确定' }).click()
    await logged('change 2')
    await top('.date').click()
    await phone.page.locator('input[type=date]').fill('2027-01-02')
    await phone.page.getByRole('button', { name: '确定' }).click()
    await logged('change "2027-01-02"')
  })

  it('measures with a selector query, and draws on a canvas node', async () => {
    await open()
    const results = await phone.page.evaluate(
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
            Reflect.get(canvas, 'toDataURL')
          })
        }),
    )
    expect(results).toEqual([
      expect.objectContaining({ id: 'half', left: 0, width: 197, height: 52 }),
      { width: 100, pixel: [0, 0, 0, 255] },
      { missing: null },
    ])
    expect(phone.told).toEqual(['not in the simulator: canvas.toDataURL'])
  })

  it('finds nothing in a page closed after the query', async () => {
    await open()
    const found = await phone.page.evaluate(async () => {
      const [leaving] = simulator.getCurrentPages()
      if (!leaving) throw new Error('no page')
      const query = leaving.createSelectorQuery()
      query.select('.half').boundingClientRect()
      // the frame that would run the callback comes after the page has been closed
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
    expect(phone.errors).toEqual([])
  })
})
