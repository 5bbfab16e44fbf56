// A look at the page and a draw → one step of a hurried student.
import type { Page } from 'playwright-core'
import type { Random } from '../faults/fault-plan'
import { takeClick, type Look, type Target } from './in-page'
import { anyOf, type Tap } from './rules'

/** Chosen this many times as often as other targets: a walk that seldom records finds little. */
const favourites: readonly (readonly [names: RegExp, weight: number])[] = [
  [anyOf('tapAndSpeak', 'redo', 'sayAgain'), 8],
  [anyOf('send', 'again', 'stopRecording', 'stop'), 5],
  [anyOf('cancel', 'mockStart', 'mockContinueShort', 'doneNext', 'doneLast', 'firstUseAgree'), 3],
]

const searches = ['weather', '天气', 'zzz', 'do you', '家乡', '%', 'A'.repeat(60)]
const conditions: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['network', ['offline', 'weak', 'wifi', 'wifi']],
  ['call', ['active', 'none', 'none']],
  ['microphone', ['refused', 'busy', 'granted', 'granted', 'granted']],
]

/** From these of tap-guard.ts on, another tap of a burst counts as meant. */
const echoMs = 900
const holdMs = 2_000

export interface Tapped {
  tapped(tap: Tap, isFirst: boolean): void
}

export interface Step {
  readonly words: string
  run(): Promise<void>
}

/** `relaunch` opens the app anew. */
export function drawStep(page: Page, seen: Look, random: Random, { rules, relaunch }: StepParts): Step {
  const kind = random.below(100)
  const pauseMs = random.pick([0, 0, 30, 100, 250, 600])
  const wait = (ms: number) => page.waitForTimeout(ms)

  if (kind < 3) return { words: 'relaunch', run: () => relaunch(random) }
  if (kind < 7) {
    const hiddenMs = random.pick([0, 100, 1_000])
    return {
      words: `hide for ${hiddenMs} ms`,
      async run() {
        await page.evaluate(() => globalThis.__simulator?.hideApp())
        await wait(hiddenMs)
        await page.evaluate(() => globalThis.__simulator?.showApp())
        await wait(pauseMs)
      },
    }
  }
  if (kind < 11) {
    const [name, values] = random.pick(conditions)
    const value = random.pick(values)
    return {
      words: `${name} ${value}`,
      run: () =>
        page.evaluate(
          ([key, to]) => globalThis.__simulator?.set(key as 'network', to as string),
          [name, value],
        ),
    }
  }
  if (kind < 18) {
    const byPx = random.pick([-2_000, -300, 200, 400, 2_000])
    return {
      words: `scroll by ${byPx}`,
      async run() {
        await page.mouse.move(160, 300)
        await page.mouse.wheel(0, byPx)
        await wait(pauseMs)
      },
    }
  }
  if (kind < 24) return { words: `wait ${pauseMs * 3} ms`, run: () => wait(pauseMs * 3) }

  const target = pickTarget(seen.targets, random)
  if (!target) return { words: 'nothing to tap', run: () => wait(200) }
  if (target.kind.startsWith('INPUT')) {
    const text = random.pick(searches)
    return {
      words: `search ${text.slice(0, 10)}`,
      async run() {
        await page.mouse.click(target.x, target.y)
        await page.keyboard.press('ControlOrMeta+A')
        await page.keyboard.insertText(text)
        await wait(pauseMs)
      },
    }
  }
  const taps = kind < 75 ? 1 : kind < 92 ? 2 : 3
  const gapMs = random.pick([120, 200, 300, 450, 600, 800])
  return {
    words: `${['', 'tap', `double tap (${gapMs} ms)`, `triple tap (${gapMs} ms)`][taps]} ${target.name}`,
    async run() {
      const clicks: number[] = []
      for (let turn = 0; turn < taps; turn += 1) {
        if (turn > 0) await wait(gapMs)
        await page.mouse.click(target.x, target.y)
        // by the page's clock, and what it has hit there: a busy machine taps later than it was told to
        const click = await page.evaluate(takeClick)
        if (!click) continue
        const [first = -Infinity, last = first] = [clicks[0], clicks.at(-1)]
        rules.tapped(click, click.atMs - last >= echoMs || click.atMs - first >= holdMs)
        clicks.push(click.atMs)
      }
      await wait(pauseMs)
    },
  }
}

interface StepParts {
  readonly rules: Tapped
  relaunch(random: Random): Promise<void>
}

/** First a kind, so that forty topics count no more than one button. */
function pickTarget(targets: readonly Target[], random: Random): Target | undefined {
  const kinds = new Map<string, Target[]>()
  for (const target of targets) {
    const weight = favourites.find(([names]) => names.test(target.name))?.[1] ?? 1
    for (let turn = 0; turn < weight; turn += 1) {
      const key = weight === 1 ? target.kind : `${target.name} ${turn}`
      kinds.set(key, [...(kinds.get(key) ?? []), target])
    }
  }
  return kinds.size === 0 ? undefined : random.pick(random.pick([...kinds.values()]))
}
