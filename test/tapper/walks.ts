// Seeds → walks, several at a time, and a report on each that broke a rule.
import { relative } from 'node:path'
import type { Browser } from 'playwright-core'
import type { RunningApp } from '../browser/running-app'
import { walk, type Walk } from './walk'

export interface WalksOptions {
  readonly firstSeed: number
  readonly count: number
  /** Of each walk. */
  readonly steps: number
  /** Walks at a time. */
  readonly phones: number
}

/** One entry per walk with problems: how it broke, and how to repeat it. */
export async function walks(browser: Browser, app: RunningApp, options: WalksOptions): Promise<string[]> {
  const { firstSeed, count, steps, phones } = options
  const failures: string[] = []
  let next = firstSeed
  async function phone(): Promise<void> {
    while (next < firstSeed + count) {
      const done = await walk(browser, app, { seed: next++, steps })
      if (done.problems.length > 0) failures.push(reportOn(done))
    }
  }
  await Promise.all(Array.from({ length: Math.min(phones, count) }, phone))
  return failures
}

const shownSteps = 12

function reportOn({ seed, steps, problems, screenshot }: Walk): string {
  const [settings = '', ...taken] = steps
  const from = Math.max(0, taken.length - shownSteps)
  return [
    `seed ${seed}: ${problems.join('; ')}`,
    `  ${settings}`,
    ...taken.slice(from).map((words, index) => `  ${from + index + 1} ${words}`),
    `  repeat: npm run tap -- --seed ${seed} --steps ${taken.length}`,
    `  screenshot: ${relative(process.cwd(), screenshot ?? '')}`,
  ].join('\n')
}
