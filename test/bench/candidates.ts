// The candidates: the shipped pipeline, popular alternatives, and snippets from blog posts. Each: chunks → the answer's text.
import { JSONParser } from '@streamparser/json'
import { createParser } from 'eventsource-parser'
import { createAnswerStream } from '../../miniprogram/core/answer/answer-stream'
import { joinAnswer } from '../../miniprogram/core/answer/answer-text'
import { createReader, lineSplit } from './line-split'
import { decodePolyfilled } from './polyfilled-decoder'

export interface Candidate {
  readonly name: string
  readonly read: (chunks: readonly Uint8Array[]) => string
  /** What it expects around a frame, besides the newline. */
  readonly framing?: { before: string; after: string }
}

/** Larger than any frame of the bench. */
const frameMaxBytes = 20_000_000

/** The one-shot reading that all are measured against. */
export function readAtOnce(bytes: Uint8Array): string {
  const reader = createReader()
  for (const line of new TextDecoder().decode(bytes).split('\n'))
    if (line !== '') reader.take(JSON.parse(line))
  return reader.text
}

const shipped: Candidate[] = [
  {
    name: 'this project',
    read(chunks) {
      const stream = createAnswerStream({ frameMaxBytes })
      for (const chunk of chunks) stream.feed(chunk)
      stream.end()
      return joinAnswer(stream.text)
    },
  },
]

const peers: Candidate[] = [
  {
    name: 'line split, native TextDecoder (not on phones)',
    read: lineSplit((bytes) => new TextDecoder().decode(bytes)),
  },
  { name: 'line split, fastestsmallesttextencoderdecoder', read: lineSplit(decodePolyfilled) },
  {
    name: '@streamparser/json',
    read(chunks) {
      const reader = createReader()
      const parser = new JSONParser({ paths: ['$'], separator: '' })
      parser.onValue = ({ value }) => reader.take(value)
      for (const chunk of chunks) parser.write(chunk)
      return reader.text
    },
  },
  {
    name: 'eventsource-parser, native TextDecoder',
    framing: { before: 'data: ', after: '\n' },
    read(chunks) {
      const reader = createReader()
      const decoder = new TextDecoder()
      const parser = createParser({ onEvent: ({ data }) => reader.take(JSON.parse(data)) })
      for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }))
      return reader.text
    },
  },
]

/** Decodes one chunk as blog posts do. */
function chunkText(chunk: Uint8Array): string {
  return decodeURIComponent(escape(String.fromCharCode(...chunk)))
}

const posted: Candidate[] = [
  {
    name: 'posted: JSON.parse of each chunk',
    read(chunks) {
      const reader = createReader()
      for (const chunk of chunks) {
        try {
          reader.take(JSON.parse(chunkText(chunk)))
        } catch {
          // as posted: what does not parse is lost
        }
      }
      return reader.text
    },
  },
  {
    name: 'posted: a regular expression over the buffer',
    read(chunks) {
      let buffer = ''
      let text = ''
      for (const chunk of chunks) {
        try {
          buffer += chunkText(chunk)
        } catch {
          // as posted
        }
        const contents = buffer.match(/"content":"(?:[^"\\]|\\.)*"/g) ?? []
        text = contents.map((each) => JSON.parse(each.slice('"content":'.length)) as string).join('')
      }
      return text
    },
  },
]

export const candidates: readonly Candidate[] = [...shipped, ...peers, ...posted]
