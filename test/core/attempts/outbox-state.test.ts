import {
  added,
  dropped,
  emptyOutbox,
  ended,
  unwritten,
  type OutboxState,
} from '../../../miniprogram/core/attempts/outbox-state'

const three: OutboxState = { ...emptyOutbox, running: '1', waiting: ['2', '3'] }
const over: OutboxState = { ...emptyOutbox, endedCount: 3, isUnwritten: true }

test.each<[name: string, after: OutboxState, expected: OutboxState]>([
  ['the first one is sent at once', added(emptyOutbox, ['1', '2', '3']), three],
  ['running and waiting attempts are not added again', added(three, ['1', '3', '2', '3']), three],
  ['others follow those that wait', added(three, ['4']), { ...three, waiting: ['2', '3', '4'] }],
  ['the next one follows', ended(three, '1'), { ...three, running: '2', waiting: ['3'], endedCount: 1 }],
  ['the late end of another one changes nothing', ended(three, '2'), three],
  ['the last one ends', ended({ ...three, waiting: [] }, '1'), { ...emptyOutbox, endedCount: 1 }],
  ['once empty, the next one begins a new count', added(over, ['1']), { ...emptyOutbox, running: '1' }],
  ['nothing is added to an empty one', added(over, []), over],
  ['those that wait can be dropped', dropped(three, ['1', '2']), { ...three, waiting: ['3'] }],
  ['an answer was not stored', unwritten(three), { ...three, isUnwritten: true }],
])('%s', (_name, after, expected) => {
  expect(after).toEqual(expected)
})
