// Built-ins that display something: image, canvas, rich-text.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { blobUrl } from '../wx'
import { createCanvasNode } from './canvas'
import { defineBuiltIn, scopeClasses, selectable, send } from './define'
import { renderRichText } from './rich-text'

/** Results of `fields({ node: true })`, by element. */
export const nodes = new WeakMap<object, unknown>()

/** The URL of a file in the package or in wx's file system; absolute URLs are returned unchanged. */
function resolveFile(src: string, owner: string): string {
  const url = blobUrl(src)
  if (url !== undefined) return url
  if (src === '' || /^[a-z][\w+.-]*:/i.test(src)) return src
  return src.startsWith('/') ? `/program${src}` : new URL(src, `${location.origin}/program/${owner}`).href
}

export function defineMedia(space: glassEasel.ComponentSpace): void {
  const image = { src: '', mode: 'scaleToFill', lazyLoad: false }
  const ignored = { webp: false, showMenuByLongpress: false }
  defineBuiltIn(space, 'image', { ...image, ...ignored }, (component, dom) => {
    const picture = document.createElement('img')
    picture.alt = ''
    picture.draggable = false
    dom.append(picture)
    picture.addEventListener('load', () =>
      send(component, 'load', { width: picture.naturalWidth, height: picture.naturalHeight }),
    )
    picture.addEventListener('error', () =>
      send(component, 'error', { errMsg: `load image fail: ${picture.src}` }),
    )
    return {
      src: (value: string) => {
        if (value === '') picture.removeAttribute('src')
        else picture.src = resolveFile(value, component.ownerShadowRoot?.getHostNode().is ?? '')
      },
      mode: (value: string) => dom.setAttribute('mode', value),
      lazyLoad: (value: boolean) => (picture.loading = value ? 'lazy' : 'eager'),
      ariaLabel: (value: unknown) => (picture.alt = typeof value === 'string' ? value : ''),
    }
  })

  defineBuiltIn(space, 'canvas', { type: '' }, (component, dom) => {
    const canvas = document.createElement('canvas')
    dom.append(canvas)
    nodes.set(component, createCanvasNode(canvas))
    return {}
  })

  defineBuiltIn(space, 'rich-text', { nodes: null, userSelect: null }, (component, dom) => ({
    nodes: (value: unknown) =>
      dom.replaceChildren(...renderRichText(value, (classes) => scopeClasses(component, classes))),
    userSelect: selectable(dom),
  }))
}
