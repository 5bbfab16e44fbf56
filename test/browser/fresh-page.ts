// A page that remembers nothing, but whose browser has the program compiled already: a third of the time of a new one.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** For whatever a page is waited for: a busy machine may take long, and no test asserts a time. */
export const patienceMs = 90_000

const kept = new WeakMap<Browser, Map<string, Page>>()

/**
 * A new page, in the context that pages asked for in the same way had before it, emptied of what `origin` stored.
 * The page before it is closed. Who closes page or context gets new ones the next time.
 */
export async function openFreshPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions,
): Promise<Page> {
  const pages = kept.get(browser) ?? new Map<string, Page>()
  kept.set(browser, pages)
  const key = JSON.stringify(options)
  const before = pages.get(key)
  if (before === undefined || before.isClosed()) {
    const page = await (await browser.newContext(options)).newPage()
    page.setDefaultTimeout(patienceMs)
    pages.set(key, page)
    return page
  }
  // another page of the same browser: what the old one was about to do (write, reload itself) ends with it
  const page = await before.context().newPage()
  await before.close()
  page.setDefaultTimeout(patienceMs)
  pages.set(key, page)
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await session.detach()
  return page
}
