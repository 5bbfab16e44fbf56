// glass-easel's calls on a document → DOM elements of the phone. Events are handled in events.ts.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { compileLengths } from '../lengths'
import { BUILT_INS, domName } from '../program'

/** https://developers.weixin.qq.com/miniprogram/dev/component/: WeChat's components that the simulator lacks. */
const missing = new Set(
  `swiper swiper-item movable-area movable-view cover-view cover-image root-portal page-container match-media page-meta
  navigation-bar icon progress form label radio radio-group checkbox checkbox-group switch slider textarea picker-view
  picker-view-column navigator video audio map camera live-player live-pusher voip-room ad ad-custom web-view open-data
  official-account official-account-publish channel-live channel-video editor editor-portal functional-page-navigator
  keyboard-accessory selection share-element snapshot grid-view list-view list-builder sticky-header sticky-section
  nested-scroll-header nested-scroll-body open-container draggable-sheet store-product store-home`.split(
    /\s+/,
  ),
)

/**
 * `isComponent` says whether some usingComponents declares the tag. WeChat's components that are missing here are replaced by an
 * error text; an unknown tag (`<div>`, `<i>`) becomes a plain box, as in WeChat.
 */
export function createBackend(
  isComponent: (tag: string) => boolean,
  turn: (place: string) => void,
): glassEasel.CurrentWindowBackendContext {
  const backend = new glassEasel.CurrentWindowBackendContext()
  type BackendDocument = typeof backend.document
  backend.document = {
    createElement(tag: string) {
      turn(`<${tag}>`)
      if (tag !== 'page' && !BUILT_INS.has(tag) && !isComponent(tag)) {
        if (missing.has(tag)) return createMissing(tag)
        console.warn(`<${tag}> is neither a component of this page nor one of WeChat's`)
      }
      return createElement(domName(tag).replace(/[^\w-]/g, '-'))
    },
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as BackendDocument
  backend.setListenerStats = () => undefined
  return backend
}

/** Names the missing component and shows its content: the rest of the page works. */
function createMissing(tag: string): HTMLElement {
  const message = `not in the simulator: <${tag}>`
  console.error(message)
  const element = createElement('wx-missing')
  const label = document.createElement('span')
  label.setAttribute('role', 'alert')
  label.textContent = message
  element.append(label)
  return element
}

function createElement(tag: string): HTMLElement {
  const element = document.createElement(tag)
  // glass-easel passes inline styles on as written in WXML, including rpx.
  const set = element.setAttribute.bind(element)
  element.setAttribute = (name, value) => set(name, name === 'style' ? compileLengths(value) : value)
  return element
}
