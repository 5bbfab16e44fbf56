// What WeChat's documentation says about built-in components and APIs, in the simulator.
import path from 'node:path'
import { describeInBrowser } from '../../../browser/chromium'
import { compose } from '../../../browser/compose'
import { useSimulatedPhone, type Exposed } from '../simulated-phone'

declare const simulator: Exposed

describeInBrowser('conformance with WeChat’s documentation: built-ins and APIs', () => {
  const phone = useSimulatedPhone(() => path.resolve(__dirname, '../../../fixtures/conformance'), {
    width: 390,
    height: 844,
  })
  const { open, log, logged, clearLog, top, call } = phone
  /** A class inside a component has its component's prefix in the DOM. */
  const inside = (selector: string) => top(`[class$="--${selector.slice(1)}"]`)

  describe('built-ins', () => {
    const form = async () => {
      await open('?path=pages/form/form')
      await phone.page.waitForSelector('.submit')
    }
    // Components / form, radio-group, checkbox-group, label, picker
    it('submit and reset a form with all its controls', async () => {
      await form()
      await top('label:has-text("first"), wx-label:has-text("first")').click()
      await top('.for-c1').click()
      await phone.page.getByRole('switch', { name: 'switch' }).click()
      await phone.page.getByLabel('textarea').fill('a long text')
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
      await clearLog()
      await top('.submit').click()
      expect((await log())[0]).toContain('"radio":"","checkbox":[],"switch":false,"slider":10,"input":""')
    })

    // NervJS/taro#11208 and others: on an iPhone, a value set while pinyin is typed ends the composition
    it('end a composition when the page sets the value, and only then', async () => {
      await form()
      const composed = async (name: string) => {
        const field = phone.page.getByRole('textbox', { name })
        await compose(field, ['n', 'ni'], '你')
        return field.inputValue()
      }
      expect(await composed('left alone')).toBe('你')
      expect(await top('.typed').textContent()).toBe('你')
      expect(await composed('written back')).toBe('nni你')
    })

    // Components / slider: change after the drag, changing during it
    it('move a slider in steps', async () => {
      await form()
      await phone.page.getByRole('slider').focus()
      await phone.page.keyboard.press('ArrowRight')
      await logged('change 30')
      expect(await log()).toEqual(['changing 30', 'change 30'])
    })

    // Components / picker
    it('pick from a sheet, or cancel', async () => {
      await form()
      await top('.picker').click()
      await phone.page.getByRole('button', { name: '取消' }).click()
      await logged('cancel undefined')
      await top('.picker').click()
      await phone.page.getByRole('listbox').selectOption('two')
      await phone.page.getByRole('button', { name: '确定' }).click()
      await logged('change 2')
    })

    // Components / label: "目前可以绑定的控件有：button、checkbox、radio、switch、input"
    it('pass a label’s tap to its button', async () => {
      await form()
      await top('.around-button >> text=label of a button').click()
      expect(await log()).toEqual(['button tapped'])
    })

    // Components / swiper: source is empty when the program changes current
    it('move a swiper by data and by finger', async () => {
      await form()
      await phone.page.evaluate(() => simulator.getCurrentPages()[0]?.setData({ current: 1 }))
      await logged('swiper 1 two ')
      const box = await top('.swiper').boundingBox()
      if (!box) throw new Error('no swiper')
      await top('.swiper').scrollIntoViewIfNeeded()
      const seen = await top('.swiper').boundingBox()
      const y = (seen?.y ?? 0) + 20
      await phone.page.mouse.move(300, y)
      await phone.page.mouse.down()
      await phone.page.mouse.move(100, y, { steps: 3 })
      await phone.page.mouse.up()
      await logged('swiper 2 three touch')
    })

    // Components / navigator, icon, button (open-type)
    it('follow a navigator, draw an icon, and handle an open-type or report that it is missing', async () => {
      await form()
      expect(await top('.icon').evaluate((element) => getComputedStyle(element).fontSize)).toBe('40px')
      await top('.agree').click()
      await logged('agreed')
      await top('.phone').click()
      expect(phone.errors.join()).toContain('not in the simulator: <button open-type="getPhoneNumber">')
      await top('.navigator').click()
      expect(await inside('.seen').textContent()).toBe('navigator')
    })

    it('report a missing component and show the rest of the page', async () => {
      await form()
      expect(await phone.page.getByRole('alert').allTextContents()).toEqual(['not in the simulator: <video>'])
      expect(await top('.inside-missing').textContent()).toBe('inside')
    })
  })

  // wx.canIUse(schema)
  it('answers canIUse for nested schemas, and false for unknown ones', async () => {
    await open()
    const answers = await phone.page.evaluate(() =>
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
  it('copies text, announces it, and reads it back', async () => {
    await open()
    await phone.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    expect(await call('setClipboardData', { data: 'copied' })).toMatchObject({
      errMsg: 'setClipboardData:ok',
    })
    expect(await phone.page.getByRole('status').textContent()).toMatch(/已复制|Copied/)
    expect(await call('getClipboardData')).toMatchObject({ data: 'copied' })
    expect(await call('setClipboardData', { data: 1 })).toEqual({
      errMsg: 'setClipboardData:fail parameter error: parameter.data should be String',
    })
    expect(await call('vibrateShort', { type: 'light' })).toMatchObject({ errMsg: 'vibrateShort:ok' })
  })

  // wx.getRealtimeLogManager: 5 KB for each call, words to find a line by; wx.getLogManager: 100 KB
  it('logs for the operator', async () => {
    await open()
    const lines = await phone.page.evaluate(() => {
      interface Log {
        warn(...values: unknown[]): void
        info(...values: unknown[]): void
        setFilterMsg(text: string): void
        addFilterMsg(text: string): void
      }
      const realtime = simulator.wx['getRealtimeLogManager']?.() as Log
      const local = simulator.wx['getLogManager']?.({ level: 1 }) as Log
      realtime.setFilterMsg('7')
      realtime.addFilterMsg('8')
      realtime.warn('words', { n: 1 })
      for (const log of [realtime, local]) log.info('x'.repeat(6_000))
      return globalThis.__simulator?.logged()
    })
    expect(lines).toEqual([
      { manager: 'realtime', level: 'warn', text: '["words",{"n":1}]', filters: ['7', '8'] },
      { manager: 'local', level: 'info', text: `["${'x'.repeat(6_000)}"]`, filters: [] },
    ])
  })

  // the clipboard is a privacy interface too: errno 112 undeclared, 104 refused
  it.each([
    ['undeclared', 112],
    ['refused', 104],
  ])('copies nothing while the clipboard is %s', async (clipboard, errno) => {
    await open(`?clipboard=${clipboard}`)
    expect(await call('setClipboardData', { data: 'text' })).toMatchObject({ errno })
  })

  // wx.onNeedPrivacyAuthorization: its listener answers for the student; errno 104 after a refusal
  it('asks the mini program’s own privacy question', async () => {
    await open('?privacy=ask')
    const outcome = await phone.page.evaluate(async () => {
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
  it('stores 1 MB per key and 10 MB in total', async () => {
    await open()
    const megabyte = 1024 * 1024
    const set = (key: string, length: number) =>
      phone.page.evaluate(
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
  it('fails on files with WeChat’s error codes', async () => {
    await open()
    const errors = await phone.page.evaluate(() => {
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
