// wx.createSelectorQuery → measurements in the DOM, relative to the page's window.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { jsonCopy } from './set-data'
import { nodes } from '../built-ins/media'
import { refuse } from './problems'
import { viewCalls } from './view-calls'

export interface Viewport {
  /** The page's area, between navigation bar and tab bar. */
  window: HTMLElement
  /** Its scrolling element. */
  scroller: HTMLElement
}

/** A component instance, as the mini program sees it. */
export interface Caller {
  _$: glassEasel.GeneralComponent
}

type Fields = Partial<
  Record<'id' | 'dataset' | 'mark' | 'rect' | 'size' | 'scrollOffset' | 'node' | 'context', boolean>
> & {
  properties?: string[]
  computedStyle?: string[]
}
type Callback = (result: unknown) => void

/** `viewportOf` returns the window of a component's page. */
export function createSelectorQuery(initial: Caller | undefined, viewportOf: (caller: Caller) => Viewport) {
  let scope = initial
  const jobs: { measure: () => unknown; callback: Callback | undefined }[] = []

  const nodesRef = (find: () => unknown[], single: boolean) => {
    const add = (fields: Fields, callback?: Callback) => {
      const measure = () => {
        const found = find().map((element) => measureNode(element, fields))
        return single ? (found[0] ?? null) : found
      }
      jobs.push({ measure, callback })
      return query
    }
    const measureNode = (element: unknown, fields: Fields) =>
      measureElement(element as Measured, fields, current())
    return {
      fields: add,
      boundingClientRect: (callback?: Callback) =>
        add({ id: true, dataset: true, rect: true, size: true }, callback),
      scrollOffset: (callback?: Callback) => add({ id: true, dataset: true, scrollOffset: true }, callback),
      node: (callback?: Callback) => add({ node: true }, callback),
      context: (callback?: Callback) => add({ context: true }, callback),
    }
  }
  const component = () => {
    if (!scope) throw new Error('createSelectorQuery: no page is open yet')
    return scope
  }
  const current = () => viewportOf(component())
  // elements removed since the query was created are still in its tree, but have no DOM node
  const findAll = (selector: string) =>
    (component()._$.getShadowRoot()?.querySelectorAll(selector) ?? []).filter(({ $$ }) => $$)
  const query = {
    in(caller: Caller) {
      scope = caller
      return query
    },
    select: (selector: string) => nodesRef(() => findAll(selector).slice(0, 1), true),
    selectAll: (selector: string) => nodesRef(() => findAll(selector), false),
    selectViewport: () => nodesRef(() => ['viewport'], true),
    exec(callback?: (results: unknown[]) => void) {
      viewCalls.selectorQuery += 1
      // WeChat answers from another thread: never before the caller has continued, and after its last setData.
      requestAnimationFrame(() => {
        const results = jobs.map(({ measure, callback: each }) => {
          const result = measure()
          each?.(result)
          return result
        })
        callback?.(results)
      })
      return query
    },
  }
  return query
}

type Measured = glassEasel.Element | 'viewport'

function measureElement(element: Measured, fields: Fields, viewport: Viewport): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const easel = element === 'viewport' ? undefined : element
  const dom = easel ? (easel.$$ as unknown as HTMLElement) : viewport.window
  const scroller = easel ? dom : viewport.scroller
  const origin = viewport.window.getBoundingClientRect()
  const { left, top, right, bottom, width, height } = dom.getBoundingClientRect()
  if (fields.id) result['id'] = easel?.id ?? ''
  if (fields.dataset) result['dataset'] = jsonCopy(easel?.dataset ?? {})
  if (fields.mark) result['mark'] = easel?.collectMarks() ?? {}
  if (fields.rect) {
    const [x, y] = [origin.left, origin.top]
    Object.assign(result, { left: left - x, top: top - y, right: right - x, bottom: bottom - y })
  }
  if (fields.size) Object.assign(result, { width, height })
  if (fields.scrollOffset) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = scroller
    Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight })
  }
  if (fields.node && easel) {
    const node = nodes.get(easel)
    if (node === undefined) refuse('a node other than <canvas type="2d">')
    result['node'] = node
  }
  if (fields.context) refuse('createSelectorQuery().context')
  for (const name of fields.properties ?? []) {
    if (easel && glassEasel.Component.isComponent(easel))
      result[name] = (easel.data as Record<string, unknown>)[name]
  }
  const style = getComputedStyle(dom)
  for (const name of fields.computedStyle ?? []) result[name] = style[name as 'color']
  return result
}
