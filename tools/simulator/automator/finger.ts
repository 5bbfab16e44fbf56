// A driver's tap → the pointer events that a finger on the phone causes.
import { domOf, tagOf, type EaselElement } from './selector'

/** Not the mouse's. */
const POINTER_ID = 100

/** On whatever is at the element's centre. Scrolls to it first, as a person does; a covered one is an error. */
export function tap(element: EaselElement): void {
  const dom = domOf(element)
  let target: Element | null = null
  for (const block of ['nearest', 'center'] as const) {
    dom.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' })
    // of its first box: the centre of a text of several lines may be beside it
    const { left, top, width, height } = dom.getClientRects()[0] ?? dom.getBoundingClientRect()
    const at = { clientX: left + width / 2, clientY: top + height / 2 }
    target = document.elementFromPoint(at.clientX, at.clientY)
    if (target && dom.contains(target)) return press(target, at)
  }
  const found = target ? `<${target.localName} class="${target.className}">` : 'nothing'
  throw new Error(`a finger cannot reach <${tagOf(element)}>: at its centre is ${found}`)
}

function press(target: Element, at: { clientX: number; clientY: number }): void {
  const event = { bubbles: true, cancelable: true, composed: true, isPrimary: true, ...at }
  for (const type of ['pointerdown', 'pointerup', 'click'])
    target.dispatchEvent(new PointerEvent(type, { ...event, pointerId: POINTER_ID, pointerType: 'touch' }))
}
