// A model answer → the contents that stream it, and the pauses between them.
import { paragraphBreak } from '../../frames'
import { topics } from '../../../../miniprogram/core/questions/bank'
import { modelAnswerOf } from '../../../../miniprogram/model-answers/index'
import type { NotesLanguage, TaggedQuestion } from '../../question'
import { chineseNotes } from './chinese-notes'
import { listeningParagraphs } from './listening'

/** Every question of the mini program's bank, with its model answer. */
export const modelAnswers = topics.flatMap(({ questions }) =>
  questions.map(({ id, text }) => ({
    id,
    question: text,
    paragraphs: (modelAnswerOf(id) ?? '').split('\n\n'),
  })),
)

/** The model answer to the question; if it is unknown, to one chosen by logid. */
function modelAnswerTo(logid: string, question: Pick<TaggedQuestion, 'id'> | undefined) {
  return modelAnswers.find(({ id }) => id === question?.id) ?? modelAnswers[hash(logid) % modelAnswers.length]
}

export function answerParagraphs(logid: string, question?: Pick<TaggedQuestion, 'id'>): readonly string[] {
  const answer = modelAnswerTo(logid, question)
  return answer === undefined ? [] : [`Question: ${answer.question}`, ...answer.paragraphs]
}

/** The same answer as if a student had said it, with slips. */
export function madeUpListening(
  logid: string,
  notesLanguage: NotesLanguage,
  question?: Pick<TaggedQuestion, 'id' | 'takeNumber'>,
): readonly string[] {
  const { paragraphs = [] } = modelAnswerTo(logid, question) ?? {}
  return listeningParagraphs(paragraphs, question?.takeNumber ?? 1, notesLanguage)
}

/** Alternating English and Chinese paragraphs, totalling at least `lengthMin` UTF-16 units. */
export function longParagraphs(lengthMin: number): readonly string[] {
  const pool = modelAnswers.flatMap(({ paragraphs }, index) => [
    ...paragraphs,
    chineseNotes[index % chineseNotes.length] ?? '',
  ])
  const chosen: string[] = []
  for (let length = 0; length < lengthMin; length += chosen.at(-1)?.length ?? 0) {
    chosen.push(pool[chosen.length % pool.length] ?? '')
  }
  return chosen
}

/** Contents as a model writes them: first an empty one, then a few characters each; a paragraph break is its own content. */
export function contents(paragraphs: readonly string[]): readonly string[] {
  const pieces = /\s?\p{Script=Han}{1,2}|\s?[^\s\p{Script=Han}]{1,8}|\s/gu
  const written = paragraphs.flatMap((paragraph, index) => [
    ...(index > 0 ? [paragraphBreak] : []),
    ...(paragraph.match(pieces) ?? []),
  ])
  return ['', ...written]
}

/** Milliseconds before a content, irregular like a model's but deterministic: 20–60, longer after a sentence or paragraph. */
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
