// Built-ins moved by a finger: swiper with its items, movable-view in its area.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { easelElementOf } from '../pages/events'
import { defineBuiltIn, send } from './define'
import type { EaselComponent } from './define'
import { dataOf } from './form'

interface SwiperData {
  current: number
  currentItemId: string
  autoplay: boolean
  interval: number
  duration: number
  circular: boolean
  vertical: boolean
  displayMultipleItems: number
  disabled: boolean
}
/** Share of the swiper's length; a shorter pull springs back. */
const TURN_SHARE = 0.2

export function defineMoving(space: glassEasel.ComponentSpace): void {
  const swiper = {
    current: 0,
    currentItemId: '',
    autoplay: false,
    interval: 5000,
    duration: 500,
    circular: false,
  }
  const dots = { indicatorDots: false, indicatorColor: 'rgba(0, 0, 0, .3)', indicatorActiveColor: '#000000' }
  const shape = { vertical: false, previousMargin: '0px', nextMargin: '0px', displayMultipleItems: 1 }
  const ignored = { easingFunction: 'default', snapToEdge: false, disabled: false }
  defineBuiltIn(space, 'swiper', { ...swiper, ...dots, ...shape, ...ignored }, setUpSwiper)
  defineBuiltIn(space, 'swiper-item', { itemId: '', skipHiddenItemLayout: false }, () => ({}))
  defineBuiltIn(space, 'movable-area', { scaleArea: false }, () => ({}))
  const movable = { direction: 'none', x: 0, y: 0, outOfBounds: false, disabled: false, animation: true }
  const movableIgnored = {
    inertia: false,
    damping: 20,
    friction: 2,
    scale: false,
    scaleMin: 0.1,
    scaleMax: 10,
    scaleValue: 1,
  }
  defineBuiltIn(space, 'movable-view', { ...movable, ...movableIgnored }, setUpMovable)
}

function setUpSwiper(component: EaselComponent, dom: HTMLElement) {
  const data = () => dataOf<SwiperData>(component)
  const bar = document.createElement('div')
  bar.className = 'swiper-dots'
  let current = 0
  let timer = 0
  const items = () =>
    [...dom.children].filter((child): child is HTMLElement => child.localName === 'wx-swiper-item')

  /** `pull`: how far the finger has moved the items, in swiper lengths. */
  function place(pull = 0, animated = true): void {
    const { circular, vertical, duration, displayMultipleItems } = data()
    const all = items()
    const share = 1 / Math.max(1, displayMultipleItems)
    all.forEach((item, index) => {
      let offset = index - current
      // in circular mode the farther half of the items is placed on the other side
      if (circular && all.length > 2) offset = ((offset + all.length * 1.5) % all.length) - all.length / 2
      if (circular && all.length % 2 === 1) offset = Math.round(offset)
      const translation = `calc(${offset * 100}% + ${pull * 100 * Math.max(1, displayMultipleItems)}%)`
      item.style.transition = animated && pull === 0 ? `transform ${duration}ms` : 'none'
      item.style.transform = vertical ? `translate(0, ${translation})` : `translate(${translation}, 0)`
      item.style.width = vertical ? '100%' : `${share * 100}%`
      item.style.height = vertical ? `${share * 100}%` : '100%'
    })
    bar.replaceChildren(
      ...all.map((_item, index) => {
        const dot = document.createElement('i')
        dot.className = index === current ? 'active' : ''
        return dot
      }),
    )
  }
  function go(to: number, source: '' | 'autoplay' | 'touch'): void {
    const { circular, displayMultipleItems, duration } = data()
    const count = items().length
    const last = Math.max(0, count - (circular ? 1 : displayMultipleItems))
    const next = circular && count > 0 ? (to + count) % count : Math.min(last, Math.max(0, to))
    if (next === current) return place()
    current = next
    place()
    if (source !== '') component.setData({ current: next } as never)
    const item = easelElementOf(items()[next] ?? null)
    const currentItemId =
      item && glassEasel.Component.isComponent(item) ? dataOf<{ itemId: string }>(item).itemId : ''
    const detail = { current: next, currentItemId, source }
    send(component, 'change', detail)
    setTimeout(() => send(component, 'animationfinish', detail), duration)
  }
  function restart(): void {
    clearInterval(timer)
    if (!data().autoplay) return
    timer = window.setInterval(() => {
      if (!dom.isConnected) return clearInterval(timer)
      const next = current + 1
      go(next >= items().length ? 0 : next, 'autoplay')
    }, data().interval)
  }

  let start: { x: number; y: number; id: number } | undefined
  const pulled = (event: PointerEvent) =>
    !start
      ? 0
      : data().vertical
        ? (event.clientY - start.y) / dom.clientHeight
        : (event.clientX - start.x) / dom.clientWidth
  dom.addEventListener('pointerdown', (event) => {
    if (!data().disabled) start = { x: event.clientX, y: event.clientY, id: event.pointerId }
    clearInterval(timer)
  })
  document.addEventListener('pointermove', (event) => {
    if (start?.id === event.pointerId && dom.isConnected) place(pulled(event))
  })
  for (const name of ['pointerup', 'pointercancel'] as const) {
    document.addEventListener(name, (event) => {
      if (start?.id !== event.pointerId) return
      const pull = pulled(event)
      start = undefined
      go(Math.abs(pull) < TURN_SHARE ? current : current - Math.sign(pull), 'touch')
      restart()
    })
  }
  new MutationObserver(() => {
    current = Math.max(0, Math.min(data().current, items().length - 1))
    place(0, false)
  }).observe(dom, { childList: true })
  dom.append(bar)

  // one setData may change several of them, so wait for the last
  const after = (act: () => void) => () => queueMicrotask(act)
  return {
    current: (value: number) =>
      queueMicrotask(() => value !== current && items().length > 0 && go(value, '')),
    currentItemId: (id: string) =>
      queueMicrotask(() => {
        const index = items().findIndex((item) => {
          const element = easelElementOf(item)
          return element && id !== '' && dataOf<{ itemId: string }>(element as EaselComponent).itemId === id
        })
        if (index >= 0) go(index, '')
      }),
    circular: after(() => place(0, false)),
    vertical: (value: boolean) => {
      dom.toggleAttribute('vertical', value)
      queueMicrotask(() => place(0, false))
    },
    displayMultipleItems: after(() => place(0, false)),
    autoplay: after(restart),
    interval: after(restart),
    indicatorDots: (value: boolean) => (bar.hidden = !value),
    indicatorColor: (value: string) => bar.style.setProperty('--dot', value),
    indicatorActiveColor: (value: string) => bar.style.setProperty('--dot-active', value),
    previousMargin: (value: string) => dom.style.setProperty('--previous', value),
    nextMargin: (value: string) => dom.style.setProperty('--next', value),
  }
}

interface MovableData {
  direction: string
  x: number
  y: number
  outOfBounds: boolean
  disabled: boolean
}

function setUpMovable(component: EaselComponent, dom: HTMLElement) {
  const data = () => dataOf<MovableData>(component)
  let at = { x: 0, y: 0 }
  function move(x: number, y: number, source: string): void {
    const area = dom.parentElement?.closest('wx-movable-area')
    const within = (value: number, room: number) =>
      Math.min(Math.max(Math.min(0, room), value), Math.max(0, room))
    const next = {
      x: within(x, (area?.clientWidth ?? 0) - dom.offsetWidth),
      y: within(y, (area?.clientHeight ?? 0) - dom.offsetHeight),
    }
    if (next.x === at.x && next.y === at.y) return
    at = next
    dom.style.transform = `translate(${at.x}px, ${at.y}px)`
    send(component, 'change', { ...at, source })
  }
  let start: { x: number; y: number; id: number } | undefined
  dom.addEventListener('pointerdown', (event) => {
    if (data().disabled || data().direction === 'none') return
    start = { x: event.clientX - at.x, y: event.clientY - at.y, id: event.pointerId }
  })
  document.addEventListener('pointermove', (event) => {
    if (start?.id !== event.pointerId) return
    const { direction } = data()
    move(
      direction === 'vertical' ? at.x : event.clientX - start.x,
      direction === 'horizontal' ? at.y : event.clientY - start.y,
      'touch',
    )
  })
  for (const name of ['pointerup', 'pointercancel'] as const) {
    document.addEventListener(name, (event) => {
      if (start?.id === event.pointerId) start = undefined
    })
  }
  const toGiven = () => requestAnimationFrame(() => dom.isConnected && move(data().x, data().y, ''))
  return { x: toGiven, y: toGiven }
}
