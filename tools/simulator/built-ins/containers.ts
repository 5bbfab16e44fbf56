// Built-ins that contain others: view, text, button.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { tapActions } from '../pages/events'
import { dataOf, defineBuiltIn, setAttribute } from './define'

export function defineContainers(space: glassEasel.ComponentSpace): void {
  defineBuiltIn(space, 'view', {}, () => ({}))

  const text = { selectable: false, userSelect: null, space: '', decode: false, overflow: '', maxLines: 0 }
  defineBuiltIn(space, 'text', text, (_component, dom) => ({
    selectable: (value: boolean) => dom.classList.toggle('selectable', value),
    userSelect: (value: unknown) =>
      dom.classList.toggle('selectable', value === true || value === 'true' || value === ''),
    maxLines: (value: number) => {
      dom.classList.toggle('clamped', value > 0)
      dom.style.setProperty('-webkit-line-clamp', value > 0 ? String(value) : '')
    },
    space: (value: string) => (dom.style.whiteSpace = value === '' ? '' : 'pre-wrap'),
  }))

  const button = {
    type: 'default',
    size: 'default',
    plain: false,
    disabled: false,
    loading: false,
    openType: '',
    formType: '',
    hoverClass: 'button-hover',
  }
  defineBuiltIn(space, 'button', button, (component, dom) => {
    dom.setAttribute('role', 'button')
    tapActions.set(component, () => {
      const { openType, formType } = dataOf<typeof button>(component)
      for (const [name, value] of Object.entries({ 'open-type': openType, 'form-type': formType }))
        if (value !== '') throw new Error(`not in the simulator: <button ${name}="${value}">`)
    })
    return {
      type: (value: string) => setAttribute(dom, 'type', value),
      size: (value: string) => setAttribute(dom, 'size', value),
      plain: (value: boolean) => dom.toggleAttribute('plain', value),
      loading: (value: boolean) => dom.toggleAttribute('loading', value),
      disabled: (value: boolean) => {
        dom.tabIndex = value ? -1 : 0
        setAttribute(dom, 'aria-disabled', value ? 'true' : '')
      },
    }
  })
}
