// What an answer is to the rest of the app: paragraphs, and the one that still grows.

/** The answer so far. `finished` is one array that grows; `growing` is the paragraph after the last break. */
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

/** The inverse: a whole answer, in which nothing grows any more. */
export function splitAnswer(answer: string): AnswerText {
  return { finished: answer === '' ? [] : answer.split('\n\n'), growing: '' }
}
