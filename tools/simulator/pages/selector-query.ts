// wx.createSelectorQuery → measurements in the DOM, relative to the page's window.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { nodes } from '../built-ins/media'
import { originOf } from './events'
import { refuse, refusing } from './problems'
import { jsonCopy } from './set-data'
import { viewCalls } from './view-calls'

/** A component instance, as the mini program sees it. */
export interface Caller {
  _$: glassEasel.GeneralComponent
}

type Callback = (result: unknown) => void
/** `wanted`: the field's value in the call. */
type Reader = (dom: HTMLElement, element: glassEasel.Element, wanted: unknown) => Record<string, unknown>

const readers: Readonly<Record<string, Reader>> = {
  id: (_dom, { id }) => ({ id }),
  dataset: (_dom, { dataset }) => ({ dataset: jsonCopy(dataset) }),
  rect(dom) {
    const { left, top, right, bottom } = dom.getBoundingClientRect()
    const { x, y } = originOf(dom)
    return { left: left - x, top: top - y, right: right - x, bottom: bottom - y }
  },
  size(dom) {
    const { width, height } = dom.getBoundingClientRect()
    return { width, height }
  },
  node: (_dom, element) => ({ node: nodes.get(element) ?? refuse('a node other than <canvas type="2d">') }),
  computedStyle(dom, _element, names) {
    const style = getComputedStyle(dom)
    return Object.fromEntries((names as string[]).map((name) => [name, style[name as 'color']]))
  },
}

function measure(element: glassEasel.Element, fields: object): object {
  const dom = element.$$ as unknown as HTMLElement
  const wanted = Object.entries(fields as Record<string, unknown>).filter(([, value]) => Boolean(value))
  return Object.assign({}, ...wanted.map(([name, value]) => readers[name]?.(dom, element, value))) as object
}

/** Of a component or page; until `in`, of the page on top. */
export function createSelectorQuery(initial: Caller | undefined) {
  let scope = initial
  const jobs: (() => unknown)[] = []

  const nodesRef = (selector: string, isSingle: boolean) => {
    const add = (fields: object, callback?: Callback) => {
      for (const name in fields) if (!(name in readers)) refuse(`NodesRef.fields with ${name}`)
      jobs.push(() => {
        const all = scope?._$.getShadowRoot()?.querySelectorAll(selector) ?? []
        // elements removed since the query was created are still in its tree, but have no DOM node
        const found = all.filter(({ $$ }) => $$).slice(0, isSingle ? 1 : undefined)
        const measured = found.map((element) => measure(element, fields))
        const result = isSingle ? (measured[0] ?? null) : measured
        callback?.(result)
        return result
      })
      return query
    }
    return {
      ...refusing('scrollOffset context node', 'NodesRef.'),
      fields: add,
      boundingClientRect: (callback?: Callback) =>
        add({ id: true, dataset: true, rect: true, size: true }, callback),
    }
  }
  const query = {
    ...refusing('selectViewport', 'SelectorQuery.'),
    in(caller: Caller) {
      scope = caller
      return query
    },
    select: (selector: string) => nodesRef(selector, true),
    selectAll: (selector: string) => nodesRef(selector, false),
    exec(callback?: (results: unknown[]) => void) {
      viewCalls.selectorQuery += 1
      // WeChat answers from another thread: never before the caller has continued, and after its last setData.
      requestAnimationFrame(() => {
        const results = jobs.map((job) => job())
        callback?.(results)
      })
      return query
    },
  }
  return query
}
