// Contents, cut anywhere → paragraphs: the finished ones, and the growing one.
import type { AnswerText } from './answer-text'

/** The text is live. Paragraphs are never empty, and never change once finished. */
interface Paragraphs extends AnswerText {
  /** Appends one content. Half a newline at its end is held back until the next call. */
  append(content: string): void
  /** No more contents: finishes the growing paragraph. Call once, last. */
  end(): void
}

// The service writes a newline as such, or as a backslash and an n (in the sample of its document).
const newline = /\r?\n|\\n/

/** Two newlines or more end a paragraph; a single one is a line break, `'\n'`, inside it. */
export function createParagraphs(): Paragraphs {
  const finished: string[] = []
  let growing = ''
  /** A backslash or carriage return at the end of the last content: possibly half a newline. */
  let half = ''
  /** Newlines since the last text. */
  let newlines = 0

  function appendText(text: string): void {
    if (text === '') return
    if (newlines === 1 && growing !== '') growing += '\n'
    newlines = 0
    growing += text
  }

  function finish(): void {
    // a paragraph of spaces would look like a gap
    if (growing.trim() !== '') finished.push(growing)
    growing = ''
  }

  return {
    append(content) {
      const text = half + content
      half = text.endsWith('\\') || text.endsWith('\r') ? text.slice(-1) : ''
      const pieces = text.slice(0, text.length - half.length).split(newline)
      pieces.forEach((piece, index) => {
        if (index > 0 && ++newlines === 2) finish()
        appendText(piece)
      })
    },
    end() {
      if (half === '\\') appendText(half)
      finish()
    },
    finished,
    get growing() {
      return growing
    },
  }
}
