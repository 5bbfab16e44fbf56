// What WeChat's documentation says about APIs, in the simulator.
import path from 'node:path'
import { describeInBrowser } from '../../../browser/chromium'
import { useSimulatedPhone, type Exposed } from '../simulated-phone'

declare const simulator: Exposed

describeInBrowser('conformance with WeChat’s documentation: APIs', () => {
  const phone = useSimulatedPhone(() => path.resolve(__dirname, '../../../fixtures/conformance'), {
    width: 390,
    height: 844,
  })
  const { open, call } = phone

  // wx.canIUse(schema)
  it('knows APIs and components by name for canIUse, and says so of anything more', async () => {
    await open()
    const names = ['request', 'button', 'openBluetoothAdapter', 'button.open-type']
    expect(
      await phone.page.evaluate((all) => all.map((name) => simulator.wx['canIUse']?.(name)), names),
    ).toEqual([true, true, false, false])
    expect(phone.errors).toEqual(["not in the simulator: wx.canIUse('button.open-type')"])
  })

  // wx.setClipboardData; wx.vibrateShort
  it('copies text and announces it', async () => {
    await open()
    await phone.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    expect(await call('setClipboardData', { data: 'copied' })).toMatchObject({
      errMsg: 'setClipboardData:ok',
    })
    expect(await phone.page.getByRole('status').textContent()).toMatch(/已复制|Copied/)
    expect(await phone.page.evaluate(() => navigator.clipboard.readText())).toBe('copied')
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

  // Framework / Storage: "单个 key 允许存储的最大数据长度为 1MB，所有数据存储上限为 10MB"
  it('stores 1 MB per key and 10 MB in total', async () => {
    await open()
    const megabyte = 1024 * 1024
    const set = (key: string, length: number) =>
      phone.page.evaluate(
        ([name, size]) => {
          try {
            simulator.wx['setStorageSync']?.(name, 'x'.repeat(size))
            return 'stored'
          } catch (error) {
            return (error as Error).message
          }
        },
        [key, length] as const,
      )
    expect(await set('big', megabyte + 1)).toBe('setStorageSync:fail:entry size limit reached')
    for (let key = 0; key < 10; key += 1) expect(await set(`k${key}`, megabyte - 64)).toBe('stored')
    expect(await set('last', 2000)).toBe('setStorageSync:fail exceed storage max size 10Mb')
    expect(await phone.page.evaluate(() => simulator.wx['getStorageSync']?.('none'))).toBe('')
    expect(await phone.page.evaluate(() => simulator.wx['getStorageInfoSync']?.())).toMatchObject({
      limitSize: 10240,
    })
  })

  // FileSystemManager: errors by number, as its pages list them
  it('fails on files with WeChat’s error codes', async () => {
    await open()
    const errors = await phone.page.evaluate(async () => {
      const files = simulator.wx['getFileSystemManager']?.() as Record<string, (options: object) => unknown>
      const user = (simulator.wx['env'] as unknown as { USER_DATA_PATH: string }).USER_DATA_PATH
      const attempt = async (name: string, options: object) => {
        try {
          await files[name]?.(options)
          return 'done'
        } catch (error) {
          return (error as { errCode: number }).errCode
        }
      }
      return [
        await attempt('readFile', { filePath: `${user}/none` }),
        await attempt('writeFile', { filePath: 'http://elsewhere/file', data: 'x' }),
        await attempt('mkdir', { dirPath: `${user}/a`, recursive: true }),
        await attempt('writeFile', { filePath: `${user}/a/file`, data: 'x' }),
        await attempt('readFile', { filePath: `${user}/a` }),
        await attempt('readdir', { dirPath: `${user}/a/file` }),
      ]
    })
    expect(errors).toEqual([1300002, 1300013, 'done', 'done', 1300021, 1300020])
  })
})
