// Rows about wx.createInnerAudioContext, with ten seconds of silence.
import type { RawFailure } from '../../../core/device'
import { deviates, failureText, judge, ok, unknown, within, type Finding, type Row, type World } from '../row'
import { silentMp3 } from '../silent-mp3'
import { folder } from './files'

const lengthMs = 10_000

interface Playback {
  isPlayed: boolean
  failure: RawFailure | undefined
  /** Undefined if `onCanplay` never came. */
  durationAtCanplay: number | undefined
  /** `onTimeUpdate`s in a second and a half from `onPlay` on, and in two seconds from a seek on. */
  updates: number
  updatesAfterSeek: number
  /** Two seconds after a seek to 5 s. */
  positionAfterSeek: number
  isEnded: boolean
}

/** Plays, seeks, and plays to the end. In between it reads nothing: that alone may wake a context. */
async function playback(world: World): Promise<Playback> {
  const filePath = `${await world.shared(folder)}/silence.mp3`
  await world.files.write(filePath, silentMp3(lengthMs))
  const seen: Playback = {
    ...{ isPlayed: false, failure: undefined, durationAtCanplay: undefined },
    ...{ updates: 0, updatesAfterSeek: 0, positionAfterSeek: 0, isEnded: false },
  }
  let updates = 0
  let next = (): void => undefined
  const event = (limitMs: number) => within(world, limitMs, new Promise<void>((resolve) => (next = resolve)))
  const audio = world.openAudio(
    filePath,
    {
      Canplay: () => (seen.durationAtCanplay ??= audio.duration),
      Play() {
        seen.isPlayed = true
        next()
      },
      TimeUpdate: () => void (updates += 1),
      Ended() {
        seen.isEnded = true
        next()
      },
    },
    (failure) => {
      seen.failure ??= failure
      next()
    },
  )
  world.atEnd(() => audio.destroy())
  const playing = event(5_000)
  audio.play()
  await playing
  if (!seen.isPlayed || seen.failure) return seen

  await world.pause(1_500)
  seen.updates = updates
  audio.seek(5)
  updates = 0
  await world.pause(2_000)
  seen.updatesAfterSeek = updates
  seen.positionAfterSeek = audio.currentTime
  const ending = event(5_000)
  audio.seek(lengthMs / 1_000 - 0.5)
  await ending
  audio.destroy()
  return seen
}

const playerRow = (
  row: Pick<Row, 'id' | 'expected' | 'source'>,
  judged: (playback: Playback) => Finding,
): Row => ({
  ...row,
  group: 'player',
  async run(world) {
    const seen = await world.shared(playback)
    if (seen.failure) return unknown(failureText(seen.failure))
    return seen.isPlayed ? judged(seen) : unknown('onPlay never came')
  },
})

export const playerRows: readonly Row[] = [
  {
    ...{ id: 'audio-option', group: 'player', source: 'V wx.setInnerAudioOption' },
    expected: 'playing aloud, with the mute switch on, can be asked for',
    run: ({ setAudioOption }) =>
      setAudioOption().then(
        () => ok('success'),
        (failure: RawFailure) => deviates(failureText(failure)),
      ),
  },
  {
    ...{ id: 'play', group: 'player', source: 'V InnerAudioContext.onPlay' },
    expected: 'an MP3 in the user’s files plays',
    async run(world) {
      const { failure, isPlayed } = await world.shared(playback)
      return failure
        ? deviates(failureText(failure))
        : judge(isPlayed, isPlayed ? 'plays' : 'onPlay never came')
    },
  },
  playerRow(
    { id: 'duration-at-canplay', expected: '10 s', source: 'R duration is 0 at onCanplay' },
    ({ durationAtCanplay: seconds }) =>
      seconds === undefined
        ? unknown('onCanplay never came')
        : judge(Math.abs(seconds - lengthMs / 1_000) <= 0.5, `${seconds.toFixed(2)} s`),
  ),
  playerRow(
    { id: 'time-updates', expected: 'onTimeUpdate comes while it plays', source: 'V InnerAudioContext' },
    ({ updates }) => judge(updates >= 2, `${updates} in 1.5 s`),
  ),
  playerRow(
    {
      id: 'seek-updates',
      expected: 'onTimeUpdate goes on after a seek',
      source: 'R developer community f2e0c2565e09343789ea6500fd52ba4a',
    },
    ({ updatesAfterSeek }) => judge(updatesAfterSeek >= 2, `${updatesAfterSeek} in 2 s`),
  ),
  playerRow(
    {
      id: 'seek-position',
      expected: '2 s after a seek to 5 s it is at about 7 s',
      source: 'V InnerAudioContext.seek',
    },
    ({ positionAfterSeek: at }) => judge(at >= 5.5 && at <= 8, `${at.toFixed(2)} s`),
  ),
  playerRow(
    {
      id: 'seek-to-end',
      expected: 'after a seek to half a second before the end, onEnded comes',
      source: 'R xiaweiss/miniprogram-bug-report#119',
    },
    ({ isEnded }) => judge(isEnded, isEnded ? 'came' : 'nothing within 5 s'),
  ),
  {
    ...{
      id: 'play-without-extension',
      group: 'player',
      source: 'R developer community, INNERERRCODE -11828',
    },
    expected: 'an MP3 without an extension plays',
    async run(world) {
      const filePath = `${await world.shared(folder)}/silence`
      await world.files.write(filePath, silentMp3(lengthMs))
      let failure: RawFailure | undefined
      let isPlayed = false
      await within(
        world,
        5_000,
        new Promise<void>((resolve) => {
          const nothing = () => undefined
          const Play = () => {
            isPlayed = true
            resolve()
          }
          const audio = world.openAudio(
            filePath,
            { Canplay: nothing, Play, TimeUpdate: nothing, Ended: nothing },
            (reason) => {
              failure = reason
              resolve()
            },
          )
          world.atEnd(() => audio.destroy())
          audio.play()
        }),
      )
      // a failure may follow
      await world.pause(500)
      return failure
        ? deviates(failureText(failure))
        : judge(isPlayed, isPlayed ? 'plays' : 'onPlay never came')
    },
  },
]
