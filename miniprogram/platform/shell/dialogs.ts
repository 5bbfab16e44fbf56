// core's Dialogs → wx.showModal and wx.showActionSheet.
import type { Dialogs } from '../../core/ports'

/** The slice of `wx` that is used. */
export interface DialogsWx {
  showModal(option: {
    title: string
    content: string
    confirmText: string
    showCancel: boolean
    cancelText?: string
    confirmColor?: string
    editable?: boolean
    success(result: { confirm: boolean; content?: string | null }): void
    fail(): void
  }): unknown
  showActionSheet(option: {
    alertText?: string
    itemList: string[]
    success(result: { tapIndex: number }): void
    fail(): void
  }): unknown
}

/** For destructive actions; legible on WeChat's light and dark dialogs. */
const dangerColor = '#D03A35'

export function createDialogs(wx: DialogsWx): Dialogs {
  return {
    confirm: ({ title, content, yes, no, isDanger = false }) =>
      new Promise((resolve) => {
        wx.showModal({
          title,
          content,
          confirmText: yes,
          showCancel: no !== undefined,
          ...(no !== undefined && { cancelText: no }),
          ...(isDanger && { confirmColor: dangerColor }),
          success: ({ confirm }) => resolve(confirm),
          fail: () => resolve(false),
        })
      }),
    write: (title, text, yes, no) =>
      new Promise((resolve) => {
        wx.showModal({
          ...{ title, content: text, editable: true },
          ...{ showCancel: true, confirmText: yes, cancelText: no },
          success: ({ confirm, content }) => resolve(confirm ? (content ?? '') : null),
          fail: () => resolve(null),
        })
      }),
    choose: (title, items) =>
      new Promise((resolve) => {
        wx.showActionSheet({
          alertText: title,
          itemList: [...items],
          success: ({ tapIndex }) => resolve(tapIndex),
          // WeChat reports a closed sheet as a failure
          fail: () => resolve(null),
        })
      }),
  }
}
