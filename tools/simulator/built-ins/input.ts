// The built-in input: a browser's field with WeChat's events.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { tapActions } from '../pages/events'
import { defineBuiltIn, send, setAttribute } from './define'
import type { EaselComponent } from './define'

const properties = {
  value: '',
  type: 'text',
  password: false,
  placeholder: '',
  disabled: false,
  maxlength: 140,
  focus: false,
}
const ignored = {
  placeholderStyle: '',
  placeholderClass: '',
  cursorSpacing: 0,
  adjustPosition: true,
  holdKeyboard: false,
  confirmHold: false,
  confirmType: '',
  name: '',
}
const missing = ['keyboardheightchange', 'nicknamereview', 'selectionchange'].concat(
  ['start', 'update', 'end'].map((name) => `keyboardcomposition${name}`),
)

export function defineInput(space: glassEasel.ComponentSpace): void {
  defineBuiltIn(space, 'input', { ...properties, ...ignored }, setUp, missing)
}

const keyboards: Readonly<Record<string, string>> = { number: 'numeric', digit: 'decimal' }

function setUp(component: EaselComponent, dom: HTMLElement) {
  const field = document.createElement('input')
  dom.append(field)
  tapActions.set(component, () => field.focus())
  const detail = () => ({ value: field.value, cursor: field.selectionStart ?? field.value.length })
  let isComposing = false
  // also updates the data bound by `model:value`
  const typed = () => component.setData({ value: field.value } as never)
  field.addEventListener('compositionstart', () => (isComposing = true))
  field.addEventListener('compositionend', () => {
    isComposing = false
    typed()
  })
  field.addEventListener('input', () => {
    if (!isComposing) typed()
    send(component, 'input', detail())
  })
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) send(component, 'confirm', { value: field.value })
  })
  field.addEventListener('focus', () => send(component, 'focus', { value: field.value, height: 0 }))
  field.addEventListener('blur', () => send(component, 'blur', detail()))
  return {
    value: (value: string) => {
      // as on an iPhone, whatever the value is: https://github.com/NervJS/taro/issues/11208
      if (isComposing) endComposition(field)
      if (field.value !== value) field.value = value
    },
    type: (value: string) => (field.inputMode = keyboards[value] ?? 'text'),
    password: (value: boolean) => (field.type = value ? 'password' : 'text'),
    placeholder: (value: string) => (field.placeholder = value),
    disabled: (value: boolean) => (field.disabled = value),
    maxlength: (value: number) => {
      if (value >= 0) field.maxLength = value
      else field.removeAttribute('maxlength')
    },
    focus: (value: boolean) => {
      if (value) queueMicrotask(() => field.focus())
    },
    ariaLabel: (value: unknown) => setAttribute(field, 'aria-label', value),
  }
}

/** The letters typed so far stay, as if they had been meant. */
function endComposition(field: HTMLElement): void {
  field.blur()
  field.focus()
}
