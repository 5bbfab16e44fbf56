// A form's built-ins: form, radio, radio-group, checkbox, checkbox-group; and how a form reads every control.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { easelElementOf, tapActions } from '../pages/events'
import { defineBuiltIn, send, setAttribute } from './define'
import type { EaselComponent } from './define'

/** A control's value for `bind:submit`, and its reaction to `form-type="reset"`. */
export interface FormControl {
  read(): unknown
  reset(): void
}
export const formControls = new WeakMap<object, FormControl>()

export const dataOf = <T>(component: EaselComponent) => component.data as unknown as T
const domOf = (component: EaselComponent) => component.$$ as unknown as HTMLElement

/** The closest built-in `<name>` around a component, or undefined. */
function around(component: EaselComponent, name: string): EaselComponent | undefined {
  const found = easelElementOf(domOf(component).closest(`wx-${name}`))
  return found && glassEasel.Component.isComponent(found) ? found : undefined
}

/** The built-ins `<name>` inside a component, in document order. */
function inside(component: EaselComponent, selector: string): EaselComponent[] {
  return [...domOf(component).querySelectorAll(selector)].flatMap((dom) => {
    const found = easelElementOf(dom)
    return found && glassEasel.Component.isComponent(found) ? [found] : []
  })
}

/** Handles a tap on a button with a `form-type`. */
export function actOnForm(button: EaselComponent, formType: string): void {
  const form = around(button, 'form')
  if (!form || (formType !== 'submit' && formType !== 'reset')) return
  const controls = inside(form, '*').filter((each) => formControls.has(each))
  if (formType === 'reset') {
    for (const control of controls) formControls.get(control)?.reset()
    return send(form, 'reset', {})
  }
  const named = controls.map((control) => [dataOf<{ name?: string }>(control).name ?? '', control] as const)
  const value = Object.fromEntries(
    named.filter(([name]) => name !== '').map(([name, control]) => [name, formControls.get(control)?.read()]),
  )
  send(form, 'submit', { value })
}

interface Choice {
  value: string
  checked: boolean
  disabled: boolean
}

export function defineForm(space: glassEasel.ComponentSpace): void {
  defineBuiltIn(space, 'form', { reportSubmit: false, reportSubmitTimeout: 0 }, () => ({}))

  const choice = { value: '', checked: false, disabled: false, color: '', name: '' }
  const setUpChoice = (kind: 'radio' | 'checkbox') => (component: EaselComponent, dom: HTMLElement) => {
    dom.setAttribute('role', kind)
    const mark = document.createElement('span')
    mark.className = 'choice-mark'
    dom.prepend(mark)
    tapActions.set(component, () => {
      const { checked, disabled } = dataOf<Choice>(component)
      if (disabled || (checked && kind === 'radio')) return
      const group = around(component, `${kind}-group`)
      if (kind === 'radio' && group)
        for (const other of inside(group, 'wx-radio')) other.setData({ checked: false } as never)
      component.setData({ checked: !checked } as never)
      if (group) send(group, 'change', { value: formControls.get(group)?.read() })
    })
    return {
      checked: (value: boolean) => dom.setAttribute('aria-checked', String(value)),
      color: (value: string) => dom.style.setProperty('--choice-color', value),
      disabled: (value: boolean) => {
        dom.tabIndex = value ? -1 : 0
        setAttribute(dom, 'aria-disabled', value ? 'true' : '')
      },
    }
  }
  for (const kind of ['radio', 'checkbox'] as const) {
    defineBuiltIn(space, kind, choice, setUpChoice(kind))
    defineBuiltIn(space, `${kind}-group`, { name: '' }, (component, dom) => {
      if (kind === 'radio') dom.setAttribute('role', 'radiogroup')
      const chosen = () =>
        inside(component, `wx-${kind}`)
          .map((each) => dataOf<Choice>(each))
          .filter(({ checked }) => checked)
          .map(({ value }) => value)
      formControls.set(component, {
        read: () => (kind === 'radio' ? (chosen()[0] ?? '') : chosen()),
        reset() {
          for (const each of inside(component, `wx-${kind}`)) each.setData({ checked: false } as never)
        },
      })
      return {}
    })
  }
}
