// Wherever a walk has ended → the practice page, a whole take, its answer.
import type { Page } from 'playwright-core'
import { heard } from '../browser/running-app'
import { until } from '../devices/until'
import { takeClick, type Look, type Target } from './in-page'
import { anyOf, type Rules } from './rules'

/** What leads on to the next take, in this order. */
const ways = [
  // dialogs and sheets
  /^取消$|^完成$|^确定$/,
  anyOf('cancelShort', 'updateLater', 'ok', 'close', 'firstUseAgree'),
  /^返回$/,
  anyOf('tapAndSpeak'),
  anyOf('cancel'),
  anyOf('next', 'send', 'retry', 'openSettings', 'stop'),
  anyOf('title'),
] as const

/** Where a take could not begin, its page offers to try again. */
const begins = anyOf('tapAndSpeak', 'retry')

/** Longer than the guard holds a tap back. */
const unhurriedMs = 1_000

/** Rejects if the app leads nowhere. */
export async function completesATake(page: Page, see: () => Promise<Look>, rules: Rules): Promise<void> {
  await page.evaluate(() => {
    for (const [name, value] of Object.entries({ network: 'wifi', call: 'none', microphone: 'granted' }))
      globalThis.__simulator?.set(name as 'network', value)
  })
  const find = (seen: Look, names: RegExp) =>
    seen.targets.find(({ name }) => names.test(name.split(': ').pop() ?? ''))
  /** Returns what it has hit: on a busy machine, what stood there may have gone meanwhile. */
  const tap = async ({ x, y }: Target): Promise<string> => {
    await page.mouse.click(x, y)
    const click = await page.evaluate(takeClick)
    if (click) rules.tapped(click, true)
    return click?.name ?? ''
  }
  const comes = (names: RegExp, what: string): Promise<Target> =>
    until(`${what} after the walk`, async () => find(await see(), names))

  let tapped = ''
  for (let turn = 0; turn < 60; turn += 1) {
    await page.waitForTimeout(unhurriedMs)
    const seen = await see()
    // a take of the walk's own is cancelled first
    const stop = begins.test(tapped) ? find(seen, anyOf('stopRecording')) : undefined
    if (!stop) {
      const target = ways.map((names) => find(seen, names)).find((one) => one !== undefined)
      if (target) tapped = await tap(target)
      continue
    }
    await heard(page, 1_500)
    await page.waitForTimeout(unhurriedMs)
    await tap(stop)
    await comes(anyOf('send'), 'Send')
    await page.waitForTimeout(unhurriedMs)
    await tap(await comes(anyOf('send'), 'Send'))
    await comes(anyOf('next', 'again'), 'the end of the answer')
    return
  }
  throw new Error('after the walk: no way back to the microphone')
}
