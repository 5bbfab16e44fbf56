// `npm start` as its own process, and pages of it in Chromium.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { ServedRequest } from '../fakes/running-service'
import { openFreshPage } from './fresh-page'
import { clickUnhurried } from './unhurried'

const root = join(__dirname, '../..')
const screenshots = join(root, 'build/screenshots')

export interface RunningApp {
  readonly simulatorAddress: string
  readonly serviceAddress: string
  /** Every request that the service has received, oldest first. */
  served(): Promise<ServedRequest[]>
  stop(): Promise<void>
}

/** Starts both servers on free ports. If one exits before it is ready, rejects with its output. */
export async function startApp(): Promise<RunningApp> {
  const options = ['--port', '0', '--no-open', '--no-watch']
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/start.ts', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const addresses = await new Promise<Record<'service' | 'simulator', string>>((resolve, reject) => {
    const read = (text: Buffer) => {
      output += text.toString('utf8')
      const [, service, simulator] = /the service is (\S+)[^]*practise on (\S+)\/\n/.exec(output) ?? []
      if (service && simulator) resolve({ service, simulator })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${output}`)))
  })
  const { simulator: simulatorAddress, service: serviceAddress } = addresses

  return {
    ...{ simulatorAddress, serviceAddress },
    served: async () => (await (await fetch(`${serviceAddress}/log`)).json()) as ServedRequest[],
    async stop() {
      if (child.exitCode !== null) return
      const exited = once(child, 'exit')
      child.kill()
      await exited
    },
  }
}

export interface PracticeOptions extends BrowserContextOptions {
  /** One of the service's scenarios; `ok` by default. */
  readonly scenario?: string
  /** Replaces each pause of the service: long enough for a test to see the states in between. */
  readonly pauseMs?: number
  /** Developer settings other than the address: see `services.ts`. */
  readonly developer?: Readonly<Record<string, string | boolean>>
  /** The first tap on the microphone will show the privacy notice. */
  readonly isFirstUse?: boolean
  /** Opens an additional phone: its page is not shared, and the caller closes its context. */
  readonly isAlone?: boolean
  /** Called before the first launch, to listen to the page. */
  readonly opened?: (page: Page) => Promise<void>
  /** The simulator's conditions: `microphone`, `network`, `chunks` …, and `lang`, `theme`. */
  readonly conditions?: Readonly<Record<string, string>>
}

/** The practice page on a new phone of 375 × 812 px with reduced motion: painting takes a fifth of a test's time. */
export async function openPractice(
  browser: Browser,
  app: RunningApp,
  options: PracticeOptions = {},
): Promise<Page> {
  const { scenario = 'ok', pauseMs = 3, developer = {}, conditions = {}, ...others } = options
  const { isFirstUse = false, isAlone = false, opened, ...given } = others
  const contextOptions = {
    viewport: { width: 375, height: 812 },
    permissions: ['microphone', 'clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce' as const,
    ...given,
  }
  const page = isAlone
    ? await (await browser.newContext(contextOptions)).newPage()
    : await openFreshPage(browser, app.simulatorAddress, contextOptions)
  await clickUnhurried(page)
  await opened?.(page)
  await page.goto(addressOf(app, { scenario, pauseMs, developer, conditions, isFirstUse }))
  return page
}

/** What `core/privacy-notice.ts` stores once the student has acknowledged the privacy notice. */
const acknowledged = { 'practice.privacy-told': true }

/** The address of that page. Opening it again is a new launch on the same phone. */
export function addressOf(app: RunningApp, options: PracticeOptions = {}): string {
  const { scenario = 'ok', pauseMs = 3, developer, conditions, isFirstUse = false } = options
  const apiAddress = `${app.serviceAddress}/scenario/${scenario};ms=${pauseMs}`
  const query = new URLSearchParams({
    storage: JSON.stringify({
      // a voice takes its time: whoever tests it asks for it
      developer: { apiAddress, speaks: false, ...developer },
      ...(!isFirstUse && acknowledged),
    }),
    microphone: 'granted',
    sound: 'ahead',
    lang: 'en',
    ...conditions,
  })
  return `${app.simulatorAddress}/?${query.toString()}`
}

/** An answer that takes a quarter of an hour, and never falls silent: it is still being written when a slow test gets round to it. */
export const endless = { scenario: 'long', pauseMs: 200 }

/** From now on recordings of seconds play for a minute: a busy machine may be long in tapping Pause. */
export function playSlowly(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { play } = HTMLMediaElement.prototype
    HTMLMediaElement.prototype.play = function () {
      this.playbackRate = 1 / 16
      return play.call(this)
    }
  })
}

export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name, exact: true })
}

/**
 * Holds requests to the service, so that a test can look at the page meanwhile. The returned function releases them.
 */
export async function holdAnswers(page: Page): Promise<() => void> {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  // through the simulator's relay, which has the service's address as a parameter
  await page.route(/chat_completion\.ChatService/, async (route) => {
    await released
    await route.continue()
  })
  return release
}

/** The request after the first `count` in the service's log, once its response has ended. */
export async function servedAfter(app: RunningApp, count: number): Promise<ServedRequest> {
  for (;;) {
    const next = (await app.served())[count]
    if (next && next.outcome !== 'receiving' && next.outcome !== 'streaming') return next
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Waits until nothing has changed for a moment: animations have ended, images are loaded. */
export function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    let changedAtMs = performance.now()
    const observer = new MutationObserver(() => (changedAtMs = performance.now()))
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    // endless animations do not count
    const isMoving = () =>
      document
        .getAnimations()
        .some(
          ({ playState, effect }) =>
            playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
        )
    while (performance.now() - changedAtMs < 100 || isMoving()) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    observer.disconnect()
  })
}

/** Waits until the take has `soundMs` of sound: by default, long enough to pause its playback. */
export async function heard(page: Page, soundMs = 4_000): Promise<void> {
  await page.waitForFunction((wanted) => (globalThis.__simulator?.recordedMs() ?? 0) >= wanted, soundMs, {
    polling: 20,
  })
}

/** Records an answer; returns when it can be sent. */
export async function record(page: Page, soundMs?: number): Promise<void> {
  await button(page, 'Tap and speak').click()
  await page.getByText('Recording', { exact: true }).waitFor()
  await heard(page, soundMs)
  await button(page, 'Stop').click()
  await button(page, 'Send').waitFor()
}

/** Saves a screenshot as an artifact of the run, for people to look at. */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true })
  await page.screenshot({ path: join(screenshots, `${name}.png`) })
}

/** Saves a screenshot in each theme; leaves the page in the dark one. */
export async function saveBothThemes(page: Page, nameOf: (theme: 'light' | 'dark') => string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(120) // the ring is drawn after the theme has changed
    await saveScreenshot(page, nameOf(colorScheme))
  }
}
