// Built-ins for choosing from columns: picker (a sheet over the page) and picker-view with its columns (in the page).
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { element } from '../wx/overlay'
import type { Overlay } from '../wx/overlay'
import { easelElementOf, tapActions } from '../pages/events'
import { defineBuiltIn, send } from './define'
import type { EaselComponent } from './define'
import { dataOf, formControls } from './form'

interface PickerData {
  mode: string
  range: unknown
  rangeKey: string
  value: unknown
  start: string
  end: string
  fields: string
  disabled: boolean
  headerText: string
}

type Field = HTMLInputElement | HTMLSelectElement

export function definePickers(space: glassEasel.ComponentSpace, overlay: Overlay): void {
  const picker = {
    mode: 'selector',
    range: null,
    rangeKey: '',
    value: null,
    start: '',
    end: '',
    fields: 'day',
  }
  const others = { disabled: false, headerText: '', name: '', level: 'region', customItem: '' }
  defineBuiltIn(space, 'picker', { ...picker, ...others }, (component) => {
    formControls.set(component, {
      read: () => dataOf<PickerData>(component).value,
      reset: () => component.setData({ value: null } as never),
    })
    tapActions.set(component, () => {
      if (!dataOf<PickerData>(component).disabled) openPicker(component, overlay)
    })
    return {}
  })
  definePickerView(space)
}

function openPicker(component: EaselComponent, overlay: Overlay): void {
  const data = dataOf<PickerData>(component)
  const { fields, read } = fieldsOf(data, (column, value) =>
    send(component, 'columnchange', { column, value }),
  )
  const cancel = element('button', { class: 'picker-cancel' }, '取消')
  const done = element('button', { class: 'picker-done primary' }, '确定')
  const sheet = element(
    'div',
    { class: 'sheet picker-sheet', role: 'dialog', 'aria-modal': 'true', 'aria-label': data.headerText },
    element('div', { class: 'picker-head' }, cancel, element('span', {}, data.headerText), done),
    element('div', { class: 'picker-fields' }, ...fields),
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

/** Uses the browser's own fields instead of WeChat's wheels. */
function fieldsOf(data: PickerData, onColumn: (column: number, value: number) => void) {
  const column = (items: unknown, value: unknown, index: number) => {
    const select = document.createElement('select')
    select.size = 5
    const list = Array.isArray(items) ? (items as unknown[]) : []
    for (const item of list) {
      const shown = data.rangeKey === '' ? item : (item as Record<string, unknown> | null)?.[data.rangeKey]
      select.append(element('option', {}, String(shown)))
    }
    select.selectedIndex = Math.min(Math.max(0, Number(value) || 0), list.length - 1)
    select.addEventListener('change', () => onColumn(index, select.selectedIndex))
    return select
  }
  if (data.mode === 'selector') {
    const field = column(data.range, data.value, 0)
    return { fields: [field] as Field[], read: () => field.selectedIndex }
  }
  if (data.mode === 'multiSelector') {
    const values = Array.isArray(data.value) ? (data.value as unknown[]) : []
    const fields = ((data.range ?? []) as unknown[]).map((items, index) =>
      column(items, values[index], index),
    )
    return { fields: fields as Field[], read: () => fields.map(({ selectedIndex }) => selectedIndex) }
  }
  if (data.mode !== 'time' && data.mode !== 'date')
    throw new Error(`not in the simulator: <picker mode="${data.mode}">`)
  const field = document.createElement('input')
  const year = data.mode === 'date' && data.fields === 'year'
  field.type = data.mode === 'time' ? 'time' : year ? 'number' : data.fields === 'month' ? 'month' : 'date'
  field.min = data.start
  field.max = data.end
  field.value = typeof data.value === 'string' ? data.value : ''
  return { fields: [field] as Field[], read: () => field.value }
}

const ITEM_PX = 34

function definePickerView(space: glassEasel.ComponentSpace): void {
  const appearance = {
    indicatorStyle: '',
    indicatorClass: '',
    maskStyle: '',
    maskClass: '',
    immediateChange: false,
  }
  defineBuiltIn(space, 'picker-view', { value: null, name: '', ...appearance }, (component, dom) => {
    const columns = () => [...dom.querySelectorAll<HTMLElement>('wx-picker-view-column')]
    const chosen = () => columns().map((column) => Math.round(column.scrollTop / itemPx(component)))
    const updateColumns = () => {
      const height = itemPx(component)
      dom.style.setProperty('--item', `${height}px`)
      const value = dataOf<{ value: unknown }>(component).value
      columns().forEach((column, index) => {
        const selected = Array.isArray(value) ? Number(value[index] ?? 0) : 0
        column.scrollTop = selected * height
      })
    }
    formControls.set(component, { read: chosen, reset: () => component.setData({ value: [] } as never) })
    dom.addEventListener(
      'scrollend',
      () => {
        const value = chosen()
        const before = dataOf<{ value: unknown }>(component).value
        if (JSON.stringify(value) === JSON.stringify(before)) return
        component.setData({ value } as never)
        send(component, 'change', { value })
      },
      true,
    )
    dom.addEventListener('pointerdown', () => send(component, 'pickstart', {}))
    dom.addEventListener('pointerup', () => send(component, 'pickend', {}))
    // The columns' items arrive after the value, and the enclosing sheet may be shown later.
    new ResizeObserver(updateColumns).observe(dom)
    return {
      value: () => requestAnimationFrame(updateColumns),
      indicatorStyle: () => requestAnimationFrame(updateColumns),
    }
  })
  defineBuiltIn(space, 'picker-view-column', {}, (_component, dom) => {
    dom.tabIndex = 0
    dom.addEventListener('click', (event) => {
      // a tap on an item selects it
      const item = [...dom.children].find((child) => child.contains(event.target as Node))
      const column = easelElementOf(dom)
      if (item && column) item.scrollIntoView({ block: 'center', behavior: 'smooth' })
    })
    return {}
  })
}

/** An item is as high as the indicator. */
function itemPx(component: EaselComponent): number {
  const height = /(?:^|;)\s*height\s*:\s*([^;]+)/.exec(
    dataOf<{ indicatorStyle: string }>(component).indicatorStyle,
  )?.[1]
  const px = /^([\d.]+)(px|rpx)/.exec(height?.trim() ?? '')
  if (!px) return ITEM_PX
  const width = (component.$$ as unknown as HTMLElement).closest('.page-window')?.clientWidth ?? 375
  return px[2] === 'rpx' ? (Number(px[1]) * width) / 750 : Number(px[1])
}
