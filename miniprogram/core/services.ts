// What a page finds in `getApp().services`: made once a launch by `services.ts`.
import type { AttemptLog } from './attempts/attempt-log'
import type { AttemptSessionOptions } from './attempts/attempt-session'
import type { Recovery } from './attempts/attempt-recovery'
import type { Dialogs, Navigation, Player, StorageUsage } from './ports'
import type { PhraseBook } from './phrases/phrase-book'
import type { PracticeSession } from './session/session-runner'
import type { Question } from './questions/bank'
import type { SettingsStore } from './settings'

export type Language = 'zh' | 'en'

export interface Services {
  /**
   * A session of the page's own. The page calls `leave()` when it goes.
   * Sessions share the microphone and the one stream: what starts in one ends what runs in another.
   */
  openSession(options?: AttemptSessionOptions): PracticeSession
  readonly attempts: AttemptLog
  /** What the last launch left half-way; once a launch. */
  readonly recovery: Promise<Recovery>
  /** Space taken by recordings (200 MB at most) and by all else (10 MB at most). */
  usage(): Promise<{ readonly recordings: StorageUsage; readonly texts: StorageUsage }>
  readonly player: Player
  readonly phrases: PhraseBook
  readonly settings: SettingsStore
  /** The student's choice, else WeChat's: Chinese for every zh_*, English for all others. pages/look.ts tells of changes. */
  readonly language: Language
  /** Class of a page's root view: the student's choice of colours; `''` leaves them to WeChat. */
  readonly theme: 'theme-light' | 'theme-dark' | ''
  /** WeChat's text size: 1 is standard. */
  readonly fontScale: number
  readonly questions: {
    /** Another question than `after`; the first one when there is none before. */
    next(after?: Question): Question
    /** Leaves a question for the practice page, which takes it when it is shown next. */
    ask(question: Question): void
    /** The question that was left last, once; null when there is none. */
    takeAsked(): Question | null
  }
  readonly navigation: Navigation
  readonly dialogs: Dialogs
  /** Milliseconds since the epoch. */
  nowMs(): number
  /** The navigation bar's title of the page that is shown. */
  setTitle(title: string): void
  /** Colours of the bars around the page that is shown, and the tabs' words, as the student chose them. */
  dressBars(): void
  /** Recordings can travel through WeChat's cloud. */
  readonly hasCloud: boolean
  readonly build: {
    readonly channel: 'develop' | 'trial' | 'release'
    readonly version: string
    /** Where the service is. */
    readonly apiAddress: string
    /** From the next request on and in later launches; `''` for the build's own. Does nothing in a released build. */
    changeAddress(apiAddress: string): void
  }
  appShown(): void
  appHidden(): void
  /** Puts text on the clipboard; WeChat itself tells the student that it is there. */
  copy(text: string): void
  /** Opens WeChat's settings of this mini program; true when the microphone is allowed afterwards. */
  openSettings(): Promise<boolean>
}
