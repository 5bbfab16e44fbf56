// A paragraph → the MP3 in which the service reads it aloud: one POST of `wx.request`.
import { AppError } from '../../core/errors'
import type { Clock } from '../../core/ports'
import { isMp3 } from '../../core/recording/mp3'
import { requestError } from '../wx-error'
import { bodyToChunk } from './chunk'
import { httpError } from './http-error'
import { retryAtMsOf } from './retry-after'

/** The part of `wx` that is used. */
export interface SpeechWx {
  request(options: {
    url: string
    method: 'POST'
    header: Record<string, string>
    data: string
    responseType: 'arraybuffer'
    timeout: number
    success: (result: { statusCode: number; data: unknown; header?: unknown }) => void
    fail: (failure: unknown) => void
  }): { abort(): void }
}

export interface SpeechRequest {
  readonly bytes: Promise<Uint8Array>
  /** `bytes` rejects with `interrupted`. */
  abort(): void
}

/** The service answers within 30 s (docs/protocol.md). */
const timeoutMs = 35_000
/** iPhones can lose a request without any callback (reported: xiaweiss/miniprogram-bug-report#272). */
const giveUpMs = timeoutMs + 2_000

/** `bytes` rejects with an AppError: a status other than 200, no connection, or what is not MP3. */
export function requestSpeech(
  wx: SpeechWx,
  clock: Pick<Clock, 'setTimer' | 'nowMs'>,
  { url, uid, text }: { readonly url: string; readonly uid: string; readonly text: string },
): SpeechRequest {
  let end = (_error: AppError): void => undefined
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    const cancel = clock.setTimer(giveUpMs, () => end(new AppError('timeout')))
    const task = wx.request({
      ...{ url, method: 'POST', timeout: timeoutMs, responseType: 'arraybuffer' },
      header: { 'content-type': 'application/json' },
      data: JSON.stringify({ uid, text }),
      success({ statusCode, data, header }) {
        cancel()
        const body = bodyToChunk(data) ?? new Uint8Array()
        if (statusCode !== 200) reject(httpError(statusCode, [body], retryAtMsOf(header, clock.nowMs())))
        // a network that wants a login answers with a page of its own
        else if (isMp3(body)) resolve(body)
        else reject(new AppError('service', { message: 'no MP3' }))
      },
      fail(failure) {
        cancel()
        reject(requestError(failure))
      },
    })
    end = (error) => {
      cancel()
      reject(error)
      task.abort()
    }
  })
  return { bytes, abort: () => end(new AppError('interrupted')) }
}
