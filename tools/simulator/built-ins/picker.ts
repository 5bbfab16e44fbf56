// The built-in picker, for one of a list or a date: a sheet over the page.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { tapActions } from '../pages/events'
import { refuse } from '../pages/problems'
import { element } from '../wx/overlay'
import type { Overlay } from '../wx/overlay'
import { dataOf, defineBuiltIn, send } from './define'
import type { EaselComponent } from './define'

const any: unknown = null
const properties = { mode: 'selector', range: any, value: any, start: '', end: '', headerText: '' }

export function definePicker(space: glassEasel.ComponentSpace, overlay: Overlay): void {
  defineBuiltIn(space, 'picker', properties, (component) => {
    tapActions.set(component, () => open(component, overlay))
    return {}
  })
}

function open(component: EaselComponent, overlay: Overlay): void {
  const data = dataOf<typeof properties>(component)
  const { field, read } = fieldOf(data)
  const cancel = element('button', { class: 'picker-cancel' }, '取消')
  const done = element('button', { class: 'picker-done primary' }, '确定')
  const sheet = element(
    'div',
    { class: 'sheet picker-sheet', role: 'dialog', 'aria-modal': 'true', 'aria-label': data.headerText },
    element('div', { class: 'picker-head' }, cancel, element('span', {}, data.headerText), done),
    element('div', { class: 'picker-fields' }, field),
  )
  const dismiss = () => {
    close()
    send(component, 'cancel', {})
  }
  cancel.onclick = dismiss
  done.onclick = () => {
    const value = read()
    close()
    component.setData({ value } as never)
    send(component, 'change', { value })
  }
  const close = overlay.showDialog(sheet, dismiss, true)
}

/** The browser's own field instead of WeChat's wheels. */
function fieldOf({ mode, range, value, start, end }: typeof properties) {
  if (mode === 'selector') {
    const select = document.createElement('select')
    select.size = 5
    const items = Array.isArray(range) ? (range as unknown[]) : []
    select.append(...items.map((item) => element('option', {}, String(item))))
    select.selectedIndex = Math.min(Math.max(0, Number(value) || 0), items.length - 1)
    return { field: select, read: () => select.selectedIndex }
  }
  if (mode !== 'date') refuse(`<picker mode="${mode}">`)
  const input = document.createElement('input')
  Object.assign(input, { type: 'date', min: start, max: end, value: typeof value === 'string' ? value : '' })
  return { field: input, read: () => input.value }
}
