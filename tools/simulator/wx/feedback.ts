// wx.showToast, showModal, showActionSheet → dialogs in the phone, for mouse, touch and keyboard.
import { failure, toApis } from './callbacks'
import { element } from './overlay'
import type { Overlay } from './overlay'

interface ToastOptions {
  title?: string
  icon?: string
  image?: string
  duration?: number
  mask?: boolean
}
interface ActionSheetOptions {
  itemList?: unknown
  alertText?: string
  itemColor?: string
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

function checkMark(): Element {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 40 40')
  svg.setAttribute('aria-hidden', 'true')
  svg.innerHTML =
    '<path d="M8 21l8 8 17-18" fill="none" stroke="currentColor" stroke-width="3.5" stroke-linecap="round" />'
  return svg
}

/** WeChat rejects longer button labels (documented). */
function buttonText(name: string, value: string | undefined, fallback: string): string {
  const text = value === undefined || value === '' ? fallback : value
  if ([...text].length > 4) throw failure(`${name} length should not larger than 4 Chinese characters`)
  return text
}

export function createFeedback(overlay: Overlay) {
  let hideToast = (): void => undefined

  function showToast({ title, icon = 'success', image, duration = 1500, mask }: ToastOptions): void {
    if (typeof title !== 'string') throw failure('parameter error: parameter.title should be String')
    if ((icon !== 'success' && icon !== 'none') || image !== undefined || mask === true)
      throw failure('not in the simulator: a toast with another icon, an image or a mask')
    const box = element('div', {
      class: `toast ${icon === 'none' ? 'text' : 'icon'}`,
      role: 'status',
      'aria-live': 'polite',
    })
    if (icon === 'success') box.append(checkMark())
    box.append(title)
    hideToast()
    hideToast = overlay.show(box)
    setTimeout(hideToast, duration)
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

  function showActionSheet({ itemList, alertText, itemColor }: ActionSheetOptions) {
    if (!Array.isArray(itemList) || itemList.length === 0) {
      throw failure('parameter error: parameter.itemList should have at least 1 item')
    }
    if (itemList.length > 6) throw failure('parameter error: itemList should not be larger than 6')
    return new Promise<{ tapIndex: number }>((resolve, reject) => {
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

  return { api: toApis({ showToast, showModal: ask, showActionSheet }), ask, offer: showActionSheet }
}
