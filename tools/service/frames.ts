// A model answer → the frames' contents, and a content → the bytes of its frame.
import { chineseNotes, modelAnswers } from './answers'

export interface Ids {
  readonly logid: string
  readonly uid: string
}

/** The paragraph break as the user's document shows it: backslash n backslash n, not newlines. */
export const paragraphBreak = '\\n\\n'

/** One frame as the gateway writes it: one line, and Go's escapes for what HTML would take as markup. */
export function frame(ids: Ids, content: string): string {
  const json = JSON.stringify({ result: { logid: ids.logid, uid: ids.uid, content } })
  return json.replace(/[<>&\u2028\u2029]/g, escapeUnit) + '\n'
}

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

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
