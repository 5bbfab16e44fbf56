// A language model's text, in arbitrary pieces → the same without what it thought aloud before.

const opening = '<think>'
const closing = '</think>'

export interface ThinkingFilter {
  /** Takes text as it arrives; returns what of it is for the student. */
  write(text: string): string
  /** Returns what is still held. */
  end(): string
}

/** Models without a parser for it in front of them put their reasoning into the text: `<think>…</think>`, at its beginning. */
export function createThinkingFilter(): ThinkingFilter {
  let state: 'start' | 'thinking' | 'text' = 'start'
  let held = ''
  return {
    write(text) {
      if (state === 'text') return text
      held += text
      if (state === 'start') {
        const begun = held.trimStart()
        if (begun.startsWith(opening)) {
          state = 'thinking'
          held = begun.slice(opening.length)
        } else if (!opening.startsWith(begun)) {
          state = 'text'
          return held
        } else {
          // blanks alone may be many
          held = begun
          return ''
        }
      }
      const at = held.indexOf(closing)
      if (at < 0) {
        held = held.slice(-(closing.length - 1))
        return ''
      }
      state = 'text'
      return held.slice(at + closing.length)
    },
    end: () => (state === 'start' ? held : ''),
  }
}
