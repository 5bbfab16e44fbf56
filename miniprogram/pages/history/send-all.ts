// Send all: asks, sends the chosen attempts through the outbox, and stops where the next one would fail, too.
import { errorOf } from '../../core/attempts/attempt'
import { AppError, type ErrorCode } from '../../core/errors'
import type { Services } from '../../services'
import { format, messagesFor, type Messages } from '../../i18n/index'
import { sentenceForExchange } from '../../i18n/sentences'

type SendServices = Pick<Services, 'attempts' | 'outbox' | 'dialogs' | 'language' | 'nowMs'>

/** What is being sent right now, by whatever page; null for nothing. */
export interface SendingView {
  /** `2 / 5 · Writing` */
  readonly text: string
}

/** Every other attempt would meet these, too. */
const reasonsToStop: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'domain-not-allowed',
  'identity-unavailable',
  'network',
  'unsupported',
  'upload-failed',
])
const statusesToStop: readonly number[] = [401, 403, 404, 429]

export function createSendAll(services: SendServices) {
  const { attempts, outbox, dialogs } = services
  /** What was sent from here. */
  const ids = new Set<string>()
  let before = outbox.state

  /** `waiting`: what was to follow it. */
  function mindFailure(ended: string, waiting: readonly string[]): void {
    const attempt = attempts.get(ended)
    const error = attempt && errorOf(attempt)
    if (!error || !ids.delete(ended)) return
    const leftCount = waiting.filter((id) => ids.has(id)).length
    const failure = new AppError(error.code, error)
    if (leftCount === 0 || !stopsOthers(failure)) return
    outbox.stop()
    const messages = messagesFor(services.language)
    const { title, way } = sentenceForExchange(messages, failure, services.nowMs())
    const content = way + messages.sentenceSpace + format(messages.words.restNotSent, { n: leftCount })
    void dialogs.confirm({ title, content, yes: messages.words.ok })
  }

  const unsubscribe = outbox.subscribe((state) => {
    const { running, waiting } = before
    before = state
    if (running !== null && running !== state.running) mindFailure(running, waiting)
  })

  return {
    /** Sends nothing unless the student agrees. */
    async start(chosen: readonly string[]): Promise<void> {
      const { words } = messagesFor(services.language)
      const isAgreed = await dialogs.confirm({
        title: format(words.sendAllTitle, { n: chosen.length }),
        content: format(words.sendAllContent, { n: chosen.length }),
        yes: words.send,
        no: words.cancelShort,
      })
      if (!isAgreed) return
      for (const id of chosen) ids.add(id)
      outbox.send(chosen)
    },
    close: unsubscribe,
  }
}

export function sendingViewOf({ state }: Services['outbox'], { words }: Messages): SendingView | null {
  if (state.running === null) return null
  const n = state.endedCount + 1
  return { text: format(words.sendingOf, { n, total: n + state.waiting.length }) }
}

function stopsOthers({ code, detail }: AppError): boolean {
  if (code === 'http') return statusesToStop.includes(detail.httpStatus ?? 0)
  return reasonsToStop.has(code)
}
