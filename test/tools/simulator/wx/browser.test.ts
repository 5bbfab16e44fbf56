import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { describeInBrowser, launchChromium } from '../../../browser/chromium'
import { answerText, startPageServer } from './page-server'
import type { PageServer } from './page-server'

declare global {
  // the page has them: see page.ts
  const blobUrl: (path: string) => string | undefined
  const hideApp: () => void
  const showApp: () => void
}

const voice = join(__dirname, '../../../fixtures/audio/hometown.wav')
const artifacts = join(__dirname, '../../../../build/artifacts')

let server: PageServer
let browser: Browser
let context: BrowserContext
let page: Page

async function open(query = '', reopened?: Page): Promise<Page> {
  const opened = reopened ?? (await context.newPage())
  opened.setDefaultTimeout(10_000)
  await opened.goto(`${server.origin}/?${query}`)
  await opened.waitForFunction(() => 'wx' in globalThis)
  return opened
}

describeInBrowser('the wx APIs in Chromium', () => {
  beforeAll(async () => {
    server = await startPageServer()
    browser = await launchChromium({ microphoneFile: voice })
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 375, height: 667 }, permissions: ['microphone'] })
    page = await open()
  })
  afterEach(() => context.close())

  interface Take {
    events: string[]
    stopped: { tempFilePath: string; duration: number; fileSize: number }
    bytes: string
    frameSizes: number[]
    frames: string
    lastMarks: boolean[]
  }
  /** Records for `heardMs` after onStart, with a pause of `pausedMs` in the middle. */
  const record = (on: Page, heardMs: number, pausedMs = 0, options: object = {}): Promise<Take> =>
    on.evaluate(
      ({ heardMs, pausedMs, options }) =>
        new Promise<Take>((resolve, reject) => {
          const manager = wx.getRecorderManager()
          const events: string[] = []
          const frames: ArrayBuffer[] = []
          const lastMarks: boolean[] = []
          const join = (parts: ArrayBuffer[]): string => {
            const bytes = parts.flatMap((part) => [...new Uint8Array(part)])
            return wx.arrayBufferToBase64(Uint8Array.from(bytes).buffer)
          }
          manager.onStart(() => {
            events.push('start')
            setTimeout(
              () => (pausedMs > 0 ? manager.pause() : manager.stop()),
              pausedMs > 0 ? heardMs / 2 : heardMs,
            )
          })
          manager.onPause(() => {
            events.push('pause')
            setTimeout(() => manager.resume(), pausedMs)
          })
          manager.onResume(() => {
            events.push('resume')
            setTimeout(() => manager.stop(), heardMs / 2)
          })
          manager.onFrameRecorded(({ frameBuffer, isLastFrame }) => {
            if (!events.includes('start')) reject(new Error('a frame before onStart'))
            frames.push(frameBuffer)
            lastMarks.push(isLastFrame)
          })
          manager.onError((error) => reject(new Error(JSON.stringify(error))))
          manager.onStop((stopped) => {
            events.push('stop')
            const bytes = wx.getFileSystemManager().readFileSync(stopped.tempFilePath, 'base64') as string
            const frameSizes = frames.map((frame) => frame.byteLength)
            resolve({ events, stopped, bytes, frameSizes, frames: join(frames), lastMarks })
          })
          manager.start({
            format: 'mp3',
            sampleRate: 16000,
            encodeBitRate: 48000,
            numberOfChannels: 1,
            frameSize: 2,
            ...options,
          })
          events.push('called')
        }),
      { heardMs, pausedMs, options },
    )

  /** Walks MPEG frames from the first byte to the last: throws on anything else. MPEG 2 layer III, mono. */
  function walk(bytes: Buffer): { frames: number; seconds: number } {
    let offset = 0
    let frames = 0
    while (offset < bytes.length) {
      const header = bytes.readUInt32BE(offset)
      // sync, MPEG 2, layer III, no CRC | 48 kb/s, 16 kHz | mono
      expect((header >>> 16).toString(16)).toBe('fff3')
      expect((header >>> 12) & 0xf).toBe(6)
      expect((header >>> 10) & 3).toBe(2)
      expect((header >>> 6) & 3).toBe(3)
      offset += (72 * 48_000) / 16_000
      frames += 1
    }
    expect(offset).toBe(bytes.length)
    return { frames, seconds: (frames * 576) / 16_000 }
  }

  test('microphone → MP3 of the asked kind, the right length, loud where the voice is; frames sum up to the file', async () => {
    const take = await record(page, 3000)
    expect(take.events).toEqual(['called', 'start', 'stop'])
    const bytes = Buffer.from(take.bytes, 'base64')
    expect(bytes.length).toBe(take.stopped.fileSize)
    const { seconds } = walk(bytes)
    expect(take.stopped.duration).toBeGreaterThan(2800)
    expect(take.stopped.duration).toBeLessThan(3600)
    // the encoder pads at both ends: at most three frames of 36 ms
    expect(Math.abs(seconds - take.stopped.duration / 1000)).toBeLessThan(0.12)
    expect(take.frames).toBe(take.bytes)
    expect(take.frameSizes.slice(0, -1).every((size) => size === 2048)).toBe(true)
    expect(take.frameSizes.length).toBeGreaterThan(6)
    expect(take.lastMarks.indexOf(true)).toBe(take.lastMarks.length - 1)

    const loudness = await page.evaluate(async (path) => {
      const encoded = wx.getFileSystemManager().readFileSync(path) as ArrayBuffer
      const decoded = await new OfflineAudioContext(1, 16000, 16000).decodeAudioData(encoded)
      return Math.sqrt(
        decoded.getChannelData(0).reduce((sum, value) => sum + value * value, 0) / decoded.length,
      )
    }, take.stopped.tempFilePath)
    expect(loudness).toBeGreaterThan(0.005)
  })

  test('a machine that is slow to start its sound loses nothing but the time', async () => {
    await page.evaluate(() => {
      const resume = AudioContext.prototype.resume
      AudioContext.prototype.resume = async function () {
        await resume.call(this)
        await new Promise((resolve) => setTimeout(resolve, 400))
      }
    })
    const take = await record(page, 500, 0, { frameSize: 1 })
    const { seconds } = walk(Buffer.from(take.bytes, 'base64'))
    expect(Math.abs(seconds - take.stopped.duration / 1000)).toBeLessThan(0.12)
  })

  test('a pause is not recorded; the duration limit stops by itself', async () => {
    const paused = await record(page, 1000, 1500)
    expect(paused.events).toEqual(['called', 'start', 'pause', 'resume', 'stop'])
    expect(paused.stopped.duration).toBeLessThan(1800)
    expect(paused.stopped.duration).toBeGreaterThan(800)
    const limited = await record(await open(), 20_000, 0, { duration: 1000 })
    expect(limited.stopped.duration).toBeGreaterThanOrEqual(1000)
    expect(limited.stopped.duration).toBeLessThan(1200)
  })

  test('webm under the name of an MP3, as DevTools writes it', async () => {
    const take = await record(await open('recorder=webm'), 700)
    expect(Buffer.from(take.bytes, 'base64').subarray(0, 4).toString('hex')).toBe('1a45dfa3')
    expect(take.frameSizes).toEqual([])
  })

  const firstError = (on: Page, options: object = {}) =>
    on.evaluate(
      (options) =>
        new Promise<object>((resolve) => {
          const manager = wx.getRecorderManager()
          manager.onError(resolve)
          manager.onStart(() => resolve({ errMsg: 'started' }))
          manager.start({
            format: 'mp3',
            sampleRate: 16000,
            encodeBitRate: 48000,
            numberOfChannels: 1,
            ...options,
          })
        }),
      options,
    )

  test.each([
    ['microphone=refused', { errMsg: 'operateRecorder:fail auth deny' }],
    ['microphone=system-off', { errMsg: 'operateRecorder:fail:system permission denied' }],
    ['microphone=busy', { errMsg: 'operateRecorder:fail:request audio focus fail' }],
    ['privacy=refused', { errMsg: 'operateRecorder:fail privacy permission is not authorized', errno: 104 }],
    [
      'privacy=undeclared',
      { errMsg: 'operateRecorder:fail api scope is not declared in the privacy agreement', errno: 112 },
    ],
  ])('%s', async (query, error) => {
    expect(await firstError(await open(query))).toEqual(error)
  })

  test('stop() before onStart is lost, and a second start() is refused', async () => {
    const outcome = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const manager = wx.getRecorderManager()
          const events: string[] = []
          manager.onStop(() => {
            events.push('stop')
            resolve(events)
          })
          manager.onError(({ errMsg }) => events.push(errMsg))
          manager.onStart(() => {
            events.push('start')
            setTimeout(() => manager.stop(), 300)
          })
          const options = { format: 'mp3', sampleRate: 16000, encodeBitRate: 48000 } as const
          manager.start(options)
          manager.stop()
          manager.start(options)
        }),
    )
    expect(outcome).toEqual([
      "operateRecorder:fail:audio is recording, don't start record again",
      'start',
      'stop',
    ])
  })

  test('an interruption pauses; resume works only after its end', async () => {
    const outcome = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const manager = wx.getRecorderManager()
          const events: string[] = []
          manager.onStart(() => globalThis.__simulator?.beginInterruption?.())
          manager.onInterruptionBegin(() => events.push('begin'))
          manager.onPause(() => {
            events.push('pause')
            manager.resume()
          })
          manager.onError(({ errMsg }) => {
            events.push(errMsg)
            globalThis.__simulator?.endInterruption?.()
          })
          manager.onInterruptionEnd(() => {
            events.push('end')
            manager.resume()
          })
          manager.onResume(() => {
            events.push('resume')
            manager.stop()
          })
          manager.onStop(() => resolve(events))
          manager.start({ format: 'mp3', sampleRate: 16000, encodeBitRate: 48000 })
        }),
    )
    expect(outcome).toEqual(['begin', 'pause', 'operateRecorder:fail:resume record fail', 'end', 'resume'])
  })

  interface Answer {
    chunks: { kind: string; base64: string }[]
    headers: object[]
    result: Record<string, unknown>
  }
  const ask = (on: Page, path: string, options: object = {}): Promise<Answer> =>
    on.evaluate(
      ({ url, options }) =>
        new Promise<Answer>((resolve) => {
          const chunks: Answer['chunks'] = []
          const headers: object[] = []
          const finish = (result: unknown) =>
            resolve({ chunks, headers, result: result as Record<string, unknown> })
          const task = wx.request({
            url,
            method: 'POST',
            enableChunked: true,
            ...options,
            success: finish,
            fail: finish,
          })
          task.onHeadersReceived((event) => headers.push(event))
          task.onChunkReceived(({ data }: { data: unknown }) => {
            const kind = Object.prototype.toString.call(data).slice(8, -1)
            const view =
              data instanceof Uint8Array
                ? data
                : data instanceof ArrayBuffer
                  ? new Uint8Array(data)
                  : new TextEncoder().encode(String(data))
            chunks.push({ kind, base64: wx.arrayBufferToBase64(Uint8Array.from(view).buffer) })
          })
        }),
      { url: path.startsWith('/') ? `${server.origin}${path}` : path, options },
    )
  const textOf = (answer: Answer) =>
    Buffer.concat(answer.chunks.map(({ base64 }) => Buffer.from(base64, 'base64'))).toString()

  test('a chunked answer comes in its pieces, the result without a body', async () => {
    const answer = await ask(page, '/chunks')
    expect(textOf(answer)).toBe(answerText)
    expect(answer.chunks.length).toBeGreaterThan(2)
    expect(answer.chunks[0]).toEqual({ kind: 'ArrayBuffer', base64: Buffer.from('{').toString('base64') })
    expect(answer.headers).toMatchObject([
      { statusCode: 200, header: { 'content-type': 'application/json' } },
    ])
    expect(answer.result).toMatchObject({ statusCode: 200, data: '', errMsg: 'request:ok' })
  })

  test('the other shapes that were reported', async () => {
    for (const [shape, kind] of [
      ['uint8array', 'Uint8Array'],
      ['string', 'String'],
    ] as const) {
      const answer = await ask(await open(`chunks=${shape}`), '/chunks')
      expect(new Set(answer.chunks.map((chunk) => chunk.kind))).toEqual(new Set([kind]))
      expect(textOf(answer)).toBe(answerText)
    }
    const whole = await ask(await open('chunks=body&headers=without-status'), '/chunks')
    expect(whole).toMatchObject({ chunks: [], result: { statusCode: 200, data: answerText } })
    expect(whole.headers[0]).not.toHaveProperty('statusCode')
  })

  test('every status is a success; ends that are none have WeChat’s words', async () => {
    expect((await ask(page, '/500', { enableChunked: false })).result).toMatchObject({
      statusCode: 500,
      data: { code: 13 },
    })
    expect((await ask(page, '/cut')).result).toEqual({
      errMsg: 'request:fail -355:net::ERR_INCOMPLETE_CHUNKED_ENCODING',
      errno: 600001,
    })
    expect((await ask(page, '/silent', { timeout: 300 })).result).toEqual({
      errMsg: 'request:fail timeout',
      errno: 5,
    })
    expect((await ask(page, '/echo', { data: { a: '你' }, enableChunked: false })).result).toMatchObject({
      data: { method: 'POST', type: 'application/json', body: '{"a":"你"}' },
    })
    const offline = await ask(await open('network=offline'), '/chunks')
    expect(offline.result).toEqual({
      errMsg: 'request:fail -106:net::ERR_INTERNET_DISCONNECTED',
      errno: 600001,
    })
  })

  test('another origin answers too, as phones know no CORS; closing reaches it', async () => {
    const far = await startPageServer()
    const answer = await ask(page, `${far.origin}/chunks`)
    expect(textOf(answer)).toBe(answerText)
    expect(answer.chunks.length).toBeGreaterThan(2)
    expect((await ask(page, `${far.origin}/cut`)).result).toMatchObject({
      errMsg: expect.stringContaining('-355'),
    })
    expect((await ask(page, `${far.origin}/500`, { enableChunked: false })).result).toMatchObject({
      statusCode: 500,
    })
    const moved = (await ask(page, `${far.origin}/moved`, { data: { a: 1 }, enableChunked: false })).result
    expect(moved).toMatchObject({ data: { method: 'POST', url: '/echo', body: '{"a":1}' } })
    expect(moved.data).not.toHaveProperty('origin')
    const closed = far.untilClosed('/silent')
    expect((await ask(page, `${far.origin}/silent`, { timeout: 500 })).result).toMatchObject({
      errMsg: 'request:fail timeout',
    })
    await closed
    await far.close()
    expect((await ask(page, `${far.origin}/chunks`)).result).toMatchObject({
      errMsg: 'request:fail -102:net::ERR_CONNECTION_REFUSED',
    })
    const stranger = await fetch(`${server.origin}/relay?url=${encodeURIComponent(server.origin)}`)
    expect(stranger.status).toBe(403)
  })

  test('abort closes the connection and ends with its own words', async () => {
    const closed = server.untilClosed('/silent')
    const result = await page.evaluate(
      (url) =>
        new Promise<unknown>((resolve) => {
          const task = wx.request({ url, enableChunked: true, fail: resolve })
          task.onChunkReceived(() => task.abort())
        }),
      `${server.origin}/silent`,
    )
    expect(result).toEqual({ errMsg: 'request:fail abort' })
    await closed
  })

  test('in the background a request is interrupted after 5 s, and not when the app comes back before', async () => {
    const timed = await page.evaluate(async (url) => {
      const ends: { after: number; errMsg: string }[] = []
      const run = () =>
        new Promise<void>((resolve) => {
          const since = performance.now()
          const task = wx.request({
            url,
            enableChunked: true,
            fail: ({ errMsg }) => {
              ends.push({ after: performance.now() - since, errMsg })
              resolve()
            },
          })
          if (ends.length === 1) setTimeout(() => task.abort(), 5600)
        })
      hideApp()
      await run()
      showApp()
      hideApp()
      setTimeout(showApp, 1000)
      await run()
      return ends
    }, `${server.origin}/silent`)
    expect(timed.map(({ errMsg }) => errMsg)).toEqual(['request:fail interrupted', 'request:fail abort'])
    expect(timed[0]?.after).toBeGreaterThan(4900)
    expect(timed[0]?.after).toBeLessThan(6000)
  })

  test('upload with progress → address → delete', async () => {
    const outcome = await page.evaluate(async () => {
      const manager = wx.getFileSystemManager()
      const filePath = `${wx.env.USER_DATA_PATH}/large.mp3`
      manager.writeFileSync(filePath, new ArrayBuffer(4 * 1024 * 1024))
      const early = await wx.cloud
        .uploadFile({ cloudPath: 'a.mp3', filePath })
        .catch((error: unknown) => error)
      wx.cloud.init()
      const progress: number[] = []
      const uploaded = await new Promise<ICloud.UploadFileResult>((resolve, reject) => {
        const options = { cloudPath: 'a b/c.mp3', filePath, success: resolve, fail: reject }
        const task = wx.cloud.uploadFile(options)
        task.onProgressUpdate((event) => progress.push(event.totalBytesSent))
      })
      const { fileID } = uploaded
      const { fileList } = await wx.cloud.getTempFileURL({
        fileList: [fileID, 'cloud://simulator.local/none'],
      })
      const size = (await (await fetch(fileList[0]?.tempFileURL ?? '')).arrayBuffer()).byteLength
      const deleted = await wx.cloud.deleteFile({ fileList: [fileID] })
      const after = await wx.cloud.getTempFileURL({ fileList: [fileID] })
      const identity = await wx.cloud.callFunction({ name: 'identity' })
      const other = await wx.cloud.callFunction({ name: 'other' }).catch((error: unknown) => error)
      return { early, uploaded, progress, fileList, size, deleted, after, identity, other }
    })
    expect(outcome.early).toMatchObject({ errMsg: expect.stringContaining("Cloud API isn't enabled") })
    expect(outcome.uploaded).toMatchObject({ fileID: 'cloud://simulator.local/a b/c.mp3', statusCode: 200 })
    expect(outcome.progress.at(-1)).toBe(4 * 1024 * 1024)
    expect(outcome.progress).toEqual([...outcome.progress].sort((one, other) => one - other))
    expect(outcome.size).toBe(4 * 1024 * 1024)
    expect(outcome.fileList.map(({ status }) => status)).toEqual([0, -503003])
    expect(outcome.deleted.fileList).toMatchObject([{ status: 0 }])
    expect(outcome.after.fileList).toMatchObject([
      { status: -503003, errMsg: 'STORAGE_FILE_NONEXIST', tempFileURL: '' },
    ])
    const { uid } = outcome.identity.result as { uid: string }
    expect(uid).toMatch(/^[1-9]\d{0,19}$/)
    expect(BigInt(uid) < 2n ** 64n).toBe(true)
    expect(outcome.other).toMatchObject({
      errMsg: expect.stringContaining('FunctionName parameter could not be found'),
    })
  })

  test('storage and files outlive a reload, temporary files do not', async () => {
    const paths = await page.evaluate(() => {
      wx.setStorageSync('attempt', { text: '你好' })
      const manager = wx.getFileSystemManager()
      manager.writeFileSync('http://usr/kept.txt', 'kept')
      return new Promise<string>((resolve) => {
        const recorder = wx.getRecorderManager()
        recorder.onStop(({ tempFilePath }) => resolve(tempFilePath))
        recorder.onStart(() => recorder.stop())
        recorder.start({ format: 'mp3', sampleRate: 16000, encodeBitRate: 48000 })
      })
    })
    await open('', page)
    const after = await page.evaluate((temporary) => {
      const manager = wx.getFileSystemManager()
      let error = ''
      try {
        manager.readFileSync(temporary)
      } catch (thrown) {
        error = (thrown as Error).message
      }
      return {
        attempt: wx.getStorageSync<object>('attempt'),
        text: manager.readFileSync('http://usr/kept.txt', 'utf8'),
        error,
      }
    }, paths)
    expect(after).toMatchObject({ attempt: { text: '你好' }, text: 'kept' })
    expect(after.error).toContain('readFileSync:fail no such file or directory')
    const seeded = await open(`storage=${encodeURIComponent('{"attempt":{"text":"seed"}}')}`)
    expect(await seeded.evaluate(() => wx.getStorageSync<object>('attempt'))).toEqual({ text: 'seed' })
  })

  test('a recording plays to its end, with duration 0 at onCanplay; what is no file is an error', async () => {
    const take = await record(page, 1500)
    const played = await page.evaluate(
      (src) =>
        new Promise<{ events: string[]; early: number; late: number }>((resolve) => {
          const audio = wx.createInnerAudioContext()
          const events: string[] = []
          let early = -1
          let late = -1
          audio.onCanplay(() => {
            if (early === -1) early = audio.duration
          })
          audio.onPlay(() => events.push('play'))
          audio.onTimeUpdate(() => {
            late = audio.duration
          })
          audio.onEnded(() => {
            events.push('ended')
            audio.destroy()
            resolve({ events, early, late })
          })
          audio.onError((error) => resolve({ events: [JSON.stringify(error)], early, late }))
          audio.src = src
          audio.play()
        }),
      take.stopped.tempFilePath,
    )
    expect(played.events).toEqual(['play', 'ended'])
    expect(played.early).toBe(0)
    expect(Math.abs(played.late - take.stopped.duration / 1000)).toBeLessThan(0.2)

    const missing = await page.evaluate(
      () =>
        new Promise<unknown>((resolve) => {
          const audio = wx.createInnerAudioContext()
          audio.onError(resolve)
          audio.src = 'http://tmp/none.mp3'
        }),
    )
    expect(missing).toMatchObject({ errCode: 10003 })
  })

  test('hiding the app pauses playback', async () => {
    const take = await record(page, 1500)
    const events = await page.evaluate(
      (src) =>
        new Promise<string[]>((resolve) => {
          const audio = wx.createInnerAudioContext()
          const events: string[] = []
          audio.onPlay(() => {
            events.push('play')
            hideApp()
          })
          audio.onPause(() => {
            events.push('pause')
            audio.onStop(() => resolve([...events, 'stop']))
            audio.stop()
          })
          audio.src = src
          audio.play()
        }),
      take.stopped.tempFilePath,
    )
    expect(events).toEqual(['play', 'pause', 'stop'])
  })

  test('the app is hidden and shown from the console, as the engine sees it', async () => {
    const seen = await page.evaluate(() => {
      const states: boolean[] = []
      document.addEventListener('visibilitychange', () => states.push(document.hidden))
      globalThis.__simulator?.hideApp?.()
      globalThis.__simulator?.showApp?.()
      return states
    })
    expect(seen).toEqual([true, false])
  })

  test('modal: by pointer and keyboard, with the focus inside', async () => {
    const chosen = page.evaluate(() =>
      wx.showModal({ title: '删除这一遍？', content: '录音和回答都会删除。' }),
    )
    const dialog = page.getByRole('alertdialog', { name: '删除这一遍？' })
    await dialog.waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('确定')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('取消')
    await page.keyboard.press('Escape')
    expect(await chosen).toMatchObject({ confirm: false, cancel: true, errMsg: 'showModal:ok' })
    await dialog.waitFor({ state: 'detached' })

    const edited = page.evaluate(() =>
      wx.showModal({ title: '名字', editable: true, placeholderText: '写在这里' }),
    )
    await page.getByPlaceholder('写在这里').fill('我的回答')
    await page.getByRole('button', { name: '确定' }).click()
    expect(await edited).toMatchObject({ confirm: true, content: '我的回答' })

    const listed = page.evaluate(() => wx.showActionSheet({ itemList: ['一', '二'] }))
    await page.getByRole('button', { name: '二' }).click()
    expect(await listed).toMatchObject({ tapIndex: 1, errMsg: 'showActionSheet:ok' })
    const dismissed = page.evaluate(() =>
      wx.showActionSheet({ itemList: ['一'] }).catch((error: unknown) => error),
    )
    await page.getByRole('button', { name: '取消' }).click()
    expect(await dismissed).toEqual({ errMsg: 'showActionSheet:fail cancel' })
  })

  test('a refused microphone is switched on in the settings sheet', async () => {
    const refused = await open('microphone=refused')
    expect(await refused.evaluate(() => wx.getSetting())).toMatchObject({
      authSetting: { 'scope.record': false },
    })
    const left = refused.evaluate(() => wx.openSetting())
    await refused.getByRole('switch', { name: '麦克风' }).click()
    await refused.getByRole('button', { name: '完成' }).click()
    expect(await left).toMatchObject({ authSetting: { 'scope.record': true } })
    expect(await firstError(refused)).toEqual({ errMsg: 'started' })
  })

  test('the privacy guide is asked for once and remembered for the launch', async () => {
    const asked = await open('privacy=ask')
    const first = firstError(asked)
    await asked.getByRole('button', { name: '同意' }).click()
    expect(await first).toEqual({ errMsg: 'started' })
    expect(await asked.evaluate(() => wx.getPrivacySetting({}))).toMatchObject({ needAuthorization: false })
  })

  test.each(['light', 'dark'])('pictures, %s', async (theme) => {
    mkdirSync(artifacts, { recursive: true })
    const shot = (name: string) =>
      painted.screenshot({ path: join(artifacts, `simulator-${name}-${theme}.png`) })
    const painted = await open(`theme=${theme}&microphone=refused`)
    await painted.evaluate(() => void wx.showToast({ title: '已存到本机', duration: 60_000 }))
    await painted.getByRole('status').waitFor()
    await shot('toast')
    await painted.evaluate(
      () => void wx.showToast({ title: '服务 5 秒没有新内容，已断开', icon: 'none', duration: 60_000 }),
    )
    await shot('toast-text')
    await painted.evaluate(() => void wx.showLoading({ title: '上传中' }))
    await shot('loading')
    await painted.evaluate(() => {
      void wx.hideLoading()
      void wx.showModal({
        title: '删除这一遍？',
        content: '录音和回答都会删除，不能恢复。',
        confirmColor: '#D03A35',
      })
    })
    await painted.getByRole('alertdialog').waitFor()
    await shot('modal')
    await painted.keyboard.press('Escape')
    await painted.evaluate(
      () =>
        void wx
          .showActionSheet({ alertText: '这一遍', itemList: ['再说一遍', '复制', '删除'] })
          .catch(() => undefined),
    )
    await painted.getByRole('dialog').waitFor()
    await shot('action-sheet')
    await painted.keyboard.press('Escape')
    await painted.evaluate(() => void wx.openSetting())
    await painted.getByRole('switch').waitFor()
    await shot('settings')
  })
})
