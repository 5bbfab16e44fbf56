// Bytes as received → text, exactly as the WHATWG UTF-8 decoder does it (phones have no TextDecoder).

export interface Utf8Decoder {
  /**
   * The text of `chunk`, less a character that is not whole yet: that one comes with the next chunk.
   * A string chunk is text already; bytes of an unfinished character before it become U+FFFD.
   * One byte order mark at the very start is dropped.
   */
  decode(chunk: Uint8Array | string): string
  /** No character is unfinished. */
  readonly isAtRest: boolean
  /** What was held back: U+FFFD for an unfinished character, else `''`. Afterwards the decoder is as new. */
  end(): string
}

const byteOrderMark = '\ufeff'
// Function.apply puts every byte on the stack: 8 kB is safe everywhere.
const pieceLength = 8192
const beyondAscii = /[\x80-\xff]/

export function createUtf8Decoder(): Utf8Decoder {
  /** The first bytes of a character, as `toBinary` gives them. */
  let unfinished = ''
  let atStart = true

  function withoutMark(text: string): string {
    if (!atStart || text === '') return text
    atStart = false
    return text.startsWith(byteOrderMark) ? text.slice(1) : text
  }

  function takeUnfinished(): string {
    const text = decodeBinary(unfinished)
    unfinished = ''
    return text
  }

  return {
    decode(chunk) {
      if (typeof chunk === 'string') return withoutMark(takeUnfinished() + chunk)
      const binary = unfinished + toBinary(chunk)
      const length = wholeLength(binary)
      unfinished = binary.slice(length)
      const whole = binary.slice(0, length)
      return withoutMark(beyondAscii.test(whole) ? decodeBinary(whole) : whole)
    },
    get isAtRest() {
      return unfinished === ''
    },
    end() {
      const text = withoutMark(takeUnfinished())
      atStart = true
      return text
    },
  }
}

/** Bytes as characters U+0000 to U+00FF. By a built-in: without JIT, as on iOS, several times faster than a loop. */
export function toBinary(bytes: Uint8Array): string {
  if (bytes.length <= pieceLength) return pieceToBinary(bytes)
  let binary = ''
  for (let start = 0; start < bytes.length; start += pieceLength)
    binary += pieceToBinary(bytes.subarray(start, start + pieceLength))
  return binary
}

function pieceToBinary(bytes: Uint8Array): string {
  // `apply` takes any array-like; its type knows arrays only.
  return String.fromCharCode.apply(null, bytes as unknown as number[])
}

/** The text of whole characters, their bytes given as `toBinary` does. */
export function decodeBinary(binary: string): string {
  try {
    return decodeURIComponent(escape(binary))
  } catch {
    return decodeMalformed(binary)
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

/** Where a character begins that `binary` does not finish. A lead byte always begins one, so a cut before it is right. */
function wholeLength(binary: string): number {
  const end = binary.length
  for (let index = end - 1; index >= 0 && index >= end - 3; index--) {
    const byte = binary.charCodeAt(index)
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
