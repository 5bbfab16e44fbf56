// Finds and taps elements of a rendered page.
import { settle, type Rendered } from '../components/simulate'

/** Finds elements by class, in the page or in its components. */
export function find({ dom }: Rendered, name: string): HTMLElement[] {
  return [...dom.querySelectorAll<HTMLElement>(`[class*="${name}"]`)].filter(({ className }) =>
    className.split(/\s+/).some((part) => part.replace(/^.*--/, '') === name),
  )
}

let pausesMs = 0

/** A stopwatch that only the pauses between taps advance. */
export const tapClock = { monotonicMs: (): number => pausesMs }

/** Taps as someone who looks first: see `tap-guard.ts`. */
export async function tap(element: HTMLElement | undefined): Promise<void> {
  if (!element) throw new Error('nothing to tap')
  pausesMs += 1_000
  for (const name of ['touchstart', 'touchend']) {
    const event = new Event(name, { bubbles: true })
    const touch = { identifier: 1, target: element, pageX: 1, pageY: 1, clientX: 1, clientY: 1 }
    Object.assign(event, { touches: name === 'touchend' ? [] : [touch], changedTouches: [touch] })
    element.dispatchEvent(event)
  }
  await settle()
}
