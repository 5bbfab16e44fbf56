// `npm run bench:page`: what streaming 20,000 characters costs the real page in Chromium, at full speed and 4 times slower.
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { findChromium, launchChromium } from '../browser/chromium'
import { button, openPractice, record, startApp, type RunningApp } from '../browser/running-app'

interface Measured {
  /** How many times slower than this machine. */
  readonly slowdown: number
  /** Between the first text and the last, without the tap on Send and the answer's end. */
  readonly longestTaskMs: number
  readonly tasksAbove50Ms: number
  /** The tap on Send, the first text or the answer's end, whichever took longest. */
  readonly longestAroundMs: number
  /** From the first byte of the answer to the frame that shows its first text. */
  readonly firstTextMs: number
  readonly setDataCalls: number
  readonly callsASecond: number
  /** Bytes of setData's JSON to bytes of the answer's text. */
  readonly timesPayload: number
}

/** Measured inside the page while it streams. */
interface PageNotes {
  firstByteMs: number
  firstTextMs: number
  calls: number
  bytes: number
  firstCallMs: number
  lastCallMs: number
}

const frameMs = 17
const flushMs = 90

async function measure(browser: Browser, app: RunningApp, slowdown: number): Promise<Measured> {
  const page = await openPractice(browser, app, { scenario: 'long', pauseMs: 8 })
  await record(page, 500)
  // tsx preserves function names with a helper that the page does not have
  await page.evaluate('globalThis.__name = (named) => named')
  await watch(page)
  const cdp = await page.context().newCDPSession(page)
  // garbage from opening and recording is not the answer's
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await browser.startTracing(page, {
    categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.user_timing'],
  })
  await button(page, 'Send').click()
  // a locator would search the whole page in every frame, on the thread that is measured
  await page.waitForFunction(() => document.body.textContent?.includes('Complete · '), undefined, {
    polling: 1_000,
    timeout: 600_000,
  })
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  const notes = await page.evaluate(() => (window as unknown as { notes: PageNotes }).notes)
  const text = (await page.locator('.answer, [class*="--answer"]').first().innerText()).trim()
  await page.context().close()
  const { streaming, around } = mainThreadTasksMs(trace.traceEvents)
  return {
    slowdown,
    longestTaskMs: Math.round(Math.max(...streaming)),
    tasksAbove50Ms: streaming.filter((ms) => ms > 50).length,
    longestAroundMs: Math.round(Math.max(...around)),
    firstTextMs: Math.round(notes.firstTextMs - notes.firstByteMs),
    setDataCalls: notes.calls,
    callsASecond: Number(((notes.calls / (notes.lastCallMs - notes.firstCallMs)) * 1_000).toFixed(1)),
    timesPayload: Number((notes.bytes / Buffer.byteLength(text)).toFixed(2)),
  }
}

/** Counts setData of the page, and times the first byte and the first painted text. */
function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const notes: PageNotes = {
      firstByteMs: 0,
      firstTextMs: 0,
      calls: 0,
      bytes: 0,
      firstCallMs: 0,
      lastCallMs: 0,
    }
    Object.assign(window, { notes })
    const { simulator } = window as unknown as {
      simulator: { getCurrentPages(): { setData(patch: object): void }[] }
    }
    const instance = simulator.getCurrentPages()[0]
    if (!instance) throw new Error('no page')
    const { setData } = instance
    instance.setData = function (this: object, patch: object) {
      performance.mark('setData')
      notes.calls += 1
      notes.bytes += new TextEncoder().encode(JSON.stringify(patch)).length
      notes.lastCallMs = performance.now()
      notes.firstCallMs ||= notes.lastCallMs
      setData.call(this, patch)
    }
    const { fetch } = window
    window.fetch = async (...parameters) => {
      const response = await fetch(...parameters)
      const reader = response.body?.getReader()
      if (!reader) return response
      const body = new ReadableStream({
        async pull(controller) {
          const { value, done } = await reader.read()
          if (done) return controller.close()
          notes.firstByteMs ||= performance.now()
          controller.enqueue(value)
        },
        cancel: (reason) => reader.cancel(reason),
      })
      return new Response(body, { status: response.status, headers: response.headers })
    }
    const hasText = () =>
      [...document.querySelectorAll<HTMLElement>('[class*="paragraph"]')].some(
        ({ textContent }) => textContent?.trim() !== '',
      )
    const observer = new MutationObserver(() => {
      if (!hasText()) return
      observer.disconnect()
      performance.mark('first text')
      requestAnimationFrame(() => {
        // a task after the frame's callbacks: the text has been painted
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => (notes.firstTextMs = performance.now())
        port2.postMessage(null)
      })
    })
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Start and duration, µs. */
  readonly ts: number
  readonly dur?: number
  readonly args?: { readonly name?: string }
}

/** Task durations on the main thread of the busiest renderer: the page's, as no other page is open. */
function mainThreadTasksMs(events: readonly TraceEvent[]): { streaming: number[]; around: number[] } {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const sum = (tasks: readonly TraceEvent[]): number => tasks.reduce((total, { dur = 0 }) => total + dur, 0)
  const [tasks = []] = mains
    .map(({ pid, tid }) =>
      events.filter((event) => event.name === 'RunTask' && event.pid === pid && event.tid === tid),
    )
    .sort((one, other) => sum(other) - sum(one))
  const marked = (name: string) => events.filter((event) => event.name === name).map(({ ts }) => ts)
  const [firstText = 0] = marked('first text')
  const lastCall = Math.max(...marked('setData'))
  const isStreaming = ({ ts, dur = 0 }: TraceEvent) => ts > firstText && ts + dur < lastCall
  const inMs = (list: readonly TraceEvent[]) => list.map(({ dur = 0 }) => dur / 1_000)
  return {
    streaming: inMs(tasks.filter(isStreaming)),
    around: inMs(tasks.filter((task) => !isStreaming(task))),
  }
}

async function main(): Promise<void> {
  if (findChromium() === undefined) throw new Error('no Chromium: install it, or set CHROMIUM_PATH')
  const microphoneFile = join(__dirname, '../fixtures/audio/hometown.wav')
  const [app, browser] = await Promise.all([startApp(), launchChromium({ microphoneFile })])
  try {
    const rows = [await measure(browser, app, 1), await measure(browser, app, 4)]
    if (process.argv.includes('--json')) return console.log(JSON.stringify(rows))
    console.table(rows)
    console.log(
      `targets: longest task 50 ms at 4 times slower, first text ${flushMs + frameMs} ms, 20 calls a second, 3.6 times the payload`,
    )
  } finally {
    await browser.close()
    await app.stop()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
