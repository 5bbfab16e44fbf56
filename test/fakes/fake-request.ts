// A wx.request controlled by the test: every event is fired by hand.
import type {
  HeadersReceived,
  WxRequest,
  WxRequestOptions,
} from '../../miniprogram/platform/request/wx-request'

type HeadersListener = (result: HeadersReceived) => void
type ChunkListener = (result: { data: unknown }) => void

/** One call of `wx.request`. With `ignoresOff`, removed listeners still receive events. */
export interface SentRequest {
  readonly options: WxRequestOptions
  readonly body: Record<string, unknown>
  readonly isAborted: boolean
  readonly listenerCount: number
  /** Without an argument: as in DevTools, which omits the status. */
  headers(statusCode?: number, header?: Record<string, string>): void
  /** A string is passed as an ArrayBuffer of its UTF-8 bytes; anything else is passed unchanged. */
  chunk(data: unknown): void
  /** Passes text as a string, as some versions do. */
  chunkText(text: string): void
  success(statusCode: number, data?: unknown, header?: Record<string, string>): void
  fail(failure: unknown): void
}

export interface FakeRequest {
  readonly wx: WxRequest
  readonly sent: readonly SentRequest[]
  /** The latest request. Throws if there is none. */
  readonly last: SentRequest
  /** Runs inside `wx.request`, before it returns. */
  onRequest: (request: SentRequest) => void
  /** Keep delivering to listeners after `off…`, as some versions do. */
  ignoresOff: boolean
  /** False for a base library below 2.20.1, whose tasks have no chunk listeners. */
  hasChunks: boolean
}

export function createFakeRequest(): FakeRequest {
  const sent: SentRequest[] = []
  const fake: FakeRequest = {
    sent,
    get last() {
      const request = sent[sent.length - 1]
      if (!request) throw new Error('nothing was sent')
      return request
    },
    onRequest: () => undefined,
    ignoresOff: false,
    hasChunks: true,
    wx: {
      request(options) {
        const headers = new Set<HeadersListener>()
        const chunks = new Set<ChunkListener>()
        let isAborted = false
        const request: SentRequest = {
          options,
          body: JSON.parse(options.data) as Record<string, unknown>,
          get isAborted() {
            return isAborted
          },
          get listenerCount() {
            return headers.size + chunks.size
          },
          headers(statusCode, header) {
            const result = { ...(statusCode !== undefined && { statusCode }), ...(header && { header }) }
            for (const listener of [...headers]) listener(result)
          },
          chunk(data) {
            const value = typeof data === 'string' ? toArrayBuffer(data) : data
            for (const listener of [...chunks]) listener({ data: value })
          },
          chunkText(text) {
            for (const listener of [...chunks]) listener({ data: text })
          },
          success(statusCode, data = '', header) {
            options.success({ statusCode, data, ...(header && { header }) })
          },
          fail(failure) {
            options.fail(failure)
          },
        }
        sent.push(request)
        fake.onRequest(request)
        return {
          abort() {
            isAborted = true
          },
          onHeadersReceived: (listener) => void headers.add(listener),
          offHeadersReceived: (listener) => void (fake.ignoresOff || headers.delete(listener)),
          ...(fake.hasChunks && {
            onChunkReceived: (listener: ChunkListener) => void chunks.add(listener),
            offChunkReceived: (listener: ChunkListener) => void (fake.ignoresOff || chunks.delete(listener)),
          }),
        }
      },
    },
  }
  return fake
}

export function toArrayBuffer(text: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(text, 'utf8')).buffer
}
