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
  if (!dom) return
  let covering: Element | null = null
  for (const block of ['nearest', 'center'] as const) {
    dom.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' })
    const point = centreOf(dom)
    const target = document.elementFromPoint(point.clientX, point.clientY)
    if (target && dom.contains(target)) {
      press(target, 'pointerdown', point)
      press(target, 'pointerup', point)
      return press(target, 'click', point)
    }
    covering = target
  }
  const found = covering ? `<${covering.localName} class="${covering.className}">` : 'nothing'
  throw new Error(`a finger cannot reach <${tagOf(element)}>: at its centre is ${found}`)
}

/** One part of a longer touch, at its first touch's place or the element's centre. */
export function touch(
  element: EaselElement,
  type: 'pointerdown' | 'pointermove' | 'pointerup',
  page: HTMLElement,
  touches: { pageX?: number; pageY?: number }[] = [],
): void {
  const dom = domOf(element)
  if (!dom) return
  const { left, top } = page.getBoundingClientRect()
  const centre = centreOf(dom)
  const { pageX = centre.clientX - left, pageY = centre.clientY - top } = touches[0] ?? {}
  press(dom, type, { clientX: pageX + left, clientY: pageY + top })
}

/** Of its first box: the centre of a text of several lines may be beside it. */
function centreOf(dom: HTMLElement): Point {
  const { left, top, width, height } = dom.getClientRects()[0] ?? dom.getBoundingClientRect()
  return { clientX: left + width / 2, clientY: top + height / 2 }
}

function press(target: Element, type: string, point: Point): void {
  const options = { bubbles: true, cancelable: true, composed: true, view: window, ...point }
  target.dispatchEvent(
    new PointerEvent(type, { ...options, pointerId: POINTER_ID, pointerType: 'touch', isPrimary: true }),
  )
}
