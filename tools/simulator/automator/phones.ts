// Drivers without a page → pages that the server opens itself, in a headless Chromium.
import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { chromiumOptions, findChromium } from '../../chromium'

export function createPhones(getUrl: () => string) {
  let browser: Promise<Browser> | undefined
  const phones = new Map<string | null, Page>()

  return {
    /** Opens the simulator's page with these parameters on a new phone. */
    async open(address: string): Promise<void> {
      const url = new URL(`?${address}`, getUrl())
      if (findChromium() === undefined)
        throw new Error(`no page is open, and there is no Chromium (CHROMIUM_PATH) to open it: ${url.href}`)
      // only when it is needed: most developers never drive the simulator
      browser ??= import('playwright-core').then(({ chromium }) => chromium.launch(chromiumOptions()))
      const launched = await browser
      const page = await launched.newPage({
        viewport: { width: 375, height: 812 },
        permissions: ['microphone'],
        // what moves is hard to tap
        reducedMotion: 'reduce',
      })
      const phone = randomUUID()
      phones.set(phone, page)
      url.searchParams.set('phone', phone)
      await page.goto(url.href)
    },
    /** The phone's screen, as base64 of a PNG. */
    async screenshot(phone: string | null): Promise<string> {
      const page = phones.get(phone)
      if (!page)
        throw new Error('not in the simulator: a screenshot of a page that the server has not opened')
      return (await page.locator('.phone-screen').screenshot()).toString('base64')
    },
    /** False if it is not one of these phones. */
    async shut(phone: string | null): Promise<boolean> {
      const page = phones.get(phone)
      await page?.close()
      return phones.delete(phone)
    },
    close: async () => (await browser?.catch(() => undefined))?.close(),
  }
}
