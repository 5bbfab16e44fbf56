// The options of recorder.start → validated options with WeChat's defaults.
import { failure } from './callbacks'

/** Documented pairs: sample rate in Hz → lowest and highest encodeBitRate in b/s. */
export const bitRateRanges: Readonly<Record<number, readonly [number, number]>> = {
  8000: [16000, 48000],
  11025: [16000, 48000],
  12000: [24000, 64000],
  16000: [24000, 96000],
  22050: [32000, 128000],
  24000: [32000, 128000],
  32000: [48000, 192000],
  44100: [64000, 320000],
  48000: [64000, 320000],
}

/** Bit rates of MPEG layer III in kb/s, below and from 32 kHz. The requested bit rate is rounded to the nearest. */
const lowRatesKbps = [16, 24, 32, 40, 48, 64, 80, 96, 112, 128, 160] as const
const highRatesKbps = [32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] as const
export type BitRateKbps = (typeof lowRatesKbps)[number] | (typeof highRatesKbps)[number]
export type SampleRateHz = 8000 | 11025 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000

export interface RecorderOptions {
  durationMs: number
  sampleRateHz: SampleRateHz
  bitRateKbps: BitRateKbps
  channels: 1 | 2
  /** 0 means no frames are emitted. */
  frameSizeBytes: number
}

/** @throws Failure with the message of `operateRecorder` */
export function readRecorderOptions(rawOptions: Readonly<Record<string, unknown>>): RecorderOptions {
  const refuse = (reason: string) => failure(`:start record fail, ${reason}`)
  const number = (name: string, fallback: number): number => {
    const value = rawOptions[name] ?? fallback
    if (typeof value !== 'number' || !Number.isFinite(value)) throw refuse(`${name} should be Number`)
    return value
  }

  const durationMs = number('duration', 60_000)
  if (durationMs <= 0 || durationMs > 600_000) throw refuse(`duration ${durationMs} is outside 1 ~ 600000`)
  const sampleRateHz = number('sampleRate', 8000)
  const range = bitRateRanges[sampleRateHz]
  if (range === undefined) throw refuse(`sampleRate ${sampleRateHz} is not supported`)
  const bitRate = number('encodeBitRate', 48_000)
  if (bitRate < range[0] || bitRate > range[1]) {
    throw refuse(
      `encodeBitRate ${bitRate} is outside ${range[0]} ~ ${range[1]} of sampleRate ${sampleRateHz}`,
    )
  }
  const channels = number('numberOfChannels', 2)
  if (channels !== 1 && channels !== 2) throw refuse(`numberOfChannels ${channels} is not supported`)
  const format = rawOptions.format ?? 'aac'
  if (format !== 'mp3') throw refuse(`format ${format as string} is not in the simulator, only mp3`)

  const availableRates: readonly BitRateKbps[] = sampleRateHz < 32_000 ? lowRatesKbps : highRatesKbps
  const distance = (rate: number): number => Math.abs(rate - bitRate / 1000)
  const bitRateKbps = availableRates.reduce((best, rate) => (distance(rate) < distance(best) ? rate : best))
  const frameSizeBytes = number('frameSize', 0) * 1024
  return { durationMs, sampleRateHz: sampleRateHz as SampleRateHz, bitRateKbps, channels, frameSizeBytes }
}
