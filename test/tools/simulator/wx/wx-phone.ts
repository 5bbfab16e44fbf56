// The wx APIs on a bare page, without the engine, in the browser shared by all suites; and helpers for its recorder.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { joinChromium } from '../../../browser/chromium'
import { startPageServer, type PageServer } from './wx-page-server'

declare global {
  // defined by the page: see wx-page.ts
  const blobUrl: (path: string) => string | undefined
  const hideApp: () => void
  const showApp: () => void
}

export interface WxPhone {
  readonly server: PageServer
  /** Reopened for each test. */
  readonly page: Page
  /** Another page of the same phone, or `reopened` again. */
  open(query?: string, reopened?: Page): Promise<Page>
}

/** Call inside `describe`. */
export function useWxPage(): WxPhone {
  let server: PageServer
  let browser: Browser
  let context: BrowserContext
  let page: Page

  async function open(query = '', reopened?: Page): Promise<Page> {
    const opened = reopened ?? (await context.newPage())
    await opened.goto(`${server.origin}/?${query}`)
    await opened.waitForFunction(() => 'wx' in globalThis)
    return opened
  }
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startPageServer(), joinChromium()])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 375, height: 667 }, permissions: ['microphone'] })
    page = await open()
  })
  afterEach(() => context.close())

  return {
    open,
    get server() {
      return server
    },
    get page() {
      return page
    },
  }
}

export interface Take {
  events: string[]
  stopped: { tempFilePath: string; duration: number; fileSize: number }
  bytes: string
  frameSizes: number[]
  frames: string
  lastMarks: boolean[]
  /** The duration recorded at the beginning and at the end of the pause. */
  pausedAtMs: number[]
}

/** Records for `heardMs`, with a pause of `pausedMs` in the middle. */
export const record = (on: Page, heardMs: number, pausedMs = 0, options: object = {}): Promise<Take> =>
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
        const pausedAtMs: number[] = []
        const recordedMs = (): number => globalThis.__simulator?.recordedMs() ?? 0
        const once = (soundMs: number, run: () => void): void => {
          if (recordedMs() >= soundMs) run()
          else setTimeout(once, 10, soundMs, run)
        }
        manager.onStart(() => {
          events.push('start')
          if (pausedMs > 0) once(heardMs / 2, () => manager.pause())
          else once(heardMs, () => manager.stop())
        })
        manager.onPause(() => {
          events.push('pause')
          pausedAtMs.push(recordedMs())
          setTimeout(() => {
            pausedAtMs.push(recordedMs())
            manager.resume()
          }, pausedMs)
        })
        manager.onResume(() => {
          events.push('resume')
          once(heardMs, () => manager.stop())
        })
        manager.onFrameRecorded(({ frameBuffer, isLastFrame }) => {
          if (!events.includes('start')) reject(new Error('a frame before onStart'))
          frames.push(frameBuffer)
          lastMarks.push(isLastFrame)
        })
        manager.onError((error) => reject(new Error(JSON.stringify(error))))
        manager.onStop((stopped) => {
          events.push('stop')
          const frameSizes = frames.map((frame) => frame.byteLength)
          const seen = { events, stopped, frameSizes, frames: join(frames), lastMarks, pausedAtMs }
          wx.getFileSystemManager().readFile({
            ...{ filePath: stopped.tempFilePath, encoding: 'base64' },
            success: ({ data }) => resolve({ ...seen, bytes: data as string }),
            fail: reject,
          })
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

/** The recorder's first event after start(). */
export const firstError = (on: Page, options: object = {}) =>
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
