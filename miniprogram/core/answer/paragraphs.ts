// Contents, cut anywhere → paragraphs: those that are finished, and the one still growing.
import type { AnswerText } from './answer-text'

/** The text is live. It belongs to this object: paragraphs are never empty, and never change once finished. */
interface Paragraphs extends AnswerText {
  /** Appends one content. A start of a break at its end is held back until the next one decides. */
  append(content: string): void
  /** No more contents: what was held back is decided and the growing paragraph finished. Once, and last. */
  end(): void
}

// The service writes a newline as such, or as the two characters backslash and n (its document's sample).
const newline = /\r?\n|\\n/

/** Two newlines or more end a paragraph; a single one is a line break, `'\n'`, inside it. */
export function createParagraphs(): Paragraphs {
  const finished: string[] = []
  let growing = ''
  /** `\` or carriage return at the end of the last content: perhaps half of a newline. */
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
    // A paragraph of blanks would show as a gap.
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
