// The protocol's domains Page and Element: what a template holds, shows and reacts to, and the data and methods of instances.
import { tap, touch } from './finger'
import type { Handles } from './handles'
import type { Methods, Params } from './methods'
import { domOf, isCustom, mirrored, select, tagOf, type EaselElement } from './selector'

type Values = Record<string, unknown>

export function elementMethods({ page, element, describeElement }: Handles): Methods {
  const dom = (params: Params) => domOf(element(params))
  const pageDom = (params: Params) => domOf(page(params)._$)
  const scrollerOf = (params: Params) => pageDom(params).parentElement as HTMLElement
  const readEach = (kind: string, read: (params: Params, name: string) => unknown) => (params: Params) => ({
    [kind]: params.names.map((name) => read(params, name)),
  })
  const touchAs = (type: string) => (params: Params) =>
    touch(dom(params), type, pageDom(params), (params.changedTouches ?? params.touches)?.[0])

  /** What a page and a component have in common. */
  const methodsOf = (domain: 'Page' | 'Element', scopeOf: (params: Params) => EaselElement): Methods => {
    const find = (params: Params) => select(scopeOf(params), params.selector)
    const instanceOf = (params: Params): Values => {
      const scope = scopeOf(params)
      if (isCustom(scope)) return scope.getMethodCaller() as Values
      throw new Error(`<${tagOf(scope)}> is not a component of the mini program`)
    }
    return {
      [`${domain}.getElement`](params) {
        const [first] = find(params)
        if (!first) throw new Error(`no such element: ${params.selector}`)
        return describeElement(first)
      },
      [`${domain}.getElements`]: (params) => ({ elements: find(params).map(describeElement) }),
      /** `path` as in setData: `list[0].name`. */
      [`${domain}.getData`](params) {
        const names = params.path?.split(/[.[\]]+/).filter((name) => name !== '') ?? []
        const { data } = instanceOf(params)
        return { data: names.reduce((value, name) => (value as Values | null | undefined)?.[name], data) }
      },
      /** Resolves when the view shows it. */
      [`${domain}.setData`]: (params) =>
        new Promise<void>((resolve) => {
          ;(instanceOf(params)['setData'] as (data: object, done: () => void) => void)(params.data, resolve)
        }),
      async [`${domain}.callMethod`](params) {
        const instance = instanceOf(params)
        const method = instance[params.method]
        if (typeof method !== 'function') throw new Error(`no such method: ${params.method}`)
        return { result: (await method.apply(instance, params.args)) as unknown }
      },
    }
  }

  return {
    ...methodsOf('Page', (params) => page(params)._$),
    ...methodsOf('Element', element),
    // the page scrolls in an element of its own
    'Page.getWindowProperties': readEach('properties', (params, name) => {
      const property = /^document\.(?:documentElement|body)\.(\w+)$/.exec(name)?.[1]
      if (property === undefined) throw new Error(`not in the simulator: the window's ${name}`)
      return scrollerOf(params)[property as 'scrollTop']
    }),
    'Element.getDOMProperties': readEach('properties', (params, name) => dom(params)[name as 'innerText']),
    'Element.getAttributes': readEach('attributes', (params, name) =>
      mirrored(element(params)).getAttribute(name),
    ),
    'Element.getStyles': readEach('styles', (params, name) =>
      getComputedStyle(dom(params)).getPropertyValue(name),
    ),
    /** `__propPublic` asks which there are. */
    'Element.getProperties': readEach('properties', (params, name) => {
      const { data = {} } = element(params) as { data?: Values }
      const areThere = Object.keys(data).map((key) => [key, true] as const)
      return name === '__propPublic' ? Object.fromEntries(areThere) : data[name]
    }),
    /** From the page's upper left corner, which may be scrolled away. */
    'Element.getOffset'(params) {
      const scroller = scrollerOf(params)
      const [{ left, top }, origin] = [dom(params).getBoundingClientRect(), scroller.getBoundingClientRect()]
      return { left: left - origin.left + scroller.scrollLeft, top: top - origin.top + scroller.scrollTop }
    },
    /** The document's markup without what the simulator adds to it. */
    'Element.getWXML': (params) => ({
      wxml: dom(params)[`${params.type as 'inner'}HTML`].replace(/(<\/?)wx-| wx-\w+="[^"]*"/g, '$1'),
    }),
    'Element.tap': (params) => tap(element(params)),
    'Element.touchstart': touchAs('pointerdown'),
    'Element.touchmove': touchAs('pointermove'),
    'Element.touchend': touchAs('pointerup'),
    'Element.triggerEvent': (params) =>
      element(params).triggerEvent(params.type, params.detail, { bubbles: false, composed: false }),
    'Element.callFunction': (params) => ({ result: use(dom(params), params) }),
  }
}

/** What a person does with one kind of built-in. */
function use(dom: HTMLElement, { functionName, args = [] }: Params): unknown {
  const [tag, verb = ''] = functionName.split('.')
  if (verb === 'input') return type(dom, String(args[0]))
  if (tag !== 'scroll-view') throw new Error(`not in the simulator: ${functionName}`)
  if (verb !== 'scrollTo') return dom[verb as 'scrollTop']
  const [left, top] = args as number[]
  return dom.scrollTo({ left: left ?? 0, top: top ?? 0, behavior: 'instant' })
}

function type(dom: HTMLElement, text: string): void {
  const field = dom.querySelector('input')
  if (!field) throw new Error('the field takes no input')
  field.focus()
  field.value = field.maxLength < 0 ? text : text.slice(0, field.maxLength)
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
