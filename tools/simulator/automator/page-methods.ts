// The protocol's domain Page: elements, data, methods and sizes of the page on top.
import type { PageStack } from '../pages/page-stack'
import type { Handles, PageParams } from './handles'
import { callMethod, readData, setData, type MethodParams } from './instance'
import type { Methods } from './link'
import { select } from './selector'

interface SelectorParams extends PageParams {
  selector: string
}

export function pageMethods(stack: PageStack, { page, describeElement }: Handles): Methods {
  const find = (params: SelectorParams) => {
    const root = page(params)._$
    return params.selector === 'page' ? [root] : select(root, params.selector)
  }
  return {
    'Page.getElement'(params: SelectorParams) {
      const [first] = find(params)
      if (!first) throw new Error(`no such element: ${params.selector}`)
      return describeElement(first)
    },
    'Page.getElements': (params: SelectorParams) => ({ elements: find(params).map(describeElement) }),
    'Page.getData': (params: PageParams & { path?: string }) => ({
      data: readData(page(params), params.path),
    }),
    'Page.setData': (params: PageParams & { data: object }) => setData(page(params), params.data),
    async 'Page.callMethod'(params: PageParams & MethodParams) {
      return { result: await callMethod(page(params), params) }
    },
    'Page.getWindowProperties'(params: PageParams & { names: string[] }) {
      const { scroller } = stack.viewportOf(page(params))
      // the page scrolls in an element of its own
      const read = (name: string): unknown => {
        const property = /^document\.(?:documentElement|body)\.(\w+)$/.exec(name)?.[1]
        if (property === undefined) throw new Error(`not in the simulator: the window's ${name}`)
        return scroller[property as keyof HTMLElement]
      }
      return { properties: params.names.map(read) }
    },
  }
}
