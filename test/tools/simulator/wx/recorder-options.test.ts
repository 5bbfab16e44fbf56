import { createFrameCutter } from '../../../../tools/simulator/wx/frame-cutter'
import type { RecordedFrame } from '../../../../tools/simulator/wx/frame-cutter'
import { readRecorderOptions } from '../../../../tools/simulator/wx/recorder-options'

const asked = {
  format: 'mp3',
  sampleRate: 16000,
  encodeBitRate: 48000,
  numberOfChannels: 1,
  duration: 1000,
  frameSize: 1,
}

describe('recorder options', () => {
  test('accepts the project’s settings', () => {
    expect(readRecorderOptions(asked)).toEqual({ durationMs: 1000, bitRateKbps: 48, frameSizeBytes: 1024 })
  })

  test.each([
    [
      'WeChat’s default format, which is not MP3',
      'format',
      undefined,
      'format aac is not in the simulator, only mp3',
    ],
    ['stereo', 'numberOfChannels', undefined, 'numberOfChannels 2 is not in the simulator, only 1'],
    ['another rate', 'sampleRate', 44100, 'sampleRate 44100 is not in the simulator, only 16000'],
    [
      'what WeChat does not have at that rate',
      'encodeBitRate',
      16000,
      'encodeBitRate 16000 is not in the simulator',
    ],
    ['what MP3 does not have', 'encodeBitRate', 50000, 'encodeBitRate 50000 is not in the simulator'],
    ['what takes too long', 'duration', 600_001, 'outside 1 ~ 600000'],
    ['no number', 'frameSize', '1', 'frameSize should be Number'],
  ])('refuses %s', (_, name, value, message) => {
    expect(() => readRecorderOptions({ ...asked, [name]: value })).toThrow(message)
  })
})

describe('frames', () => {
  function cut(frameSizeBytes: number, pieces: number[]) {
    const frames: RecordedFrame[] = []
    const cutter = createFrameCutter(frameSizeBytes, (frame) => frames.push(frame))
    let next = 0
    for (const length of pieces) cutter.push(Uint8Array.from({ length }, () => (next += 1) & 0xff))
    cutter.finish()
    const joined = frames.flatMap((frame) => [...new Uint8Array(frame.frameBuffer)])
    expect(joined).toEqual(
      frameSizeBytes === 0 ? [] : Array.from({ length: next }, (_, index) => (index + 1) & 0xff),
    )
    return frames.map((frame) => [frame.frameBuffer.byteLength, frame.isLastFrame])
  }

  test('have the requested size, a marked last one, and every byte once', () => {
    expect(cut(4, [1, 2, 3, 4])).toEqual([
      [4, false],
      [4, false],
      [2, true],
    ])
    expect(cut(4, [10])).toEqual([
      [4, false],
      [4, false],
      [2, true],
    ])
    expect(cut(4, [4, 4])).toEqual([
      [4, false],
      [4, true],
    ])
    expect(cut(4, [])).toEqual([])
    expect(cut(0, [10])).toEqual([])
  })
})
