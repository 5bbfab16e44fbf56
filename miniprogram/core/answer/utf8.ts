// UTF-8 → text, exactly like the WHATWG decoder (phones have no TextDecoder).
// *Binary*: bytes as characters U+0000 to U+00FF. Without JIT, as on iOS, built-ins read them much faster than a loop.

interface Utf8Decoder {
  /** The text of `binary`. An incomplete character at its end is kept for the next call. */
  decode(binary: string): string
  /** U+FFFD for a character that was never completed, else `''`. Resets the decoder. */
  end(): string
}

// Function.apply puts every byte on the stack: 8 kB is safe everywhere.
const pieceLength = 8192
const beyondAscii = /[\x80-\xff]/

export function createUtf8Decoder(): Utf8Decoder {
  let unfinished = ''
  return {
    decode(binary) {
      const bytes = unfinished + binary
      const text = decodeWellFormed(bytes)
      const length = text === null ? wholeLength(bytes) : bytes.length
      unfinished = bytes.slice(length)
      return text ?? decodeUtf8(bytes.slice(0, length))
    },
    end() {
      const text = decodeUtf8(unfinished)
      unfinished = ''
      return text
    },
  }
}

export function toBinary(bytes: Uint8Array): string {
  const half = Math.ceil(bytes.length / 2)
  if (bytes.length > pieceLength) return toBinary(bytes.subarray(0, half)) + toBinary(bytes.subarray(half))
  // `apply` takes any array-like, but is typed for arrays only
  return String.fromCharCode.apply(null, bytes as unknown as number[])
}

/** The text of all of `binary`: an incomplete character becomes U+FFFD. A byte order mark stays. */
export function decodeUtf8(binary: string): string {
  return decodeWellFormed(binary) ?? decodeMalformed(binary)
}

function decodeWellFormed(binary: string): string | null {
  if (!beyondAscii.test(binary)) return binary
  try {
    return decodeURIComponent(escape(binary))
  } catch {
    return null
  }
}

/** The length of `binary` without an incomplete character at its end. */
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
    // the second byte reveals overlong forms, surrogates and code points above U+10FFFF
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
