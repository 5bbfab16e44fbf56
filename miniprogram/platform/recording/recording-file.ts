// A file that the recorder wrote → a checked recording: is it MP3, how long, how loud.
import { AppError } from '../../core/errors'
import type { Recording } from '../../core/ports'
import { summarise } from '../../core/recording/levels'
import { createMp3Walker, isMp3 } from '../../core/recording/mp3'
import type { PlatformFailure } from './microphone-permission'

/** The slice of `wx` that reading takes. */
export interface RecordingFileWx {
  getFileSystemManager(): {
    readFile(option: {
      filePath: string
      success(result: { data: string | ArrayBuffer }): void
      fail(failure: PlatformFailure): void
    }): void
  }
}

/** Twice what the widest waveform shows; the attempt is stored with them. */
const storedLevels = 96

/** Answers once with what the file holds, or why it cannot be used. Unchanged is where the file lies. */
export function readRecording(
  wx: RecordingFileWx,
  { id, filePath }: Pick<Recording, 'id' | 'filePath'>,
  answer: (result: Recording | AppError) => void,
): void {
  if (!filePath) return answer(new AppError('recording-empty', { message: 'no file' }))
  wx.getFileSystemManager().readFile({
    filePath,
    success: ({ data }) => {
      if (typeof data === 'string') answer(new AppError('recording-unreadable', { message: 'read as text' }))
      else answer(recordingOf({ id, filePath }, new Uint8Array(data)))
    },
    fail: (failure) =>
      answer(new AppError('recording-unreadable', { message: failure.errMsg ?? '', cause: failure })),
  })
}

/** Duration and levels come from the file itself: frames handed over live may be missing or come late. */
function recordingOf(file: Pick<Recording, 'id' | 'filePath'>, bytes: Uint8Array): Recording | AppError {
  if (bytes.length === 0) return new AppError('recording-empty', { message: 'an empty file' })
  // DevTools and WeChat for Mac write webm whatever format is asked for (reported; no thread known)
  if (!isMp3(bytes)) {
    const firstBytes = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(
      ' ',
    )
    return new AppError('recording-not-mp3', { message: `it begins with ${firstBytes}` })
  }
  const walker = createMp3Walker()
  const granules = [...walker.feed(bytes), ...walker.end()]
  if (granules.length === 0) return new AppError('recording-empty', { message: 'no audio frame' })
  return {
    ...file,
    durationMs: Math.round(walker.durationMs()),
    sizeBytes: bytes.length,
    levels: summarise(
      granules.map(({ level }) => level),
      storedLevels,
    ).map((level) => Math.round(level * 100) / 100),
  }
}
