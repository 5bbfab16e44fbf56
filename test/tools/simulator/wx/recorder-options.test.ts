import { createFrameCutter } from '../../../../tools/simulator/wx/frame-cutter'
import type { RecordedFrame } from '../../../../tools/simulator/wx/frame-cutter'
import { bitRateRanges, readRecorderOptions } from '../../../../tools/simulator/wx/recorder-options'

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
    expect(readRecorderOptions(asked)).toEqual({
      durationMs: 1000,
      sampleRateHz: 16000,
      bitRateKbps: 48,
      channels: 1,
      frameSizeBytes: 1024,
    })
  })

  test.each(Object.entries(bitRateRanges))('%s Hz accepts exactly its range', (rate, [lowest, highest]) => {
    const take = (encodeBitRate: number) =>
      readRecorderOptions({ ...asked, sampleRate: Number(rate), encodeBitRate })
    expect(take(lowest).bitRateKbps).toBe(lowest / 1000)
    expect(take(highest).bitRateKbps).toBe(highest / 1000)
    expect(() => take(lowest - 1)).toThrow('start record fail, encodeBitRate')
    expect(() => take(highest + 1)).toThrow('start record fail, encodeBitRate')
  })

  test('rejects WeChat’s default format, which is not MP3', () => {
    expect(() => readRecorderOptions({ ...asked, format: undefined })).toThrow(
      'format aac is not in the simulator',
    )
    expect(() => readRecorderOptions({ ...asked, duration: 600_001 })).toThrow('outside 1 ~ 600000')
    expect(() => readRecorderOptions({ ...asked, sampleRate: 16001 })).toThrow(
      'sampleRate 16001 is not supported',
    )
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
