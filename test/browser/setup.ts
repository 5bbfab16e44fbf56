// Before all suites in a browser: starts the Chromium and the `npm start` that they share, whichever project asks first.
import { join } from 'node:path'
import type { BrowserServer } from 'playwright-core'
import { browserVariable, findChromium, serveChromium, simulatorVariable } from './chromium'
import { startApp, type RunningApp } from './running-app'

/** Read by teardown.ts, which is another module in the same process. */
declare global {
  var browserTests: { browser: BrowserServer; app: RunningApp } | undefined
}

const microphoneFile = join(__dirname, '../fixtures/audio/hometown.wav')

export default async function setUp(): Promise<void> {
  if (findChromium() === undefined || globalThis.browserTests) return
  const [app, browser] = await Promise.all([startApp(), serveChromium({ microphoneFile })])
  globalThis.browserTests = { browser, app }
  process.env[browserVariable] = browser.wsEndpoint()
  process.env[simulatorVariable] = app.simulatorAddress
}
