// Pages and elements ↔ the ids under which a driver knows them.
import type { PageInstance } from '../pages/framework'
import type { PageStack } from '../pages/page-stack'
import { domOf, isCustom, tagOf, type EaselElement } from './selector'

export interface PageParams {
  pageId: number
}
export interface ElementParams extends PageParams {
  elementId: string
}

export type Handles = ReturnType<typeof createHandles>

export function createHandles(stack: Pick<PageStack, 'all' | 'current'>) {
  // a driver keeps its ids while the page reloads: none may mean something else afterwards
  let lastId = Math.floor(performance.timeOrigin)
  const ids = new WeakMap<object, number>()
  const elements = new Map<string, WeakRef<EaselElement>>()

  function idOf(object: object): number {
    const id = ids.get(object) ?? ++lastId
    ids.set(object, id)
    return id
  }
  function current(): PageInstance {
    const page = stack.current()
    if (!page) throw new Error('no page is open yet')
    return page
  }
  /** WeChat, too, answers only for the page on top. */
  function page({ pageId }: PageParams): PageInstance {
    if (idOf(current()) !== pageId) throw new Error('page is not on top of page stack')
    return current()
  }

  return {
    current,
    page,
    describePage: (instance: PageInstance) => ({
      pageId: idOf(instance),
      path: instance.route,
      query: instance.options,
    }),
    element(params: ElementParams): EaselElement {
      page(params)
      const element = elements.get(params.elementId)?.deref()
      if (!element || !domOf(element)?.isConnected)
        throw new Error('no such element: it is no longer on the page')
      return element
    },
    describeElement(element: EaselElement) {
      const elementId = String(idOf(element))
      elements.set(elementId, new WeakRef(element))
      return { elementId, tagName: tagOf(element), ...(isCustom(element) && { nodeId: elementId }) }
    },
  }
}
