// Bytes as received → text, exactly as the WHATWG UTF-8 decoder does it (phones have no TextDecoder).

export interface Utf8Decoder {
  /**
   * The text of `chunk`, less a character that is not whole yet: that one comes with the next chunk.
   * A string chunk is text already; bytes of an unfinished character before it become U+FFFD.
   * One byte order mark at the very start is dropped.
   */
  decode(chunk: Uint8Array | string): string
  /** What was held back: U+FFFD for an unfinished character, else `''`. Afterwards the decoder is as new. */
  end(): string
}

const byteOrderMark = '\ufeff'
const nothing = new Uint8Array(0)
// Function.apply puts every byte on the stack: 8 kB is safe everywhere.
const pieceLength = 8192
const beyondAscii = /[\x80-\xff]/

export function createUtf8Decoder(): Utf8Decoder {
  let unfinished: Uint8Array = nothing
  let atStart = true

  function withoutMark(text: string): string {
    if (!atStart || text === '') return text
    atStart = false
    return text.startsWith(byteOrderMark) ? text.slice(1) : text
  }

  function takeUnfinished(): string {
    const text = toText(unfinished)
    unfinished = nothing
    return text
  }

  return {
    decode(chunk) {
      if (typeof chunk === 'string') return withoutMark(takeUnfinished() + chunk)
      const bytes = unfinished.length === 0 ? chunk : joined(unfinished, chunk)
      const length = wholeLength(bytes)
      if (length === bytes.length) {
        unfinished = nothing
        const text = toText(bytes)
        return atStart ? withoutMark(text) : text
      }
      // Copied, not a view: three bytes must not keep a whole chunk in memory.
      unfinished = new Uint8Array(bytes.subarray(length))
      return withoutMark(toText(bytes.subarray(0, length)))
    },
    end() {
      const text = withoutMark(takeUnfinished())
      atStart = true
      return text
    },
  }
}

/** How many bytes `text` takes in UTF-8; a lone surrogate counts as the U+FFFD that would be sent for it. */
export function utf8Length(text: string): number {
  let sizeBytes = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) continue
    sizeBytes += unit < 0x800 ? 1 : 2
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(index + 1)
      if (next >= 0xdc00 && next < 0xe000) index++ // four bytes for two units: the two counted above
    }
  }
  return sizeBytes
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}

/** Where a character begins that `bytes` does not finish. A lead byte always begins one, so a cut before it is right. */
function wholeLength(bytes: Uint8Array): number {
  const end = bytes.length
  for (let index = end - 1; index >= 0 && index >= end - 3; index--) {
    const byte = bytes[index] ?? 0
    if (byte < 0x80) return end
    if (byte >= 0xc0) return index + followers(byte) >= end ? index : end
  }
  return end
}

/** How many bytes follow this lead byte. */
function followers(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0
  return lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3
}

function toText(bytes: Uint8Array): string {
  if (bytes.length <= pieceLength) return pieceToText(bytes)
  let text = ''
  for (let start = 0; start < bytes.length;) {
    const piece = bytes.subarray(start, start + pieceLength)
    const isLast = start + pieceLength >= bytes.length
    const length = isLast ? piece.length : wholeLength(piece)
    text += pieceToText(piece.subarray(0, length))
    start += length
  }
  return text
}

/** Built-ins: without JIT, as on iOS, several times faster than a loop. */
function pieceToText(bytes: Uint8Array): string {
  // `apply` takes any array-like; its type knows arrays only.
  const binary = String.fromCharCode.apply(null, bytes as unknown as number[])
  const start = binary.search(beyondAscii)
  return start < 0 ? binary : binary.slice(0, start) + decodeBinary(binary.slice(start))
}

/** `binary`: bytes as characters. */
function decodeBinary(binary: string): string {
  try {
    return decodeURIComponent(escape(binary))
  } catch {
    return decodeMalformed(binary)
  }
}

/** https://encoding.spec.whatwg.org/#utf-8-decoder */
function decodeMalformed(binary: string): string {
  let text = ''
  let index = 0
  while (index < binary.length) {
    const lead = binary.charCodeAt(index++)
    let wanted = followers(lead)
    let codePoint = lead < 0x80 ? lead : wanted === 0 ? 0xfffd : lead & (0x3f >> wanted)
    // Overlong forms, surrogates and what lies above U+10FFFF show in the second byte.
    let lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
    let highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
    for (; wanted > 0; wanted--) {
      const byte = binary.charCodeAt(index) // NaN after the end
      if (!(byte >= lowest && byte <= highest)) {
        codePoint = 0xfffd
        break
      }
      codePoint = (codePoint << 6) | (byte & 0x3f)
      lowest = 0x80
      highest = 0xbf
      index++
    }
    text += String.fromCodePoint(codePoint)
  }
  return text
}
