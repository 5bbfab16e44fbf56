// The ID3v2 tags in front of an MP3 → their size, and the texts in them: see "The question in the recording" in docs/protocol.md.
// Source: id3.org, "ID3 tag version 2.4.0 - Main Structure" 3.1, 4 and "- Native Frames" 4.2.6 (TXXX).
import { id3v2Bytes } from '../../miniprogram/core/recording/mp3-header'
import type { Mp3Fault } from './mp3'

/** The TXXX frames' values by description. Untrusted. */
export type Texts = Readonly<Record<string, string>>

export interface Tags {
  /** Of all tags together. */
  readonly sizeBytes: number
  readonly texts: Texts
}

/** The mini program writes one of at most 2 kB, and a recorder may have written another. */
const tagsMax = 4
const tagsMaxBytes = 65_536

const headerBytes = 10
const version = 4
const utf8Encoding = 3

/** Of several texts with one description the first counts. */
export function readTags(bytes: Buffer): Tags | Mp3Fault {
  const texts = new Map<string, string>()
  let sizeBytes = 0
  for (let tags = 0; tags < tagsMax; tags++) {
    const tag = bytes.subarray(sizeBytes)
    const tagBytes = id3v2Bytes(tag)
    if (tagBytes === 0) break
    sizeBytes += tagBytes
    if (sizeBytes > tagsMaxBytes) return { fault: 'has an ID3 tag that is too large' }
    addTexts(tag.subarray(0, tagBytes), texts)
  }
  return { sizeBytes, texts: Object.fromEntries(texts) }
}

/** Reads what the mini program writes: nothing from a tag of another version, or with flags, and the rest of none that is damaged. */
function addTexts(tag: Buffer, texts: Map<string, string>): void {
  if (tag[3] !== version || tag[5] !== 0) return
  for (let at = headerBytes; at + headerBytes <= tag.length;) {
    const contentBytes = synchsafe(tag.subarray(at + 4, at + 8))
    const content = tag.subarray(at + headerBytes, at + headerBytes + contentBytes)
    // zeros after the last frame are padding
    if (tag[at] === 0 || content.length < contentBytes) return
    if (tag.toString('latin1', at, at + 4) === 'TXXX' && tag.readUInt16BE(at + 8) === 0) {
      addText(content, texts)
    }
    at += headerBytes + contentBytes
  }
}

function addText(content: Buffer, texts: Map<string, string>): void {
  const text = content.toString('utf8', 1)
  const end = text.indexOf('\0')
  // what is not UTF-8 is read as U+FFFD
  if (content[0] !== utf8Encoding || end < 0 || text.includes('\ufffd')) return
  const description = text.slice(0, end)
  if (!texts.has(description)) texts.set(description, text.slice(end + 1))
}

/** Four bytes of seven bits each; more than any tag holds if they are not. */
function synchsafe(size: Buffer): number {
  return size.reduce((sum, byte) => (byte > 0x7f ? Infinity : sum * 128 + byte), 0)
}
