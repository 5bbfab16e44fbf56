// Text → its UTF-8 bytes.

/** Like TextEncoder, which phones lack: U+FFFD for a lone surrogate. */
export function utf8Bytes(text: string): Uint8Array {
  const binary = unescape(encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd')))
  return Uint8Array.from(binary, (byte) => byte.charCodeAt(0))
}
