// A language model's text, in arbitrary pieces → the contract's contents.
import { paragraphBreak } from '../../frames'

export interface ContentWriter {
  /** Takes text as it arrives; returns the contents that are complete. Trailing newlines are held until their meaning is clear. */
  write(text: string): readonly string[]
  /** Returns what is still held, except white space. */
  end(): readonly string[]
}

/** Trailing newlines with surrounding blanks, or the first half of a surrogate pair: the next text decides. */
const undecided = /[^\S\n]*(?:\n\s*)?$|[\ud800-\udbff]$/
const newlines = /[^\S\n]*\n\s*/

/**
 * Two or more newlines become one paragraph break, in the contract's spelling and as a separate content; a single one stays a line
 * break. White space before the first text and after the last is dropped.
 */
export function createContentWriter(): ContentWriter {
  let held = ''
  let hasBegun = false

  function split(text: string): string[] {
    const contents: string[] = []
    for (let rest = text; rest !== '';) {
      const found = newlines.exec(rest)
      const plain = found ? rest.slice(0, found.index) : rest
      if (plain !== '') contents.push(plain)
      if (found) contents.push(found[0].split('\n').length > 2 ? paragraphBreak : '\n')
      rest = found ? rest.slice(found.index + found[0].length) : ''
    }
    return contents
  }

  return {
    write(text) {
      let all = held + text
      if (!hasBegun) all = all.trimStart()
      const at = undecided.exec(all)?.index ?? all.length
      held = all.slice(at)
      const decided = all.slice(0, at)
      if (decided !== '') hasBegun = true
      return split(decided)
    },
    end() {
      const rest = held.trimEnd()
      held = ''
      return split(rest)
    },
  }
}
