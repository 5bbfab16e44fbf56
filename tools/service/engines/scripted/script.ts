// A model answer → the contents it is streamed in, and the pauses between them.
import { paragraphBreak } from '../../frames'
import { chineseNotes, modelAnswers } from './answers'

/** Paragraphs of the answer that this logid gets: another try has another logid and mostly another answer. */
export function answerParagraphs(logid: string): readonly string[] {
  const answer = modelAnswers[hash(logid) % modelAnswers.length]
  return answer === undefined ? [] : [`Question: ${answer.question}`, ...answer.paragraphs]
}

/** English and Chinese paragraphs in turn, as many as it takes to reach `lengthMin` UTF-16 units of text. */
export function longParagraphs(lengthMin: number): readonly string[] {
  const pool = modelAnswers.flatMap(({ paragraphs }, index) => [
    ...paragraphs,
    chineseNotes[index % chineseNotes.length] ?? '',
  ])
  const taken: string[] = []
  for (let length = 0; length < lengthMin; length += taken.at(-1)?.length ?? 0) {
    taken.push(pool[taken.length % pool.length] ?? '')
  }
  return taken
}

/** Contents as a model writes them: the empty one first, then a few characters each; a break is a content of its own. */
export function contents(paragraphs: readonly string[]): readonly string[] {
  const pieces = /\s?\p{Script=Han}{1,2}|\s?[^\s\p{Script=Han}]{1,8}|\s/gu
  const written = paragraphs.flatMap((paragraph, index) => [
    ...(index > 0 ? [paragraphBreak] : []),
    ...(paragraph.match(pieces) ?? []),
  ])
  return ['', ...written]
}

/** Milliseconds before a content, uneven like a model's but the same every time: 20–60, longer after a sentence or a paragraph. */
export function pauseMs(logid: string, index: number, previous: string): number {
  const base = 20 + (hash(`${logid}/${index}`) % 41)
  return /[.!?。！？]$/.test(previous) ? base + 120 : previous === paragraphBreak ? base + 200 : base
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0
  return value
}
