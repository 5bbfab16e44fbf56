// The browser's pointer, click and key events → WeChat's events on glass-easel's tree; glass-easel's events → handlers' arguments.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { jsonCopy } from './set-data'

type EaselElement = glassEasel.Element
type Touch = ReturnType<typeof touchOf>

const LONG_PRESS_MS = 350
const TAP_DISTANCE_PX = 10
/** The class-list segment that glass-easel reserves for its host (StyleSegmentIndex.TEMP_EXTRA). */
const HOVER_SEGMENT = 3 as glassEasel.StyleSegmentIndex

/** A built-in's own reaction to a tap: an input takes the focus, a picker opens. */
export const tapActions = new WeakMap<EaselElement, () => void>()

/** The upper left corner of the page's window around an element. */
export function originOf(dom: Element | null): DOMRect {
  return dom?.closest('.page-window')?.getBoundingClientRect() ?? new DOMRect()
}

/** The glass-easel elements around a DOM node, from the inside out; none outside pages. */
function* elementsAround(node: unknown): Generator<EaselElement> {
  for (let dom = node as (Node & { __wxElement?: EaselElement }) | null; dom !== null; dom = dom.parentNode)
    if (dom.__wxElement) yield dom.__wxElement
}

function touchOf(target: EaselElement, event: MouseEvent) {
  const dom = target.$$ as unknown as Element | null
  const { x, y } = originOf(dom)
  const [clientX, clientY] = [event.clientX - x, event.clientY - y]
  const { scrollLeft = 0, scrollTop = 0 } = dom?.closest('.page-scroller') ?? {}
  const identifier = event instanceof PointerEvent ? Math.max(0, event.pointerId) : 0
  return { identifier, clientX, clientY, pageX: clientX + scrollLeft, pageY: clientY + scrollTop }
}

function trigger(target: EaselElement, type: string, extraFields = {}, detail = {}): void {
  const options = { bubbles: true, composed: true, capturePhase: true, extraFields }
  glassEasel.Event.triggerEvent(target, type, detail, options)
}

function triggerTouch(target: EaselElement, type: string, changed: Touch, touches: Touch[]): void {
  trigger(target, type, { touches, changedTouches: [changed] }, { x: changed.pageX, y: changed.pageY })
}

/** False for a press that has moved, or whose `longpress` a handler has got. */
let isTap = true

/** Listens to everything inside `screen`. */
export function listenForEvents(screen: HTMLElement): void {
  const active = new Map<number, { target: EaselElement; down: PointerEvent; touch: Touch; timer?: number }>()
  const touches = () => [...active.values()].map(({ touch }) => touch)
  const longPress = (press: { target: EaselElement; touch: Touch; timer?: number }) => {
    delete press.timer
    triggerTouch(press.target, 'longpress', press.touch, touches())
  }

  screen.addEventListener('pointerdown', (event) => {
    const [target] = elementsAround(event.target)
    if (target === undefined || event.button !== 0) return
    isTap = true
    const press = { target, down: event, touch: touchOf(target, event), timer: 0 }
    press.timer = window.setTimeout(() => longPress(press), LONG_PRESS_MS)
    active.set(event.pointerId, press)
    startHover(event.target)
    triggerTouch(target, 'touchstart', press.touch, touches())
  })
  // On the document: a finger that leaves the phone still belongs to the element where it started.
  document.addEventListener('pointermove', (event) => {
    const press = active.get(event.pointerId)
    if (!press) return
    const { target, down } = press
    press.touch = touchOf(target, event)
    if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > TAP_DISTANCE_PX) {
      isTap = false
      clearTimeout(press.timer)
      delete press.timer
    }
    triggerTouch(target, 'touchmove', press.touch, touches())
  })
  const release = (type: string) => (event: PointerEvent) => {
    const press = active.get(event.pointerId)
    if (!press) return
    clearTimeout(press.timer)
    // a busy page's timer is late: the events' own times decide
    if ('timer' in press && event.timeStamp - press.down.timeStamp >= LONG_PRESS_MS) longPress(press)
    active.delete(event.pointerId)
    endHover()
    triggerTouch(press.target, type, touchOf(press.target, event), touches())
  }
  document.addEventListener('pointerup', release('touchend'))
  document.addEventListener('pointercancel', release('touchcancel'))

  screen.addEventListener('click', (event) => {
    const [target] = elementsAround(event.target)
    const isDisabled = (event.target as Element).closest('wx-button[aria-disabled="true"]') !== null
    // the keyboard's click has no detail
    if (target === undefined || isDisabled || (event.detail > 0 && !isTap)) return
    const touch = touchOf(target, event)
    triggerTouch(target, 'tap', touch, [touch])
    for (const element of elementsAround(event.target)) {
      const action = tapActions.get(element)
      if (action) return action()
    }
  })
  screen.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement
    if ((event.key !== 'Enter' && event.key !== ' ') || !target.matches('[role][tabindex]')) return
    event.preventDefault()
    if (!event.repeat) target.click()
  })
  for (const type of ['transitionend', 'animationstart', 'animationiteration', 'animationend']) {
    screen.addEventListener(type, (event) => {
      const [target] = elementsAround(event.target)
      if (target) trigger(target, type)
    })
  }
}

interface HoverData {
  hoverClass: string
  hoverStayTime: number
  hoverStopPropagation: boolean
}
let hovered: { element: EaselElement; stayMs: number | undefined }[] = []

function startHover(node: unknown): void {
  for (const element of elementsAround(node)) {
    const data = glassEasel.Component.isComponent(element) ? (element.data as Partial<HoverData>) : {}
    if (!data.hoverClass || data.hoverClass === 'none') continue
    element.setNodeClass(data.hoverClass, HOVER_SEGMENT)
    hovered.push({ element, stayMs: data.hoverStayTime })
    if (data.hoverStopPropagation) return
  }
}

function endHover(): void {
  for (const { element, stayMs } of hovered) setTimeout(() => element.setNodeClass('', HOVER_SEGMENT), stayMs)
  hovered = []
}

/** An element or component instance in a glass-easel event. */
interface EventNode {
  id: string
  dataset: Record<string, unknown>
  $$?: unknown
  _$?: { $$?: unknown }
}

/**
 * The argument for a handler. Target and dataset are snapshots, unlike glass-easel's live ones. `detail` is the sender's own
 * object, as in WeChat: mp-html receives answers through it.
 */
export function toHandlerEvent(event: glassEasel.ShadowedEvent<unknown>): Record<string, unknown> {
  if (event.getEventName() === 'longpress') isTap = false
  return {
    ...event.extraFields,
    type: event.getEventName(),
    timeStamp: event.timeStamp,
    target: snapshot(event.target),
    currentTarget: snapshot(event.currentTarget),
    mark: { ...event.mark },
    detail: event.detail,
  }
}

function snapshot({ id, dataset, $$, _$ }: EventNode): Record<string, unknown> {
  const { offsetLeft = 0, offsetTop = 0 } = ((_$?.$$ ?? $$) as HTMLElement | null | undefined) ?? {}
  return { id, dataset: jsonCopy(dataset), offsetLeft, offsetTop }
}
