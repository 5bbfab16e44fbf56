// Before the suites in a browser: one Chromium and one `npm start` for all of them.
import { join } from 'node:path'
import type { BrowserServer } from 'playwright-core'
import { browserVariable, findChromium, serveChromium, simulatorVariable } from './chromium'
import { startApp, type RunningApp } from './running-app'

/** For teardown.ts, in the same process but another module. */
declare global {
  var browserTests: { browser: BrowserServer; app: RunningApp } | undefined
}

const microphoneFile = join(__dirname, '../fixtures/audio/hometown.wav')

export default async function setUp(): Promise<void> {
  if (findChromium() === undefined) return
  const [app, browser] = await Promise.all([startApp(), serveChromium({ microphoneFile })])
  globalThis.browserTests = { browser, app }
  process.env[browserVariable] = browser.wsEndpoint()
  process.env[simulatorVariable] = app.simulatorAddress
}
