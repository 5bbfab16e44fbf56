// The options of recorder.start → validated options with WeChat's defaults.
import { failure } from './callbacks'

export const sampleRateHz = 16_000
/** Those of MPEG layer III at 16 kHz within what WeChat allows there (documented: 24000 ~ 96000 b/s). */
export const bitRatesKbps = [24, 32, 40, 48, 64, 80, 96] as const

/** WeChat's default, and the only value that the simulator has. */
const only: Readonly<Record<string, readonly [byDefault: unknown, only: unknown]>> = {
  format: ['aac', 'mp3'],
  sampleRate: [8000, sampleRateHz],
  numberOfChannels: [2, 1],
}

export type RecorderOptions = ReturnType<typeof readRecorderOptions>

/** @throws Failure with the message of `operateRecorder` */
export function readRecorderOptions(rawOptions: Readonly<Record<string, unknown>>) {
  const refuse = (reason: string) => failure(`:start record fail, ${reason}`)
  const number = (name: string, fallback: number): number => {
    const value = rawOptions[name] ?? fallback
    if (typeof value !== 'number' || !Number.isFinite(value)) throw refuse(`${name} should be Number`)
    return value
  }

  const durationMs = number('duration', 60_000)
  if (durationMs <= 0 || durationMs > 600_000) throw refuse(`duration ${durationMs} is outside 1 ~ 600000`)
  for (const [name, [byDefault, expected]] of Object.entries(only)) {
    const value = rawOptions[name] ?? byDefault
    if (value !== expected)
      throw refuse(`${name} ${String(value)} is not in the simulator, only ${String(expected)}`)
  }
  const bitRate = number('encodeBitRate', 48_000)
  const bitRateKbps = bitRatesKbps.find((rate) => rate * 1000 === bitRate)
  if (bitRateKbps === undefined)
    throw refuse(`encodeBitRate ${bitRate} is not in the simulator, only ${bitRatesKbps.join(', ')} kb/s`)
  /** 0 means no frames are emitted. */
  const frameSizeBytes = number('frameSize', 0) * 1024
  return { durationMs, bitRateKbps, frameSizeBytes }
}
