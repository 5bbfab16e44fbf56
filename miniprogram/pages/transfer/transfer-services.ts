// The composition root of this page's package: WeChat and the app's services → what the page needs of both.
import type { Services } from '../../services'
import { messagesFor } from '../../i18n/index'
import { createExporting, type Exporting } from './archive/export-run'
import { createImporting, type Importing } from './archive/import-run'
import type { ArchiveFiles, Belongings, Chat } from './archive/ports'
import { createArchiveFiles, type ArchiveWxFiles } from './platform/archive-files'
import { createChat, type ChatWx } from './platform/chat'
import type { RunningExport } from './transfer-state'
import { wordsFor } from './words/index'

/** The slice of `wx` that is used. */
export interface TransferWx extends ChatWx {
  readonly env: { readonly USER_DATA_PATH: string }
  getFileSystemManager(): ArchiveWxFiles
  setKeepScreenOn(option: { keepScreenOn: boolean; fail(): void }): unknown
}

export interface TransferServices {
  /** In the student's language. */
  exporting(): Exporting
  readonly importing: Importing
  readonly chat: Chat
  readonly files: Pick<ArchiveFiles, 'remove'>
  keepScreenOn(isOn: boolean): void
  /** An export with parts still to be sent, also after the page was left; null without one. */
  unfinished: RunningExport | null
}

const perLaunch = new WeakMap<object, TransferServices>()

/** The same for all openings of the page in one launch. */
export function transferServicesOf(wx: TransferWx, services: Services): TransferServices {
  const known = perLaunch.get(services) ?? createTransferServices(wx, services)
  perLaunch.set(services, known)
  return known
}

function createTransferServices(wx: TransferWx, services: Services): TransferServices {
  const files = createArchiveFiles(wx.getFileSystemManager(), wx.env.USER_DATA_PATH)
  const belongings: Belongings = services
  return {
    exporting() {
      const { language, clock } = services
      const texts = { language, messages: messagesFor(language), words: wordsFor(language) }
      return createExporting({ belongings, files, clock, texts })
    },
    importing: createImporting({ belongings, files }),
    chat: createChat(wx),
    files,
    keepScreenOn: (isOn) => void wx.setKeepScreenOn({ keepScreenOn: isOn, fail: () => undefined }),
    unfinished: null,
  }
}
