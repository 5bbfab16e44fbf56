// One POST and, where the service keeps its answers, its ids again when the connection was lost → one answer without a seam.
import { AppError } from '../../core/errors'
import type { Clock, KeyValueStore } from '../../core/ports'
import { answerBody, answerUrl, stopUrl, type AnswerAudio, type AnswerIds } from './answer-request'
import { createChunkedRequest } from './chunked-request'
import type { OpenExchange } from './guarded-transport'
import { createKeptMemory, keptMsOf } from './kept-memory'
import { createPassedBytes } from './passed-bytes'
import type { WxRequest } from './wx-request'

interface ReattachingParts {
  readonly clock: Clock
  readonly store: Pick<KeyValueStore, 'get' | 'set' | 'remove'>
  readonly limits: {
    /** `wx.request` applies it to the whole answer, so it must be well above the longest one. */
    readonly requestTimeoutMs: number
    readonly frameMaxBytes: number
  }
  /** Read for each request. */
  readonly apiAddress: string
}

export interface ReattachingRequest {
  /**
   * As `ChunkedRequest.post`; without audio, for an answer that was asked for earlier. A service that says for how long
   * it keeps an answer (`Answer-Kept-Seconds`), now or the last time, is asked again for one whose connection was lost:
   * by its ids alone, at most three times, later each time, never while the app is hidden. It sends the answer from its
   * start, and what has been passed on is skipped. What cannot be found again ends as it would have at first. Any other
   * service sees one request, and is not told that the student has stopped it.
   */
  post(
    ids: AnswerIds,
    audio: AnswerAudio | undefined,
    exchange: OpenExchange,
    onAnswer?: () => void,
  ): Promise<void>
  appHidden(): void
  appShown(): void
  /** As the service said the last time; 0 if it keeps no answers. */
  readonly keptMs: number
}

/** Before each time that the service is asked again. */
const waitsMs = [500, 2_000, 5_000] as const
/** Without a connection nothing is sent, so that it costs nothing to try for as long as the answer is kept. */
const offlineWaitMs = 2_000

export function createReattachingRequest(wx: WxRequest, parts: ReattachingParts): ReattachingRequest {
  const { clock, limits } = parts
  const request = createChunkedRequest(wx, {
    get url() {
      return answerUrl(parts.apiAddress)
    },
    timeoutMs: limits.requestTimeoutMs,
    frameMaxBytes: limits.frameMaxBytes,
    nowMs: clock.nowMs,
  })
  const memory = createKeptMemory(parts.store, () => parts.apiAddress)
  const waiting = new Set<() => void>()
  let isHidden = false

  const post: ReattachingRequest['post'] = (ids, audio, exchange, onAnswer = () => undefined) => {
    const beganMs = clock.monotonicMs()
    const passed = createPassedBytes()
    const cut = new AppError('network', { message: 'the answer was cut off' })
    let keptMs = memory.ms
    let isAnswer = false
    let timesAsked = 0
    let stopStep = (): void => undefined
    let lose = (_cause: AppError): void => undefined

    const canAskAgain = (): boolean =>
      timesAsked < waitsMs.length && clock.monotonicMs() - beganMs < keptMs && exchange.isOpen

    /** Null if the answer is over; else why it is not. */
    const ask = (body: string, isAgain: boolean): Promise<AppError | null> =>
      new Promise((resolve) => {
        const reader = passed.reader()
        const { count } = passed
        lose = (cause) => {
          stopStep()
          resolve(cause)
        }
        const onHeaders = (headers: unknown): void => {
          if (headers !== undefined) memory.ms = keptMs = keptMsOf(headers)
          if (!isAnswer) onAnswer()
          isAnswer = true
          if (isAgain && count === 0) exchange.onReconnected()
        }
        const onChunk = (chunk: Uint8Array): void => {
          const wasAhead = reader.isAhead
          const added = reader.take(chunk)
          if (added === null) return lose(new AppError('service', { message: 'another answer' }))
          if (!wasAhead && reader.isAhead) exchange.onReconnected()
          if (added.length > 0) exchange.onChunk(added)
        }
        request.post(body, { onChunk, onAbort: (stop) => (stopStep = stop) }, onHeaders).then(() => {
          // asked again, it ended in the same place: there is no more of it
          const isOver = exchange.isWhole() || (isAgain && passed.count === count)
          resolve(reader.isAhead && isOver ? null : cut)
        }, resolve)
      })

    const wait = (ms: number): Promise<void> =>
      new Promise((resolve) => {
        const cancel = clock.setTimer(ms, () => (isHidden ? void waiting.add(resolve) : resolve()))
        stopStep = () => {
          cancel()
          waiting.delete(resolve)
        }
      })

    exchange.onAbort(() => stopStep())
    exchange.onStop(() => {
      if (keptMs > 0) requestStop(wx, stopUrl(parts.apiAddress), answerBody(ids))
    })
    exchange.onReconnect((cause) => {
      if (!canAskAgain()) return false
      lose(cause)
      return true
    })
    /** How it ends if it cannot be found again. */
    let original: AppError | null = null
    const goOn = (failure: AppError | null, isLost: boolean): Promise<void> => {
      if (!failure || !isLost || !canAskAgain()) {
        return original && original !== cut ? Promise.reject(original) : Promise.resolve()
      }
      const { count } = passed
      exchange.onLost(failure)
      return wait(failure.detail.isUnsent ? offlineWaitMs : (waitsMs[timesAsked] ?? 0))
        .then(() => {
          exchange.onAskedAgain()
          return ask(answerBody(ids), true)
        })
        .then((next) => {
          if (!next?.detail.isUnsent) timesAsked += 1
          if (next === null || passed.count > count) original = next
          return goOn(next, isLoss(next) || isBusy(next))
        })
    }
    return ask(answerBody(ids, audio), false).then((failure) => {
      original = failure
      return goOn(failure, isLoss(failure) && (isAnswer || failure?.detail.isUnsent !== true))
    })
  }

  return {
    post,
    get keptMs() {
      return memory.ms
    },
    appHidden() {
      isHidden = true
    },
    appShown() {
      isHidden = false
      waiting.forEach((go) => go())
      waiting.clear()
    },
  }
}

/** Nobody waits for it: an answer that is not stopped ends by itself. */
function requestStop(wx: WxRequest, url: string, data: string): void {
  const ignore = (): void => undefined
  const header = { 'content-type': 'application/json' }
  wx.request({ url, method: 'POST', header, data, success: ignore, fail: ignore })
}

function isLoss(failure: AppError | null): boolean {
  return failure?.code === 'network' || failure?.code === 'interrupted' || failure?.code === 'timeout'
}

/** Asked again, another time may go well. */
function isBusy(failure: AppError | null): boolean {
  const { httpStatus = 0 } = failure?.detail ?? {}
  return failure?.code === 'http' && (httpStatus === 429 || httpStatus >= 500)
}
