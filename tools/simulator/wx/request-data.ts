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
}

const methods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']

function formEncode(data: object): string {
  return Object.entries(data)
    .map(([key, value]) => {
      const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
      return `${encodeURIComponent(key)}=${encodeURIComponent(text)}`
    })
    .join('&')
}

/** @throws Failure for a URL or method that WeChat rejects */
export function buildRequest(options: RequestOptions): {
  url: string
  init: RequestInit & { headers: Headers }
} {
  const method = (options.method ?? 'GET').toUpperCase()
  if (!methods.includes(method)) throw failure('method is invalid', { errno: 600000 })
  if (!/^https?:\/\/[^/]/.test(options.url)) {
    throw failure(`invalid url "${options.url}"`, { errno: 600009 })
  }
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const [name, value] of Object.entries(options.header ?? {})) {
    // documented: the referer cannot be set
    if (name.toLowerCase() !== 'referer') headers.set(name, String(value))
  }
  const { data } = options
  const isPlain = typeof data === 'object' && data !== null && !isArrayBuffer(data)

  if (method === 'GET' || method === 'HEAD') {
    const query = isPlain ? formEncode(data) : typeof data === 'string' ? data : ''
    const url = query === '' ? options.url : `${options.url}${options.url.includes('?') ? '&' : '?'}${query}`
    return { url, init: { method, headers } }
  }
  let body: string | ArrayBuffer | null = null
  if (typeof data === 'string' || isArrayBuffer(data)) body = data
  else if (isPlain) {
    const isForm = (headers.get('content-type') ?? '').includes('application/x-www-form-urlencoded')
    body = isForm ? formEncode(data) : JSON.stringify(data)
  }
  return { url: options.url, init: { method, headers, body } }
}
