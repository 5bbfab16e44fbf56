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

export interface TransferWords {
  readonly faults: Readonly<Record<ArchiveFault, Sentence>>
  readonly archive: Readonly<Record<ArchiveKey, string>>
}
