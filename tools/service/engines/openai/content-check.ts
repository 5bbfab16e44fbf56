// Texts of student and model → the same, once a checker has found nothing in them that must not be shown.
import type { Clock } from '../../clock'
import type { UpstreamFacts } from '../../engine'
import { paragraphBreak } from '../../frames'
import { grpc, Refusal, serviceRefusal } from '../../refusal'
import { refusalFacts } from './failures'
import { createStallWatch } from './stall-watch'

/** One way of checking. Rejects when it could not find out. */
export type Checker = (text: string, signal: AbortSignal) => Promise<'allowed' | 'forbidden'>

export interface ContentCheck {
  /**
   * Rejects with a `Refusal`: FAILED_PRECONDITION for a text that must not be shown, UNAVAILABLE when the checker does not say: what nobody
   * has checked is not shown.
   */
  pass(text: string, call: CheckCall): Promise<void>
}

export interface CheckCall {
  readonly signal: AbortSignal
  readonly report: (facts: UpstreamFacts) => void
}

export function createContentCheck(checker: Checker, maxMs: number, clock: Clock): ContentCheck {
  return {
    async pass(text, { signal, report }) {
      const timeout = createStallWatch(clock, maxMs)
      try {
        const verdict = await checker(text, AbortSignal.any([signal, timeout.signal]))
        if (verdict === 'forbidden') throw forbidden()
      } catch (error) {
        if (error instanceof Refusal) throw error
        report(refusalFacts(error))
        throw unchecked()
      } finally {
        timeout.end()
      }
    },
  }
}

/**
 * Whole paragraphs, in order, each as soon as it has passed; the next ones are read meanwhile. Ends with the first refusal: of a check, or of
 * `contents` once what came before it has passed. `over` is aborted at the end: it has to end `contents`.
 */
export async function* checkedParagraphs(
  contents: AsyncIterable<string>,
  pass: (paragraph: string) => Promise<void>,
  over: AbortController,
): AsyncIterable<string> {
  const source = contents[Symbol.asyncIterator]()
  const checking: Promise<readonly string[]>[] = []
  let paragraph: string[] = []

  let isRead = false
  let failure: unknown
  let wake = () => {}

  function check() {
    const complete = paragraph
    paragraph = []
    if (complete.length === 0) return
    const checked = pass(complete.join('')).then(() => complete)
    // its turn may come late
    checked.catch(() => undefined)
    checking.push(checked)
    wake()
  }

  async function readOn() {
    try {
      for (let next = await source.next(); !next.done; next = await source.next()) {
        if (next.value === paragraphBreak) check()
        paragraph.push(next.value)
      }
    } catch (error) {
      failure = error
    }
    check()
    isRead = true
    wake()
  }

  const reading = readOn()
  try {
    for (;;) {
      const first = checking.shift()
      if (first) yield* await first
      else if (isRead) break
      else await new Promise<void>((resolve) => (wake = resolve))
    }
    if (failure !== undefined) throw failure as Error
  } finally {
    over.abort()
    await reading
  }
}

const forbidden = () => serviceRefusal(grpc.failedPrecondition, 'the text was not allowed', 'check-refused')
const unchecked = () => serviceRefusal(grpc.unavailable, 'the text could not be checked', 'check-failed')
