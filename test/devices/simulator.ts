// The simulator as a place for journeys: a page of it in Chromium, and miniprogram-automator connected to that.
import { randomUUID } from 'node:crypto'
import automator from 'miniprogram-automator'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import type { Browser, Page } from 'playwright-core'
import type { ServedRequest } from '../fakes/running-service'
import type { Place } from './journey'

interface Addresses {
  readonly simulatorAddress: string
  readonly serviceAddress: string
  served(): Promise<ServedRequest[]>
}

/** What is reported of phones, and what takes its time on a busy machine. */
const knownRows =
  /^(skipped (not-allowed|formats)|deviates (stop-before-start|duration-at-canplay)|(deviates|unknown) (chunk-distance|take-start|take-stop|take-frames|take-frames-all|take-pause|take-length|time-updates|seek-updates|seek-position|decoder|set-data)): /

/** A new phone of 375 × 812 px, in English, with reduced motion: painting takes a fifth of the time. */
export async function openSimulator(
  browser: Browser,
  { simulatorAddress, serviceAddress, served }: Addresses,
): Promise<Place> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    permissions: ['microphone', 'clipboard-read', 'clipboard-write', 'screen-wake-lock'],
    reducedMotion: 'reduce',
  })

  async function launch(): Promise<{ page: Page; mini: MiniProgram }> {
    const query = new URLSearchParams({
      storage: JSON.stringify({
        developer: { apiAddress: `${serviceAddress}/scenario/ok`, speaks: false },
        'practice.privacy-told': true,
      }),
      ...{ microphone: 'granted', sound: 'ahead', lang: 'en' },
      // the driver asks for this page and no other
      launch: randomUUID(),
    }).toString()
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    // until the server knows the page, it would open another one for the driver
    const link = new Promise((resolve) => session.once('Network.webSocketHandshakeResponseReceived', resolve))
    await Promise.all([link, page.goto(`${simulatorAddress}/?${query}`)])
    const wsEndpoint = `${simulatorAddress.replace('http', 'ws')}/?${query}`
    return { page, mini: await automator.connect({ wsEndpoint }) }
  }

  let launched = await launch()
  return {
    get mini() {
      return launched.mini
    },
    service: serviceAddress,
    served,
    knownRows,
    async restart() {
      launched.mini.disconnect()
      await launched.page.close()
      launched = await launch()
    },
    condition: (name, value) =>
      launched.page.evaluate(
        ([condition = '', chosen = '']) => globalThis.__simulator?.set(condition as never, chosen),
        [name, value],
      ),
    screenshot: async (path) => void (await launched.page.screenshot({ path })),
    async close() {
      launched.mini.disconnect()
      await context.close()
    },
  }
}
