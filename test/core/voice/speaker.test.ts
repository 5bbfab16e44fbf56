// What is heard, in which order, and what ends it: scripts of letters, one a line.
import { AppError } from '../../../miniprogram/core/errors'
import { createSpeaker, type ReadingState } from '../../../miniprogram/core/voice/speaker'
import { createFakePlayer, createFakeVoice } from '../../fakes/fake-voice'

function setUp() {
  const voice = createFakeVoice()
  const player = createFakePlayer()
  const speaker = createSpeaker(voice, player)
  const states: string[] = []
  const note = ({ status, at }: ReadingState) => void states.push(`${status} ${at}`)
  /** `…` at the end: it is still being written. */
  const read = (text: string) => {
    const script = { text }
    const lines = () => [...script.text.replace('…', '')]
    const reading = speaker.read(
      { lineAt: (index) => lines()[index], isWhole: () => !script.text.endsWith('…') },
      note,
    )
    return { script, reading }
  }
  return { voice, player, speaker, states, read }
}

test('reads one line after another, and fetches the next one meanwhile', async () => {
  const { voice, player, states, read } = setUp()
  read('ab')
  expect(voice.asked).toEqual(['a'])
  await voice.deliver('a')
  expect(voice.asked).toEqual(['a', 'b'])
  player.reports({ isPlaying: true })
  player.reports({ isPlaying: true, positionMs: 250 })
  await voice.deliver('b')
  expect(player.calls).toEqual(['destroy', 'speech/a.mp3'])
  player.reports({ hasEnded: true })
  await voice.deliver('b')
  player.playsToEnd()
  expect(player.calls).toEqual(['destroy', 'speech/a.mp3', 'speech/b.mp3'])
  expect(states).toEqual(['loading 0', 'speaking 0', 'loading 1', 'speaking 1', 'said 1'])
})

test('waits for lines that are still being written', async () => {
  const { voice, player, states, read } = setUp()
  const { script, reading } = read('…')
  expect(voice.asked).toEqual([])
  script.text = 'a…'
  reading.grew()
  await voice.deliver('a')
  script.text = 'ab…'
  reading.grew()
  reading.grew()
  expect(voice.asked).toEqual(['a', 'b'])
  player.playsToEnd()
  await voice.deliver('b')
  player.playsToEnd()
  expect(states[states.length - 1]).toBe('loading 2')
  script.text = 'ab'
  reading.grew()
  expect(states[states.length - 1]).toBe('said 2')
})

describe('pause', () => {
  test('in the middle of a line: goes on there', async () => {
    const { voice, player, states, read } = setUp()
    const { reading } = read('a')
    await voice.deliver('a')
    player.reports({ isPlaying: true })
    reading.pause()
    player.reports({ positionMs: 400 })
    reading.resume()
    await voice.deliver('a')
    player.reports({ isPlaying: true, positionMs: 400 })
    expect(player.calls).toEqual(['destroy', 'speech/a.mp3', 'pause', 'speech/a.mp3'])
    expect(states).toEqual(['loading 0', 'speaking 0', 'paused 0', 'loading 0', 'speaking 0'])
  })

  test('before the sound has come: nothing is heard until it goes on, and then once', async () => {
    const { voice, player, read } = setUp()
    const { reading } = read('a')
    reading.pause()
    await voice.deliver('a')
    reading.resume()
    reading.resume()
    await voice.deliver('a')
    expect(player.calls).toEqual(['destroy', 'destroy', 'speech/a.mp3'])
  })

  test('by a call: it waits for a tap', async () => {
    const { voice, player, states, read } = setUp()
    read('a')
    await voice.deliver('a')
    player.reports({ isPlaying: true })
    player.reports({ positionMs: 300 })
    expect(states[states.length - 1]).toBe('paused 0')
  })

  test('the app is hidden: pages pause the player, whoever plays', async () => {
    const { voice, player, speaker, states, read } = setUp()
    read('a')
    speaker.player.pause()
    await voice.deliver('a')
    expect(player.calls).toEqual(['destroy', 'destroy'])
    expect(states[states.length - 1]).toBe('paused 0')
  })
})

describe('one at a time', () => {
  test('a take: all sound ends, also that on its way, and the take waits for silence', async () => {
    const { voice, player, speaker, states, read } = setUp()
    read('ab')
    await voice.deliver('a')
    player.reports({ isPlaying: true })
    let isSilent = false
    const silence = speaker.silence().then(() => (isSilent = true))
    await voice.deliver('b')
    expect(isSilent).toBe(false)
    player.fallsSilent()
    await silence
    expect(voice.aborts).toBe(1)
    expect(player.calls).toEqual(['destroy', 'speech/a.mp3', 'silence'])
    expect(states[states.length - 1]).toBe('stopped 0')
  })

  test('a recording is played: the voice ends, and what comes late is not heard', async () => {
    const { voice, player, speaker, states, read } = setUp()
    const { reading } = read('a')
    speaker.player.play({ filePath: 'mine.mp3', durationMs: 1 }, () => undefined)
    await voice.deliver('a')
    reading.resume()
    reading.grew()
    expect(player.calls).toEqual(['destroy', 'mine.mp3'])
    expect(states).toEqual(['loading 0', 'stopped 0'])
  })

  test('a recording that the voice has displaced is loaded again before it is moved', () => {
    const { player, speaker, read } = setUp()
    speaker.player.play({ filePath: 'mine.mp3', durationMs: 9 }, () => undefined)
    read('a')
    speaker.player.seek(5)
    speaker.player.seek(6)
    expect(player.calls).toEqual(['mine.mp3', 'destroy', 'mine.mp3', 'seek', 'seek'])
  })

  test('another reading replaces it; stopping the old one does nothing', async () => {
    const { voice, player, states, read } = setUp()
    const first = read('a')
    const second = read('b')
    first.reading.stop()
    await voice.deliver('a')
    await voice.deliver('b')
    expect(player.calls).toEqual(['destroy', 'destroy', 'speech/b.mp3'])
    second.reading.stop()
    expect(states).toEqual(['loading 0', 'stopped 0', 'loading 0', 'stopped 0'])
  })
})

describe('failures', () => {
  test('no sound: says why, and plays nothing more', async () => {
    const { voice, player, read } = setUp()
    const { reading } = read('ab')
    const error = new AppError('http', { httpStatus: 429 })
    await voice.refuse('a', error)
    expect(reading.state).toEqual({ status: 'failed', at: 0, error })
    expect(player.calls).toEqual(['destroy'])
  })

  test('a line fetched ahead fails only when it is its turn, and is asked for once more then', async () => {
    const { voice, player, states, read } = setUp()
    read('ab')
    await voice.deliver('a')
    await voice.refuse('b', new AppError('network'))
    player.playsToEnd()
    expect(voice.asked).toEqual(['a', 'b', 'b'])
    await voice.deliver('b')
    player.playsToEnd()
    expect(states[states.length - 1]).toBe('said 1')
  })

  test('a file that cannot be played is forgotten', async () => {
    const { voice, player, states, read } = setUp()
    read('a')
    await voice.deliver('a')
    player.reports({ error: new AppError('recording-unreadable') })
    expect(voice.forgotten).toEqual(['a'])
    expect(states[states.length - 1]).toBe('failed 0')
  })
})
