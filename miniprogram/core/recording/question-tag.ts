// What a recording answers, and the language of its notes → an ID3v2.4 tag to put in front of its MP3, for the service.
// Source: id3.org, "ID3 tag version 2.4.0 - Main Structure" 3.1, 4, 6.2 and "- Native Frames" 4.2.6 (TXXX).
import type { AskedQuestion } from '../questions/question'
import { utf8Bytes } from '../utf8-bytes'

export type NotesLanguage = 'zh' | 'en'

export interface TaggedQuestion {
  readonly question: Pick<AskedQuestion, 'id' | 'text'>
  /** From 1: how many recordings of this question the student has made, with this one. */
  readonly takeNumber: number
}

/**
 * One tag with a TXXX frame for each of `question-id`, `question` and `take`, if the question is known, and `notes`. Decoders
 * skip it: the sound is unchanged. Its size is a multiple of three, so that its base64 followed by that of the MP3 is the
 * base64 of both.
 */
export function questionTag(asked: TaggedQuestion | null, notes: NotesLanguage): Uint8Array {
  const frames = [...(asked ? questionFrames(asked) : []), ...textFrame('notes', notes)]
  // zeros after the frames are padding, which the tag's size includes
  const sizeBytes = Math.ceil((headerBytes + frames.length) / 3) * 3
  const tag = new Uint8Array(sizeBytes)
  tag.set([...ascii('ID3'), version, 0, 0, ...synchsafe(sizeBytes - headerBytes), ...frames])
  return tag
}

const headerBytes = 10
const version = 4
const utf8Encoding = 3

function questionFrames({ question, takeNumber }: TaggedQuestion): number[] {
  return [
    ...textFrame('question-id', question.id),
    ...textFrame('question', question.text),
    ...textFrame('take', String(takeNumber)),
  ]
}

function textFrame(description: string, value: string): number[] {
  const content = [utf8Encoding, ...utf8Bytes(description), 0, ...utf8Bytes(value)]
  return [...ascii('TXXX'), ...synchsafe(content.length), 0, 0, ...content]
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0))
}

/** Four bytes of seven bits each, so that no decoder mistakes them for the start of a frame of sound. */
function synchsafe(size: number): number[] {
  return [21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f)
}
