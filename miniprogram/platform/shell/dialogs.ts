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
  let isAsking = false

  /** One question at a time: another is not asked, and resolves with `refusal`. */
  async function ask<Answer>(
    refusal: Answer,
    show: (answer: (given: Answer) => void) => void,
  ): Promise<Answer> {
    if (isAsking) return refusal
    isAsking = true
    const answer = await new Promise<Answer>(show)
    isAsking = false
    return answer
  }

  return {
    confirm: ({ title, content, yes, no, isDanger = false }) =>
      ask(false, (answer) => {
        wx.showModal({
          title,
          content,
          confirmText: yes,
          showCancel: no !== undefined,
          ...(no !== undefined && { cancelText: no }),
          ...(isDanger && { confirmColor: dangerColor }),
          success: ({ confirm }) => answer(confirm),
          fail: () => answer(false),
        })
      }),
    write: (title, text, yes, no) =>
      ask<string | null>(null, (answer) => {
        wx.showModal({
          ...{ title, content: text, editable: true },
          ...{ showCancel: true, confirmText: yes, cancelText: no },
          success: ({ confirm, content }) => answer(confirm ? (content ?? '') : null),
          fail: () => answer(null),
        })
      }),
    choose: (title, items) =>
      ask<number | null>(null, (answer) => {
        wx.showActionSheet({
          alertText: title,
          itemList: [...items],
          success: ({ tapIndex }) => answer(tapIndex),
          // WeChat reports a closed sheet as a failure
          fail: () => answer(null),
        })
      }),
  }
}
