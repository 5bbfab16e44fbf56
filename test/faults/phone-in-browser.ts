// A simulated phone in the browser → its stored attempts, its background, its pages.
import type { Page } from 'playwright-core'
import { isHalfWay, statusOf, type Attempt } from '../../miniprogram/core/attempts/attempt'

interface SimulatorWindow {
  simulator: {
    wx: {
      getStorageSync(key: string): unknown
      getStorageInfoSync(): { keys: string[] }
      navigateTo(options: { url: string }): unknown
    }
  }
}

const prefix = 'practice.attempt.'

/** The only attempt on this phone. */
export async function attemptIdIn(page: Page): Promise<string> {
  const ids = await page.evaluate((start) => {
    const { wx } = (window as unknown as SimulatorWindow).simulator
    return wx.getStorageInfoSync().keys.filter((key) => key.startsWith(start))
  }, prefix)
  const [id, ...more] = ids
  if (id === undefined || more.length > 0) throw new Error(`${ids.length} attempts are stored, expected one`)
  return id.slice(prefix.length)
}

/** Rejects if it is not stored: no take is ever lost. */
export async function attemptIn(page: Page, id: string): Promise<Attempt> {
  const { stored, keys } = await page.evaluate((key) => {
    const { wx } = (window as unknown as SimulatorWindow).simulator
    return { stored: wx.getStorageSync(key), keys: wx.getStorageInfoSync().keys }
  }, prefix + id)
  if (typeof stored !== 'object' || stored === null)
    throw new Error(`no attempt ${id} among ${keys.join(', ')}`)
  return stored as Attempt
}

export async function waitForAttempt(
  page: Page,
  id: string,
  condition: (attempt: Attempt) => boolean,
  timeoutMs = 30_000,
): Promise<Attempt> {
  for (const startMs = Date.now(); ;) {
    const attempt = await attemptIn(page, id)
    if (condition(attempt)) return attempt
    if (Date.now() > startMs + timeoutMs) throw new Error(`the attempt is still ${statusOf(attempt)}`)
    await page.waitForTimeout(50)
  }
}

/** Sent, and neither uploading nor streaming any more. */
export function isOver(attempt: Attempt): boolean {
  const status = statusOf(attempt)
  return status !== 'recorded' && !isHalfWay(status)
}

/** Opens the attempt's page on top of the current one. */
export async function openAttempt(page: Page, id: string): Promise<void> {
  await page.evaluate(
    (url) => (window as unknown as SimulatorWindow).simulator.wx.navigateTo({ url }),
    `/pages/attempt/attempt?id=${id}`,
  )
  await page.getByRole('button', { name: 'Delete', exact: true }).waitFor()
}

/** The student switches to another app for a while. Timers keep running, as in WeChat's first seconds. */
export async function hideFor(page: Page, hiddenMs: number): Promise<void> {
  const setHidden = (isHidden: boolean): void => {
    Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }
  await page.evaluate(setHidden, true)
  await page.waitForTimeout(hiddenMs)
  await page.evaluate(setHidden, false)
}
