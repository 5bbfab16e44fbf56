// Stage: glass-easel's demands on a document → DOM elements of the phone. Events don't pass here: see events.ts.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { compileLengths } from '../lengths'
import { BUILT_INS } from '../program'

const builtIns = new Set<string>(BUILT_INS)

/** `isComponent` tells whether a tag was declared in some usingComponents. Any other tag throws. */
export function createBackend(isComponent: (tag: string) => boolean): glassEasel.CurrentWindowBackendContext {
  const backend = new glassEasel.CurrentWindowBackendContext()
  type BackendDocument = typeof backend.document
  backend.document = {
    createElement(tag: string) {
      if (tag !== 'page' && !builtIns.has(tag) && !isComponent(tag)) {
        throw new Error(`not in the simulator: <${tag}>`)
      }
      return createElement(builtIns.has(tag) || tag === 'page' ? `wx-${tag}` : tag)
    },
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as BackendDocument
  backend.setListenerStats = () => undefined
  return backend
}

function createElement(name: string): HTMLElement {
  const element = document.createElement(name)
  // glass-easel writes inline styles as they stand in WXML, with their rpx.
  element.setAttribute = (attribute, value) =>
    Element.prototype.setAttribute.call(
      element,
      attribute,
      attribute === 'style' ? compileLengths(value) : value,
    )
  return element
}
