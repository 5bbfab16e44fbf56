// The built-in scroll-view.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { dataOf, defineBuiltIn, send } from './define'
import type { EaselComponent } from './define'
import { createGlide } from './glide'

const properties = {
  scrollX: false,
  scrollY: false,
  scrollTop: 0,
  scrollIntoView: '',
  scrollWithAnimation: false,
  enableFlex: false,
}
const missing = `scrolltoupper scrolltolower dragstart dragging dragend
  refresherpulling refresherrefresh refresherrestore refresherabort`.split(/\s+/)

export function defineScrollView(space: glassEasel.ComponentSpace): void {
  defineBuiltIn(space, 'scroll-view', properties, setUp, missing)
}

function setUp(component: EaselComponent, dom: HTMLElement) {
  // makes it scrollable by keyboard
  dom.tabIndex = 0
  // without enable-flex WeChat's content lies in a block of its own
  new ResizeObserver((_entries, observer) => {
    const { display } = getComputedStyle(dom)
    if (!/flex|grid/.test(display) || dataOf<typeof properties>(component).enableFlex) return
    console.warn(`not in the simulator: <scroll-view> with display: ${display} and without enable-flex`)
    observer.disconnect()
  }).observe(dom)
  let last = { top: 0, left: 0 }
  dom.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = dom
    const moved = { deltaX: last.left - scrollLeft, deltaY: last.top - scrollTop }
    send(component, 'scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, ...moved })
    last = { top: scrollTop, left: scrollLeft }
  })

  // after the same setData has updated the content
  const glide = createGlide(dom)
  const scroll = (top: number) =>
    queueMicrotask(() => glide(top, dataOf<typeof properties>(component).scrollWithAnimation))
  return {
    scrollX: (value: boolean) => dom.style.setProperty('overflow-x', value ? 'auto' : 'hidden'),
    scrollY: (value: boolean) => dom.style.setProperty('overflow-y', value ? 'auto' : 'hidden'),
    scrollTop: scroll,
    scrollIntoView: (id: string) => {
      if (id === '') return
      queueMicrotask(() => {
        if (!dataOf<typeof properties>(component).scrollY)
          return console.warn('not in the simulator: <scroll-view scroll-x scroll-into-view>')
        const owner = component.ownerShadowRoot
        const target = owner?.getElementById(id)?.$$ as unknown as HTMLElement | undefined
        if (!target) return
        const offset = target.getBoundingClientRect().top - dom.getBoundingClientRect().top
        scroll(dom.scrollTop + offset)
      })
    },
  }
}
