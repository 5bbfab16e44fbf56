// What is on the screen, in the protocol's domains Page and Element: sizes, texts, touches, events.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { tap, touch } from './finger'
import type { Handles } from './handles'
import type { Methods, Params, Running } from './methods'
import { domOf, mirrored, type EaselElement } from './selector'

export function viewMethods({ stack }: Running, { page, element }: Handles): Methods {
  const dom = (params: Params) => domOf(element(params))
  const viewport = (params: Params) => stack.viewportOf(page(params))
  const readEach = (kind: string, read: (params: Params, name: string) => unknown) => (params: Params) => ({
    [kind]: params.names.map((name) => read(params, name)),
  })
  const touchAs = (type: string) => (params: Params) =>
    touch(element(params), type, viewport(params).window, (params.changedTouches ?? params.touches)?.[0])
  return {
    // the page scrolls in an element of its own
    'Page.getWindowProperties': readEach('properties', (params, name) => {
      const property = /^document\.(?:documentElement|body)\.(\w+)$/.exec(name)?.[1]
      if (property === undefined) throw new Error(`not in the simulator: the window's ${name}`)
      return viewport(params).scroller[property as 'scrollTop']
    }),
    'Element.getDOMProperties': readEach('properties', (params, name) => dom(params)[name as 'innerText']),
    'Element.getAttributes': readEach('attributes', (params, name) =>
      mirrored(element(params)).getAttribute(name),
    ),
    'Element.getStyles': readEach('styles', (params, name) =>
      getComputedStyle(dom(params)).getPropertyValue(name),
    ),
    'Element.getProperties': readEach('properties', (params, name) => propertyOf(element(params), name)),
    /** From the page's upper left corner, which may be scrolled away. */
    'Element.getOffset'(params) {
      const { scroller } = viewport(params)
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
    'Element.dispatchEvent'(params) {
      const { eventName, detail, touches = [], changedTouches = [] } = params
      const options = { bubbles: true, composed: true, capturePhase: true }
      element(params).triggerEvent(eventName, detail, {
        ...options,
        extraFields: { touches, changedTouches },
      })
    },
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

/** `__propPublic` asks which properties there are. */
function propertyOf(element: EaselElement, name: string): unknown {
  const data = glassEasel.Component.isComponent(element) ? (element.data as Record<string, unknown>) : {}
  return name === '__propPublic'
    ? Object.fromEntries(Object.keys(data).map((key) => [key, true]))
    : data[name]
}
