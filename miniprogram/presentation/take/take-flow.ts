// Taps before a take, and what kept it from beginning → the take, the settings, the privacy guide: the same on every page.
import type { AppError } from '../../core/errors'
import { messagesFor } from '../../i18n/index'
import { isTakeError, sentenceForError } from '../../i18n/sentences'
import type { Services } from '../../services'

export type TakeFlowServices = Pick<
  Services,
  'privacy' | 'navigation' | 'copy' | 'language' | 'openSettings' | 'openPhoneSettings' | 'isResolved'
>

/** What a page with a microphone gives to its flow. */
interface TakePage {
  /** The page tells what is recorded, or stops telling it. */
  tell(isTelling: boolean): void
  /** Why there is no take; null where nothing is wrong. */
  error(): AppError | null
  /** What the error belongs to: another value once something else has begun. */
  run(): unknown
  /** The error is out of the way. `wasSent`: the student went to the settings by our button, for the sake of a take. */
  resolved(wasSent: boolean): void
}

interface TakeFlow {
  /** Starts a take; first tells what is recorded, if nobody has told the student yet. */
  start(take: () => void): void
  /** What the elements of take.wxml ask for: ways out of a failure, and what is recorded. */
  readonly acts: {
    settings(): void
    'phone-settings'(): void
    'copy-problem'(): void
    privacy(): void
    /** What is recorded has been read: on to the take, or not. */
    answerFirstUse(data: Pick<ActData, 'isAgreed'>): void
  }
  /** The page is seen again: the student may have been where the error is resolved. Nobody is asked anything. */
  recheck(): Promise<void>
  /** Nothing is started any more. */
  close(): void
}

export function createTakeFlow(services: TakeFlowServices, page: TakePage): TakeFlow {
  /** Waits until what is recorded has been read. */
  let waiting: (() => void) | null = null
  /** The run whose error sent the student to the phone's settings. */
  let leftRun: unknown = null
  let isClosed = false

  function start(take: () => void): void {
    if (services.privacy.hasAcknowledged()) return take()
    waiting = take
    page.tell(true)
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
        page.tell(false)
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
