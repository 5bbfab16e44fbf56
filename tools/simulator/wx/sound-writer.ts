// The microphone's stream → a sound file's bytes as they are encoded: MP3, or webm as in DevTools.
import { createMp3Encoder } from 'wasm-media-encoders'
import { captureSamples } from './microphone'
import type { RecorderOptions } from './recorder-options'

export interface SoundWriter {
  /** Duration written so far, without pauses. */
  durationMs(): number
  pause(): void
  resume(): void
  /** Writes the rest and closes. Returns the whole file. */
  finish(): Promise<Uint8Array>
  /** Closes without producing a file. */
  discard(): void
}

/** With `isAhead`, the take's first `untilMs` arrive `times` as fast: each block is written that often. */
const ahead = { untilMs: 5_000, times: 10 }

export interface SoundHandlers {
  /** New bytes of the file, owned by the callee. Webm is not reported in pieces. */
  onBytes(bytes: Uint8Array): void
  /** `durationMs()` has grown. */
  onProgress(): void
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.byteLength
  }
  return whole
}

export async function createMp3Writer(
  stream: MediaStream,
  options: RecorderOptions,
  handlers: SoundHandlers & { readonly isAhead: boolean },
): Promise<SoundWriter> {
  const encoder = await createMp3Encoder()
  const pieces: Uint8Array[] = []
  let writtenSamples = 0
  // until sound arrives: no frame may precede onStart
  let isPaused = true
  let isClosed = false

  function append(encoded: Uint8Array): void {
    if (encoded.byteLength === 0) return
    // the encoder reuses its buffer
    const bytes = encoded.slice()
    pieces.push(bytes)
    handlers.onBytes(bytes)
  }
  const capture = await captureSamples(stream, options.channels)
  encoder.configure({
    channels: options.channels,
    sampleRate: capture.sampleRateHz,
    outputSampleRate: options.sampleRateHz,
    bitrate: options.bitRateKbps,
  })
  const durationMs = (): number => Math.round((writtenSamples / capture.sampleRateHz) * 1000)
  await capture.start((block) => {
    const times = handlers.isAhead && durationMs() < ahead.untilMs ? ahead.times : 1
    for (let turn = 0; turn < times && !isPaused && !isClosed; turn += 1) {
      writtenSamples += block[0]?.length ?? 0
      append(encoder.encode(block))
      handlers.onProgress()
    }
  })
  isPaused = false
  const close = (): void => {
    isClosed = true
    capture.close()
  }

  return {
    durationMs,
    pause() {
      isPaused = true
    },
    resume() {
      isPaused = false
    },
    async finish() {
      await capture.flush()
      close()
      append(encoder.finalize())
      return concatenate(pieces)
    },
    discard: close,
  }
}

export function createWebmWriter(stream: MediaStream, handlers: SoundHandlers): SoundWriter {
  const recorder = new MediaRecorder(stream, { mimeType: 'audio/webm;codecs=opus' })
  const blobs: Blob[] = []
  let beforeMs = 0
  let resumedAtMs: number | undefined = performance.now()
  const stopClock = (): void => {
    if (resumedAtMs !== undefined) beforeMs += performance.now() - resumedAtMs
    resumedAtMs = undefined
  }
  recorder.ondataavailable = ({ data }) => {
    blobs.push(data)
    handlers.onProgress()
  }
  recorder.start(100)

  return {
    durationMs: () =>
      Math.round(beforeMs + (resumedAtMs === undefined ? 0 : performance.now() - resumedAtMs)),
    pause() {
      stopClock()
      recorder.pause()
    },
    resume() {
      resumedAtMs = performance.now()
      recorder.resume()
    },
    async finish() {
      stopClock()
      const stopped = new Promise<void>((resolve) => {
        recorder.onstop = () => resolve()
      })
      recorder.stop()
      await stopped
      return new Uint8Array(await new Blob(blobs).arrayBuffer())
    },
    discard() {
      recorder.ondataavailable = null
      recorder.stop()
    },
  }
}
