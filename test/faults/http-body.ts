// The bytes received on a connection → the body of the HTTP response, as far as it arrived.

export interface HttpResponse {
  /** 0 if not even the status arrived. */
  readonly status: number
  readonly body: Buffer
  /** The end of the body arrived. */
  readonly isWhole: boolean
}

/** Reads one response with a length or in chunks, as Node's server writes it. */
export function readHttpResponse(bytes: Buffer): HttpResponse {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return { status: 0, body: Buffer.alloc(0), isWhole: false }
  const head = bytes.subarray(0, headEnd).toString('latin1')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
  const rest = bytes.subarray(headEnd + 4)
  if (/^transfer-encoding: chunked/im.test(head)) return { status, ...readChunks(rest) }
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
  return { status, body: rest.subarray(0, length), isWhole: rest.length >= length }
}

function readChunks(bytes: Buffer): { body: Buffer; isWhole: boolean } {
  const chunks: Buffer[] = []
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd < 0) return { body: Buffer.concat(chunks), isWhole: false }
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16)
    if (size === 0) return { body: Buffer.concat(chunks), isWhole: true }
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
  }
}
