// `npm start` as its own process, and pages of it in Chromium.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { ServedRequest } from '../fakes/running-service'
import { openFreshPage, patienceMs } from './fresh-page'

const root = join(__dirname, '../..')
const screenshots = join(root, 'build/screenshots')

export interface RunningApp {
  readonly simulatorAddress: string
  readonly serviceAddress: string
  /** Every request that the service has seen, oldest first. */
  served(): Promise<ServedRequest[]>
  stop(): Promise<void>
}

/** Both servers on free ports. Rejects with what was printed when it ends before it is ready. */
export async function startApp(): Promise<RunningApp> {
  const options = ['--port', '0', '--no-open', '--no-watch']
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/start.ts', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const address = await new Promise<URL>((resolve, reject) => {
    const read = (text: Buffer) => {
      output += text.toString('utf8')
      const found = /practise on (\S+)/.exec(output)
      if (found?.[1]) resolve(new URL(found[1]))
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${output}`)))
  })
  const seeded = JSON.parse(address.searchParams.get('storage') ?? '{}') as {
    developer: { apiAddress: string }
  }
  const serviceAddress = seeded.developer.apiAddress

  return {
    simulatorAddress: address.origin,
    serviceAddress,
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
  /** One of the service's scenarios; `ok` unless told otherwise. */
  readonly scenario?: string
  /** Takes the place of each pause that the service makes: long enough for what a test must see on the way. */
  readonly pauseMs?: number
  /** Developer settings beside the address: see `services.ts`. */
  readonly developer?: Readonly<Record<string, string>>
  /** Nothing has been told yet of what is recorded: the first tap on the microphone does. */
  readonly isFirstUse?: boolean
  /** A phone beside others that are in use: its page is not shared, and the caller closes its context. */
  readonly isAlone?: boolean
  /** The simulator's conditions: `microphone`, `network`, `chunks` …, and `lang`, `theme`. */
  readonly conditions?: Readonly<Record<string, string>>
}

/** The practice page on a fresh phone of 375 × 812, whose owner asked for less motion: painting it is a fifth of a test. */
export async function openPractice(
  browser: Browser,
  app: RunningApp,
  options: PracticeOptions = {},
): Promise<Page> {
  const { scenario = 'ok', pauseMs = 3, developer = {}, conditions = {}, ...others } = options
  const { isFirstUse = false, isAlone = false, ...given } = others
  const contextOptions = {
    viewport: { width: 375, height: 812 },
    permissions: ['microphone', 'clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce' as const,
    ...given,
  }
  const page = isAlone
    ? await (await browser.newContext(contextOptions)).newPage()
    : await openFreshPage(browser, app.simulatorAddress, contextOptions)
  page.setDefaultTimeout(patienceMs)
  await page.goto(addressOf(app, { scenario, pauseMs, developer, conditions, isFirstUse }))
  return page
}

/** What `services.ts` remembers once the student has read it. */
const told = { 'practice.privacy-told': true }

/** Where that page is. Going there again is a new launch on the same phone. */
export function addressOf(app: RunningApp, options: PracticeOptions = {}): string {
  const { scenario = 'ok', pauseMs = 3, developer, conditions, isFirstUse = false } = options
  const apiAddress = `${app.serviceAddress}/scenario/${scenario};ms=${pauseMs}`
  const query = new URLSearchParams({
    storage: JSON.stringify({ developer: { apiAddress, ...developer }, ...(!isFirstUse && told) }),
    microphone: 'granted',
    sound: 'ahead',
    lang: 'en',
    ...conditions,
  })
  return `${app.simulatorAddress}/?${query.toString()}`
}

export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name, exact: true })
}

/**
 * Requests to the service wait, and with them what the page shows meanwhile, for as long as a test looks at it. The function
 * that is returned lets them go.
 */
export async function holdAnswers(page: Page): Promise<() => void> {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  // by the simulator's relay: the service's address is a parameter
  await page.route(/chat_completion\.ChatService/, async (route) => {
    await released
    await route.continue()
  })
  return release
}

/** The next answer to this page's service after the first `count` of its log, once it is over. */
export async function servedAfter(app: RunningApp, count: number): Promise<ServedRequest> {
  for (;;) {
    const next = (await app.served())[count]
    if (next && next.outcome !== 'receiving' && next.outcome !== 'streaming') return next
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Waits until the page has stood still for a moment: what rises has risen, what is loaded is there. */
export function standsStill(page: Page): Promise<void> {
  return page.evaluate(async () => {
    let changedAtMs = performance.now()
    const observer = new MutationObserver(() => (changedAtMs = performance.now()))
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    // what turns for ever is no change that will end
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

/** Waits until the take under way has sound: long enough to be paused while it plays. */
export async function heard(page: Page, soundMs = 4_000): Promise<void> {
  await page.waitForFunction((wanted) => (globalThis.__simulator?.recordedMs() ?? 0) >= wanted, soundMs, {
    polling: 20,
  })
}

/** Speaks and stops: the take is there. */
export async function record(page: Page, soundMs?: number): Promise<void> {
  await button(page, 'Tap and speak').click()
  await page.getByText('Recording', { exact: true }).waitFor()
  await heard(page, soundMs)
  await button(page, 'Stop').click()
  await button(page, 'Send').waitFor()
}

/** Kept as an artifact of the run, for people to look at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true })
  await page.screenshot({ path: join(screenshots, `${name}.png`) })
}
