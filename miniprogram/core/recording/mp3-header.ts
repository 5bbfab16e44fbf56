// Four bytes → the header of an MPEG layer III frame.
// Source: ISO/IEC 11172-3 2.4.1.3 (MPEG-1), ISO/IEC 13818-3 2.4.1.3 (MPEG-2); 2.5 is Fraunhofer's extension.

/** The fields of a frame's header that walking and loudness need. */
export interface FrameHeader {
  readonly version: 1 | 2 | 2.5
  readonly sampleRate: number
  readonly channels: 1 | 2
  /** The whole frame, header included. */
  readonly sizeBytes: number
  /** 576 samples each: two in MPEG-1, one in MPEG-2 and 2.5. */
  readonly granules: 1 | 2
  /** Offset of the side information in the frame: after the header and the CRC, if any. */
  readonly sideInfoOffset: 4 | 6
  readonly sideInfoBytes: 9 | 17 | 32
}

export const headerBytes = 4
export const granuleSamples = 576
/** The longest frame: 320 kb/s at 32 kHz (MPEG-1) and 160 kb/s at 8 kHz (MPEG-2.5), padded. */
export const frameMaxBytes = 1441

const sampleRates = [44100, 48000, 32000]
const bitratesMpeg1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const bitratesMpeg2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]

/**
 * The header at `offset`, or undefined if the four bytes there are not one (or run past the end).
 * Layer III only; free format (bitrate index 0) is rejected, as its headers don't state the frame's size.
 */
export function readHeader(bytes: Uint8Array, offset: number): FrameHeader | undefined {
  const [sync, second, third, fourth] = bytes.subarray(offset, offset + headerBytes)
  if (sync !== 0xff || second === undefined || third === undefined || fourth === undefined) return undefined
  const versionBits = (second >> 3) & 3
  const isLayer3 = (second & 0xe6) === 0xe2
  if (!isLayer3 || versionBits === 1 || (fourth & 3) === 2) return undefined

  const version = versionBits === 3 ? 1 : versionBits === 2 ? 2 : 2.5
  const bitrate = (version === 1 ? bitratesMpeg1 : bitratesMpeg2)[third >> 4]
  const baseRate = sampleRates[(third >> 2) & 3]
  if (!bitrate || baseRate === undefined) return undefined

  const sampleRate = version === 1 ? baseRate : version === 2 ? baseRate / 2 : baseRate / 4
  const channels = fourth >> 6 === 3 ? 1 : 2
  const granules = version === 1 ? 2 : 1
  const padding = (third >> 1) & 1
  return {
    version,
    sampleRate,
    channels,
    sizeBytes: Math.floor((granules * 72_000 * bitrate) / sampleRate) + padding,
    granules,
    sideInfoOffset: (second & 1) === 0 ? 6 : 4,
    sideInfoBytes: version === 1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17,
  }
}

/** Whether two headers can belong to the same stream: bitrate and padding may differ, the rest may not. */
export function sameStream(one: FrameHeader, other: FrameHeader): boolean {
  return (
    one.version === other.version && one.sampleRate === other.sampleRate && one.channels === other.channels
  )
}

/**
 * Size of the ID3v2 tag that begins at the first byte, or 0 without one. Needs at least ten bytes.
 * A footer (ten more bytes, rarely written) is not counted: resynchronisation skips it.
 */
export function id3v2Bytes(bytes: Uint8Array): number {
  const [i, d, three, major, revision, , ...size] = bytes.subarray(0, 10)
  if (i !== 0x49 || d !== 0x44 || three !== 0x33 || size.length < 4) return 0
  if (major === 0xff || revision === 0xff || size.some((byte) => byte > 0x7f)) return 0
  return 10 + size.reduce((sum, byte) => sum * 128 + byte, 0)
}
