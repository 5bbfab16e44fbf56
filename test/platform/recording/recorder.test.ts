// A take without failures: its settings, levels, pauses and interruptions.
import type { Recording } from '../../../miniprogram/core/ports'
import type { RecorderWx } from '../../../miniprogram/platform/recording/recorder'
import { hometown, setUp } from './recorder-world'

// the real wx fits the slice: a compile-time test
const fitsWx: WechatMiniprogram.Wx extends RecorderWx ? true : never = true

describe('an ordinary take', () => {
  test('starts with the settings that the service accepts', async () => {
    const { fake, recording } = setUp()
    const { events } = await recording()
    expect(events).toEqual(['start'])
    expect(fake.startOptions).toEqual([
      {
        duration: 120_000,
        sampleRate: 16000,
        numberOfChannels: 1,
        encodeBitRate: 48000,
        format: 'mp3',
        frameSize: 1,
      },
    ])
    expect(fitsWx).toBe(true)
  })

  test('describes the file itself, whatever the callback says', async () => {
    const { fake, clock, recording } = setUp()
    const { take, events, results } = await recording()
    take.stop()
    expect(fake.calls).toEqual(['start', 'stop'])
    await fake.stop({ duration: 20_300, fileSize: 7 })
    expect(events).toEqual(['start', 'stop'])
    const [result] = results as Recording[]
    expect(result).toMatchObject({
      id: '1700000000001',
      filePath: 'wxfile://tmp_1.mp3',
      durationMs: 19_584,
      sizeBytes: hometown.length,
    })
    expect(result?.levels).toHaveLength(96)
    expect(Math.max(...(result?.levels ?? []))).toBeGreaterThan(0.7)
    expect(clock.pendingTimers()).toBe(0)
  })

  test('reports ten levels a second while recording', async () => {
    const { fake, recording } = setUp()
    const { levels } = await recording()
    fake.frames(hometown)
    expect(levels.length).toBeGreaterThanOrEqual(194)
    expect(levels.length).toBeLessThanOrEqual(196)
    expect(levels.every((level) => level >= 0 && level <= 1)).toBe(true)
  })

  test('ends at the duration limit', async () => {
    const { fake, screen, recording } = setUp()
    const { events } = await recording()
    await fake.stop()
    expect(events).toEqual(['start', 'stop'])
    expect(screen).toEqual([true, false])
    expect(fake.calls).toEqual(['start'])
  })

  test('calls no handler before start() has returned, and none after the last', async () => {
    const { fake, start, allow } = setUp()
    const { events } = start()
    expect(events).toEqual([])
    await allow()
    fake.start()
    await fake.stop()
    const { length } = events
    fake.pause()
    fake.frame(hometown)
    await fake.stop()
    fake.error({ errMsg: 'late' })
    fake.interruptionBegin()
    expect(events).toHaveLength(length)
  })

  test('listeners are registered once, over many takes', async () => {
    const { fake, recording, counts } = setUp()
    for (let count = 0; count < 3; count += 1) {
      const { take } = await recording()
      take.stop()
      await fake.stop()
    }
    expect(counts.managers()).toBe(1)
    expect(Object.values(fake.registrations)).toEqual(Array.from({ length: 8 }, () => 1))
  })
})

describe('pause and resume', () => {
  test('the screen stays on only while recording', async () => {
    const { fake, screen, recording } = setUp()
    const { take, events } = await recording()
    take.pause()
    fake.pause()
    take.resume()
    fake.resume()
    take.stop()
    await fake.stop()
    expect(events).toEqual(['start', 'pause', 'resume', 'stop'])
    expect(fake.calls).toEqual(['start', 'pause', 'resume', 'stop'])
    expect(screen).toEqual([true, false, true, false])
  })

  test('are ignored where they make no sense', async () => {
    const { fake, start, allow } = setUp()
    const { take } = start()
    take.pause()
    take.resume()
    await allow()
    take.pause()
    fake.start()
    take.resume()
    take.stop()
    take.pause()
    await fake.stop()
    take.pause()
    take.resume()
    take.stop()
    take.cancel()
    expect(fake.calls).toEqual(['start', 'stop'])
  })

  test('a take stopped while paused gives a recording', async () => {
    const { fake, recording } = setUp()
    const { take, events } = await recording()
    take.pause()
    fake.pause()
    take.stop()
    await fake.stop()
    expect(events).toEqual(['start', 'pause', 'stop'])
  })
})

describe('an interruption', () => {
  test('pauses once, although a pause event follows', async () => {
    const { fake, recording } = setUp()
    const { events } = await recording()
    fake.interruptionBegin()
    fake.pause()
    expect(events).toEqual(['start', 'interrupted'])
  })

  test('resume waits for its end', async () => {
    const { fake, recording } = setUp()
    const { take, events } = await recording()
    fake.interruptionBegin()
    fake.pause()
    take.resume()
    expect(fake.calls).toEqual(['start'])
    fake.interruptionEnd()
    expect(fake.calls).toEqual(['start', 'resume'])
    fake.resume()
    expect(events).toEqual(['start', 'interrupted', 'resume'])
  })

  test('its end alone does not resume the take', async () => {
    const { fake, recording } = setUp()
    const { take } = await recording()
    fake.interruptionBegin()
    fake.interruptionEnd()
    expect(fake.calls).toEqual(['start'])
    take.resume()
    expect(fake.calls).toEqual(['start', 'resume'])
  })

  test('a take stopped during it gives a recording', async () => {
    const { fake, recording } = setUp()
    const { take, events } = await recording()
    fake.interruptionBegin()
    take.stop()
    await fake.stop()
    expect(events).toEqual(['start', 'interrupted', 'stop'])
  })
})
