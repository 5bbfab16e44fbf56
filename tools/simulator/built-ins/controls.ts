// Built-ins that take input: input, textarea, switch, slider.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { tapActions } from '../pages/events'
import { defineBuiltIn, send, setAttribute } from './define'
import { formControls } from './form'
import type { EaselComponent } from './define'

export function defineControls(space: glassEasel.ComponentSpace): void {
  const text = {
    value: '',
    placeholder: '',
    placeholderStyle: '',
    placeholderClass: '',
    disabled: false,
    maxlength: 140,
    focus: false,
  }
  const ignored = {
    cursorSpacing: 0,
    cursor: -1,
    selectionStart: -1,
    selectionEnd: -1,
    adjustPosition: true,
    holdKeyboard: false,
    confirmHold: false,
    confirmType: '',
    alwaysEmbed: false,
    cursorColor: '',
    name: '',
  }
  defineBuiltIn(space, 'input', { ...text, ...ignored, type: 'text', password: false }, (component, dom) => {
    const field = document.createElement('input')
    const updaters = setUpText(component, dom, field)
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) send(component, 'confirm', { value: field.value })
    })
    const modes: Record<string, string> = { number: 'numeric', digit: 'decimal' }
    return {
      ...updaters,
      type: (value: string) => (field.inputMode = modes[value] ?? 'text'),
      password: (value: boolean) => (field.type = value ? 'password' : 'text'),
    }
  })
  const textarea = {
    autoHeight: false,
    fixed: false,
    showConfirmBar: true,
    disableDefaultPadding: false,
    autoFocus: false,
  }
  defineBuiltIn(space, 'textarea', { ...text, ...ignored, ...textarea }, (component, dom) => {
    const field = document.createElement('textarea')
    return {
      ...setUpText(component, dom, field),
      autoHeight: (value: boolean) => field.style.setProperty('field-sizing', value ? 'content' : ''),
    }
  })

  const switchDefaults = { checked: false, disabled: false, type: 'switch', color: '', name: '' }
  defineBuiltIn(space, 'switch', switchDefaults, (component, dom) => {
    dom.setAttribute('role', 'switch')
    dom.append(document.createElement('span'))
    formControls.set(component, {
      read: () => (component.data as { checked: boolean }).checked,
      reset: () => component.setData({ checked: false } as never),
    })
    tapActions.set(component, () => {
      const { checked, disabled } = component.data as { checked: boolean; disabled: boolean }
      if (disabled) return
      component.setData({ checked: !checked } as never)
      send(component, 'change', { value: !checked })
    })
    return {
      checked: (value: boolean) => dom.setAttribute('aria-checked', String(value)),
      color: (value: string) => dom.style.setProperty('--switch-color', value),
      disabled: (value: boolean) => {
        dom.tabIndex = value ? -1 : 0
        setAttribute(dom, 'aria-disabled', value ? 'true' : '')
      },
    }
  })

  const slider = { min: 0, max: 100, step: 1, value: 0, disabled: false, showValue: false, name: '' }
  const sliderAppearance = { activeColor: '', backgroundColor: '', blockSize: 28, blockColor: '' }
  defineBuiltIn(space, 'slider', { ...slider, ...sliderAppearance }, (component, dom) => {
    const field = document.createElement('input')
    field.type = 'range'
    const shown = document.createElement('span')
    dom.append(field, shown)
    const show = () => (shown.textContent = field.value)
    formControls.set(component, {
      read: () => Number(field.value),
      reset: () => component.setData({ value: (component.data as { min: number }).min } as never),
    })
    field.addEventListener('input', () => {
      show()
      send(component, 'changing', { value: Number(field.value) })
    })
    field.addEventListener('change', () => {
      component.setData({ value: Number(field.value) } as never)
      send(component, 'change', { value: Number(field.value) })
    })
    return {
      min: (value: number) => (field.min = String(value)),
      max: (value: number) => (field.max = String(value)),
      step: (value: number) => (field.step = String(value)),
      value: (value: number) => {
        field.value = String(value)
        show()
      },
      disabled: (value: boolean) => (field.disabled = value),
      showValue: (value: boolean) => (shown.hidden = !value),
      activeColor: (value: string) => dom.style.setProperty('accent-color', value),
      ariaLabel: (value: unknown) => setAttribute(field, 'aria-label', value),
    }
  })
}

function setUpText(
  component: EaselComponent,
  dom: HTMLElement,
  field: HTMLInputElement | HTMLTextAreaElement,
) {
  dom.append(field)
  tapActions.set(component, () => field.focus())
  formControls.set(component, {
    read: () => field.value,
    reset: () => component.setData({ value: '' } as never),
  })
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
  field.addEventListener('focus', () => send(component, 'focus', { value: field.value, height: 0 }))
  field.addEventListener('blur', () => send(component, 'blur', detail()))
  return {
    value: (value: string) => {
      // as on an iPhone, whatever the value is: https://github.com/NervJS/taro/issues/11208
      if (isComposing) endComposition(field)
      if (field.value !== value) field.value = value
    },
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
