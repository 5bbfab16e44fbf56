// A driver's touches → the pointer events that a finger on the phone causes.
import { tagOf, domOf, type EaselElement } from './selector'

interface Point {
  clientX: number
  clientY: number
}
/** Not the mouse's. */
const POINTER_ID = 100

/** Down, up and click on whatever is at the element's centre. Scrolls to it first, as a person does; a covered one is an error. */
export function tap(element: EaselElement): void {
  const dom = domOf(element)
  let target: Element | null = null
  for (const block of ['nearest', 'center'] as const) {
    dom.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' })
    const point = centreOf(dom)
    target = document.elementFromPoint(point.clientX, point.clientY)
    if (target && dom.contains(target))
      return ['pointerdown', 'pointerup', 'click'].forEach((type) => press(target, type, point))
  }
  const found = target ? `<${target.localName} class="${target.className}">` : 'nothing'
  throw new Error(`a finger cannot reach <${tagOf(element)}>: at its centre is ${found}`)
}

/** One part of a longer touch, at the place of its first touch or the element's centre. `page` is the page's area. */
export function touch(
  element: EaselElement,
  type: 'pointerdown' | 'pointermove' | 'pointerup',
  page: HTMLElement,
  place: { pageX?: number; pageY?: number } = {},
): void {
  const { left, top } = page.getBoundingClientRect()
  const centre = centreOf(domOf(element))
  const { pageX = centre.clientX - left, pageY = centre.clientY - top } = place
  press(domOf(element), type, { clientX: pageX + left, clientY: pageY + top })
}

/** Of its first box: the centre of a text of several lines may be beside it. */
function centreOf(dom: HTMLElement): Point {
  const { left, top, width, height } = dom.getClientRects()[0] ?? dom.getBoundingClientRect()
  return { clientX: left + width / 2, clientY: top + height / 2 }
}

function press(target: Element | null, type: string, point: Point): void {
  const event = { bubbles: true, cancelable: true, composed: true, isPrimary: true, ...point }
  target?.dispatchEvent(new PointerEvent(type, { ...event, pointerId: POINTER_ID, pointerType: 'touch' }))
}
