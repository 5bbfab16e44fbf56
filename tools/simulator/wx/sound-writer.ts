// The microphone's stream → a sound file's bytes as they are encoded: MP3, or webm as in DevTools.
import { createMp3Encoder } from 'wasm-media-encoders'
import { joined } from './encodings'
import { captureSamples } from './microphone'
import { sampleRateHz } from './recorder-options'
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

interface SoundHandlers {
  /** New bytes of the file, owned by the callee. Webm is not reported in pieces. */
  onBytes(bytes: Uint8Array): void
  /** `durationMs()` has grown. */
  onProgress(): void
}

export async function createMp3Writer(
  stream: MediaStream,
  { bitRateKbps }: Pick<RecorderOptions, 'bitRateKbps'>,
  { onBytes, onProgress, isAhead }: SoundHandlers & { readonly isAhead: boolean },
): Promise<SoundWriter> {
  const encoder = await createMp3Encoder()
  const pieces: Uint8Array[] = []
  let writtenSamples = 0
  // until sound arrives: no frame may precede onStart
  let isPaused = true

  function append(encoded: Uint8Array): void {
    if (encoded.byteLength === 0) return
    // the encoder reuses its buffer
    const bytes = encoded.slice()
    pieces.push(bytes)
    onBytes(bytes)
  }
  const capture = await captureSamples(stream)
  encoder.configure({
    channels: 1,
    sampleRate: capture.sampleRateHz,
    outputSampleRate: sampleRateHz,
    bitrate: bitRateKbps,
  })
  const durationMs = (): number => Math.round((writtenSamples / capture.sampleRateHz) * 1000)
  await capture.start((samples) => {
    const times = isAhead && durationMs() < ahead.untilMs ? ahead.times : 1
    for (let turn = 0; turn < times && !isPaused; turn += 1) {
      writtenSamples += samples.length
      append(encoder.encode([samples]))
      onProgress()
    }
  })
  isPaused = false

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
      capture.close()
      append(encoder.finalize())
      return joined(...pieces)
    },
    discard() {
      isPaused = true
      capture.close()
    },
  }
}

export function createWebmWriter(
  stream: MediaStream,
  { onProgress }: Pick<SoundHandlers, 'onProgress'>,
): SoundWriter {
  const recorder = new MediaRecorder(stream, { mimeType: 'audio/webm;codecs=opus' })
  const blobs: Blob[] = []
  let beforeMs = 0
  let resumedAtMs = performance.now()
  const durationMs = (): number =>
    Math.round(beforeMs + (recorder.state === 'recording' ? performance.now() - resumedAtMs : 0))
  recorder.ondataavailable = ({ data }) => {
    blobs.push(data)
    onProgress()
  }
  recorder.start(100)

  return {
    durationMs,
    pause() {
      beforeMs = durationMs()
      recorder.pause()
    },
    resume() {
      resumedAtMs = performance.now()
      recorder.resume()
    },
    async finish() {
      beforeMs = durationMs()
      const stopped = new Promise((resolve) => (recorder.onstop = resolve))
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
