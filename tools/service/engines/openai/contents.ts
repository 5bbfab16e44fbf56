// A language model's text, in arbitrary pieces → the contract's contents.
import { paragraphBreak } from '../../frames'

export interface ContentWriter {
  /** Takes text as it arrives; returns the contents that are complete. Trailing newlines are held until their meaning is clear. */
  write(text: string): readonly string[]
  /** Returns what is still held, except white space. */
  end(): readonly string[]
}

/**
 * Two or more newlines become one paragraph break, in the contract's spelling and as a separate content; a single one stays a line
 * break. White space before the first text and after the last is dropped. Each character is looked at a few times, however the text
 * is cut: a model that writes blanks without end must not stop the others' answers.
 */
export function createContentWriter(): ContentWriter {
  /** White space since the last text, as it came: the next text decides what it means. */
  let blanks: string[] = []
  /** The first half of a surrogate pair. */
  let half = ''
  let hasBegun = false

  return {
    write(text) {
      const all = half + text
      half = /[\ud800-\udbff]$/.exec(all.slice(-1))?.[0] ?? ''
      const decidedLength = half === '' ? all.trimEnd().length : all.length - 1
      if (decidedLength === 0 && half === '') {
        if (hasBegun) blanks.push(all)
        return []
      }
      const decided = blanks.join('') + all.slice(0, decidedLength)
      blanks = half === '' ? [all.slice(decidedLength)] : []
      const written = hasBegun ? decided : decided.trimStart()
      hasBegun ||= written !== ''
      return split(written)
    },
    end() {
      const rest = half
      half = ''
      blanks = []
      return split(rest)
    },
  }
}

function split(text: string): string[] {
  const contents: string[] = []
  let from = 0
  for (const { 0: blank, index } of text.matchAll(/\s+/g)) {
    const newlines = blank.split('\n').length - 1
    if (newlines === 0) continue
    if (index > from) contents.push(text.slice(from, index))
    contents.push(newlines > 1 ? paragraphBreak : '\n')
    from = index + blank.length
  }
  if (from < text.length) contents.push(text.slice(from))
  return contents
}
