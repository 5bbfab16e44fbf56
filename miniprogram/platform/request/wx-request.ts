// The part of `wx.request` that a chunked POST uses.

/** `wx` itself fits. */
export interface WxRequest {
  request(options: WxRequestOptions): WxRequestTask
}

export interface WxRequestOptions {
  url: string
  method: 'POST'
  header: Record<string, string>
  data: string
  enableChunked?: true
  /** Milliseconds, for the whole answer. */
  timeout?: number
  /** Anything but `json`: the body is not parsed. */
  dataType?: string
  success: (result: { statusCode: number; data: unknown; header?: unknown }) => void
  fail: (failure: unknown) => void
}

export interface HeadersReceived {
  statusCode?: number
  header?: unknown
}

/** Every method but `abort` may be missing below base library 2.20.2. */
export interface WxRequestTask {
  abort(): void
  onHeadersReceived?(listener: (result: HeadersReceived) => void): void
  offHeadersReceived?(listener: (result: HeadersReceived) => void): void
  onChunkReceived?(listener: (result: { data: unknown }) => void): void
  offChunkReceived?(listener: (result: { data: unknown }) => void): void
}
