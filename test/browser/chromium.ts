// A headless Chromium for tests that need a real browser. Without one they are skipped with a warning; in CI they fail.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, BrowserServer, LaunchOptions } from 'playwright-core'
import { describeUnlessMissing, findProgram } from '../installed'

// Without a window, a test takes a quarter less CPU time.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

/** Environment variables in which setup.ts passes the addresses of the browser and the simulator. */
export const browserVariable = 'TEST_BROWSER'
export const simulatorVariable = 'TEST_SIMULATOR'

/** The path of an installed Chromium: CHROMIUM_PATH, or the first one on PATH. */
export function findChromium(): string | undefined {
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  const given = process.env['CHROMIUM_PATH'] ?? ''
  return [given, findProgram(names) ?? '', mac].find((file) => file !== '' && existsSync(file))
}

export interface ChromiumOptions {
  /** A WAV file that the fake microphone repeats. Without it the microphone beeps. */
  microphoneFile?: string
}

/** Launches a separate browser. The caller closes it. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  return chromium.launch(launchOptions(options))
}

/** Launches a browser that many processes share. It ends with this process at the latest. */
export async function serveChromium(options: ChromiumOptions = {}): Promise<BrowserServer> {
  return chromium.launchServer({ ...launchOptions(options), host: '127.0.0.1' })
}

/** Connects to the browser that all suites share (setup.ts). Closing the connection closes only the pages opened through it. */
export function joinChromium(): Promise<Browser> {
  const address = process.env[browserVariable]
  if (address === undefined) throw new Error('no browser was started for this run: see test/browser/setup.ts')
  return chromium.connect(address)
}

/** Chromium makes no requests of its own, and its microphone is a file. */
function launchOptions(options: ChromiumOptions): LaunchOptions {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('no Chromium: install it, or set CHROMIUM_PATH')
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
  args.push('--disable-component-update', '--disable-sync')
  args.push('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream')
  args.push('--autoplay-policy=no-user-gesture-required')
  // Chromium's sandbox does not start for root, which containers often are.
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  if (options.microphoneFile !== undefined)
    args.push(`--use-file-for-fake-audio-capture=${options.microphoneFile}`)
  return { executablePath, headless: true, args }
}

/** `describe` if Chromium is installed; otherwise skips with a warning on the console, or fails in CI. */
export function describeInBrowser(name: string, tests: () => void): void {
  const isMissing = findChromium() === undefined
  describeUnlessMissing(name, isMissing ? 'no Chromium (set CHROMIUM_PATH)' : undefined, tests)
}
