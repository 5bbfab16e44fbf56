// A take that brought no MP3, in DevTools → the sample recording, if the developer wants it in its place.
import { AppError, type ErrorCode } from '../../core/errors'
import type { Recorder, Recording, RecordingFiles } from '../../core/ports'
import { readSound } from '../../core/recording/read-sound'

interface SampleOptions {
  readonly files: Pick<RecordingFiles, 'write'>
  nextId(): string
  /** Whether the sample is wanted. */
  ask(): Promise<boolean>
  /** Base64 → bytes. */
  decode(base64: string): ArrayBuffer
  /** The sample, in base64. */
  load?(): Promise<string>
}

/** What DevTools makes of a take: WebM, whatever was asked for, or nothing (R; no thread known). */
const ofDevTools: readonly ErrorCode[] = ['recording-not-mp3', 'recorder-failed']

/** For DevTools alone: without a recording, nothing could be sent there. */
export function offerSample(recorder: Recorder, options: SampleOptions): Recorder {
  const { files, nextId, ask, decode, load = loadSample } = options

  /** Null if it is not wanted, or not there. */
  async function sample(): Promise<Recording | null> {
    if (!(await ask())) return null
    const bytes = new Uint8Array(decode(await load()))
    const sound = readSound(bytes)
    if (sound instanceof AppError) return null
    const id = nextId()
    return { id, filePath: await files.write(id, bytes), ...sound }
  }

  return {
    start(handlers) {
      let isCancelled = false
      const take = recorder.start({
        ...handlers,
        onError(error) {
          if (!ofDevTools.includes(error.code)) return handlers.onError(error)
          void sample()
            .catch(() => null)
            .then((recording) => {
              if (isCancelled) return
              if (recording) handlers.onStop(recording)
              else handlers.onError(error)
            })
        },
      })
      return {
        ...take,
        cancel() {
          isCancelled = true
          take.cancel()
        },
      }
    },
  }
}

/** From a package of its own, so that no phone fetches it. */
async function loadSample(): Promise<string> {
  const { sampleRecording } = (await require.async('../../pages/device-check/sample-recording.js')) as {
    sampleRecording: string
  }
  return sampleRecording
}
