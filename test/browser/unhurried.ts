// Clicks as someone who looks first, wherever a test clicks: tap-guard.ts takes no tap that may be meant for what was there before.
import type { Locator, Page } from 'playwright-core'

/** In the page: when each button last changed, what was clicked last, and how the page's clock moves on. */
interface Watched {
  readonly changedAtMs: WeakMap<Element, number>
  last: { readonly element: Element | null; readonly atMs: number }
  /** Moves `Date.now` on by so much; timers are left alone. */
  pass(ms: number): void
}

declare global {
  var __unhurried: Watched | undefined
}

const patient = new WeakSet<object>()

/**
 * From now on, before `click()` of any locator, the page's clock moves on until the app takes the tap: the app measures the time
 * between two taps with it, and nobody has to wait. Call before the page has an address.
 */
export async function clickUnhurried(page: Page): Promise<void> {
  // tsx preserves function names with a helper that the page does not have
  await page.addInitScript(`globalThis.__name = (named) => named; (${watch.toString()})()`)
  const locators = Object.getPrototypeOf(page.locator('html')) as Pick<Locator, 'click' | 'evaluate'>
  if (patient.has(locators)) return
  patient.add(locators)
  const { click } = locators
  locators.click = async function (this: Locator, ...options) {
    await this.evaluate(untilTaken)
    return click.apply(this, options)
  }
}

/** Runs in the page, before it has any content. */
export function watch(): void {
  const changedAtMs = new WeakMap<Element, number>()
  const now = Date.now
  let passedMs = 0
  Date.now = () => now() + passedMs
  const watched: Watched = {
    changedAtMs,
    last: { element: null, atMs: -Infinity },
    pass: (ms) => (passedMs += ms),
  }
  globalThis.__unhurried = watched
  const changed = (node: Node): void => {
    if (!(node instanceof Element)) return
    for (const element of [node, ...node.querySelectorAll('[role=button]')]) {
      changedAtMs.set(element, Date.now())
    }
  }
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes') changed(target)
      else addedNodes.forEach(changed)
    }
  }).observe(document, {
    ...{ subtree: true, childList: true },
    attributeFilter: ['aria-label', 'aria-disabled'],
  })
  const clicked = ({ target }: MouseEvent): void => {
    watched.last = { element: target as Element, atMs: Date.now() }
  }
  document.addEventListener('click', clicked, { capture: true })
}

/**
 * Runs in the page, before a tap on `element`. The limits are those of tap-guard.ts, with room for the time between a change and its
 * report. Taps anywhere count as near: the click may scroll first, and a page that is opened in between has a last tap of its own.
 */
export function untilTaken(element: Element): void {
  if (!globalThis.__unhurried) return
  const { changedAtMs, last, pass } = globalThis.__unhurried
  const isFixed = element.closest('[class*="dock"], [class*="controls"]') === null
  const isSame = isFixed && last.element !== null && element.contains(last.element)
  const noticedMs = isFixed ? -Infinity : (changedAtMs.get(element) ?? -Infinity) + 450
  const takenAtMs = Math.max(noticedMs, isSame ? -Infinity : last.atMs + 950)
  pass(Math.max(0, takenAtMs - Date.now()))
}
