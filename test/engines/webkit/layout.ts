// A page of the simulator → where each of its elements is and in which colours, to be compared between engines.

export interface Placed {
  readonly name: string
  readonly text: string
  readonly colours: string
  /** From the phone's upper left corner. */
  readonly leftPx: number
  readonly topPx: number
  readonly widthPx: number
  readonly heightPx: number
}

/**
 * WebKit on Linux sets letters at whole pixels, Chromium between them: lines have the same height, but not the same length.
 * Above both limits something is laid out in another way.
 */
const acrossPx = 10
const downPx = 1

/** Runs in the page. Leaves out what moves: it is never at the same place twice. */
export function readLayout(): Placed[] {
  const screen = document.querySelector('.phone-screen')
  if (!screen) throw new Error('no phone')
  const origin = screen.getBoundingClientRect()
  const seen = [...screen.querySelectorAll<HTMLElement>('.phone-tabs *, .phone-navigation *, .page-window *')]
  return seen
    .filter((element) => element.closest('.under') === null && element.getAnimations().length === 0)
    .map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      const { color, backgroundColor } = getComputedStyle(element)
      return {
        name: `${element.localName} ${element.getAttribute('class') ?? ''}`,
        text: element.childElementCount === 0 ? (element.textContent ?? '') : '',
        colours: `${color} on ${backgroundColor}`,
        leftPx: left - origin.left,
        topPx: top - origin.top,
        widthPx: width,
        heightPx: height,
      }
    })
}

/** Each in a line; empty if the two are alike. */
export function differences(chromium: readonly Placed[], webkit: readonly Placed[]): string[] {
  const count = Math.max(chromium.length, webkit.length)
  return Array.from({ length: count }, (_, at) => [chromium[at], webkit[at]] as const)
    .filter(([one, other]) => !one || !other || !isAlike(one, other))
    .map(([one, other]) => `Chromium ${JSON.stringify(one)}, WebKit ${JSON.stringify(other)}`)
}

function isAlike(one: Placed, other: Placed): boolean {
  const isNear = (name: 'leftPx' | 'topPx' | 'widthPx' | 'heightPx', limitPx: number) =>
    Math.abs(one[name] - other[name]) <= limitPx
  return (
    one.name === other.name &&
    one.text === other.text &&
    one.colours === other.colours &&
    isNear('leftPx', acrossPx) &&
    isNear('widthPx', acrossPx) &&
    isNear('topPx', downPx) &&
    isNear('heightPx', downPx)
  )
}
