// Wherever a walk has ended → the practice page, a whole take, its answer.
import type { Page } from 'playwright-core'
import { heard } from '../browser/running-app'
import type { Look, Target } from './in-page'
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
  const tap = async (target: Target): Promise<void> => {
    rules.tapped({ name: target.name, shownForMs: unhurriedMs }, true)
    await page.mouse.click(target.x, target.y)
  }
  async function until(names: RegExp, what: string): Promise<Target> {
    for (let turn = 0; turn < 400; turn += 1) {
      const target = find(await see(), names)
      if (target) return target
      await page.waitForTimeout(100)
    }
    throw new Error(`after the walk: ${what} never came`)
  }

  for (let turn = 0; turn < 60; turn += 1) {
    await page.waitForTimeout(unhurriedMs)
    const seen = await see()
    const target = ways.map((names) => find(seen, names)).find((one) => one !== undefined)
    if (!target) continue
    await tap(target)
    if (!anyOf('tapAndSpeak').test(target.name)) continue
    const stop = await until(anyOf('stopRecording'), 'the recording')
    await heard(page, 1_500)
    await page.waitForTimeout(unhurriedMs)
    await tap(stop)
    await until(anyOf('send'), 'Send')
    await page.waitForTimeout(unhurriedMs)
    await tap(await until(anyOf('send'), 'Send'))
    await until(anyOf('next', 'again'), 'the end of the answer')
    return
  }
  throw new Error('after the walk: no way back to the microphone')
}
