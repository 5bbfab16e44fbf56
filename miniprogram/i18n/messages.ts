// The texts that each language has to provide; `zh.ts` and `en.ts` are one such table each.
import type { ErrorCode } from '../core/errors'
import type { Confirmation } from '../core/ports'
import type { EndReason } from '../core/session/session-state'
import type { words } from './zh'

/** What happened, and what to do about it, in words that a student understands. */
export interface Sentence {
  readonly title: string
  readonly way: string
}

/** HTTP statuses with their own texts; `403` shares those of `401`. */
export type HttpStatusKey = '400' | '401' | '404' | '408' | '413' | '429' | '5xx' | 'other'

/** gRPC codes with their own texts, by their names in grpc/codes. */
export type GrpcCodeKey =
  | 'invalidArgument' // 3
  | 'deadlineExceeded' // 4
  | 'permissionDenied' // 7
  | 'resourceExhausted' // 8
  | 'failedPrecondition' // 9
  | 'internal' // 13
  | 'unavailable' // 14
  | 'unauthenticated' // 16

/** Named once, by the Chinese table; English has the same keys, or does not compile. */
export type WordKey = keyof typeof words

/** What a student may want to know about their recordings. The first three are shown before the first recording. */
export type PrivacyKey =
  'what' | 'where' | 'erase' | 'sent' | 'cloud' | 'installation' | 'answer' | 'spoken' | 'support' | 'minors'

/** Lines about the operator: see `config.ts`. */
export type OperatorKey = 'name' | 'contact' | 'model' | 'retention'

type DeviceCheckKey =
  | ('title' | 'way' | 'run' | 'again' | 'stop' | 'count' | 'check' | 'yes' | 'no')
  | ('running' | 'ok' | 'deviates' | 'unknown' | 'skipped')
  | ('network' | 'files' | 'recorder' | 'player' | 'page')

export interface Messages {
  readonly words: Readonly<Record<WordKey, string>>
  readonly errors: Readonly<Record<ErrorCode, Sentence>>
  readonly reasons: Readonly<Record<EndReason, Sentence>>
  readonly httpStatuses: Readonly<Record<HttpStatusKey, Sentence>>
  readonly grpcCodes: Readonly<Record<GrpcCodeKey, Sentence>>
  readonly privacy: Readonly<Record<PrivacyKey, Sentence>>
  readonly operator: Readonly<Record<OperatorKey, string>>
  /** Why nothing was copied, by its cause. */
  readonly copyFailures: Readonly<Record<'privacy-undeclared' | 'privacy-refused' | 'unknown', Sentence>>
  /** The dialog that offers it, in DevTools. */
  readonly sampleRecording: Confirmation
  /** The device check, for developers: its verdicts, its groups of rows and its buttons. */
  readonly deviceCheck: Readonly<Record<DeviceCheckKey, string>>
  /** dayjs formats of a date: without the year, with the time, and with the year. */
  readonly dates: {
    readonly day: string
    readonly dayAndTime: string
    readonly dayAndYear: string
    /** Short: the navigation bar of a small phone has 110 px between its buttons. */
    readonly titleDay: string
    readonly titleDayAndYear: string
  }
  /** Between two sentences on one line. */
  readonly sentenceSpace: string
  /** Between two parts of a sentence. */
  readonly clauseComma: string
  /** Between two names of a list. */
  readonly listComma: string
  /** Between a label and what it names. */
  readonly labelColon: string
}
