import type { Playback } from '../../../miniprogram/core/ports'
import { createPlayer } from '../../../miniprogram/platform/recording/player'
import type { PlayerWx } from '../../../miniprogram/platform/recording/player'
import { createFakeAudio } from '../../fakes/fake-audio-context'

// the real wx fits the slice: a compile-time test
const fitsWx: WechatMiniprogram.Wx extends PlayerWx ? true : never = true

const recording = { filePath: 'wxfile://tmp_1.mp3', durationMs: 10_000 }
const other = { filePath: 'wxfile://tmp_2.mp3', durationMs: 3_000 }

function setUp() {
  const audio = createFakeAudio()
  const player = createPlayer(audio.wx)
  const playbacks: Playback[] = []
  const play = (source = recording) => player.play(source, (playback) => playbacks.push(playback))
  const context = (at: number) => {
    const found = audio.contexts[at]
    if (found === undefined) throw new Error(`no context ${at}`)
    return found
  }
  return { audio, player, playbacks, play, context, last: () => playbacks[playbacks.length - 1] }
}

test('plays, reports its position, and returns to the beginning at the end', () => {
  const { play, context, playbacks, last } = setUp()
  play()
  expect(context(0).context.src).toBe(recording.filePath)
  expect(context(0).calls).toEqual(['play'])
  expect(playbacks).toEqual([])

  context(0).play()
  expect(last()).toEqual({ isPlaying: true, positionMs: 0, durationMs: 10_000, hasEnded: false })
  context(0).timeUpdate(2.5)
  expect(last()).toMatchObject({ isPlaying: true, positionMs: 2500, durationMs: 10_000 })
  context(0).ended()
  expect(last()).toEqual({ isPlaying: false, positionMs: 0, durationMs: 10_000, hasEnded: true })
  expect(context(0).isDestroyed).toBe(true)
  expect(fitsWx).toBe(true)
})

test('plays despite the mute switch; sets this once per launch', () => {
  const { audio, play } = setUp()
  play()
  play(other)
  // without a callback, a failure would be an unhandled rejection
  expect(audio.audioOptions).toEqual([{ obeyMuteSwitch: false, fail: expect.any(Function) as unknown }])
})

test('a pause keeps the position and the context', () => {
  const { audio, player, play, context, last } = setUp()
  play()
  context(0).play()
  context(0).timeUpdate(4)
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
    expect(last()).toMatchObject({ positionMs: 10_000 })
    player.seek(-5)
    expect(last()).toMatchObject({ positionMs: 0 })
    expect(context(0).calls).toEqual(['play', 'seek 7', 'seek 10', 'seek 0'])
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

test("the position never exceeds the recording's duration", () => {
  const { play, context, last } = setUp()
  play()
  context(0).timeUpdate(10.07)
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
  const { player, play, context, playbacks } = setUp()
  play()
  context(0).play()
  player.destroy()
  expect(context(0).isDestroyed).toBe(true)
  expect(playbacks[playbacks.length - 1]).toMatchObject({ isPlaying: false })
  const { length } = playbacks
  context(0).timeUpdate(3)
  context(0).pause()
  context(0).ended()
  context(0).error({ errCode: -1, errMsg: 'late' })
  player.pause()
  player.seek(1)
  player.destroy()
  expect(playbacks).toHaveLength(length)
})
