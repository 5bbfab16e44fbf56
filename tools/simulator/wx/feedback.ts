// wx.showToast, showLoading, showModal, showActionSheet → dialogs in the phone, for mouse, touch and keyboard.
import { callAsync, failure } from './callbacks'
import type { CallOptions } from './callbacks'
import { element } from './overlay'
import type { Overlay } from './overlay'

interface ToastOptions extends CallOptions {
  title?: string
  icon?: 'success' | 'error' | 'loading' | 'none'
  image?: string
  duration?: number
  mask?: boolean
}
export interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  cancelColor?: string
  confirmText?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}
export interface ModalResult {
  confirm: boolean
  cancel: boolean
  content: string | null
}

const iconPaths = {
  success: 'M8 21l8 8 17-18',
  error: 'M10 10l20 20M30 10L10 30',
  loading: 'M20 5a15 15 0 1 1-15 15',
} as const

function icon(name: keyof typeof iconPaths): Element {
  const namespace = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', '0 0 40 40')
  svg.setAttribute('aria-hidden', 'true')
  if (name === 'loading') svg.setAttribute('class', 'spin')
  const path = document.createElementNS(namespace, 'path')
  const drawing = {
    d: iconPaths[name],
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '3.5',
    'stroke-linecap': 'round',
  }
  for (const [key, value] of Object.entries(drawing)) path.setAttribute(key, value)
  svg.append(path)
  return svg
}

/** WeChat rejects longer button labels (documented). */
function buttonText(name: string, value: string | undefined, fallback: string): string {
  const text = value === undefined || value === '' ? fallback : value
  if ([...text].length > 4) throw failure(`${name} length should not larger than 4 Chinese characters`)
  return text
}

/** @param resolveImage converts a simulator path or URL to a URL for `<img>` */
export function createFeedback(overlay: Overlay, resolveImage: (path: string) => string | undefined) {
  let hideCurrent: (() => void) | undefined

  // in WeChat toast and loading share one element: each replaces and hides the other
  function hide(): void {
    hideCurrent?.()
    hideCurrent = undefined
  }
  function toast(options: ToastOptions, durationMs: number | undefined): object {
    if (typeof options.title !== 'string') throw failure('parameter error: parameter.title should be String')
    const name = options.icon ?? 'success'
    const isText = name === 'none' && options.image === undefined
    const box = element('div', {
      class: `toast ${isText ? 'text' : 'icon'}`,
      role: 'status',
      'aria-live': 'polite',
    })
    if (options.image !== undefined) {
      box.append(element('img', { src: resolveImage(options.image) ?? options.image, alt: '' }))
    } else if (name !== 'none') box.append(icon(name))
    box.append(options.title)
    hide()
    const closers = [overlay.show(box)]
    if (options.mask === true) closers.push(overlay.show(element('div', { class: 'mask clear' })))
    const close = (): void => closers.forEach((closer) => closer())
    hideCurrent = close
    if (durationMs !== undefined) {
      setTimeout(() => {
        if (hideCurrent === close) hide()
      }, durationMs)
    }
    return {}
  }

  /** Resolves with the student's choice. Escape cancels; without a cancel button it does nothing, as on phones. */
  function ask(options: ModalOptions): Promise<ModalResult> {
    const confirmText = buttonText('confirmText', options.confirmText, '确定')
    const cancelText = buttonText('cancelText', options.cancelText, '取消')
    const { title = '', content = '', showCancel = true, editable = false } = options
    return new Promise((resolve) => {
      const field = element('textarea', {
        rows: '1',
        'aria-label': title,
        placeholder: options.placeholderText ?? '',
      })
      if (field instanceof HTMLTextAreaElement && editable) field.value = content
      const confirm = element('button', { class: 'primary' }, confirmText)
      const cancel = element('button', {}, cancelText)
      if (options.confirmColor !== undefined) confirm.style.color = options.confirmColor
      if (options.cancelColor !== undefined) cancel.style.color = options.cancelColor
      const dialog = element('div', {
        class: 'modal',
        role: 'alertdialog',
        'aria-modal': 'true',
        'aria-label': title || content,
      })
      if (title !== '')
        dialog.append(element('div', { class: `title${content === '' && !editable ? ' alone' : ''}` }, title))
      if (editable) dialog.append(field)
      else if (content !== '')
        dialog.append(element('div', { class: `content${title === '' ? ' alone' : ''}` }, content))
      dialog.append(element('div', { class: 'buttons' }, ...(showCancel ? [cancel, confirm] : [confirm])))

      const choose = (confirmed: boolean) => () => {
        close()
        const written = editable && field instanceof HTMLTextAreaElement && confirmed ? field.value : null
        resolve({ confirm: confirmed, cancel: !confirmed, content: written })
      }
      confirm.onclick = choose(true)
      cancel.onclick = choose(false)
      const close = overlay.showDialog(dialog, showCancel ? choose(false) : () => undefined, false)
    })
  }

  function chooseFrom(
    itemList: unknown,
    alertText?: string,
    itemColor?: string,
  ): Promise<{ tapIndex: number }> {
    if (!Array.isArray(itemList) || itemList.length === 0) {
      throw failure('parameter error: parameter.itemList should have at least 1 item')
    }
    if (itemList.length > 6) throw failure('parameter error: itemList should not be larger than 6')
    return new Promise((resolve, reject) => {
      const sheet = element('div', {
        class: 'sheet',
        role: 'dialog',
        'aria-modal': 'true',
        'aria-label': alertText ?? '',
      })
      if (alertText !== undefined && alertText !== '')
        sheet.append(element('div', { class: 'title' }, alertText))
      itemList.forEach((item, tapIndex) => {
        const button = element('button', {}, String(item))
        if (itemColor !== undefined) button.style.color = itemColor
        button.onclick = () => {
          close()
          resolve({ tapIndex })
        }
        sheet.append(button)
      })
      const cancel = element('button', { class: 'cancel' }, '取消')
      const dismiss = (): void => {
        close()
        reject(failure('cancel'))
      }
      cancel.onclick = dismiss
      sheet.append(cancel)
      const close = overlay.showDialog(sheet, dismiss, true)
    })
  }

  function hideNow(): object {
    hide()
    return {}
  }
  const api = {
    showToast: (options: ToastOptions) =>
      callAsync('showToast', options, () => toast(options, options.duration ?? 1500)),
    showLoading: (options: ToastOptions) =>
      callAsync('showLoading', options, () => toast({ ...options, icon: 'loading' }, undefined)),
    hideToast: (options?: CallOptions) => callAsync('hideToast', options, hideNow),
    hideLoading: (options?: CallOptions) => callAsync('hideLoading', options, hideNow),
    showModal: (options: ModalOptions & CallOptions = {}) =>
      callAsync('showModal', options, () => ask(options)),
    showActionSheet: (
      options: CallOptions & { itemList?: unknown; alertText?: string; itemColor?: string } = {},
    ) =>
      callAsync('showActionSheet', options, () =>
        chooseFrom(options.itemList, options.alertText, options.itemColor),
      ),
  }
  return { api, ask }
}
