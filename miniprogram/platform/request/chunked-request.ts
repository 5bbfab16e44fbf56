// A JSON body → one POST → the chunks of its answer, or an AppError.
import { parseAnswerFrame } from '../../core/answer/answer-frame'
import { createFrameScanner } from '../../core/answer/frame-scanner'
import { AppError } from '../../core/errors'
import { requestError } from '../wx-error'
import { bodyToChunk, toChunk } from './chunk'
import type { OpenExchange } from './guarded-transport'
import { httpError } from './http-error'
import type { WxRequest, WxRequestTask } from './wx-request'

interface ChunkedRequestOptions {
  readonly url: string
  /** `wx.request` counts it over the whole answer: well above the longest one. */
  readonly timeoutMs: number
  /** Most bytes that are held back while it is not known whether the answer is one. */
  readonly frameMaxBytes: number
}

export interface ChunkedRequest {
  /**
   * One POST. `onAnswer` once it is known to be answered with HTTP 200, then `exchange.onChunk`* with the bytes of
   * that answer, at once where the status is known. Resolves when it has ended; once aborted it may never settle.
   * Rejects with AppError `http` with status, gRPC code and the body's words for any other status; `network`,
   * `timeout`, `interrupted`, `domain-not-allowed`; `unsupported` where WeChat has no chunks; `frame-too-large` when
   * more than `frameMaxBytes` came without a status and without a frame.
   */
  post(
    body: string,
    exchange: Pick<OpenExchange, 'onChunk' | 'onAbort'>,
    onAnswer?: () => void,
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
  onAnswer(): void
  resolve(): void
  reject(error: AppError): void
}

function post(
  wx: WxRequest,
  { url, timeoutMs, frameMaxBytes }: ChunkedRequestOptions,
  body: string,
  { onChunk, onAbort, onAnswer, resolve, reject }: Post,
): void {
  let task: WxRequestTask | undefined
  let status: number | undefined
  let chunkCame = false
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

  /** Late events are reported: those that come although their listeners were taken off are ignored. */
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
    onAnswer()
    held.forEach(onChunk)
    held = []
  }

  const onHeaders = (result: { statusCode?: number }) => {
    // DevTools omits statusCode here (V: the typings say so); then the first frame decides.
    if (isOver || typeof result.statusCode !== 'number') return
    status = result.statusCode
    if (status === 200) pass()
  }

  const onChunkReceived = (result: { data: unknown }) => {
    const chunk = isOver ? undefined : toChunk(result.data)
    if (chunk === undefined) return
    chunkCame = true
    if (isAnswer) onChunk(chunk)
    else hold(chunk)
  }

  const hold = (chunk: Uint8Array) => {
    heldBytes += chunk.length
    // The body of a known error only gives words: what came so far is enough of them.
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
      success: ({ statusCode, data }) =>
        end(() => {
          const whole = chunkCame ? undefined : bodyToChunk(data)
          if (statusCode !== 200) return reject(httpError(statusCode, whole ? [whole] : held))
          try {
            pass()
            // Some PC versions send no chunks and the whole body here (reported); others might do both: never twice.
            if (whole) onChunk(whole)
          } finally {
            resolve()
          }
        }),
      fail: (failure) =>
        end(() => {
          // The connection may break inside an error's body: the status is still what went wrong.
          reject(status === undefined || status === 200 ? requestError(failure) : httpError(status, held))
        }),
    })
  } catch (error) {
    reject(requestError(error))
    return
  }

  if (isOver) return
  onAbort(() => close(() => undefined))
  if (task.onChunkReceived) {
    // Attached in the same turn: nothing promises that earlier events are replayed.
    task.onHeadersReceived?.(onHeaders)
    task.onChunkReceived(onChunkReceived)
  } else {
    close(() => reject(new AppError('unsupported', { message: 'wx.request has no onChunkReceived' })))
  }
}
