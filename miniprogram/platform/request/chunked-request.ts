// A JSON body → one POST → the chunks of its answer, or an AppError.
import { parseAnswerFrame } from '../../core/answer/answer-frame'
import { createFrameScanner } from '../../core/answer/frame-scanner'
import { AppError } from '../../core/errors'
import type { Exchange, ExchangeHandlers } from '../../core/ports'
import { createCallGate } from './call-gate'
import { bodyToChunk, toChunk } from './chunk'
import { httpError } from './http-error'
import { requestError } from '../wx-error'
import type { WxRequest, WxRequestTask } from './wx-request'

export interface ChunkedRequestOptions {
  readonly url: string
  /** `wx.request` counts it over the whole answer: well above the longest one. */
  readonly timeoutMs: number
  /** Most bytes that are held back while it is not known whether the answer is one. */
  readonly frameMaxBytes: number
}

export type ChunkedRequestHandlers = Pick<ExchangeHandlers, 'onChunk' | 'onEnd' | 'onError'>

/**
 * One POST a call. Use one at a time: with two chunked requests open, iOS 8.0.54 gives chunks only to the later
 * one (reported). The session holds to that: it has one exchange and closes it before it opens another.
 */
export interface ChunkedRequest {
  /**
   * `onChunk`* → `onEnd` or `onError` once, last. Nothing is called before this has returned, nothing after `abort()`.
   * - `onChunk`: bytes of an HTTP 200 answer only, at once where the status is known.
   * - `onError`: `http` with status, gRPC code and the body's words for any other status; `network`, `timeout`,
   *   `interrupted`, `domain-not-allowed`; `unsupported` where WeChat has no chunks; `frame-too-large` when
   *   more than `frameMaxBytes` came without a status and without a frame.
   */
  send(body: string, handlers: ChunkedRequestHandlers): Exchange
}

export function createChunkedRequest(wx: WxRequest, options: ChunkedRequestOptions): ChunkedRequest {
  return { send: (body, handlers) => sendChunked(wx, options, body, handlers) }
}

function sendChunked(
  wx: WxRequest,
  { url, timeoutMs, frameMaxBytes }: ChunkedRequestOptions,
  body: string,
  handlers: ChunkedRequestHandlers,
): Exchange {
  const gate = createCallGate()
  const probe = createFrameScanner(frameMaxBytes, {
    onFrame: (value) => (hasContent ||= parseAnswerFrame(value)?.kind === 'content'),
    onGap: () => undefined,
  })
  let hasContent = false
  let status: number | undefined
  let chunkCame = false
  let isPassing = false
  let held: Uint8Array[] = []
  let heldLength = 0

  const deliver = (chunk: Uint8Array) => gate.pass(() => handlers.onChunk(chunk))
  const failWith = (error: AppError) => gate.end(() => handlers.onError(error))

  const startPassing = () => {
    isPassing = true
    held.forEach(deliver)
    held = []
  }

  const onHeaders = (result: { statusCode?: number }) => {
    // DevTools omits statusCode here (V: the typings say so); then the first frame decides.
    if (typeof result.statusCode !== 'number') return
    status = result.statusCode
    if (status === 200) startPassing()
  }

  const onChunk = (result: { data: unknown }) => {
    const chunk = toChunk(result.data)
    if (chunk === undefined || !gate.isOpen) return
    chunkCame = true
    if (isPassing) deliver(chunk)
    else hold(chunk)
  }

  const hold = (chunk: Uint8Array) => {
    heldLength += chunk.length
    if (status !== undefined) {
      // The body of a known error only gives words: what came so far is enough of them.
      if (heldLength <= frameMaxBytes) held.push(chunk)
      return
    }
    held.push(chunk)
    probe.scan(chunk)
    if (hasContent) startPassing()
    else if (heldLength > frameMaxBytes) {
      failWith(new AppError('frame-too-large', { message: 'no frame and no status in what came' }))
      close()
    }
  }

  let task: WxRequestTask | undefined
  const close = () => {
    task?.offChunkReceived?.(onChunk)
    task?.offHeadersReceived?.(onHeaders)
    task?.abort()
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
      success(result) {
        if (result.statusCode !== 200) {
          failWith(
            httpError(result.statusCode, chunkCame ? held : [bodyToChunk(result.data) ?? new Uint8Array()]),
          )
          return
        }
        startPassing()
        // Some PC versions send no chunks and the whole body here (reported); others might do both: never twice.
        const whole = chunkCame ? undefined : bodyToChunk(result.data)
        if (whole !== undefined) deliver(whole)
        gate.end(() => handlers.onEnd())
      },
      fail(failure) {
        // The connection may break inside an error's body: the status is still what went wrong.
        if (status === undefined || status === 200) failWith(requestError(failure))
        else failWith(httpError(status, held))
      },
    })
  } catch (error) {
    failWith(requestError(error))
  }

  if (task) {
    if (task.onChunkReceived) {
      // Attached in the same turn: nothing promises that earlier events are replayed.
      task.onHeadersReceived?.(onHeaders)
      task.onChunkReceived(onChunk)
    } else {
      failWith(new AppError('unsupported', { message: 'wx.request has no onChunkReceived' }))
      close()
    }
  }

  return {
    abort() {
      // What follows abort() is undocumented; late chunks are reported. The closed gate lets none of it through.
      if (gate.close()) close()
    },
  }
}
