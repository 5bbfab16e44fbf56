// A driver's touches → the pointer events that a finger on the phone causes.
import { tagOf, domOf, type EaselElement } from './selector'

/** Not the mouse's. */
const POINTER_ID = 100

/** Down, up and click on whatever is at the element's centre. Scrolls to it first, as a person does; a covered one is an error. */
export function tap(element: EaselElement): void {
  const dom = domOf(element)
  let target: Element | null = null
  for (const block of ['nearest', 'center'] as const) {
    dom.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' })
    const [x, y] = centreOf(dom)
    target = document.elementFromPoint(x, y)
    if (target && dom.contains(target))
      return ['pointerdown', 'pointerup', 'click'].forEach((type) => press(target, type, x, y))
  }
  const found = target ? `<${target.localName} class="${target.className}">` : 'nothing'
  throw new Error(`a finger cannot reach <${tagOf(element)}>: at its centre is ${found}`)
}

/** One part of a longer touch, at a place in the page's area `page` or the element's centre. */
export function touch(
  element: EaselElement,
  type: string,
  page: HTMLElement,
  place: { pageX?: number; pageY?: number } = {},
): void {
  const { left, top } = page.getBoundingClientRect()
  const [x, y] = centreOf(domOf(element))
  press(domOf(element), type, left + (place.pageX ?? x - left), top + (place.pageY ?? y - top))
}

/** Of its first box: the centre of a text of several lines may be beside it. */
function centreOf(dom: HTMLElement): [number, number] {
  const { left, top, width, height } = dom.getClientRects()[0] ?? dom.getBoundingClientRect()
  return [left + width / 2, top + height / 2]
}

function press(target: Element | null, type: string, clientX: number, clientY: number): void {
  const event = { bubbles: true, cancelable: true, composed: true, isPrimary: true, clientX, clientY }
  target?.dispatchEvent(new PointerEvent(type, { ...event, pointerId: POINTER_ID, pointerType: 'touch' }))
}
