// Paragraphs → their number of words; Chinese is counted by characters.

const word = /[\u3400-\u9fff]|[A-Za-z0-9\u00c0-\u024f]+(?:['’-][A-Za-z0-9\u00c0-\u024f]+)*/g
/** Markup, not a word. */
const listNumber = /^\s*\d+\.\s/gm

export function countWords(paragraphs: readonly string[]): number {
  return paragraphs.reduce(
    (sum, paragraph) => sum + (paragraph.replace(listNumber, '').match(word)?.length ?? 0),
    0,
  )
}
