// Pages that the server opens itself, in a headless Chromium, for drivers without a page.
import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { chromiumOptions, findChromium } from './chromium'

export interface Phones {
  /** Opens the simulator's page with these parameters on a new phone. */
  open(address: string): Promise<void>
  /** The phone's screen, as base64 of a PNG. */
  screenshot(phone: string | undefined): Promise<string>
  /** False if it is not one of these phones. */
  shut(phone: string | undefined): Promise<boolean>
  close(): Promise<void>
}

export function createPhones(getUrl: () => string): Phones {
  let browser: Promise<Browser> | undefined
  const phones = new Map<string, Page>()

  /** Only when it is needed: most developers never drive the simulator. */
  async function launch(): Promise<Browser> {
    const { chromium } = await import('playwright-core')
    return chromium.launch(chromiumOptions())
  }

  return {
    async open(address) {
      const url = new URL(`?${address}`, getUrl())
      if (findChromium() === undefined)
        throw new Error(
          `no page is open, and there is no Chromium here to open one (CHROMIUM_PATH): open ${url.href}`,
        )
      browser ??= launch()
      const context = await (
        await browser
      ).newContext({
        viewport: { width: 375, height: 812 },
        permissions: ['microphone'],
        // what moves cannot be tapped
        reducedMotion: 'reduce',
      })
      const phone = randomUUID()
      url.searchParams.set('phone', phone)
      const page = await context.newPage()
      phones.set(phone, page)
      await page.goto(url.href)
    },
    async screenshot(phone) {
      const page = phones.get(phone ?? '')
      if (!page)
        throw new Error('not in the simulator: a screenshot of a page that the server has not opened itself')
      return (await page.locator('.phone-screen').screenshot()).toString('base64')
    },
    async shut(phone) {
      const page = phones.get(phone ?? '')
      phones.delete(phone ?? '')
      await page?.context().close()
      return page !== undefined
    },
    close: async () => (await browser)?.close(),
  }
}
