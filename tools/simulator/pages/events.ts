// The browser's pointer, click and key events → WeChat's events on glass-easel's tree; glass-easel's events → handlers' arguments.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { jsonCopy } from './set-data'

type EaselElement = glassEasel.Element
interface Touch {
  identifier: number
  clientX: number
  clientY: number
  pageX: number
  pageY: number
}

const LONG_PRESS_MS = 350
const TAP_DISTANCE_PX = 10
/** The class-list segment that glass-easel reserves for its host (StyleSegmentIndex.TEMP_EXTRA). */
const HOVER_SEGMENT = 3 as glassEasel.StyleSegmentIndex

/** A built-in's own reaction to a tap: a switch toggles, a label taps its control, a navigator navigates. */
export const tapActions = new WeakMap<EaselElement, () => void>()

/** The nearest glass-easel element around a DOM node; undefined outside pages. */
export function easelElementOf(node: EventTarget | null): EaselElement | undefined {
  for (let dom = node as (Node & { __wxElement?: EaselElement }) | null; dom !== null; dom = dom.parentNode) {
    if (dom.__wxElement) return dom.__wxElement
  }
  return undefined
}

/** Listens to everything inside `screen`. `origin()` is the current page's upper left corner. */
export function listenForEvents(screen: HTMLElement, origin: () => { left: number; top: number }): void {
  const active = new Map<number, { touch: Touch; target: EaselElement; timer: number; moved: boolean }>()

  const toTouch = (event: PointerEvent): Touch => {
    const { left, top } = origin()
    const [x, y] = [event.clientX - left, event.clientY - top]
    return { identifier: Math.max(0, event.pointerId), clientX: x, clientY: y, pageX: x, pageY: y }
  }
  const trigger = (
    target: EaselElement,
    type: string,
    detail: unknown,
    extraFields: Record<string, unknown>,
  ) =>
    glassEasel.Event.triggerEvent(target, type, detail, {
      bubbles: true,
      composed: true,
      capturePhase: true,
      extraFields,
    })
  const triggerTouch = (type: string, target: EaselElement, changed: Touch) =>
    trigger(
      target,
      type,
      { x: changed.pageX, y: changed.pageY },
      {
        touches:
          type === 'touchend' || type === 'touchcancel' ? [] : [...active.values()].map(({ touch }) => touch),
        changedTouches: [changed],
      },
    )

  screen.addEventListener('pointerdown', (event) => {
    const target = easelElementOf(event.target)
    if (target === undefined || event.button !== 0) return
    const touch = toTouch(event)
    const timer = window.setTimeout(() => {
      triggerTouch('longpress', target, touch)
      triggerTouch('longtap', target, touch)
    }, LONG_PRESS_MS)
    active.set(event.pointerId, { touch, target, timer, moved: false })
    startHover(target)
    triggerTouch('touchstart', target, touch)
  })
  // On the document: a finger that leaves the phone still belongs to the element where it started.
  document.addEventListener('pointermove', (event) => {
    const press = active.get(event.pointerId)
    if (!press) return
    const touch = toTouch(event)
    if (Math.hypot(touch.pageX - press.touch.pageX, touch.pageY - press.touch.pageY) > TAP_DISTANCE_PX) {
      press.moved = true
      clearTimeout(press.timer)
    }
    triggerTouch('touchmove', press.target, touch)
  })
  const release = (type: string) => (event: PointerEvent) => {
    const press = active.get(event.pointerId)
    if (!press) return
    active.delete(event.pointerId)
    clearTimeout(press.timer)
    endHover()
    triggerTouch(type, press.target, toTouch(event))
  }
  document.addEventListener('pointerup', release('touchend'))
  document.addEventListener('pointercancel', release('touchcancel'))

  screen.addEventListener('click', (event) => {
    const target = easelElementOf(event.target)
    if (target === undefined || isDisabled(event.target)) return
    const touch = toTouch(event)
    const touches = { touches: [touch], changedTouches: [touch] }
    trigger(target, 'tap', { x: touch.pageX, y: touch.pageY }, touches)
    for (let dom = event.target as Node | null; dom !== null && dom !== screen; dom = dom.parentNode) {
      const element = (dom as { __wxElement?: EaselElement }).__wxElement
      const action = element && tapActions.get(element)
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
      const target = easelElementOf(event.target)
      if (target) trigger(target, type, {}, {})
    })
  }
}

function isDisabled(node: EventTarget | null): boolean {
  return (
    node instanceof Element &&
    node.closest('wx-button[aria-disabled="true"], wx-switch[aria-disabled="true"]') !== null
  )
}

let hovered: { element: EaselElement; stayMs: number }[] = []

function startHover(target: EaselElement): void {
  for (let dom = target.$$ as unknown as Node | null; dom !== null; dom = dom.parentNode) {
    const element = (dom as { __wxElement?: EaselElement }).__wxElement
    const data =
      element && glassEasel.Component.isComponent(element) ? (element.data as HoverData) : undefined
    if (!element || !data?.hoverClass || data.hoverClass === 'none') continue
    element.setNodeClass(data.hoverClass, HOVER_SEGMENT)
    hovered.push({ element, stayMs: data.hoverStayTime })
    if (data.hoverStopPropagation) return
  }
}

function endHover(): void {
  for (const { element, stayMs } of hovered) setTimeout(() => element.setNodeClass('', HOVER_SEGMENT), stayMs)
  hovered = []
}

interface HoverData {
  hoverClass?: string
  hoverStayTime: number
  hoverStopPropagation: boolean
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
  return {
    ...event.extraFields,
    type: event.getEventName(),
    timeStamp: event.timeStamp,
    target: snapshot(event.target),
    currentTarget: snapshot(event.currentTarget),
    mark: { ...event.mark },
    detail: event.detail ?? {},
  }
}

function snapshot(node: EventNode): Record<string, unknown> {
  const dom = (node._$?.$$ ?? node.$$) as HTMLElement | null | undefined
  return {
    id: node.id,
    dataset: jsonCopy(node.dataset),
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
  }
}
