// What the transfer page is at: one state at a time, which the presenter changes and the view shows.
import type { AppError } from '../../core/errors'
import type { ArchiveError } from './archive/archive-error'
import type { ArchiveFile, ExportPlan } from './archive/export-run'
import type { ArchiveContents, ImportResult } from './archive/import-run'

/** What of everything goes along. */
export type Scope = 'everything' | 'texts'

/** Null while it is being worked out; an error tells why it cannot be made. */
export type Planned = ExportPlan | AppError | null

export interface RunningExport {
  readonly scope: Scope
  readonly plan: ExportPlan
  /** Indices of parts, from 0. */
  readonly sent: ReadonlySet<number>
}

export type ExportStep =
  | { readonly kind: 'writing'; readonly part: number; readonly fraction: number }
  | { readonly kind: 'ready'; readonly part: number; readonly file: ArchiveFile }
  /** Stopped, failed, or left: the next part to be made. */
  | { readonly kind: 'waiting'; readonly part: number }
  | { readonly kind: 'done' }

export type TransferState =
  | { readonly at: 'start' }
  | ({ readonly at: 'export'; readonly step: ExportStep } & RunningExport)
  | { readonly at: 'opening' }
  | { readonly at: 'contents'; readonly name: string; readonly contents: ArchiveContents }
  | {
      readonly at: 'importing'
      readonly name: string
      readonly contents: ArchiveContents
      readonly fraction: number
    }
  | {
      readonly at: 'imported'
      readonly name: string
      readonly contents: ArchiveContents
      readonly result: ImportResult
    }

/** What went wrong last, and during what. */
export interface Trouble {
  readonly during: 'export' | 'share' | 'choose' | 'import'
  readonly error: AppError | ArchiveError
}

/** The part that is made next: the first one that was not sent. */
export function nextPart({ plan, sent }: Pick<RunningExport, 'plan' | 'sent'>): number | null {
  const index = plan.parts.findIndex((_part, at) => !sent.has(at))
  return index < 0 ? null : index
}
