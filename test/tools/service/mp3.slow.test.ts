// What counts as a recording. The core's own walker is the witness for durations, and no bytes may take more than a bounded work.
import fc from 'fast-check'
import { configFor } from '../../../miniprogram/config'
import { createMp3Walker } from '../../../miniprogram/core/recording/mp3'
import { readMp3, soundMaxMs } from '../../../tools/service/mp3'
import { encode, recorderEncodings, resample, samplesOf } from '../../core/recording/encode'
import { bombs, longFrame, soundOf } from '../../fakes/bombs'
import { tagWith } from '../../fakes/tagged'
import { fixture, mp3 } from './start-service'

const faultOf = (bytes: Buffer) => {
  const read = readMp3(bytes)
  return 'fault' in read ? read.fault : undefined
}
const durationOf = (bytes: Buffer) => {
  const read = readMp3(bytes)
  return 'fault' in read ? read.fault : Math.round(read.durationMs)
}
const notMp3 = 'is not MP3'
const tooLong = 'is longer than 130 seconds'

test('the limit is what the mini program records, and a little', () => {
  const { recordingMaxMs } = configFor('release', false).limits
  expect(soundMaxMs).toBeGreaterThan(recordingMaxMs + 5_000)
  expect(soundMaxMs).toBeLessThan(recordingMaxMs + 15_000)
})

describe('real encodings', () => {
  const speech = samplesOf(fixture('audio/hometown.wav')).subarray(0, 48_000)

  function witness(bytes: Uint8Array): number {
    const walker = createMp3Walker()
    walker.feed(bytes)
    walker.end()
    return walker.durationMs()
  }

  test.each([
    ...recorderEncodings,
    { sampleRate: 44_100, bitrate: 192, channels: 2 } as const,
    { sampleRate: 16_000, bitrate: 64, channels: 2 } as const,
  ])('$sampleRate Hz, $bitrate kb/s', async (encoding) => {
    const pcm = resample(speech, 16_000, encoding.sampleRate)
    const bytes = Buffer.from(await encode(pcm, encoding))
    expect(durationOf(bytes)).toBe(Math.round(witness(bytes)))
  })

  test('a bit rate that varies', async () => {
    const parts = [16_000, 48_000, 32_000].map((_, at) =>
      encode(speech, { sampleRate: 16_000, bitrate: ([24, 96, 48] as const)[at] ?? 48 }),
    )
    const bytes = Buffer.concat(await Promise.all(parts))
    expect(durationOf(bytes)).toBe(Math.round(witness(bytes)))
  })

  test('the fixture, with its Info frame, whole and cut in a frame', () => {
    expect(durationOf(mp3)).toBe(19_584 + 36)
    expect(durationOf(mp3.subarray(0, 12_096))).toBe(Math.round(witness(mp3.subarray(0, 12_096))) + 72)
  })
})

describe('around the sound', () => {
  const sound = soundOf(1_440)

  test.each([
    ['tags before it', Buffer.concat([tagWith({ a: 'b' }), tagWith({ c: 'd' }), sound]), 1_440],
    ['a tag after it', Buffer.concat([sound, Buffer.from('TAG'.padEnd(128, '\0'))]), 1_440],
    ['junk before and after it', Buffer.concat([Buffer.alloc(300), sound, Buffer.alloc(300, 0xff)]), 1_440],
    ['junk within it', Buffer.concat([sound, Buffer.alloc(999), sound]), 2_880],
    ['a frame cut at its end', Buffer.concat([sound, longFrame.subarray(0, 30)]), 1_512],
    ['a part of another sound', Buffer.concat([sound, sound, mp3.subarray(45, 45 + 216 * 5)]), 2_880],
  ])('%s is allowed', (_, bytes, durationMs) => {
    expect(durationOf(bytes)).toBe(durationMs)
  })

  test.each([
    ['nothing', Buffer.alloc(0), notMp3],
    ['two frames', soundOf(144), notMp3],
    ['more junk than sound', Buffer.concat([sound, Buffer.alloc(sound.length + 4)]), notMp3],
    ['much junk', Buffer.concat([mp3, Buffer.alloc(9_000)]), notMp3],
    ['MP4', Buffer.concat([Buffer.from('\0\0\0\u0020ftypM4A '), mp3]), 'is MP4, not MP3'],
    ['AAC', Buffer.from([0xff, 0xf1, 0x50, 0x80]), 'is AAC, not MP3'],
    ['AMR', Buffer.from('#!AMR\n'), 'is AMR, not MP3'],
    ['Ogg', Buffer.from('OggS\0'), 'is Ogg, not MP3'],
    ['FLAC behind a tag', Buffer.concat([tagWith({}), Buffer.from('fLaC\0')]), 'is FLAC, not MP3'],
    ['CAF', Buffer.from('caff\0'), 'is CAF, not MP3'],
    ['WAVE with MP3 in it', Buffer.concat([Buffer.from('RIFF0000WAVE'), mp3]), 'is WAVE, not MP3'],
    [
      'a large tag',
      Buffer.concat([tagWith({ a: 'b'.repeat(70_000) }), sound]),
      'has an ID3 tag that is too large',
    ],
  ])('%s is refused', (_, bytes, fault) => {
    expect(faultOf(bytes)).toBe(fault)
  })

  test.each([
    ['a little too long', soundMaxMs + 72, tooLong],
    ['49 minutes', 49 * 60_000, tooLong],
    ['as long as is allowed', soundMaxMs - 72, undefined],
  ])('%s', (_, durationMs, fault) => {
    expect(faultOf(soundOf(durationMs))).toBe(fault)
  })
})

describe('any bytes', () => {
  /** What a MB may cost: the sound of `soundMaxMs` and the junk, some reads for each frame and byte. */
  const readsMax = 200_000

  /** Counts what is read, in it and in its parts. */
  function counted(bytes: Buffer) {
    let reads = 0
    const wrap = (target: Buffer): Buffer =>
      new Proxy(target, {
        get(_, key) {
          reads++
          const value: unknown = Reflect.get(target, key, target)
          if (typeof value !== 'function') return value
          return (...args: unknown[]) => {
            const result: unknown = Reflect.apply(value, target, args)
            return Buffer.isBuffer(result) ? wrap(result) : result
          }
        },
      })
    return { bytes: wrap(bytes), reads: () => reads }
  }

  test.each(Object.entries(bombs))('%s: no more work for two megabytes than for one', (_, bombOf) => {
    for (const sizeBytes of [1_000_000, 2_000_000]) {
      const bomb = counted(bombOf(sizeBytes))
      expect(readMp3(bomb.bytes)).toHaveProperty('fault')
      expect(bomb.reads()).toBeLessThan(readsMax)
    }
  })

  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(
      ...[longFrame, mp3.subarray(0, 45), mp3.subarray(261, 477), tagWith({ take: '2' })],
      ...[
        Buffer.from([0xff]),
        Buffer.from([0xff, 0xfb, 0x90, 0x00]),
        Buffer.from('ID3\u0004\0\0\0\0\u007f\u007f'),
      ],
    ),
  )
  const pieces = fc
    .array(fc.tuple(piece, fc.constantFrom(1, 3, 500)), { maxLength: 12 })
    .map((parts) => Buffer.concat(parts.flatMap(([part, times]) => Array<Buffer>(times).fill(part))))
  const spoilt = fc
    .tuple(fc.array(fc.tuple(fc.nat(mp3.length - 1), fc.nat(255)), { maxLength: 30 }), fc.nat(mp3.length))
    .map(([changes, from]) => {
      const bytes = Buffer.from(mp3)
      for (const [at, byte] of changes) bytes[at] = byte
      return bytes.subarray(from)
    })

  test('give a reason, or sound that is no longer than their frames and the limit', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, spoilt), (bytes) => {
        const { bytes: read, reads } = counted(bytes)
        const result = readMp3(read)
        expect(reads()).toBeLessThan(Math.min(readsMax, 100 + 20 * bytes.length))
        if ('fault' in result) expect(result.fault).toMatch(/^(is|has) /)
        else {
          expect(result.durationMs).toBeGreaterThan(0)
          expect(result.durationMs).toBeLessThanOrEqual(Math.min(soundMaxMs, bytes.length + 72))
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a few spoilt bytes cost a recording no more than some frames', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1_000, max: mp3.length - 1 }), { maxLength: 5 }), (places) => {
        const bytes = Buffer.from(mp3)
        for (const at of places) bytes[at] = 0
        expect(durationOf(bytes)).toBeGreaterThan(19_620 - 5 * 36 * 4)
      }),
      { numRuns: 100 },
    )
  })
})
