// What is on the screen, in the protocol's domains Page and Element: sizes, texts, touches, events.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { PageStack } from '../pages/page-stack'
import { tap, touch } from './finger'
import type { Handles, Ids } from './handles'
import type { Methods } from './link'
import { attributeOf, domOf, type EaselElement } from './selector'

type Names = Ids & { names: string[] }
type Touches = Ids & { touches?: object[]; changedTouches?: object[] }

export function viewMethods(stack: PageStack, { page, element }: Handles): Methods {
  const dom = (params: Ids) => domOf(element(params))
  const viewport = (params: Ids) => stack.viewportOf(page(params))
  const readEach = (kind: string, read: (params: Ids, name: string) => unknown) => (params: Names) => ({
    [kind]: params.names.map((name) => read(params, name)),
  })
  const touchAs = (type: 'pointerdown' | 'pointermove' | 'pointerup') => (params: Touches) => {
    const { changedTouches, touches = [] } = params
    touch(element(params), type, viewport(params).window, (changedTouches ?? touches)[0])
  }
  return {
    // the page scrolls in an element of its own
    'Page.getWindowProperties': readEach('properties', (params, name) => {
      const property = /^document\.(?:documentElement|body)\.(\w+)$/.exec(name)?.[1]
      if (property === undefined) throw new Error(`not in the simulator: the window's ${name}`)
      return viewport(params).scroller[property as 'scrollTop']
    }),
    'Element.getDOMProperties': readEach('properties', (params, name) => dom(params)[name as 'innerText']),
    'Element.getAttributes': readEach('attributes', (params, name) => attributeOf(element(params), name)),
    'Element.getStyles': readEach('styles', (params, name) =>
      getComputedStyle(dom(params)).getPropertyValue(name),
    ),
    'Element.getProperties': readEach('properties', (params, name) => propertyOf(element(params), name)),
    /** From the page's upper left corner, which may be scrolled away. */
    'Element.getOffset'(params: Ids) {
      const { scroller } = viewport(params)
      const [{ left, top }, origin] = [dom(params).getBoundingClientRect(), scroller.getBoundingClientRect()]
      return { left: left - origin.left + scroller.scrollLeft, top: top - origin.top + scroller.scrollTop }
    },
    /** The document's markup without what the simulator adds to it. */
    'Element.getWXML': (params: Ids & { type: 'inner' | 'outer' }) => ({
      wxml: dom(params)[`${params.type}HTML`].replace(/(<\/?)wx-| wx-\w+="[^"]*"/g, '$1'),
    }),
    'Element.tap': (params: Ids) => tap(element(params)),
    'Element.touchstart': touchAs('pointerdown'),
    'Element.touchmove': touchAs('pointermove'),
    'Element.touchend': touchAs('pointerup'),
    'Element.triggerEvent': (params: Ids & { type: string; detail?: unknown }) =>
      element(params).triggerEvent(params.type, params.detail, { bubbles: false, composed: false }),
    'Element.dispatchEvent'(params: Touches & { eventName: string; detail?: unknown }) {
      const { eventName, detail, touches = [], changedTouches = [] } = params
      const options = {
        bubbles: true,
        composed: true,
        capturePhase: true,
        extraFields: { touches, changedTouches },
      }
      element(params).triggerEvent(eventName, detail, options)
    },
    'Element.callFunction'(params: Ids & { functionName: string; args: unknown[] }) {
      const { functionName, args } = params
      if (!Object.hasOwn(functions, functionName)) throw new Error(`not in the simulator: ${functionName}`)
      return { result: functions[functionName]?.(dom(params), ...(args as never[])) }
    },
  }
}

/** What a person does with one kind of built-in. */
const functions: Record<string, (dom: HTMLElement, ...args: never[]) => unknown> = {
  'input.input': type,
  'textarea.input': type,
  'scroll-view.scrollTo': (dom, left: number, top: number) =>
    dom.scrollTo({ left, top, behavior: 'instant' }),
  'scroll-view.scrollTop': (dom) => dom.scrollTop,
  'scroll-view.scrollLeft': (dom) => dom.scrollLeft,
  'scroll-view.scrollWidth': (dom) => dom.scrollWidth,
  'scroll-view.scrollHeight': (dom) => dom.scrollHeight,
}

function type(dom: HTMLElement, text: string): void {
  const field = dom.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
  if (!field || field.disabled) throw new Error('the field takes no input')
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
