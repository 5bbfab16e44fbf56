// An attempt → when the student speaks in it: as stored, else read from its file once.
import { AppError } from '../errors'
import type { RecordingFiles } from '../ports'
import { readSound } from '../recording/read-sound'
import type { Speech } from '../recording/speech'
import { measured } from './attempt'
import type { AttemptLog } from './attempt-log'

interface SpeechParts {
  readonly log: Pick<AttemptLog, 'get' | 'update'>
  readonly files: Pick<RecordingFiles, 'read'>
}

/** Undefined if that can no longer be known, or if there is no such attempt. Never rejects. */
export type SpeechOf = (attemptId: string) => Promise<Speech | null | undefined>

export function createMeasuredSpeech({ log, files }: SpeechParts): SpeechOf {
  return async (id) => {
    const attempt = log.get(id)
    if (!attempt?.recording || attempt.speech !== undefined) return attempt?.speech
    const sound = await files.read(attempt.recording.filePath).then(readSound, () => null)
    if (!sound || sound instanceof AppError) return undefined
    try {
      log.update(id, measured(sound.speech))
    } catch {
      // no room: it is read again the next time
    }
    return sound.speech
  }
}
