// Text → the base64 of its UTF-8 bytes. Phones have no btoa, and wx.arrayBufferToBase64 is deprecated.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Padded. For short texts such as a URL. */
export function base64FromText(text: string): string {
  const bytes = utf8Bytes(text)
  let base64 = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [first = 0, second, third] = bytes.subarray(i, i + 3)
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0)
    base64 += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63)
    base64 += second === undefined ? '=' : alphabet.charAt((bits >> 6) & 63)
    base64 += third === undefined ? '=' : alphabet.charAt(bits & 63)
  }
  return base64
}

/** Like TextEncoder, which phones lack: U+FFFD for a lone surrogate. */
export function utf8Bytes(text: string): Uint8Array {
  const binary = unescape(encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd')))
  return Uint8Array.from(binary, (byte) => byte.charCodeAt(0))
}

/** Length of the padded base64 of `sizeBytes` bytes. */
export function base64Length(sizeBytes: number): number {
  return Math.ceil(sizeBytes / 3) * 4
}
