// A mock whose questions are asked by a voice.
import { answerQuestion, launchMock, settle } from '../../core/mock/mock-world'
import { openMock } from './open-mock'

function open(count = 3) {
  const world = launchMock(undefined, undefined, count)
  world.voice.isThere = true
  const opened = openMock('en', world)
  opened.presenter.acts.new()
  /** The voice asks the question to its end. */
  const heard = async (question: string) => {
    await world.voice.deliver(question)
    world.player.playsToEnd()
  }
  return { ...opened, heard }
}

test('a question is heard, then recorded; its text is one tap away, for that question only', async () => {
  const { world, data, presenter, heard } = open()
  expect(data).toMatchObject({ screen: 'asking', isSpoken: true, voice: 'coming', isHidden: true })
  expect(data.controls).toMatchObject([{ id: 'end' }, { id: 'answerNow' }, { id: 'skip' }])
  expect(world.recorder.takes).toHaveLength(0)
  await heard('What is one?')
  expect(world.recorder.takes).toHaveLength(1)
  expect(data).toMatchObject({ isHidden: true, voice: 'heard' })
  presenter.acts.reveal()
  expect(data).toMatchObject({ isHidden: false })
  // the next one is fetched meanwhile
  expect(world.voice.asked).toEqual(['What is one?', 'What is two?'])
  await answerQuestion(world)
  expect(data).toMatchObject({ number: 'Question 2', isHidden: true, voice: 'coming' })
})

test('who answers at once is recorded at once, and the voice is silent before that', async () => {
  const { world, presenter } = open()
  await world.voice.deliver('What is one?')
  world.player.reports({ isPlaying: true })
  presenter.acts.answerNow()
  expect(world.player.calls.slice(-2)).toEqual(['speech/What is one?.mp3', 'destroy'])
  expect(world.recorder.takes).toHaveLength(1)
})

test('no voice within six seconds: the question is shown, and the take begins', () => {
  const { world, data } = open()
  world.clock.advance(6_000)
  expect(world.recorder.takes).toHaveLength(1)
  expect(data).toMatchObject({ isHidden: false, voice: 'failed' })
})

test('a student who says nothing may not have heard it: the text appears', async () => {
  const { world, data, heard } = open()
  await heard('What is one?')
  world.recorder.last().handlers.onStart()
  for (let tenth = 0; tenth < 50; tenth += 1) {
    world.recorder.last().handlers.onLevels([0])
    world.clock.advance(100)
  }
  expect(data).toMatchObject({ isHidden: false, voice: 'heard' })
})

test.each([
  ['hidden', (opened: ReturnType<typeof open>) => opened.presenter.hidden()],
  ['interrupted by a call', ({ world }: ReturnType<typeof open>) => world.player.reports({ positionMs: 1 })],
])('%s: no take begins, and a tap asks the question again', async (_what, happens) => {
  const opened = open()
  const { world, presenter, data } = opened
  await world.voice.deliver('What is one?')
  world.player.reports({ isPlaying: true })
  happens(opened)
  world.clock.advance(10_000)
  await settle()
  expect(world.recorder.takes).toHaveLength(0)
  presenter.shown()
  presenter.acts.continue()
  expect(data).toMatchObject({ voice: 'coming', isHidden: true })
})
