// A seed → a walk over the app by a hurried student on a phone of its own: every rule is checked after every step.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { pages, subPackages, tabBar } from '../../miniprogram/app.json'
import { addressOf, openPractice, type PracticeOptions, type RunningApp } from '../browser/running-app'
import { until } from '../devices/until'
import { createRandom, type Random } from '../faults/fault-plan'
import { completesATake } from './complete-take'
import { look, open, watch, type Look } from './in-page'
import { createRules } from './rules'
import { drawStep } from './steps'

export interface Walk {
  readonly seed: number
  /** What was done, one line a step. */
  readonly steps: readonly string[]
  /** Empty if no rule was broken. */
  readonly problems: readonly string[]
  /** Of the last page of a walk with problems. */
  readonly screenshot?: string
}

const tappable = ['button:not([hidden])', 'input', '[role=button]', '[role=switch]', '[role=radio]']
const selector = [...tappable, '[role=slider]', '.paragraph', '.sheet-behind']
  .map((one) => `.phone-screen ${one}`)
  .join(', ')

const scenarios = ['ok', 'ok', 'ok', 'stall', 'cut', 'error-v1', 'http-500', 'truncated', 'emoji', 'slow']
/** Messages about what the walk does on purpose. */
const expected = [/Failed to load resource/, /stop\(\) before onStart is lost/]
const tabs = tabBar.list.map(({ pagePath }) => pagePath)
/** The page of a base library that is too old leads nowhere; the device check is for developers, who do not hurry. */
const leftOut = ['pages/outdated/outdated', 'pages/device-check/device-check']
const otherPages = [
  ...pages,
  ...subPackages.flatMap((one) => one.pages.map((name) => `${one.root}/${name}`)),
].filter((path) => !tabs.includes(path) && !leftOut.includes(path))
/** As in device-check/rows/exchange.ts. */
const deviceCheckUid = '1'
const screenshots = join(__dirname, '../../build/tapper')

export async function walk(
  browser: Browser,
  app: RunningApp,
  { seed, steps }: { seed: number; steps: number },
): Promise<Walk> {
  const random = createRandom(seed)
  const done: string[] = []
  const problems: string[] = []
  const rules = createRules()
  const [width, height] = random.pick([[320, 568] as const, [430, 932] as const])
  const options: PracticeOptions = {
    scenario: random.pick(scenarios),
    pauseMs: random.pick([1, 5, 20]),
    viewport: { width, height },
    colorScheme: random.pick(['light', 'dark'] as const),
    isFirstUse: random.chance(0.2),
    isAlone: true,
    conditions: {
      lang: random.pick(['en', 'zh_CN']),
      fontSizeScaleFactor: random.pick(['1', '1', '1.5']),
    },
  }
  const { scenario, conditions } = options
  done.push(`${scenario} ${JSON.stringify(conditions)} ${width} px`)

  const page = await openPractice(browser, app, { ...options, opened })
  async function opened(newPage: Page): Promise<void> {
    // tsx preserves function names with a helper that the page does not have; in one script, as their order is not defined
    const helper = 'globalThis.__name = (named) => named'
    await newPage.addInitScript(`${helper}; (${watch.toString()})(${JSON.stringify(selector)})`)
    newPage.on('pageerror', (error) => problems.push(`page error: ${error.stack ?? error.message}`))
    newPage.on('console', (message) => {
      const isBad = message.type() === 'error' || message.type() === 'warning'
      if (isBad && !expected.some((pattern) => pattern.test(message.text())))
        problems.push(`console: ${message.text().slice(0, 300)}`)
    })
    newPage.on('request', (request) => {
      if (request.method() !== 'POST' || !request.url().includes('ielts_speaking_p1_generate')) return
      const [, logid = '', uid] = /"logid":"(\d+)","uid":"(\d+)"/.exec(request.postData() ?? '') ?? []
      // a walk may still come to the device check, by way of Support: that asks for itself, with an uid of its own
      if (uid !== deviceCheckUid) rules.requested(logid)
    })
  }
  const see = (): Promise<Look> => page.evaluate(look, selector)

  async function untilTappable(): Promise<Look> {
    return until('something to tap', async () => {
      const seen = await see()
      return seen.targets.length > 0 && seen
    })
  }

  /** On a tab, and half of the time with another page on top: taps alone seldom reach some of them. */
  async function relaunch(draw: Random): Promise<void> {
    const { attempts } = await see()
    const path = draw.pick(tabs)
    await page.goto(addressOf(app, { ...options, conditions: { ...conditions, path } }))
    rules.relaunched()
    await untilTappable()
    if (draw.chance(0.5)) await page.evaluate(open, `/${draw.pick(otherPages)}?id=${attempts[0]?.id ?? ''}`)
  }

  try {
    for (let at = 0; at < steps && problems.length === 0; at += 1) {
      const seen = await untilTappable()
      problems.push(...rules.check(seen))
      if (problems.length > 0) break
      // a draw for each step: what one step finds does not change the next ones
      const step = drawStep(page, seen, createRandom(seed * 10_007 + at), { rules, relaunch })
      done.push(`${seen.path.replace(/^.*\//, '')}: ${step.words}`)
      await step.run()
    }
    if (problems.length === 0) {
      done.push('a whole take')
      await completesATake(page, untilTappable, rules)
      await page.waitForTimeout(500)
      problems.push(...rules.check(await see()))
    }
  } catch (error) {
    problems.push(String(error instanceof Error ? error.message : error))
  }
  const screenshot = problems.length > 0 ? join(screenshots, `seed-${seed}.png`) : undefined
  if (screenshot !== undefined) {
    mkdirSync(screenshots, { recursive: true })
    await page.screenshot({ path: screenshot })
  }
  await page.context().close()
  return { seed, steps: done, problems, ...(screenshot !== undefined && { screenshot }) }
}
