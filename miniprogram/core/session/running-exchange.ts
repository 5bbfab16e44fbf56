// Events of the transport → the answer's text and the session's events, with an alarm for silence.
import type { AnswerStream } from '../answer/answer-stream'
import { hasText } from '../answer/answer-text'
import { AppError } from '../errors'
import type { AnswerRequest, Clock, Transport } from '../ports'
import { createIdleWatchdog } from './idle-watchdog'
import type { SessionEvent } from './session-state'

interface RunningExchangeParts {
  readonly clock: Clock
  readonly transport: Transport
  readonly limits: { readonly firstByteMs: number; readonly idleMs: number }
  readonly run: number
  readonly request: AnswerRequest
  /** Fed until the exchange is closed. The state shows its text. */
  readonly answer: AnswerStream
  dispatch(event: SessionEvent): void
  /** A chunk came, of this many bytes. */
  received(size: number): void
}

export interface RunningExchange {
  /** The app was hidden: silence does not count until `resume`. */
  suspend(): void
  resume(): void
  close(): void
  /** The student does not want the rest. */
  stop(): void
}

/** What a weak network carries; `wx.request` reports nothing until the whole body has left. */
const uploadBytesPerMs = 20
const base64Share = 4 / 3
const firstByteMaxMs = 120_000

function firstByteLimitMs(serviceMs: number, sizeBytes: number): number {
  return Math.min(firstByteMaxMs, Math.ceil(serviceMs + (sizeBytes * base64Share) / uploadBytesPerMs))
}

export function openExchange(parts: RunningExchangeParts): RunningExchange {
  const { clock, transport, limits, run, request, answer, dispatch, received } = parts
  const watchdog = createIdleWatchdog({
    clock,
    firstByteMs: firstByteLimitMs(limits.firstByteMs, request.recording ? request.recording.sizeBytes : 0),
    idleMs: limits.idleMs,
    onIdle() {
      if (exchange.reconnect(silence)) return true
      dispatch({ type: 'idle-timeout', run })
      return false
    },
  })
  const silence = new AppError('timeout', { message: 'silence' })
  let isHidden = false
  let isWaiting = false
  let isLost = false
  const watch = (): void => {
    if (!isHidden && !isWaiting && !isLost) watchdog.resume()
  }
  const exchange = transport.send(request, {
    onTurn() {
      isWaiting = false
      watch()
      dispatch({ type: 'exchange-begun', run })
    },
    onUploadProgress(fraction) {
      watchdog.sawProgress()
      dispatch({ type: 'upload-progress', run, fraction })
    },
    onRequest() {
      watchdog.sawProgress()
      dispatch({ type: 'requested', run })
    },
    onChunk(chunk) {
      watchdog.sawBytes()
      received(chunk.length)
      answer.feed(chunk)
      if (hasText(answer.text)) dispatch({ type: 'text-grew', run })
      if (answer.error) dispatch({ type: 'exchange-failed', run, error: answer.error })
    },
    onLost(error) {
      isLost = true
      watchdog.suspend()
      dispatch({ type: 'connection-lost', run, error })
    },
    onAskedAgain() {
      isLost = false
      watch()
      dispatch({ type: 'asked-again', run })
    },
    onReconnected() {
      watchdog.sawProgress()
      dispatch({ type: 'reconnected', run })
    },
    isWhole: () => answer.isWhole,
    onEnd() {
      const outcome = answer.end()
      if (hasText(answer.text)) dispatch({ type: 'text-grew', run })
      if (answer.error) dispatch({ type: 'exchange-failed', run, error: answer.error })
      else dispatch({ type: 'exchange-ended', run, outcome })
    },
    onError: (error) =>
      // silent at first, and not to be found again
      dispatch(error === silence ? { type: 'idle-timeout', run } : { type: 'exchange-failed', run, error }),
  })
  if (exchange.isWaiting) {
    // whatever is ahead has its own limit
    isWaiting = true
    watchdog.suspend()
    dispatch({ type: 'exchange-waiting', run })
  }
  const closing = (how: 'abort' | 'stop') => (): void => {
    exchange[how]()
    watchdog.stop()
    // adds what the parser held back: the answer and the state share one text
    answer.end()
  }
  return {
    suspend() {
      isHidden = true
      watchdog.suspend()
    },
    resume() {
      isHidden = false
      watch()
    },
    close: closing('abort'),
    stop: closing('stop'),
  }
}
