// A headless Chromium for tests that need a real browser. Without one they are skipped and say so; in CI that is a failure.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

// Without a window's machinery a test takes a quarter less of the processor.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

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
  /** The question whether the page may use the microphone is answered with yes. Default true. */
  grantMicrophone?: boolean
}

/** No traffic of its own, and a microphone that is a file. The caller closes it. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('no Chromium: install it, or set CHROMIUM_PATH')
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
  args.push('--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream')
  args.push('--autoplay-policy=no-user-gesture-required')
  // Chromium's sandbox does not start for root, which containers often are.
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  if (options.grantMicrophone !== false) args.push('--use-fake-ui-for-media-stream')
  if (options.microphoneFile !== undefined)
    args.push(`--use-file-for-fake-audio-capture=${options.microphoneFile}`)
  return chromium.launch({ executablePath, headless: true, args })
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
