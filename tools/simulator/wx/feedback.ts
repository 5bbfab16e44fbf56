// wx.showToast, showModal, showActionSheet → dialogs in the phone, for mouse, touch and keyboard.
import { failure, refuseOthers, toApis } from './callbacks'
import { element } from './overlay'
import type { Overlay } from './overlay'

interface ToastOptions {
  title?: string
  icon?: string
  duration?: number
}
interface ActionSheetOptions {
  itemList?: unknown
  alertText?: string
}
interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  confirmText?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}

/** WeChat rejects longer labels (documented). */
function checkLabel(name: string, text: string): string {
  if ([...text].length > 4) throw failure(`${name} length should not larger than 4 Chinese characters`)
  return text
}

export type Feedback = ReturnType<typeof createFeedback>

export function createFeedback(overlay: Overlay) {
  let hideToast = (): void => undefined

  function showToast({ title, icon = 'success', duration = 1500, ...others }: ToastOptions): void {
    if (typeof title !== 'string') throw failure('parameter error: parameter.title should be String')
    refuseOthers('showToast', others)
    if (icon !== 'success' && icon !== 'none')
      throw failure(`not in the simulator: a toast with icon ${icon}`)
    const look = icon === 'none' ? 'text' : 'icon'
    hideToast()
    hideToast = overlay.show(
      element('div', { class: `toast ${look}`, role: 'status', 'aria-live': 'polite' }, title),
    )
    setTimeout(hideToast, duration)
  }

  /** Resolves with the student's choice. Escape cancels; without a cancel button it does nothing, as on phones. */
  function ask({
    title = '',
    content = '',
    showCancel = true,
    cancelText,
    confirmText,
    confirmColor = '',
    editable = false,
    placeholderText = '',
    ...others
  }: ModalOptions) {
    refuseOthers('showModal', others)
    const confirm = element('button', { class: 'primary' }, checkLabel('confirmText', confirmText || '确定'))
    const cancel = element('button', {}, checkLabel('cancelText', cancelText || '取消'))
    confirm.style.color = confirmColor
    const field = element('textarea', { rows: '1', 'aria-label': title, placeholder: placeholderText })
    field.value = content
    const dialog = element('div', { class: 'modal', role: 'alertdialog', 'aria-label': title || content })
    if (title !== '') dialog.append(element('div', { class: 'title' }, title))
    if (editable) dialog.append(field)
    else if (content !== '') dialog.append(element('div', { class: 'content' }, content))
    dialog.append(element('div', { class: 'buttons' }, ...(showCancel ? [cancel] : []), confirm))

    return new Promise<{ confirm: boolean; cancel: boolean; content: string | null }>((resolve) => {
      const choose = (isConfirmed: boolean) => () => {
        close()
        const written = editable && isConfirmed ? field.value : null
        resolve({ confirm: isConfirmed, cancel: !isConfirmed, content: written })
      }
      confirm.onclick = choose(true)
      cancel.onclick = choose(false)
      const close = overlay.showDialog(dialog, showCancel ? choose(false) : () => undefined, false)
    })
  }

  /** A sheet whose last button ends it, as Escape and a tap beside it do. Returns a function that closes it before. */
  function showSheet(label: string, content: HTMLElement[], endText: string, onEnd: () => void): () => void {
    const end = element('button', { class: 'cancel' }, endText)
    const sheet = element('div', { class: 'sheet', role: 'dialog', 'aria-label': label }, ...content, end)
    end.onclick = () => {
      close()
      onEnd()
    }
    const close = overlay.showDialog(sheet, () => end.click(), true)
    return close
  }

  function showActionSheet({ itemList, alertText = '', ...others }: ActionSheetOptions) {
    refuseOthers('showActionSheet', others)
    if (!Array.isArray(itemList) || itemList.length === 0)
      throw failure('parameter error: parameter.itemList should have at least 1 item')
    if (itemList.length > 6) throw failure('parameter error: itemList should not be larger than 6')
    return new Promise<{ tapIndex: number }>((resolve, reject) => {
      const items = itemList.map((item, tapIndex) => {
        const button = element('button', {}, String(item))
        button.onclick = () => {
          close()
          resolve({ tapIndex })
        }
        return button
      })
      const title = alertText === '' ? [] : [element('div', { class: 'title' }, alertText)]
      const close = showSheet(alertText, [...title, ...items], '取消', () => reject(failure('cancel')))
    })
  }

  return {
    api: toApis({ showToast, showModal: ask, showActionSheet }),
    ask,
    offer: showActionSheet,
    showSheet,
  }
}
