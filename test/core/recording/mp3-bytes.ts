// MP3 for tests: synthetic speech, its frames, its bytes cut and joined, and a walker's result for them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMp3Walker } from '../../../miniprogram/core/recording/mp3'
import { readHeader } from '../../../miniprogram/core/recording/mp3-header'

export const audio = join(__dirname, '../../fixtures/audio')
export const hometown = new Uint8Array(readFileSync(join(audio, 'hometown.mp3')))

export function walk(chunks: Iterable<Uint8Array>) {
  const walker = createMp3Walker()
  const granules = []
  for (const chunk of chunks) granules.push(...walker.feed(chunk))
  granules.push(...walker.end())
  return { granules, durationMs: walker.durationMs() }
}

export const byteByByte = (bytes: Uint8Array) => Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))

export function joined(...parts: (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

export const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0))

export function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = []
  let at = 0
  for (let index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1
    chunks.push(bytes.subarray(at, at + size))
    at += size
  }
  return chunks
}

// hometown.mp3 begins with an ID3v2 tag of 45 bytes and an Info frame of 216
export const frames: Uint8Array[] = []
for (
  let at = 45 + 216, header = readHeader(hometown, at);
  header !== undefined;
  header = readHeader(hometown, at)
) {
  frames.push(hometown.subarray(at, at + header.sizeBytes))
  at += header.sizeBytes
}
export const sound = joined(...frames.slice(0, 60))
