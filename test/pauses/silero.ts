// 16 kHz samples → the stretches in which Silero's voice detector hears speech.
// Source of the thresholds: `get_speech_timestamps` of github.com/snakers4/silero-vad, with its defaults.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Pause } from '../../miniprogram/core/recording/speech'

interface Tensor {
  readonly data: Float32Array
}
interface Model {
  run(inputs: Record<string, Tensor>): Promise<{ output: Tensor; stateN: Tensor }>
}
interface OnnxRuntime {
  readonly InferenceSession: { create(model: Uint8Array): Promise<Model> }
  readonly Tensor: new (type: string, data: Float32Array | BigInt64Array, shape: number[]) => Tensor
}

export type Silero = (samples: Float32Array) => Promise<Pause[]>

export const sileroRate = 16_000
/** What the model hears at once, and what it remembers of the sound before. */
const windowSamples = 512
const contextSamples = 64
const windowMs = (windowSamples * 1000) / sileroRate
const speechFrom = 0.5
const silenceBelow = 0.35
const shortestSpeechMs = 250
const shortestSilenceMs = 100
const marginMs = 30

/** @param modules a `node_modules` with onnxruntime-web and @ricky0123/vad-web */
export async function loadSilero(modules: string): Promise<Silero> {
  const find = createRequire(`${modules}/`)
  const onnx = find('onnxruntime-web') as OnnxRuntime
  const model = await onnx.InferenceSession.create(
    readFileSync(find.resolve('@ricky0123/vad-web/dist/silero_vad_v5.onnx')),
  )
  const rate = new onnx.Tensor('int64', BigInt64Array.of(BigInt(sileroRate)), [])

  return async (samples) => {
    let state = new onnx.Tensor('float32', new Float32Array(2 * 128), [2, 1, 128])
    const probabilities: number[] = []
    for (let at = 0; at + windowSamples <= samples.length; at += windowSamples) {
      const heard = new Float32Array(contextSamples + windowSamples)
      heard.set(
        samples.subarray(Math.max(0, at - contextSamples), at + windowSamples),
        at === 0 ? contextSamples : 0,
      )
      const input = new onnx.Tensor('float32', heard, [1, heard.length])
      const { output, stateN } = await model.run({ input, state, sr: rate })
      probabilities.push(output.data[0] ?? 0)
      state = stateN
    }
    return stretchesOf(probabilities)
  }
}

/** Speech begins at one threshold and ends at a lower one, if it stays below for long enough. */
export function stretchesOf(probabilities: readonly number[]): Pause[] {
  const stretches: Pause[] = []
  let startMs: number | null = null
  let silentSinceMs: number | null = null
  const end = (endMs: number) => {
    if (startMs !== null && endMs - startMs >= shortestSpeechMs) stretches.push({ startMs, endMs })
    startMs = null
    silentSinceMs = null
  }
  probabilities.forEach((probability, at) => {
    const nowMs = at * windowMs
    if (probability >= speechFrom) {
      startMs ??= nowMs
      silentSinceMs = null
    } else if (startMs !== null && probability < silenceBelow) {
      silentSinceMs ??= nowMs
      if (nowMs - silentSinceMs >= shortestSilenceMs) end(silentSinceMs)
    }
  })
  const wholeMs = probabilities.length * windowMs
  end(wholeMs)
  return stretches.map(({ startMs, endMs }) => ({
    startMs: Math.max(0, startMs - marginMs),
    endMs: Math.min(wholeMs, endMs + marginMs),
  }))
}
