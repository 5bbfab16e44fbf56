// A headless Chromium for tests that need a real browser. Without one they are skipped and say so; in CI that is a failure.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserServer, LaunchOptions } from 'playwright-core'

// Without a window's machinery a test takes a quarter less of the processor.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

/** Where setup.ts says how to reach the browser and the simulator. */
export const browserVariable = 'TEST_BROWSER'
export const simulatorVariable = 'TEST_SIMULATOR'

/** The path of an installed Chromium: CHROMIUM_PATH, or the first one on PATH. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const candidates = [
    process.env['CHROMIUM_PATH'] ?? '',
    ...folders.flatMap((folder) => names.map((name) => path.join(folder, name))),
  ]
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  return [...candidates, mac].find((candidate) => candidate !== '' && existsSync(candidate))
}

export interface ChromiumOptions {
  /** A WAV file that the fake microphone plays, over and over. Without it the microphone beeps. */
  microphoneFile?: string
}

/** A browser of its own. The caller closes it. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  return chromium.launch(launchOptions(options))
}

/** One for many: it ends with this process at the latest. */
export async function serveChromium(options: ChromiumOptions = {}): Promise<BrowserServer> {
  return chromium.launchServer({ ...launchOptions(options), host: '127.0.0.1' })
}

/** The one browser of all suites: see setup.ts. Closing it closes the pages that were opened through it. */
export function joinChromium(): Promise<Browser> {
  const address = process.env[browserVariable]
  if (address === undefined) throw new Error('no browser was started for this run: see test/browser/setup.ts')
  return chromium.connect(address)
}

/** No traffic of its own, and a microphone that is a file. */
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

/** `describe` where there is a Chromium; skipped with a word on the console where there is none; failing in CI. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (findChromium() !== undefined) return describe(name, tests)
  if (process.env['CI'] === 'true') {
    return describe(name, () => {
      it('has a Chromium', () => {
        throw new Error('CI needs Chromium for the browser tests')
      })
    })
  }
  console.warn(`skipped: ${name}: no Chromium (set CHROMIUM_PATH)`)
  describe.skip(name, tests)
}
