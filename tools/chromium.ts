// An installed Chromium, with a microphone that no person need allow.
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { LaunchOptions } from 'playwright-core'

// Without a window, a test takes a quarter less CPU time.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

/** The path of the first of these programs that is on PATH. */
export function findProgram(programs: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return folders.flatMap((folder) => programs.map((name) => path.join(folder, name))).find(existsSync)
}

/** The path of an installed Chromium: CHROMIUM_PATH, or the first one on PATH. */
export function findChromium(): string | undefined {
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  const given = process.env['CHROMIUM_PATH'] ?? ''
  return [given, findProgram(names) ?? '', mac].find((file) => file !== '' && existsSync(file))
}

/** A busy machine starts it slowly. */
const launchMaxMs = 120_000

export interface ChromiumOptions {
  /** A WAV file that the fake microphone repeats. Without it the microphone beeps. */
  microphoneFile?: string
}

/** Chromium makes no requests of its own, and its microphone is a file. */
export function chromiumOptions(options: ChromiumOptions = {}): LaunchOptions {
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
  return { executablePath, headless: true, args, timeout: launchMaxMs }
}
