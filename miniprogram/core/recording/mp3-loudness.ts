// One whole frame → the loudness of each granule in dB, from its side information, without decoding.
// Source: ISO/IEC 11172-3 2.4.1.7, 2.4.2.7 (MPEG-1), ISO/IEC 13818-3 2.4.1.7 (MPEG-2; 2.5 has the same layout).
import type { FrameHeader } from './mp3-header'

/**
 * Each granule's loudness in dB relative to a full-scale tone (about its RMS in dBFS), of the louder channel;
 * -Infinity for silence. Estimated as the quantiser's step (`global_gain`) times the largest value that the chosen
 * Huffman tables can carry (`table_select`): the step alone depends more on the bitrate than on the sound. About one
 * granule in fifty of speech reads too loud: LAME raised its gain and lowers it again by scalefactors, which are in
 * the main data.
 */
export function granuleLoudness(frame: Uint8Array, header: FrameHeader): number[] {
  const { channels, granules } = header
  const isMpeg1 = header.version === 1
  // main_data_begin, private_bits and, in MPEG-1, scfsi come before the granules
  const headBits = isMpeg1 ? 9 + (channels === 1 ? 5 : 3) + 4 * channels : 8 + channels
  const channelBits = isMpeg1 ? 59 : 63
  const windowOffset = isMpeg1 ? 33 : 38

  return Array.from({ length: granules }, (_, granule) => {
    let loudest = -Infinity
    for (let channel = 0; channel < channels; channel += 1) {
      const begin = header.sideInfoOffset * 8 + headBits + (granule * channels + channel) * channelBits
      loudest = Math.max(loudest, channelLoudness(frame, begin, begin + windowOffset))
    }
    return loudest
  })
}

/** `begin`: offset of part2_3_length; `windowBegin`: of window_switching_flag. In bits. */
function channelLoudness(frame: Uint8Array, begin: number, windowBegin: number): number {
  const bigValues = bitsAt(frame, begin + 12, 9)
  // without big values it is silence or a hiss of ±1, for which LAME writes gain 210, which would read as loud
  if (bigValues === 0) return -Infinity

  const isSwitched = bitsAt(frame, windowBegin, 1) === 1
  // a switched window has two regions, after block_type and mixed_block_flag; an ordinary one has three
  const tablesBegin = windowBegin + (isSwitched ? 4 : 1)
  const regions = isSwitched ? [0, 1] : [0, 1, 2]
  const peak = Math.max(
    ...regions.map((region) => tableValues[bitsAt(frame, tablesBegin + region * 5, 5)] ?? 0),
  )
  // requantisation: value^(4/3) × 2^((global_gain - 210) / 4)
  const gain = bitsAt(frame, begin + 21, 8)
  return 20 * Math.log10(peak ** (4 / 3) * 2 ** ((gain - 210) / 4))
}

// From ISO/IEC 11172-3 table B.7. The encoder uses the smallest table that holds a region's largest value; where
// several sizes share a table or its linbits, this is a typical value.
const tableValues = [
  ...[0, 1, 2, 2, 0, 3, 3, 4.5, 4.5, 4.5, 6.5, 6.5, 6.5, 11, 0, 11],
  ...[1, 2, 3, 4, 6, 8, 10, 13, 4, 5, 6, 7, 8, 9, 11, 13].map((linbits) => 15 + 0.7 * 2 ** linbits),
]

/** Whether the frame contains an encoder's table (Xing, Info or VBRI) instead of sound. */
export function isTableFrame(frame: Uint8Array, header: FrameHeader): boolean {
  // some encoders leave room for the CRC before the tag, some don't
  const offsets = [4 + header.sideInfoBytes, header.sideInfoOffset + header.sideInfoBytes]
  return (
    offsets.some((offset) => hasTag(frame, offset, 'Xing') || hasTag(frame, offset, 'Info')) ||
    hasTag(frame, 36, 'VBRI')
  )
}

function hasTag(frame: Uint8Array, offset: number, tag: string): boolean {
  return String.fromCharCode(...frame.subarray(offset, offset + tag.length)) === tag
}

/** At most 16 bits, most significant first; bits past the end read as 0. */
function bitsAt(bytes: Uint8Array, bitOffset: number, count: number): number {
  const at = bitOffset >> 3
  const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
  return (word >> (24 - (bitOffset & 7) - count)) & ((1 << count) - 1)
}
