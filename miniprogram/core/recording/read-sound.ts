// The bytes of a file → whether it is MP3, how long, how loud, and when somebody speaks in it.
import { AppError } from '../errors'
import type { Recording } from '../ports'
import { summarise } from './levels'
import { createMp3Walker, isMp3 } from './mp3'
import { findSpeech } from './speech'
import type { Speech } from './speech'

export type Sound = Pick<Recording, 'durationMs' | 'sizeBytes' | 'levels'> & {
  readonly speech: Speech | null
}

/** Stored with the attempt: twice as many as the widest waveform shows. */
const storedLevels = 96

/** Returns AppError `recording-empty` or `recording-not-mp3` if it is not a recording. */
export function readSound(bytes: Uint8Array): Sound | AppError {
  if (bytes.length === 0) return new AppError('recording-empty', { message: 'an empty file' })
  // DevTools and WeChat for Mac always write webm (reported; no thread known)
  if (!isMp3(bytes)) {
    const firstBytes = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'))
    return new AppError('recording-not-mp3', { message: `it begins with ${firstBytes.join(' ')}` })
  }
  const walker = createMp3Walker()
  const granules = [...walker.feed(bytes), ...walker.end()]
  if (granules.length === 0) return new AppError('recording-empty', { message: 'no audio frame' })
  return {
    durationMs: Math.round(walker.durationMs()),
    sizeBytes: bytes.length,
    levels: summarise(
      granules.map(({ level }) => level),
      storedLevels,
    ).map((level) => Math.round(level * 100) / 100),
    speech: findSpeech(granules),
  }
}
