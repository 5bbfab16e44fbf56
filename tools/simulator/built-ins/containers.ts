// Built-ins that contain others: view, text, button.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { defineBuiltIn, selectable, setAttribute } from './define'
import { decodeEntities } from './rich-text'

export function defineContainers(space: glassEasel.ComponentSpace): void {
  defineBuiltIn(space, 'view', {}, () => ({}))

  const text = { userSelect: null, decode: false }
  defineBuiltIn(space, 'text', text, (_component, dom) => ({
    userSelect: selectable(dom),
    decode: (value: boolean) => value && keepDecoded(dom),
  }))

  const look = { type: 'default', size: 'default', plain: false }
  const button = { ...look, disabled: false, hoverClass: 'button-hover' }
  defineBuiltIn(space, 'button', button, (_component, dom) => {
    dom.setAttribute('role', 'button')
    return {
      type: (value: string) => setAttribute(dom, 'type', value),
      size: (value: string) => setAttribute(dom, 'size', value),
      plain: (value: boolean) => dom.toggleAttribute('plain', value),
      disabled: (value: boolean) => {
        dom.tabIndex = value ? -1 : 0
        setAttribute(dom, 'aria-disabled', value ? 'true' : '')
      },
    }
  })
}

/** Decodes what is written into `dom` from now on. */
function keepDecoded(dom: HTMLElement): void {
  const observer = new MutationObserver((records) => {
    const written = records.flatMap(({ target, addedNodes }) => [target, ...addedNodes])
    for (const node of new Set(written)) if (node instanceof Text) node.data = decodeEntities(node.data)
    // its own changes
    observer.takeRecords()
  })
  observer.observe(dom, { characterData: true, childList: true, subtree: true })
}
