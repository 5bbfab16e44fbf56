// Attached components → their `ready` lifetime, children before parents. glass-easel leaves it to its host.
import { glassEasel } from 'glass-easel-miniprogram-adapter'

type Component = glassEasel.GeneralComponent

export function createReadyQueue() {
  const waiting = new Set<Component>()
  const pages = new Set<Component>()
  let scheduled = false

  /** Runs `ready` for everything waiting under `page`. From then on, new components there get it after the next frame. */
  function flush(page: Component): void {
    pages.add(page)
    visit(page, (component) => {
      if (waiting.delete(component)) component.triggerLifetime('ready', [])
    })
  }

  return {
    add(component: Component) {
      waiting.add(component)
      if (scheduled) return
      scheduled = true
      requestAnimationFrame(() => {
        scheduled = false
        for (const page of pages) {
          if (!glassEasel.Element.isAttached(page)) pages.delete(page)
          else flush(page)
        }
        for (const component of waiting)
          if (!glassEasel.Element.isAttached(component)) waiting.delete(component)
      })
    },
    flush,
  }
}

/** Visits children first. */
function visit(element: glassEasel.Element, act: (component: Component) => void): void {
  const isComponent = glassEasel.Component.isComponent(element)
  const shadowRoot = isComponent ? element.getShadowRoot() : null
  if (shadowRoot) visit(shadowRoot, act)
  for (const child of [...element.childNodes]) if (glassEasel.Element.isElement(child)) visit(child, act)
  if (isComponent) act(element)
}
