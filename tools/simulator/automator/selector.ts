// A selector in terms of WXML → the elements of one template that match it. A component's inside is a template of its own.
import { glassEasel } from 'glass-easel-miniprogram-adapter'

export type EaselElement = glassEasel.Element

/** The elements below `scope`, in a component or page first those of its own template; for `page` the page itself. */
export function select(scope: EaselElement, selector: string): EaselElement[] {
  // the browser matches the selector, in a document that has the tags, classes and attributes of the WXML
  const mirror = document.implementation.createDocument(null, 'scope')
  const originals = new Map<Element, EaselElement>()
  const copy = (element: EaselElement, into: Node): Node => {
    const copied = into.appendChild(mirrored(element, mirror))
    originals.set(copied, element)
    return copied
  }
  const copyBelow = (parent: EaselElement, into: Node): void => {
    for (const child of parent.childNodes) {
      if (!glassEasel.Element.isElement(child)) continue
      // `wx:if`, slots and the content of components without a slot have no place on the page
      const dom = child.$$ as unknown as HTMLElement | null
      const isThere = !glassEasel.VirtualNode.isVirtualNode(child) && dom?.isConnected
      copyBelow(child, isThere ? copy(child, into) : into)
    }
  }
  const root = tagOf(scope) === 'page' ? copy(scope, mirror.documentElement) : mirror.documentElement
  const inside = isCustom(scope) ? scope.getShadowRoot() : null
  if (inside) copyBelow(inside, root)
  copyBelow(scope, root)
  return [...mirror.querySelectorAll(selector)].flatMap((element) => originals.get(element) ?? [])
}

/** Alone, with its attributes as in WXML. */
export function mirrored(element: EaselElement, mirror: Document = document): Element {
  const copied = mirror.createElementNS(null, tagOf(element))
  for (const { name, value } of domOf(element).attributes) copied.setAttribute(name, value)
  for (const [name, value] of Object.entries(element.dataset)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    copied.setAttribute(`data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, text)
  }
  copied.setAttribute('class', element.class)
  if (element.id !== '') copied.setAttribute('id', element.id)
  return copied
}

/** Of the mini program, not one of WeChat's. A page is one, too. */
export function isCustom(element: EaselElement): element is glassEasel.GeneralComponent {
  return glassEasel.Component.isComponent(element) && !element.is.startsWith('built-in/')
}

export function tagOf(element: EaselElement): string {
  return (element as { tagName?: string }).tagName ?? 'unknown'
}

export function domOf(element: EaselElement): HTMLElement {
  const dom = element.$$ as unknown as HTMLElement | null
  if (!dom?.isConnected) throw new Error('no such element: it is no longer on the page')
  return dom
}
