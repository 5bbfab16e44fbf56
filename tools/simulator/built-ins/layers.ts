// Built-ins shown outside their place in the tree: cover-view, cover-image, root-portal, page-container, match-media, page-meta.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { compileLengths } from '../lengths'
import type { HostApi } from '../host'
import { defineBuiltIn, send } from './define'
import { dataOf } from './form'
import { resolveFile } from './media'

export function defineLayers(space: glassEasel.ComponentSpace, apis: Record<string, HostApi>): void {
  defineBuiltIn(space, 'cover-view', { scrollTop: 0, markerId: '', slot: '' }, () => ({}))
  defineBuiltIn(space, 'cover-image', { src: '', referrerPolicy: '' }, (component, dom) => {
    const picture = document.createElement('img')
    picture.alt = ''
    dom.append(picture)
    return {
      src: (value: string) => {
        if (value !== '') picture.src = resolveFile(value, component.ownerShadowRoot?.getHostNode().is ?? '')
      },
    }
  })
  defineBuiltIn(space, 'root-portal', { enable: true }, () => ({}))

  const container = {
    show: false,
    duration: 300,
    zIndex: 100,
    overlay: true,
    position: 'bottom',
    round: false,
  }
  const styles = { overlayStyle: '', customStyle: '', closeOnSlideDown: false }
  defineBuiltIn(space, 'page-container', { ...container, ...styles }, (component, dom) => {
    dom.hidden = true
    let shown = false
    return {
      show: (value: boolean) => {
        if (value === shown) return
        shown = value
        const names = value ? ['beforeenter', 'enter', 'afterenter'] : ['beforeleave', 'leave', 'afterleave']
        for (const name of names.slice(0, 2)) send(component, name, {})
        dom.hidden = !value
        setTimeout(
          () => send(component, names[2] ?? '', {}),
          dataOf<{ duration: number }>(component).duration,
        )
      },
      position: (value: string) => dom.setAttribute('position', value),
      round: (value: boolean) => dom.toggleAttribute('round', value),
      zIndex: (value: number) => (dom.style.zIndex = String(value)),
    }
  })

  const sizes = { minWidth: 0, maxWidth: 0, width: 0, minHeight: 0, maxHeight: 0, height: 0, orientation: '' }
  defineBuiltIn(space, 'match-media', sizes, (component, dom) => {
    const measure = () => {
      const page = dom.closest('.page-window')
      if (!page) return
      const { clientWidth: w, clientHeight: h } = page
      const { minWidth, maxWidth, width, minHeight, maxHeight, height, orientation } =
        dataOf<typeof sizes>(component)
      const fits = (value: number, min: number, max: number, exact: number) =>
        value >= min && (max === 0 || value <= max) && (exact === 0 || value === exact)
      const turned = orientation === '' || (orientation === 'landscape') === w > h
      dom.hidden = !(fits(w, minWidth, maxWidth, width) && fits(h, minHeight, maxHeight, height) && turned)
    }
    requestAnimationFrame(measure)
    return Object.fromEntries(Object.keys(sizes).map((name) => [name, () => queueMicrotask(measure)]))
  })

  const call = (name: string, options: Record<string, unknown>) =>
    void apis[name]?.({ ...options, fail: (error: unknown) => console.error(error) })
  const bar = { title: '', loading: false, frontColor: '', backgroundColor: '' }
  const barIgnored = { colorAnimationDuration: 0, colorAnimationTimingFunc: '' }
  defineBuiltIn(space, 'navigation-bar', { ...bar, ...barIgnored }, (component) => {
    const paint = () => {
      const { frontColor, backgroundColor } = dataOf<typeof bar>(component)
      if (frontColor !== '' && backgroundColor !== '')
        call('setNavigationBarColor', { frontColor, backgroundColor })
    }
    return {
      title: (title: string) => title !== '' && call('setNavigationBarTitle', { title }),
      loading: (value: boolean) => value && call('showNavigationBarLoading', {}),
      frontColor: paint,
      backgroundColor: paint,
    }
  })
  const page = { pageStyle: '', pageFontSize: '', rootFontSize: '', backgroundColor: '', scrollTop: '' }
  const pageIgnored = {
    backgroundTextStyle: '',
    rootBackgroundColor: '',
    scrollDuration: 300,
    pageOrientation: '',
  }
  defineBuiltIn(space, 'page-meta', { ...page, ...pageIgnored }, (component, dom) => {
    const style = () => {
      const { pageStyle, pageFontSize, backgroundColor } = dataOf<typeof page>(component)
      const target = dom.closest<HTMLElement>('wx-page')
      if (!target) return
      const colour = backgroundColor === '' ? '' : `background-color: ${backgroundColor};`
      const size = pageFontSize === '' || pageFontSize === 'system' ? '' : `font-size: ${pageFontSize};`
      target.setAttribute('style', compileLengths(`${colour}${size}${pageStyle}`))
    }
    const later = () => queueMicrotask(style)
    return { pageStyle: later, pageFontSize: later, backgroundColor: later }
  })
}
