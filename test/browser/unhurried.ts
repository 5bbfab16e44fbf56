// Clicks as someone who looks first, wherever a test clicks: tap-guard.ts takes no tap that may be meant for what was there before.
import type { Locator, Page } from 'playwright-core'

/** In the page: when each button last changed, and where the last click was. */
interface Watched {
  readonly changedAtMs: WeakMap<Element, number>
  last: { readonly element: Element | null; readonly x: number; readonly y: number; readonly atMs: number }
}

declare global {
  var __unhurried: Watched | undefined
}

const patient = new WeakSet<object>()

/** From now on, `click()` of every locator on the page waits until the app takes the tap. Call before the page has an address. */
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

function watch(): void {
  const changedAtMs = new WeakMap<Element, number>()
  const watched: Watched = { changedAtMs, last: { element: null, x: 0, y: 0, atMs: -Infinity } }
  globalThis.__unhurried = watched
  const changed = (node: Node): void => {
    if (!(node instanceof Element)) return
    for (const element of [node, ...node.querySelectorAll('[role=button]')]) {
      changedAtMs.set(element, performance.now())
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
  const clicked = ({ target, clientX: x, clientY: y }: MouseEvent): void => {
    watched.last = { element: target as Element, x, y, atMs: performance.now() }
  }
  document.addEventListener('click', clicked, { capture: true })
}

/** The limits are those of tap-guard.ts, with room for the time between a change and its report. */
async function untilTaken(element: Element): Promise<void> {
  const waitMs = (): number => {
    if (!globalThis.__unhurried) return 0
    const { changedAtMs, last } = globalThis.__unhurried
    const { left, top, width, height } = element.getBoundingClientRect()
    const isNear = Math.hypot(left + width / 2 - last.x, top + height / 2 - last.y) <= 60
    const isFixed = element.closest('[class*="dock"], [class*="controls"]') === null
    const isSame = isFixed && last.element !== null && element.contains(last.element)
    const noticedMs = isFixed ? -Infinity : (changedAtMs.get(element) ?? -Infinity) + 450
    return Math.max(noticedMs, isNear && !isSame ? last.atMs + 950 : -Infinity) - performance.now()
  }
  for (let leftMs = waitMs(); leftMs > 0; leftMs = waitMs()) {
    await new Promise((resolve) => setTimeout(resolve, leftMs))
  }
}
