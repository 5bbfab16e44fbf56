import type { Playback } from '../../../miniprogram/core/ports'
import { createPlayer } from '../../../miniprogram/platform/recording/player'
import type { PlayerWx } from '../../../miniprogram/platform/recording/player'
import { createFakeAudio } from '../../fakes/fake-audio-context'
import { createFakeClock } from '../../fakes/fake-clock'

// the real wx fits the slice: a compile-time test
const fitsWx: WechatMiniprogram.Wx extends PlayerWx ? true : never = true

const recording = { filePath: 'wxfile://tmp_1.mp3', durationMs: 10_000 }
const other = { filePath: 'wxfile://tmp_2.mp3', durationMs: 3_000 }

function setUp() {
  const audio = createFakeAudio()
  const clock = createFakeClock()
  const player = createPlayer(audio.wx, clock)
  const playbacks: Playback[] = []
  const play = (source = recording) => player.play(source, (playback) => playbacks.push(playback))
  const context = (at: number) => {
    const found = audio.contexts[at]
    if (found === undefined) throw new Error(`no context ${at}`)
    return found
  }
  /** The sound goes on to `seconds`, and the player reads it. */
  const playTo = (seconds: number, at = 0) => {
    context(at).moveTo(seconds)
    clock.advance(250)
  }
  return {
    audio,
    clock,
    player,
    playbacks,
    play,
    playTo,
    context,
    last: () => playbacks[playbacks.length - 1],
  }
}

test('plays, reports its position, and returns to the beginning at the end', () => {
  const { play, context, playbacks, last, playTo } = setUp()
  play()
  expect(context(0).context.src).toBe(recording.filePath)
  expect(context(0).calls).toEqual(['play'])
  expect(playbacks).toEqual([])

  context(0).play()
  expect(last()).toEqual({ isPlaying: true, positionMs: 0, durationMs: 10_000, hasEnded: false })
  playTo(2.5)
  expect(last()).toMatchObject({ isPlaying: true, positionMs: 2500, durationMs: 10_000 })
  context(0).ended()
  expect(last()).toEqual({ isPlaying: false, positionMs: 0, durationMs: 10_000, hasEnded: true })
  expect(context(0).isDestroyed).toBe(true)
  expect(fitsWx).toBe(true)
})

test('plays from the loudspeaker despite the mute switch; asks again for each context, as recording changes it', () => {
  const { audio, play, player } = setUp()
  play()
  player.pause()
  play()
  play(other)
  // without a callback, a failure would be an unhandled rejection
  const option = { obeyMuteSwitch: false, speakerOn: true, fail: expect.any(Function) as unknown }
  expect(audio.audioOptions).toEqual([option, option])
})

test('a pause keeps the position and the context', () => {
  const { audio, player, play, context, last, playTo } = setUp()
  play()
  context(0).play()
  playTo(4)
  player.pause()
  context(0).pause()
  expect(last()).toMatchObject({ isPlaying: false, positionMs: 4000, hasEnded: false })
  play()
  expect(audio.contexts).toHaveLength(1)
  expect(context(0).calls).toEqual(['play', 'pause', 'play'])
})

test('reports a pause by the system', () => {
  const { play, context, last } = setUp()
  play()
  context(0).play()
  context(0).pause()
  expect(last()).toMatchObject({ isPlaying: false })
  context(0).play()
  context(0).stop()
  expect(last()).toMatchObject({ isPlaying: false })
})

test('playing again after the end uses a new context, from the beginning', () => {
  const { audio, play, context, last } = setUp()
  play()
  context(0).play()
  context(0).ended()
  play()
  expect(audio.contexts).toHaveLength(2)
  expect(context(1).context.startTime).toBe(0)
  context(1).play()
  expect(last()).toMatchObject({ isPlaying: true, hasEnded: false })
})

describe('seek', () => {
  test('moves at once, within the recording', () => {
    const { player, play, context, last } = setUp()
    play()
    context(0).play()
    player.seek(7_000)
    expect(last()).toMatchObject({ positionMs: 7_000, isPlaying: true })
    player.seek(99_000)
    expect(last()).toMatchObject({ positionMs: 9_900 })
    player.seek(-5)
    expect(last()).toMatchObject({ positionMs: 0 })
    expect(context(0).calls).toEqual(['play', 'seek 7', 'seek 9.9', 'seek 0'])
  })

  test('the position goes on although no event tells it; a waiting context is woken', () => {
    const { player, play, playTo, context, last } = setUp()
    play()
    context(0).play()
    player.seek(7_000)
    context(0).waiting()
    context(0).seeked()
    expect(context(0).wakings).toBe(2)
    playTo(7.25)
    expect(last()).toMatchObject({ positionMs: 7_250, isPlaying: true })
    playTo(7.5)
    expect(last()).toMatchObject({ positionMs: 7_500 })
  })

  test('after the end, the next play begins there', () => {
    const { player, play, context, last } = setUp()
    play()
    context(0).ended()
    player.seek(6_000)
    expect(last()).toMatchObject({ positionMs: 6_000, hasEnded: false, isPlaying: false })
    play()
    expect(context(1).context.startTime).toBe(6)
  })

  test('does nothing before anything was played', () => {
    const { player, playbacks } = setUp()
    player.seek(1_000)
    expect(playbacks).toEqual([])
  })
})

test.each(['pause', 'stop', 'ended'] as const)('after %s nothing is read any more', (event) => {
  const { clock, play, context } = setUp()
  play()
  context(0).play()
  expect(clock.pendingTimers()).toBe(1)
  context(0)[event]()
  expect(clock.pendingTimers()).toBe(0)
})

test("the position never exceeds the recording's duration", () => {
  const { play, context, last, playTo } = setUp()
  play()
  context(0).play()
  playTo(10.07)
  expect(last()).toMatchObject({ positionMs: 10_000, durationMs: 10_000 })
})

test('playing another recording stops the first and tells its listener', () => {
  const { player, play, context, playbacks } = setUp()
  play()
  context(0).play()
  const second: Playback[] = []
  player.play(other, (playback) => second.push(playback))
  expect(context(0).isDestroyed).toBe(true)
  expect(playbacks[playbacks.length - 1]).toMatchObject({ isPlaying: false })
  context(1).play()
  expect(second).toEqual([{ isPlaying: true, positionMs: 0, durationMs: 3_000, hasEnded: false }])
})

test('reports a failure, destroys its context, and can play again', () => {
  const { audio, play, context, last } = setUp()
  play()
  context(0).error({ errCode: 10003, errMsg: 'file error' })
  expect(last()).toMatchObject({
    isPlaying: false,
    error: { code: 'recording-unreadable', detail: { message: '10003 file error' } },
  })
  expect(context(0).isDestroyed).toBe(true)
  play()
  context(1).play()
  expect(last()).not.toHaveProperty('error')
  expect(audio.contexts).toHaveLength(2)
})

test('after destroy, events of the old context are ignored', () => {
  const { player, play, context, playbacks, playTo } = setUp()
  play()
  context(0).play()
  player.destroy()
  expect(context(0).isDestroyed).toBe(true)
  expect(playbacks[playbacks.length - 1]).toMatchObject({ isPlaying: false })
  const { length } = playbacks
  playTo(3)
  context(0).pause()
  context(0).ended()
  context(0).error({ errCode: -1, errMsg: 'late' })
  player.pause()
  player.seek(1)
  player.destroy()
  expect(playbacks).toHaveLength(length)
})

describe('silence', () => {
  test('is there once the sound has stopped', async () => {
    const { player, play, context, last } = setUp()
    play()
    context(0).play()
    let isSilent = false
    const silence = player.silence().then(() => (isSilent = true))
    await Promise.resolve()
    expect([context(0).calls, isSilent]).toEqual([['play', 'stop'], false])
    context(0).stop()
    await silence
    expect(context(0).isDestroyed).toBe(true)
    expect(last()).toMatchObject({ isPlaying: false })
  })

  test('does not wait for a context that never says so', async () => {
    const { player, play, context, clock } = setUp()
    play()
    context(0).play()
    const silence = player.silence()
    clock.advance(500)
    await silence
    expect(context(0).isDestroyed).toBe(true)
    expect(clock.pendingTimers()).toBe(0)
  })

  test('is there at once if nothing is heard', async () => {
    const { player, play, context } = setUp()
    await player.silence()
    play()
    await player.silence()
    expect(context(0).isDestroyed).toBe(true)
  })
})
