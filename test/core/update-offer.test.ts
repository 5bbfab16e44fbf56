import type { SessionState } from '../../miniprogram/core/session/session-state'
import { createUpdateOffer, isBusy } from '../../miniprogram/core/update-offer'

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

test('waits for a take or an answer to end', () => {
  const { ready, settled, world, calls } = offer()
  world.busy = true
  ready()
  settled()
  expect(calls).toEqual([])
  world.busy = false
  settled()
  expect(calls).toEqual(['ask'])
})

test('says nothing without a new version', () => {
  const { settled, calls } = offer()
  settled()
  expect(calls).toEqual([])
})

test('takes a no for this launch', async () => {
  const { ready, settled, world, calls } = offer()
  ready()
  world.answer(false)
  await turn()
  settled()
  expect(calls).toEqual(['ask'])
})

test('asks once, however often things settle', () => {
  const { ready, settled, calls } = offer()
  ready()
  settled()
  settled()
  expect(calls).toEqual(['ask'])
})

test('lets a take that began under the question go on, and asks after it', async () => {
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
] as const)('%s: busy %s', (phase, expected) => {
  expect(isBusy({ phase } as SessionState)).toBe(expected)
})
