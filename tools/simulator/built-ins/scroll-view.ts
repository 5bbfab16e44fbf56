// The built-in scroll-view.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { dataOf, defineBuiltIn, send } from './define'
import type { EaselComponent } from './define'
import { createGlide } from './glide'

const properties = {
  scrollX: false,
  scrollY: false,
  scrollTop: 0,
  scrollLeft: 0,
  scrollIntoView: '',
  scrollIntoViewOffset: 0,
  scrollWithAnimation: false,
  enableFlex: false,
  showScrollbar: true,
}
const ignored = {
  upperThreshold: 50,
  lowerThreshold: 50,
  enhanced: false,
  bounces: true,
  fastDeceleration: false,
  enableBackToTop: false,
  enablePassive: null,
}
const missing = ['scrolltoupper', 'scrolltolower', 'dragstart', 'dragging', 'dragend'].concat(
  ['pulling', 'refresh', 'restore', 'abort'].map((name) => `refresher${name}`),
)

export function defineScrollView(space: glassEasel.ComponentSpace): void {
  defineBuiltIn(space, 'scroll-view', { ...properties, ...ignored }, setUp, missing)
}

function setUp(component: EaselComponent, dom: HTMLElement) {
  const data = () => dataOf<typeof properties>(component)
  // makes it scrollable by keyboard
  dom.tabIndex = 0
  let last = { top: 0, left: 0 }
  dom.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = dom
    const moved = { deltaX: last.left - scrollLeft, deltaY: last.top - scrollTop }
    send(component, 'scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, ...moved })
    last = { top: scrollTop, left: scrollLeft }
  })

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
