// Paragraphs ↔ an answer's text, as the rest of the app uses it.

/** The answer so far. `finished` is always the same array; `growing` is the paragraph after the last break. */
export interface AnswerText {
  readonly finished: readonly string[]
  readonly growing: string
}

export function hasText({ finished, growing }: AnswerText): boolean {
  return finished.length > 0 || growing !== ''
}

/** Paragraphs joined by an empty line, the growing one last. */
export function joinAnswer({ finished, growing }: AnswerText): string {
  return [...finished, growing].filter((paragraph) => paragraph !== '').join('\n\n')
}

/** The inverse, for an answer that has ended. */
export function splitAnswer(answer: string): AnswerText {
  return { finished: answer === '' ? [] : answer.split('\n\n'), growing: '' }
}
