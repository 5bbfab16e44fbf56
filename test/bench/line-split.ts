// The reading that candidates share, on any engine.
import { parseAnswerFrame } from '../../miniprogram/core/answer/answer-frame'

/** Collects the text of parsed frames up to the first error: the same for every candidate. */
export function createReader() {
  let text = ''
  let isFailed = false
  return {
    take(value: unknown): void {
      const read = parseAnswerFrame(value)
      if (read?.kind === 'error') isFailed = true
      else if (read !== null && !isFailed) text += read.content
    },
    get text() {
      return text
    },
  }
}

/** Whole lines by native `split`, given a way to decode bytes that end with a newline. */
export function lineSplit(decodeLines: (bytes: Uint8Array) => string) {
  return (chunks: readonly Uint8Array[]) => {
    const reader = createReader()
    let held = new Uint8Array(0)
    const takeLines = (bytes: Uint8Array) => {
      for (const line of decodeLines(bytes).split('\n')) if (line.trim() !== '') reader.take(JSON.parse(line))
    }
    for (const chunk of chunks) {
      const end = chunk.lastIndexOf(0x0a) + 1
      if (end > 0) takeLines(joined(held, chunk.subarray(0, end)))
      held = joined(end > 0 ? new Uint8Array(0) : held, chunk.subarray(end))
    }
    takeLines(held)
    return reader.text
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}
