// wx.request's options → URL and fetch options, by WeChat's rules for data.
import { failure } from './callbacks'
import { isArrayBuffer } from './encodings'

export interface RequestOptions {
  url: string
  method?: string
  header?: Record<string, unknown>
  data?: unknown
  dataType?: string
  responseType?: string
  timeout?: number
  enableChunked?: boolean
  redirect?: string
}

/** @throws Failure for a URL that WeChat rejects, and for what the simulator lacks */
export function buildRequest({ url, method = 'GET', header = {}, data, redirect }: RequestOptions) {
  if (!/^https?:\/\/[^/]/.test(url)) throw failure(`invalid url "${url}"`, { errno: 600009 })
  if (redirect === 'manual') throw failure('not in the simulator: wx.request with redirect "manual"')
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const [name, value] of Object.entries(header)) headers.set(name, String(value))
  // documented: the referer cannot be set
  headers.delete('referer')
  if (data === undefined && method === 'GET') return { url, init: { method, headers } }
  const isJson = headers.get('content-type')?.startsWith('application/json') && !isArrayBuffer(data)
  if (method !== 'POST' || (typeof data !== 'string' && !isJson))
    throw failure('not in the simulator: wx.request other than GET without data, or POST of text or JSON')
  const body = typeof data === 'string' ? data : (JSON.stringify(data) ?? null)
  return { url, init: { method, headers, body } }
}
