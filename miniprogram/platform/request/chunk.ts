// Data from WeChat (unknown) → a chunk of bytes.
import { utf8Bytes } from '../../core/utf8-bytes'

/**
 * Chunk data is an ArrayBuffer in the typings; Uint8Array and string also occur (reported: luoanb/chunk-res).
 * Distinguished by shape: the value may come from another realm, where `instanceof` is false.
 * Undefined for anything else and for no bytes. The callee may keep the result.
 */
export function toChunk(data: unknown): Uint8Array | undefined {
  if (typeof data === 'string') return data === '' ? undefined : utf8Bytes(data)
  if (typeof data !== 'object' || data === null) return undefined
  const { buffer, byteOffset, byteLength } = data as Partial<Uint8Array>
  if (typeof byteLength !== 'number' || byteLength === 0) return undefined
  if (buffer === undefined) return new Uint8Array(data as ArrayBuffer)
  // Copied: a view's buffer may be a pool that is reused.
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength).slice()
}

/** `res.data` of a finished request → the body as one chunk. A body that was parsed is turned back into JSON. */
export function bodyToChunk(data: unknown): Uint8Array | undefined {
  const chunk = toChunk(data)
  if (chunk !== undefined || typeof data !== 'object' || data === null) return chunk
  return 'byteLength' in data ? undefined : utf8Bytes(JSON.stringify(data))
}
