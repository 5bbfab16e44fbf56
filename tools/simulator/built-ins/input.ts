// The built-in input: a browser's field with WeChat's events.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { tapActions } from '../pages/events'
import { compileLengths } from '../lengths'
import { element } from '../wx/overlay'
import { defineBuiltIn, scopeClasses, send, setAttribute } from './define'
import type { EaselComponent } from './define'

const properties = { value: '', placeholder: '', maxlength: 140 }
const looks = { placeholderClass: 'input-placeholder', placeholderStyle: '' }
const ignored = { confirmType: '' }
const missing = `focus blur confirm keyboardheightchange nicknamereview selectionchange
  keyboardcompositionstart keyboardcompositionupdate keyboardcompositionend`.split(/\s+/)

export function defineInput(space: glassEasel.ComponentSpace): void {
  defineBuiltIn(space, 'input', { ...properties, ...looks, ...ignored }, setUp, missing)
}

function setUp(component: EaselComponent, dom: HTMLElement) {
  const field = document.createElement('input')
  // an element of its own, as in WeChat: only that can have the classes of the program
  const hint = element('span', { 'aria-hidden': 'true' })
  dom.append(element('div', {}, field, hint))
  tapActions.set(component, () => field.focus())
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
    send(component, 'input', { value: field.value, cursor: field.selectionStart })
  })
  return {
    value: (value: string) => {
      // as on an iPhone, whatever the value is: https://github.com/NervJS/taro/issues/11208
      if (isComposing) endComposition(field)
      if (field.value !== value) field.value = value
    },
    placeholder: (value: string) => (hint.textContent = field.placeholder = value),
    placeholderClass: (value: string) => (hint.className = scopeClasses(component, value)),
    placeholderStyle: (value: string) => hint.setAttribute('style', compileLengths(value)),
    maxlength: (value: number) => {
      if (value >= 0) field.maxLength = value
      else field.removeAttribute('maxlength')
    },
    ariaLabel: (value: unknown) => setAttribute(field, 'aria-label', value),
  }
}

/** The letters typed so far stay, as if they had been meant. */
function endComposition(field: HTMLElement): void {
  field.blur()
  field.focus()
}
