// A driver's taps and touches → the pointer events that a finger on the phone causes.
import { domOf, tagOf, type EaselElement } from './selector'

/** Not the mouse's. */
const POINTER_ID = 100

/** On whatever is at the element's centre. Scrolls to it first, as a person does; a covered one is an error. */
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

/** One part of a longer touch, at the element's centre or a place on the page. */
export function touch(
  dom: HTMLElement,
  type: string,
  page: HTMLElement,
  { pageX, pageY }: { pageX?: number; pageY?: number } = {},
): void {
  const { left, top } = page.getBoundingClientRect()
  const [x, y] = centreOf(dom)
  press(dom, type, pageX === undefined ? x : left + pageX, pageY === undefined ? y : top + pageY)
}

/** Of its first box: the centre of a text of several lines may be beside it. */
function centreOf(dom: HTMLElement): [x: number, y: number] {
  const { left, top, width, height } = dom.getClientRects()[0] ?? dom.getBoundingClientRect()
  return [left + width / 2, top + height / 2]
}

function press(target: Element | null, type: string, clientX: number, clientY: number): void {
  const event = { bubbles: true, cancelable: true, composed: true, isPrimary: true, clientX, clientY }
  target?.dispatchEvent(new PointerEvent(type, { ...event, pointerId: POINTER_ID, pointerType: 'touch' }))
}
