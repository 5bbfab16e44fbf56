// A headless Chromium for tests that need a real browser. Without one they are skipped with a warning; in CI they fail.
import { chromium } from 'playwright-core'
import type { Browser, BrowserServer } from 'playwright-core'
import { chromiumOptions, findChromium, type ChromiumOptions } from '../../tools/chromium'
import { describeUnlessMissing } from '../installed'

export { findChromium }

/** Environment variables in which setup.ts passes the addresses of the browser and the simulator. */
export const browserVariable = 'TEST_BROWSER'
export const simulatorVariable = 'TEST_SIMULATOR'

/** Timeout for every wait on a page: a busy machine may be slow, and no test asserts a time. */
export const patienceMs = 90_000

/** Its pages are waited for as long as those of all others. */
function patient(browser: Browser): Browser {
  const { newContext } = browser
  browser.newContext = async (options) => {
    const context = await newContext.call(browser, options)
    context.setDefaultTimeout(patienceMs)
    return context
  }
  return browser
}

/** Launches a separate browser. The caller closes it. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  return patient(await chromium.launch(chromiumOptions(options)))
}

/** Launches a browser that many processes share. It ends with this process at the latest. */
export async function serveChromium(options: ChromiumOptions = {}): Promise<BrowserServer> {
  return chromium.launchServer({ ...chromiumOptions(options), host: '127.0.0.1' })
}

/** Connects to the browser that all suites share (setup.ts). Closing the connection closes only the pages opened through it. */
export async function joinChromium(): Promise<Browser> {
  const address = process.env[browserVariable]
  if (address === undefined) throw new Error('no browser was started for this run: see test/browser/setup.ts')
  return patient(await chromium.connect(address))
}

/** `describe` if Chromium is installed; otherwise skips with a warning on the console, or fails in CI. */
export function describeInBrowser(name: string, tests: () => void): void {
  const isMissing = findChromium() === undefined
  describeUnlessMissing(name, isMissing ? 'no Chromium (set CHROMIUM_PATH)' : undefined, tests)
}
