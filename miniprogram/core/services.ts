// What a page finds in `getApp().services`: made once a launch by `services.ts`.
import type { AttemptLog } from './attempts/attempt-log'
import type { AttemptSessionOptions } from './attempts/attempt-session'
import type { Recovery } from './attempts/attempt-recovery'
import type { RunTrace } from './diagnostics/run-trace'
import type { ErrorCode } from './errors'
import type { Dialogs, Navigation, Player, StorageUsage } from './ports'
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
  readonly settings: SettingsStore
  /** WeChat's language: Chinese for every zh_*, English for all others. */
  readonly language: Language
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
  readonly navigation: Omit<Navigation, 'setTabTitles'>
  readonly dialogs: Dialogs
  /** The tabs' words in the reader's language: app.json has only one. For a tab's own page, when it is made. */
  setTabTitles(): void
  /** Milliseconds since the epoch. */
  nowMs(): number
  /** The navigation bar's title of the page that is shown. */
  setTitle(title: string): void
  appShown(): void
  appHidden(): void
  /** Puts text on the clipboard; WeChat itself tells the student that it is there. */
  copy(text: string): void
  /** Opens WeChat's settings of this mini program; true when the microphone is allowed afterwards. */
  openSettings(): Promise<boolean>
  /** Opens the phone's settings of WeChat; on return `isMended` tells what was changed there. */
  openPhoneSettings(): void
  /** Whether what kept a take from beginning is out of the way. Asks nobody. */
  isMended(code: ErrorCode): Promise<boolean>
  readonly diagnostics: {
    /** Timelines of the last takes and answers, the newest first. */
    runs(): readonly RunTrace[]
    /** Versions of the mini program, of WeChat and of the phone: no person's. */
    readonly facts: readonly string[]
  }
  readonly privacy: {
    /** The student has read what is recorded, where it goes and how to delete it. */
    isTold(): boolean
    tell(): void
    /** Recordings may travel through WeChat's cloud, where the uid is made too; else the uid is this installation's. */
    readonly usesCloud: boolean
    /** Where what is sent goes. */
    readonly serviceHost: string
    /** The operator's own guide, on WeChat's page; undefined where WeChat has none. */
    readonly openGuide: (() => void) | undefined
  }
}
