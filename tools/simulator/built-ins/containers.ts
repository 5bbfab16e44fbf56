// Built-ins that contain others: view, text, button.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { defineBuiltIn, selectable, setAttribute } from './define'

export function defineContainers(space: glassEasel.ComponentSpace): void {
  defineBuiltIn(space, 'view', {}, () => ({}))

  const text = { userSelect: null, decode: false }
  defineBuiltIn(space, 'text', text, (_component, dom) => ({ userSelect: selectable(dom) }))

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
