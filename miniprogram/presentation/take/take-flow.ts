// Taps before a take, and errors that keep it from starting → the take, settings or the privacy page; shared by pages.
import type { AppError } from '../../core/errors'
import { messagesFor } from '../../i18n/index'
import { isTakeError, sentenceForError } from '../../i18n/sentences'
import type { Services } from '../../services'

export type TakeFlowServices = Pick<
  Services,
  'privacy' | 'navigation' | 'copy' | 'language' | 'openSettings' | 'openPhoneSettings' | 'isResolved'
>

/** What the flow needs of a page with a microphone. */
interface TakePage {
  /** Shows or hides what is recorded (first-use.wxml). */
  showFirstUse(isShown: boolean): void
  /** Why there is no take; null if nothing is wrong. */
  error(): AppError | null
  /** What the error belongs to: changes once something else has begun. */
  run(): unknown
  /** The error is resolved. `wasSent`: the student went to the settings by our button, so a take is wanted. */
  resolved(wasSent: boolean): void
}

interface TakeFlow {
  /** Starts a take; the first time, only after the student has read what is recorded. */
  start(take: () => void): void
  /** Acts of failure.wxml and first-use.wxml. */
  readonly acts: {
    settings(): void
    'phone-settings'(): void
    'copy-problem'(): void
    privacy(): void
    /** The student has read what is recorded, and agrees to record or not. */
    answerFirstUse(data: Pick<ActData, 'isAgreed'>): void
  }
  /** Call when the page becomes visible: the error may have been resolved elsewhere. Shows no dialog. */
  recheck(): Promise<void>
  /** Starts nothing any more. */
  close(): void
}

export function createTakeFlow(services: TakeFlowServices, page: TakePage): TakeFlow {
  /** The take to start once the student has read what is recorded. */
  let waiting: (() => void) | null = null
  /** The run whose error sent the student to the phone's settings. */
  let leftRun: unknown = null
  let isClosed = false

  function start(take: () => void): void {
    if (services.privacy.hasAcknowledged()) return take()
    waiting = take
    page.showFirstUse(true)
  }

  return {
    start,
    acts: {
      settings() {
        const run = page.run()
        void services.openSettings().then((isAllowed) => {
          if (isAllowed && !isClosed && page.run() === run) page.resolved(true)
        })
      },
      'phone-settings'() {
        leftRun = page.run()
        services.openPhoneSettings()
      },
      'copy-problem'() {
        const error = page.error()
        if (!error) return
        const { title } = sentenceForError(messagesFor(services.language), error)
        services.copy(`${title} (${error.message})`)
      },
      privacy: () => services.navigation.openPage('privacy'),
      answerFirstUse({ isAgreed }) {
        const take = waiting
        waiting = null
        if (isAgreed) services.privacy.acknowledge()
        page.showFirstUse(false)
        if (isAgreed) take?.()
      },
    },
    async recheck() {
      const error = page.error()
      const run = page.run()
      const wasSent = leftRun === run
      leftRun = null
      if (!error || !isTakeError(error.code) || !(await services.isResolved(error.code))) return
      if (!isClosed && page.run() === run && page.error() === error) page.resolved(wasSent)
    },
    close() {
      isClosed = true
    },
  }
}
