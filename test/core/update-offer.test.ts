import type { SavedRecording } from '../../miniprogram/core/session/running-take'
import type { SessionState } from '../../miniprogram/core/session/session-state'
import { createUpdateOffer } from '../../miniprogram/core/update-offer'
import { someRecording } from '../fakes/fake-recorder'
import { createFakeRecordings } from '../fakes/fake-recordings'
import { settle } from '../fakes/recorded-exchange'
import { setUp } from './session/session-world'

function offer() {
  const calls: string[] = []
  const world = { busy: false, calls, answer: (_accepted: boolean) => {} }
  const subject = createUpdateOffer({
    isBusy: () => world.busy,
    ask: () => {
      calls.push('ask')
      return new Promise((resolve) => (world.answer = resolve))
    },
    apply: () => calls.push('apply'),
  })
  return { ...subject, world, calls }
}
const turn = () => Promise.resolve()

test('asks at once when nothing is busy, and applies after a yes', async () => {
  const { ready, world, calls } = offer()
  ready()
  expect(calls).toEqual(['ask'])
  world.answer(true)
  await turn()
  expect(calls).toEqual(['ask', 'apply'])
})

test('waits for a take or an exchange to end', () => {
  const { ready, settled, world, calls } = offer()
  world.busy = true
  ready()
  settled()
  expect(calls).toEqual([])
  world.busy = false
  settled()
  expect(calls).toEqual(['ask'])
})

test('offers nothing without a new version', () => {
  const { settled, calls } = offer()
  settled()
  expect(calls).toEqual([])
})

test('does not ask again in this launch after a no', async () => {
  const { ready, settled, world, calls } = offer()
  ready()
  world.answer(false)
  await turn()
  settled()
  expect(calls).toEqual(['ask'])
})

test('asks once, however often `settled` is called', () => {
  const { ready, settled, calls } = offer()
  ready()
  settled()
  settled()
  expect(calls).toEqual(['ask'])
})

test('leaves a take alone that began while the dialog was open, and asks afterwards', async () => {
  const { ready, settled, world, calls } = offer()
  ready()
  world.busy = true
  world.answer(true)
  await turn()
  expect(calls).toEqual(['ask'])
  world.busy = false
  settled()
  expect(calls).toEqual(['ask', 'ask'])
})

test.each([
  ['idle', false],
  ['recording', true],
  ['recorded', false],
  ['sending', true],
  ['streaming', true],
  ['ended', false],
] as const)('a session that is %s: busy %s', (phase, expected) => {
  const { ready, watch, calls } = offer()
  watch().changed?.({ phase } as SessionState)
  ready()
  expect(calls).toEqual(expected ? [] : ['ask'])
})

test('waits for a take that is still being saved after its page has closed', async () => {
  const { ready, watch, calls } = offer()
  const saved: ((recording: SavedRecording) => void)[] = []
  const recordings = createFakeRecordings(() => new Promise((resolve) => saved.push(resolve)))
  const { session, recorder } = setUp({ recordings, hooks: [watch()] })
  session.record(null)
  recorder.last().handlers.onStart()
  session.leave()
  ready()
  recorder.last().handlers.onStop(someRecording)
  expect(calls).toEqual([])
  saved[0]?.({ recording: someRecording, error: null })
  await settle()
  expect(calls).toEqual(['ask'])
})
