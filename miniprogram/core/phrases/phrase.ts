// What is stored of a phrase, read with little trust.
import { readMemory, type Memory } from '../memory'
import { readAmount, readFields, readText } from '../stored-value'
import type { Excerpt } from './words'

/** Who wrote it: a language model, at the service; or this project, in a model answer. */
export type Origin = 'answer' | 'model-answer'

/** A sentence, or some words of one with the rest of it, that the student keeps. */
export interface Phrase extends Excerpt {
  /** The question whose answer contained it; `''` if unknown. */
  readonly question: string
  readonly origin: Origin
  /** Milliseconds since the epoch. */
  readonly savedAtMs: number
  /** Null until its first review. */
  readonly memory: Memory | null
}

/** Null if it cannot be read. Phrases of earlier versions are whole sentences of answers. */
export function readPhrase(stored: unknown): Phrase | null {
  const fields = readFields(stored)
  const text = readText(fields?.text)
  const savedAtMs = readAmount(fields?.savedAtMs)
  if (!text || savedAtMs === null) return null
  return {
    before: readText(fields?.before) ?? '',
    text,
    after: readText(fields?.after) ?? '',
    question: readText(fields?.question) ?? '',
    origin: fields?.origin === 'model-answer' ? 'model-answer' : 'answer',
    savedAtMs,
    memory: readMemory(fields?.memory),
  }
}
