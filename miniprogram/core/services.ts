// What a page finds in `getApp().services`: made once a launch by `services.ts`.
import type { AttemptQuestion } from './attempts/attempt'
import type { AttemptLog } from './attempts/attempt-log'
import type { AttemptSessionOptions } from './attempts/attempt-session'
import type { Recovery } from './attempts/attempt-recovery'
import type { RunTrace } from './diagnostics/run-trace'
import type { ErrorCode } from './errors'
import type { MockRunner } from './mock/mock-state'
import type { Dialogs, Navigation, Player, StorageUsage } from './ports'
import type { PhraseBook } from './phrases/phrase-book'
import type { PracticeSession } from './session/session-runner'
import type { Question } from './questions/bank'
import type { Stars } from './questions/stars'
import type { SettingsStore } from './settings'

export type Language = 'zh' | 'en'

export interface Services {
  /**
   * A session of the page's own. The page calls `leave()` when it goes.
   * Sessions share the microphone and the one stream: what starts in one ends what runs in another.
   */
  openSession(options?: AttemptSessionOptions): PracticeSession
  readonly attempts: AttemptLog
  /** The mock Part 1 of this launch; its page enters and leaves it. */
  readonly mock: MockRunner
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
    /**
     * The question to go on with after `after`, or after the one that was spoken last: one that was not spoken yet,
     * as long as there are any.
     */
    next(after?: AttemptQuestion): Question
    /** Leaves questions for the practice page, which takes them when it is shown next: one, or a round of several. */
    ask(...questions: readonly AttemptQuestion[]): void
    /** What was left last, once; empty when there is nothing. */
    takeAsked(): readonly AttemptQuestion[]
  }
  readonly stars: Stars
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
