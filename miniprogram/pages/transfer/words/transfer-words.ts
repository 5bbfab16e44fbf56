// The texts that each language has to provide; `zh.ts` and `en.ts` are one such table each.
import type { Sentence } from '../../../i18n/index'
import type { ArchiveFault } from '../archive/archive-error'

/** Of index.html and phrases.md. */
type ArchiveKey =
  | 'title'
  | 'madeAt'
  | 'part'
  | 'attempts'
  | 'phrases'
  | 'noRecording'
  | 'noQuestion'
  | 'partial'
  | 'otherAnswer'

/** Of the page. */
type PageKey =
  | ('title' | 'export' | 'exportWay' | 'everything' | 'texts' | 'holds' | 'holdsTexts' | 'sizeInParts')
  | ('noRoom' | 'import' | 'importWay' | 'choose' | 'chooseOther' | 'chooseNext')
  | ('making' | 'makingPart' | 'makingWay' | 'ready' | 'readyPart' | 'readyWay' | 'stopped' | 'stoppedWay')
  | ('unfinished' | 'unfinishedWay' | 'sent' | 'sentAll' | 'sentWay' | 'partName' | 'partSent' | 'partReady')
  | ('partAgain' | 'percent' | 'send' | 'goOn' | 'stop' | 'back' | 'done' | 'makeRoom')
  | (
      | 'opening'
      | 'contents'
      | 'known'
      | 'exportedAt'
      | 'part'
      | 'partOf'
      | 'attempts'
      | 'recordings'
      | 'phrases'
    )
  | ('allNew' | 'someNew' | 'noneNew' | 'gains' | 'days' | 'dayToDay' | 'settings' | 'settingsLater')
  | (
      | 'unreadable'
      | 'leftOut'
      | 'roomShort'
      | 'bring'
      | 'bringing'
      | 'bringingWay'
      | 'brought'
      | 'broughtNothing'
    )
  | (
      | 'broughtStopped'
      | 'broughtFull'
      | 'broughtFullWay'
      | 'nothingDeleted'
      | 'addedAttempts'
      | 'addedRecordings'
    )
  | ('addedPhrases' | 'changedAttempts' | 'refusedPhrases' | 'refusedRecordings' | 'otherParts' | 'added')

/** What can go wrong besides what is in an archive. */
export type TroubleKey =
  | 'full' // no room for the smallest part
  | 'unwritten' // a recording cannot be read, or the file not be written
  | 'gone' // WeChat has deleted the chosen file, or cannot read it
  | 'interrupted' // it ended in the middle of an import
  | 'undeclared' // the operator has not declared that files are chosen
  | 'refused' // the student has not agreed to that
  | 'unshared' // WeChat could not send the file
  | 'unchosen' // WeChat could not show the chats

export interface TransferWords {
  readonly page: Readonly<Record<PageKey, string>>
  readonly troubles: Readonly<Record<TroubleKey, Sentence>>
  readonly faults: Readonly<Record<ArchiveFault, Sentence>>
  readonly archive: Readonly<Record<ArchiveKey, string>>
}
