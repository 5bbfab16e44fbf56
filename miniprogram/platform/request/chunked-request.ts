// A JSON body → one POST → the chunks of its answer, or an AppError.
import { parseAnswerFrame } from '../../core/answer/answer-frame'
import { createFrameScanner } from '../../core/answer/frame-scanner'
import { AppError } from '../../core/errors'
import { requestError } from '../wx-error'
import { bodyToChunk, toChunk } from './chunk'
import type { OpenExchange } from './guarded-transport'
import { httpError } from './http-error'
import { retryAtMsOf } from './retry-after'
import type { HeadersReceived, WxRequest, WxRequestTask } from './wx-request'

interface ChunkedRequestOptions {
  readonly url: string
  /** `wx.request` applies it to the whole answer, so it must be well above the longest one. */
  readonly timeoutMs: number
  /** The maximum to hold back while it is unknown whether the body is an answer. */
  readonly frameMaxBytes: number
  readonly nowMs: () => number
}

export interface ChunkedRequest {
  /**
   * One POST. Calls `onAnswer` once the status is known to be HTTP 200, with the headers if they are known, then
   * `exchange.onChunk`* with the bytes of the answer. Resolves when it has ended; once aborted it may never settle.
   * Rejects with AppError `http` (status, gRPC code and message of the body) for any other status; `network`,
   * `timeout`, `interrupted`, `domain-not-allowed`; `unsupported` if WeChat has no chunks; `frame-too-large` if more
   * than `frameMaxBytes` came without a status and without a frame.
   */
  post(
    body: string,
    exchange: Pick<OpenExchange, 'onChunk' | 'onAbort'>,
    onAnswer?: (headers: unknown) => void,
  ): Promise<void>
}

export function createChunkedRequest(wx: WxRequest, options: ChunkedRequestOptions): ChunkedRequest {
  return {
    post: (body, { onChunk, onAbort }, onAnswer = () => undefined) =>
      new Promise((resolve, reject) => {
        post(wx, options, body, { onChunk, onAbort, onAnswer, resolve, reject })
      }),
  }
}

interface Post extends Pick<OpenExchange, 'onChunk' | 'onAbort'> {
  onAnswer(headers: unknown): void
  resolve(): void
  reject(error: AppError): void
}

function post(
  wx: WxRequest,
  { url, timeoutMs, frameMaxBytes, nowMs }: ChunkedRequestOptions,
  body: string,
  { onChunk, onAbort, onAnswer, resolve, reject }: Post,
): void {
  let task: WxRequestTask | undefined
  let status: number | undefined
  let headers: unknown
  let hasChunks = false
  let isAnswer = false
  let isOver = false
  let held: Uint8Array[] = []
  let heldBytes = 0
  const probe = createFrameScanner(frameMaxBytes, {
    onFrame(value) {
      if (parseAnswerFrame(value)?.kind === 'content') isContent = true
    },
    onGap: () => undefined,
  })
  let isContent = false

  /** Removes the listeners. Events that still arrive (reported) are ignored. */
  const end = (settle: () => void) => {
    if (isOver) return
    isOver = true
    task?.offChunkReceived?.(onChunkReceived)
    task?.offHeadersReceived?.(onHeaders)
    settle()
  }

  const close = (settle: () => void) =>
    end(() => {
      task?.abort()
      settle()
    })

  const pass = () => {
    if (isAnswer) return
    isAnswer = true
    onAnswer(headers)
    held.forEach(onChunk)
    held = []
  }

  const refusal = (httpStatus: number, body: readonly Uint8Array[]) =>
    httpError(httpStatus, body, retryAtMsOf(headers, nowMs()))

  const onHeaders = (result: HeadersReceived) => {
    headers = result.header
    // DevTools omits statusCode here (V: noted in the typings); then the first frame decides.
    if (isOver || typeof result.statusCode !== 'number') return
    status = result.statusCode
    if (status === 200) pass()
  }

  const onChunkReceived = (result: { data: unknown }) => {
    const chunk = isOver ? undefined : toChunk(result.data)
    if (chunk === undefined) return
    hasChunks = true
    if (isAnswer) onChunk(chunk)
    else hold(chunk)
  }

  const hold = (chunk: Uint8Array) => {
    heldBytes += chunk.length
    // The body of a known error is only needed for its message: the beginning is enough.
    if (status === undefined || heldBytes <= frameMaxBytes) held.push(chunk)
    if (status !== undefined) return
    probe.scan(chunk)
    if (isContent) pass()
    else if (heldBytes > frameMaxBytes) {
      close(() => reject(new AppError('frame-too-large', { message: 'no frame and no status in what came' })))
    }
  }

  try {
    task = wx.request({
      url,
      method: 'POST',
      header: { 'content-type': 'application/json' },
      data: body,
      enableChunked: true,
      timeout: timeoutMs,
      dataType: 'text',
      success: ({ statusCode, data, header }) =>
        end(() => {
          headers ??= header
          const whole = hasChunks ? undefined : bodyToChunk(data)
          if (statusCode !== 200) return reject(refusal(statusCode, whole ? [whole] : held))
          try {
            pass()
            // Some PC versions deliver the whole body here instead of chunks (reported); it must not be passed on twice.
            if (whole) onChunk(whole)
          } finally {
            resolve()
          }
        }),
      fail: (failure) =>
        end(() => {
          // If the connection breaks inside an error's body, the status is still the cause.
          reject(status === undefined || status === 200 ? requestError(failure) : refusal(status, held))
        }),
    })
  } catch (error) {
    reject(requestError(error))
    return
  }

  if (isOver) return
  onAbort(() => close(() => undefined))
  if (task.onChunkReceived) {
    // Attached in the same turn, as earlier events may not be replayed.
    task.onHeadersReceived?.(onHeaders)
    task.onChunkReceived(onChunkReceived)
  } else {
    close(() => reject(new AppError('unsupported', { message: 'wx.request has no onChunkReceived' })))
  }
}
