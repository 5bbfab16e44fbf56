// Whole lines as the service nearly always writes them → their contents.
import { parseAnswerFrame } from './answer-frame'
import { decodeBinary, toBinary } from './utf8'

const bytesOrLatin = /[\x80-\xff]/

/**
 * `lines` end with a newline and begin between two frames. `null`: one of them is something else than a frame with a
 * content, or has to be decoded before it is parsed: `FrameDecoder` reads them all.
 *
 * Lines are parsed as bytes and the contents decoded afterwards, all at once: a third of what came, and one call.
 */
export function readPlainLines(lines: Uint8Array): { contents: string; frameCount: number } | null {
  const binary = toBinary(lines)
  const separate = binary.split('\n')
  separate.pop()
  let contents = ''
  try {
    for (const line of separate) {
      const frame = parseAnswerFrame(JSON.parse(line))
      if (frame?.kind !== 'content') return null
      const { content } = frame
      // The rest of a character: it must not find its beginning in the content before.
      const first = content.charCodeAt(0)
      if (first >= 0x80 && first < 0xc0) return null
      contents += content
    }
  } catch {
    return null
  }
  const frameCount = separate.length
  if (!bytesOrLatin.test(contents)) return { contents, frameCount }
  // Where characters were escaped, `é` is one of them or a byte: there is no telling.
  return binary.includes('\\u') ? null : { contents: decodeBinary(contents), frameCount }
}
