// A wx.request over real HTTP: Node's http with WeChat's events, for URLs on this machine.
import { request as httpRequest } from 'node:http'
import type { WxRequest, WxRequestTask } from '../../miniprogram/platform/request/wx-request'

export interface HttpRequestOptions {
  /** As in DevTools: the headers event has no status. */
  readonly omitsStatus?: boolean
  /** As in some PC versions: no chunks, the whole body in `res.data`. */
  readonly bodyInData?: boolean
}

/** Every HTTP status ends in `success`; a broken connection, the timeout and `abort` end in `fail`. */
export function createHttpRequest({
  omitsStatus = false,
  bodyInData = false,
}: HttpRequestOptions = {}): WxRequest {
  return {
    request({ url, method, header, data, timeout = 60_000, success, fail }) {
      type HeadersListener = Parameters<NonNullable<WxRequestTask['onHeadersReceived']>>[0]
      type ChunkListener = Parameters<NonNullable<WxRequestTask['onChunkReceived']>>[0]
      const headersListeners = new Set<HeadersListener>()
      const chunkListeners = new Set<ChunkListener>()
      const body: Buffer[] = []
      let isDone = false

      const finish = (callback: () => void) => {
        if (isDone) return
        isDone = true
        clearTimeout(timer)
        callback()
      }
      const failWith = (errMsg: string, errno?: number) => {
        finish(() => fail(errno === undefined ? { errMsg } : { errMsg, errno }))
        outgoing.destroy()
      }

      const outgoing = httpRequest(url, { method, headers: { ...header }, agent: false })
      const timer = setTimeout(() => failWith('request:fail timeout', 5), timeout)
      outgoing.on('error', (error) => failWith(`request:fail ${error.message}`, 600001))
      outgoing.on('response', (incoming) => {
        const { statusCode = 0, headers: header } = incoming
        for (const listener of headersListeners) listener(omitsStatus ? { header } : { statusCode, header })
        incoming.on('data', (bytes: Buffer) => {
          body.push(bytes)
          if (bodyInData) return
          for (const listener of chunkListeners) listener({ data: Uint8Array.from(bytes).buffer })
        })
        incoming.on('error', (error) => failWith(`request:fail ${error.message}`, 600001))
        incoming.on('end', () => {
          finish(() => {
            success({ statusCode, header, data: bodyInData ? Buffer.concat(body).toString('utf8') : '' })
          })
        })
      })
      outgoing.end(data)

      return {
        abort: () => failWith('request:fail abort'),
        onHeadersReceived: (listener) => void headersListeners.add(listener),
        offHeadersReceived: (listener) => void headersListeners.delete(listener),
        onChunkReceived: (listener) => void chunkListeners.add(listener),
        offChunkReceived: (listener) => void chunkListeners.delete(listener),
      }
    },
  }
}
