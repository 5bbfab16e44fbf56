// Pages and elements ↔ the ids under which a driver knows them.
import type { PageInstance } from '../pages/framework'
import type { PageStack } from '../pages/page-stack'
import type { Params } from './methods'
import { domOf, isCustom, tagOf, type EaselElement } from './selector'

export type Handles = ReturnType<typeof createHandles>

export function createHandles(stack: PageStack) {
  // a driver keeps its ids while the page reloads: none may mean something else afterwards
  let lastId = Math.floor(performance.timeOrigin)
  const ids = new WeakMap<object, number>()
  const elements = new Map<string, EaselElement>()
  const idOf = (object: object): number => {
    const id = ids.get(object) ?? ++lastId
    ids.set(object, id)
    return id
  }
  const current = (): PageInstance => {
    const page = stack.current()
    if (!page) throw new Error('no page is open yet')
    return page
  }
  /** WeChat, too, answers only for the page on top. */
  const page = ({ pageId }: Params): PageInstance => {
    if (idOf(current()) !== pageId) throw new Error('page is not on top of page stack')
    return current()
  }
  return {
    current,
    page,
    describePage: (page: PageInstance) => ({ pageId: idOf(page), path: page.route, query: page.options }),
    element(params: Params): EaselElement {
      page(params)
      const element = elements.get(params.elementId)
      if (!element) throw new Error(`no such element: ${params.elementId}`)
      domOf(element)
      return element
    },
    describeElement(element: EaselElement) {
      const elementId = String(idOf(element))
      elements.set(elementId, element)
      return { elementId, tagName: tagOf(element), ...(isCustom(element) && { nodeId: elementId }) }
    },
  }
}
