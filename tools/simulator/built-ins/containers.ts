// Built-ins that contain others: view, text, button, label, navigator, scroll-view.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { HostApi } from '../host'
import { tapActions } from '../pages/events'
import { createReachedBottom } from '../pages/reached-bottom'
import { defineBuiltIn, send, setAttribute } from './define'
import { actOnForm } from './form'
import { createGlide } from './glide'
import type { EaselComponent } from './define'

export function defineContainers(
  space: glassEasel.ComponentSpace,
  navigation: Record<string, HostApi>,
): void {
  defineBuiltIn(space, 'view', {}, () => ({}))

  defineBuiltIn(
    space,
    'text',
    { selectable: false, userSelect: null, space: '', decode: false, overflow: '', maxLines: 0 },
    (_component, dom) => ({
      selectable: (value: boolean) => dom.classList.toggle('selectable', value),
      userSelect: (value: unknown) =>
        dom.classList.toggle('selectable', value === true || value === 'true' || value === ''),
      maxLines: (value: number) => {
        dom.classList.toggle('clamped', value > 0)
        dom.style.setProperty('-webkit-line-clamp', value > 0 ? String(value) : '')
      },
      space: (value: string) => (dom.style.whiteSpace = value === '' ? '' : 'pre-wrap'),
    }),
  )

  const button = {
    type: 'default',
    size: 'default',
    plain: false,
    disabled: false,
    loading: false,
    openType: '',
    formType: '',
  }
  const ignored = { lang: '', sendMessageTitle: '', appParameter: '', sessionFrom: '' }
  defineBuiltIn(space, 'button', { ...button, ...ignored, hoverClass: 'button-hover' }, (component, dom) => {
    dom.setAttribute('role', 'button')
    tapActions.set(component, () => {
      const { openType, formType } = component.data as { openType: string; formType: string }
      actOnForm(component, formType)
      openByType(component, openType, navigation)
    })
    return {
      type: (value: string) => setAttribute(dom, 'type', value),
      size: (value: string) => setAttribute(dom, 'size', value),
      plain: (value: boolean) => dom.toggleAttribute('plain', value),
      loading: (value: boolean) => dom.toggleAttribute('loading', value),
      disabled: (value: boolean) => {
        dom.tabIndex = value ? -1 : 0
        setAttribute(dom, 'aria-disabled', value ? 'true' : '')
      },
    }
  })

  defineBuiltIn(space, 'label', { for: '' }, (component) => {
    tapActions.set(component, () => {
      const id = (component.data as { for: string }).for
      const owner = component.ownerShadowRoot
      const control = id === '' ? findControl(component) : owner?.getElementById(id)
      // the button gets its own click, because its handlers belong to its page
      const dom = control?.$$ as unknown as HTMLElement | undefined
      if (dom?.localName === 'wx-button') dom.click()
      else if (control) tapActions.get(control)?.()
    })
    return {}
  })

  const navigator = { url: '', openType: 'navigate', delta: 1, target: 'self', hoverClass: 'navigator-hover' }
  defineBuiltIn(space, 'navigator', navigator, (component, dom) => {
    dom.setAttribute('role', 'link')
    dom.tabIndex = 0
    const apis: Record<string, string> = { navigate: 'navigateTo', redirect: 'redirectTo' }
    tapActions.set(component, () => {
      const { url, openType, delta } = component.data as { url: string; openType: string; delta: number }
      const api = navigation[apis[openType] ?? openType]
      if (!api) throw new Error(`not in the simulator: <navigator open-type="${openType}">`)
      api({ url, delta, fail: (error: unknown) => console.error(error) })
    })
    return {}
  })
}

/** WeChat's own reaction to a tap on a button with an open-type. */
function openByType(component: EaselComponent, openType: string, apis: Record<string, HostApi>): void {
  if (openType === '') return
  if (openType === 'agreePrivacyAuthorization') return send(component, 'agreeprivacyauthorization', {})
  if (openType === 'openSetting') {
    const success = (detail: unknown) => send(component, 'opensetting', detail)
    return void apis['openSetting']?.({ success })
  }
  throw new Error(`not in the simulator: <button open-type="${openType}">`)
}

function findControl(parent: glassEasel.Element): glassEasel.Element | undefined {
  for (const child of parent.childNodes) {
    if (!glassEasel.Element.isElement(child)) continue
    if (tapActions.has(child)) return child
    const found = findControl(child)
    if (found) return found
  }
  return undefined
}

const WHEEL_REST_MS = 150

export function defineScrollView(space: glassEasel.ComponentSpace): void {
  const known = {
    scrollX: false,
    scrollY: false,
    scrollTop: 0,
    scrollLeft: 0,
    scrollIntoView: '',
    scrollIntoViewOffset: 0,
    scrollWithAnimation: false,
    upperThreshold: 50,
    lowerThreshold: 50,
    enableFlex: false,
    showScrollbar: true,
  }
  const ignored = {
    enhanced: false,
    bounces: true,
    fastDeceleration: false,
    enableBackToTop: false,
    scrollAnchoring: false,
    pagingEnabled: false,
    enablePassive: null,
    usingSticky: false,
    type: '',
    binddragstart: null,
  }
  defineBuiltIn(space, 'scroll-view', { ...known, ...ignored }, setUpScrollView)
}

interface ScrollViewData {
  upperThreshold: number
  lowerThreshold: number
  scrollWithAnimation: boolean
  scrollIntoViewOffset: number
}

function setUpScrollView(component: EaselComponent, dom: HTMLElement) {
  const data = () => component.data as unknown as ScrollViewData
  // makes it scrollable by keyboard
  dom.tabIndex = 0
  let last = { top: 0, left: 0, nearTop: true }
  const isBottomReached = createReachedBottom(dom)
  let wheelTimer = 0

  const position = () => ({
    scrollTop: dom.scrollTop,
    scrollLeft: dom.scrollLeft,
    scrollHeight: dom.scrollHeight,
    scrollWidth: dom.scrollWidth,
  })
  dom.addEventListener('scroll', () => {
    const nearTop = dom.scrollTop <= data().upperThreshold
    const isLower = isBottomReached(data().lowerThreshold)
    const detail = { ...position(), deltaX: last.left - dom.scrollLeft, deltaY: last.top - dom.scrollTop }
    send(component, 'scroll', detail)
    if (nearTop && !last.nearTop) send(component, 'scrolltoupper', { direction: 'top' })
    if (isLower) send(component, 'scrolltolower', { direction: 'bottom' })
    last = { top: dom.scrollTop, left: dom.scrollLeft, nearTop }
  })
  // Dragging by finger or wheel: only scrolling by the user counts, not by the program.
  const drag = (name: string) => send(component, name, { ...position(), velocity: { x: 0, y: 0 } })
  dom.addEventListener('touchstart', () => drag('dragstart'), { passive: true })
  dom.addEventListener('touchmove', () => drag('dragging'), { passive: true })
  dom.addEventListener('touchend', () => drag('dragend'))
  dom.addEventListener(
    'wheel',
    () => {
      if (wheelTimer === 0) drag('dragstart')
      drag('dragging')
      clearTimeout(wheelTimer)
      wheelTimer = window.setTimeout(() => {
        wheelTimer = 0
        drag('dragend')
      }, WHEEL_REST_MS)
    },
    { passive: true },
  )

  // after the same setData has updated the content
  const glide = createGlide(dom)
  const scroll = (to: { top: number } | { left: number }) =>
    queueMicrotask(() => glide(to, data().scrollWithAnimation))
  return {
    scrollX: (value: boolean) => dom.style.setProperty('overflow-x', value ? 'auto' : 'hidden'),
    scrollY: (value: boolean) => dom.style.setProperty('overflow-y', value ? 'auto' : 'hidden'),
    showScrollbar: (value: boolean) => dom.classList.toggle('no-scrollbar', !value),
    enableFlex: (value: boolean) => dom.classList.toggle('flexible', value),
    scrollTop: (value: number) => scroll({ top: value }),
    scrollLeft: (value: number) => scroll({ left: value }),
    scrollIntoView: (id: string) => {
      if (id === '') return
      queueMicrotask(() => {
        const owner = component.ownerShadowRoot
        const target = owner?.getElementById(id)?.$$ as unknown as HTMLElement | undefined
        if (!target) return
        const offset = target.getBoundingClientRect().top - dom.getBoundingClientRect().top
        scroll({ top: dom.scrollTop + offset + data().scrollIntoViewOffset })
      })
    },
  }
}
