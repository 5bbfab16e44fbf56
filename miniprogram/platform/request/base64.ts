// Bytes or text → base64. Phones have no btoa, and wx.arrayBufferToBase64 is deprecated.
import { utf8Bytes } from '../../core/utf8-bytes'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Of its UTF-8 bytes. */
export function base64FromText(text: string): string {
  return base64FromBytes(utf8Bytes(text))
}

/** Padded. For little data, such as a URL: WeChat reads files as base64 itself. */
export function base64FromBytes(bytes: Uint8Array): string {
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

/** Length of the padded base64 of `sizeBytes` bytes. */
export function base64Length(sizeBytes: number): number {
  return Math.ceil(sizeBytes / 3) * 4
}
