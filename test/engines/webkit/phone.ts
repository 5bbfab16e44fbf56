// A page of the simulator in WebKit: what is seen, and taps on it, by name.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WebDriver, WebElement } from 'selenium-webdriver'
import { untilTaken } from '../../browser/unhurried'
import { patienceMs } from './webkit'

const screenshots = join(__dirname, '../../../build/screenshots/webkit')

/** The parts of the simulator's window that these tests use. */
export interface SimulatorWindow {
  readonly simulator: {
    readonly wx: { reLaunch(options: { url: string; success?: () => void; fail?: () => void }): unknown }
  }
}

export type Phone = ReturnType<typeof createPhone>

export function createPhone(driver: WebDriver) {
  const evaluate = <Result, Args extends readonly unknown[]>(run: (...args: Args) => Result, ...args: Args) =>
    driver.executeScript<Result>(run, ...args)

  /** Waits until something is there, and returns it. */
  async function until<Result>(what: string, look: () => Promise<Result>): Promise<NonNullable<Result>> {
    const found = await driver.wait(look, patienceMs, `${what} is not to be seen`)
    return found as NonNullable<Result>
  }

  return {
    evaluate,

    async open(address: string): Promise<void> {
      await driver.get(address)
      await until('a page', () => evaluate(seenText))
    },

    /** Another page instead of all that are open. Returns when it no longer changes. */
    async reLaunch(url: string): Promise<void> {
      const launch = (target: string, done: (hasFailed: boolean) => void) =>
        (window as unknown as SimulatorWindow).simulator.wx.reLaunch({
          url: target,
          success: () => done(false),
          fail: () => done(true),
        })
      if (await driver.executeAsyncScript<boolean>(launch, url)) throw new Error(`${url} does not open`)
      await driver.executeAsyncScript(settled)
    },

    /** In the simulator's panel, as its user would. */
    async chooseTheme(theme: 'light' | 'dark'): Promise<void> {
      await evaluate(chooseTheme, theme)
      await driver.executeAsyncScript(settled)
    },

    /** @param name the whole accessible name, or its beginning followed by an ellipsis */
    async tap(name: string): Promise<void> {
      const button = await until(`the button ${name}`, () =>
        driver.executeScript<WebElement | null>(findButton, name),
      )
      await driver.executeScript(untilTaken, button)
      await driver.actions().click(button).perform()
    },

    seenText: () => evaluate(seenText),
    waitForText: (words: RegExp) => until(String(words), async () => words.exec(await evaluate(seenText))),
    /** From now on, how long the text on the page was, whenever that has changed. */
    followText: () => evaluate(followText),
    lengths: () => evaluate(() => globalThis.__lengths ?? []),

    /** Waits until a canvas on the page has been drawn on. Returns the number of its colours. */
    colours: () => until('a drawing', () => evaluate(countColours)),

    /** What is wider than the screen, by so many pixels. */
    overflow: () => evaluate(overflow),

    /** What has gone wrong since the last call. */
    takeErrors: () => evaluate(() => globalThis.__errors?.splice(0) ?? ['nothing collects errors']),

    /** Waits until nothing moves: not while something is recorded. */
    settled: () => driver.executeAsyncScript(settled),

    /** Keeps a screenshot for people to look at. */
    async save(name: string): Promise<void> {
      mkdirSync(screenshots, { recursive: true })
      const screen = await driver.findElement({ css: '.phone-screen' })
      writeFileSync(join(screenshots, `${name}.png`), await screen.takeScreenshot(), 'base64')
    },
  }
}

declare global {
  var __lengths: number[] | undefined
}

function seenText(): string {
  return document.querySelector<HTMLElement>('#simulator')?.innerText.trim() ?? ''
}

function findButton(wanted: string): Element | null {
  const seen = [...document.querySelectorAll('[role=button], [role=tab]')].filter((element) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 0 && height > 0 && element.closest('.under') === null
  })
  const nameOf = (element: Element) =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '').trim()
  const button = seen.find((element) =>
    wanted.endsWith('…') ? nameOf(element).startsWith(wanted.slice(0, -1)) : nameOf(element) === wanted,
  )
  button?.scrollIntoView({ block: 'nearest' })
  return button ?? null
}

function followText(): void {
  const lengths: number[] = []
  globalThis.__lengths = lengths
  const look = () => {
    const { length } = document.querySelector<HTMLElement>('#simulator')?.innerText ?? ''
    if (length !== lengths[lengths.length - 1]) lengths.push(length)
  }
  // a busy machine shows fewer frames than there are changes
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  look()
}

function countColours(): number {
  const canvas = [...document.querySelectorAll('canvas')].find((one) => one.getBoundingClientRect().width > 0)
  const { data } = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
  const pixels = new Map<string, number>()
  for (let at = 0; at + 3 < data.length; at += 4) {
    if (data[at + 3] !== 255) continue
    const colour = [data[at], data[at + 1], data[at + 2]].join()
    pixels.set(colour, (pixels.get(colour) ?? 0) + 1)
  }
  // few pixels are edges
  return [...pixels.values()].filter((count) => count > 50).length
}

function overflow(): number {
  const scrollers = [...document.querySelectorAll('.page-scroller')]
  return Math.max(...scrollers.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
}

function chooseTheme(theme: string): void {
  const select = [...document.querySelectorAll('select')].find(({ options }) =>
    [...options].some(({ value }) => value === theme),
  )
  if (!select) throw new Error('the panel has no themes')
  select.value = theme
  select.dispatchEvent(new Event('change', { bubbles: true }))
}

/** A few frames without a change, and no animation that ends. */
function settled(done: () => void): void {
  let quiet = 0
  const observer = new MutationObserver(() => (quiet = 0))
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  const isMoving = () =>
    document
      .getAnimations()
      .some((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity)
  const look = () => {
    quiet = isMoving() ? 0 : quiet + 1
    if (quiet < 8) {
      requestAnimationFrame(look)
    } else {
      observer.disconnect()
      done()
    }
  }
  requestAnimationFrame(look)
}
