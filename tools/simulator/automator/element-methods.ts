// The protocol's domain Element: what an element shows, touches, events, and the data of components.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { PageStack } from '../pages/page-stack'
import { tap, touch } from './finger'
import type { ElementParams, Handles } from './handles'
import { callMethod, readData, setData, type Instance, type MethodParams } from './instance'
import type { Methods } from './link'
import { attributeOf, domOf, isCustom, select, tagOf, type EaselElement } from './selector'

type Names = ElementParams & { names: string[] }
type Selector = ElementParams & { selector: string }
interface TouchParams extends ElementParams {
  touches?: object[]
  changedTouches?: object[]
}

export function elementMethods(stack: PageStack, { page, element, describeElement }: Handles): Methods {
  const dom = (params: ElementParams): HTMLElement => {
    const found = domOf(element(params))
    if (!found) throw new Error('no such element')
    return found
  }
  const viewport = (params: ElementParams) => stack.viewportOf(page(params))
  const instance = (params: ElementParams): Instance => {
    const found = element(params)
    if (!isCustom(found)) throw new Error(`<${tagOf(found)}> is not a component of the mini program`)
    return found.getMethodCaller() as Instance
  }
  const touched = (type: 'pointerdown' | 'pointermove' | 'pointerup') => (params: TouchParams) =>
    touch(element(params), type, viewport(params).window, params.changedTouches ?? params.touches)

  return {
    'Element.getElement'(params: Selector) {
      const [first] = select(element(params), params.selector)
      if (!first) throw new Error(`no such element: ${params.selector}`)
      return describeElement(first)
    },
    'Element.getElements': (params: Selector) => ({
      elements: select(element(params), params.selector).map(describeElement),
    }),
    'Element.getDOMProperties': (params: Names) => ({
      properties: params.names.map((name) => dom(params)[name as keyof HTMLElement]),
    }),
    'Element.getAttributes': (params: Names) => ({
      attributes: params.names.map((name) => attributeOf(element(params), name)),
    }),
    'Element.getStyles'(params: Names) {
      const style = getComputedStyle(dom(params))
      return { styles: params.names.map((name) => style[name as 'color'] ?? style.getPropertyValue(name)) }
    },
    'Element.getProperties': (params: Names) => ({
      properties: params.names.map((name) => propertyOf(element(params), name)),
    }),
    'Element.getOffset'(params: ElementParams) {
      const { scroller } = viewport(params)
      const [rect, origin] = [dom(params).getBoundingClientRect(), scroller.getBoundingClientRect()]
      return {
        left: rect.left - origin.left + scroller.scrollLeft,
        top: rect.top - origin.top + scroller.scrollTop,
      }
    },
    'Element.getWXML': (params: ElementParams & { type: 'inner' | 'outer' }) => ({
      wxml: toWxml(dom(params)[`${params.type}HTML`]),
    }),
    'Element.tap': (params: ElementParams) => tap(element(params)),
    'Element.touchstart': touched('pointerdown'),
    'Element.touchmove': touched('pointermove'),
    'Element.touchend': touched('pointerup'),
    'Element.triggerEvent'(params: ElementParams & { type: string; detail?: unknown }) {
      element(params).triggerEvent(params.type, params.detail ?? {}, { bubbles: false, composed: false })
    },
    'Element.dispatchEvent'(params: TouchParams & { eventName: string; detail?: unknown }) {
      const { eventName, detail = {}, touches = [], changedTouches = [] } = params
      const options = {
        bubbles: true,
        composed: true,
        capturePhase: true,
        extraFields: { touches, changedTouches },
      }
      glassEasel.Event.triggerEvent(element(params), eventName, detail, options)
    },
    'Element.callFunction'(params: ElementParams & { functionName: string; args: unknown[] }) {
      const { functionName, args } = params
      if (!Object.hasOwn(functions, functionName)) throw new Error(`not in the simulator: ${functionName}`)
      return { result: functions[functionName]?.(dom(params), ...(args as never[])) }
    },
    'Element.getData': (params: ElementParams & { path?: string }) => ({
      data: readData(instance(params), params.path),
    }),
    'Element.setData': (params: ElementParams & { data: object }) => setData(instance(params), params.data),
    async 'Element.callMethod'(params: ElementParams & MethodParams) {
      return { result: await callMethod(instance(params), params) }
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
  if (name === '__propPublic')
    return Object.fromEntries(Object.keys(data).map((property) => [property, true]))
  return data[name]
}

/** The document's tags without what the simulator adds to them. */
function toWxml(html: string): string {
  return html.replace(/(<\/?)wx-/g, '$1').replace(/ wx-is="[^"]*"/g, '')
}
