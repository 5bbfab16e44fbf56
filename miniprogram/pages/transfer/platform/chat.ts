// WeChat's chats → a file sent to one, and a file chosen from one.
import { AppError } from '../../../core/errors'
import { callWx, type WxCallbacks } from '../../../platform/wx-call'
import { privacyCodeOf, readWxFailure } from '../../../platform/wx-error'
import type { Chat } from '../archive/ports'

/** The slice of `wx` that is used. */
export interface ChatWx {
  /** Base library 2.16.1. */
  shareFileMessage(option: { filePath: string; fileName: string } & WxCallbacks<unknown>): unknown
  /** Base library 2.5.0; a privacy interface: the operator declares that files are chosen. */
  chooseMessageFile(
    option: { count: number; type: 'file'; extension: string[] } & WxCallbacks<ChosenFiles>,
  ): unknown
}

interface ChosenFiles {
  readonly tempFiles: readonly { readonly path: string; readonly name: string; readonly size: number }[]
}

export function createChat(wx: ChatWx): Chat {
  return {
    // at once: WeChat wants to see the tap
    share: (filePath, fileName) =>
      callWx((callbacks) => wx.shareFileMessage({ filePath, fileName, ...callbacks })).then(
        () => true,
        (failure: unknown) => unlessClosed(failure, false),
      ),
    choose: () =>
      callWx<ChosenFiles>((callbacks) =>
        wx.chooseMessageFile({ count: 1, type: 'file', extension: ['zip'], ...callbacks }),
      ).then(
        ({ tempFiles: [file] }) =>
          file ? { filePath: file.path, name: file.name, sizeBytes: file.size } : null,
        (failure: unknown) => unlessClosed(failure, null),
      ),
  }
}

/** WeChat reports a closed list as a failure: `shareFileMessage:fail cancel`. */
function unlessClosed<Value>(failure: unknown, value: Value): Value {
  const { message } = readWxFailure(failure)
  if (/cancel/i.test(message)) return value
  throw new AppError(privacyCodeOf(failure) ?? 'unsupported', { message, cause: failure })
}
