import fc from 'fast-check'
import {
  added,
  emptyQueue,
  ended,
  released,
  type AnswerQueue,
} from '../../../miniprogram/core/mock/answer-queue'

const running: AnswerQueue = { running: '1', waiting: ['2', '3'], isHeld: false }
const held: AnswerQueue = { running: null, waiting: ['2', '3'], isHeld: true }

test.each<[name: string, after: AnswerQueue, expected: AnswerQueue]>([
  ['the first one is sent at once', added(emptyQueue, ['1', '2', '3']), running],
  ['running and waiting attempts are not added again', added(running, ['1', '3', '2', '3']), running],
  [
    'the next one follows, however one ended',
    ended(running, '1', false),
    { ...running, running: '2', waiting: ['3'] },
  ],
  ['the late end of another one changes nothing', ended(running, '2', true), running],
  ['after an interruption the next one waits', ended(running, '1', true), held],
  ['and so do those added then', added(held, ['1']), { ...held, waiting: ['2', '3', '1'] }],
  ['until it is released', released(held), { running: '2', waiting: ['3'], isHeld: false }],
  ['releasing changes nothing else', released(running), running],
])('%s', (_name, after, expected) => {
  expect(after).toEqual(expected)
})

test('any order of added, ended and released: each attempt is sent once per adding, in order, one at a time', () => {
  const step = fc.oneof(
    fc.record({ add: fc.array(fc.constantFrom('1', '2', '3', '4', '5'), { maxLength: 4 }) }),
    fc.record({ end: fc.constantFrom('1', '2', '3', '4', '5', null), isHeld: fc.boolean() }),
    fc.constant('release' as const),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let queue = emptyQueue
      const sent: string[] = []
      const expected: string[] = []
      function become(after: AnswerQueue): void {
        if (after.running !== null && after.running !== queue.running) sent.push(after.running)
        queue = after
      }
      for (const one of steps) {
        const { running } = queue
        if (one === 'release') become(released(queue))
        else if ('add' in one) {
          expected.push(...new Set(one.add.filter((id) => id !== running && !queue.waiting.includes(id))))
          become(added(queue, one.add))
        } else become(ended(queue, one.end ?? running ?? '', one.isHeld))
        // only the end of the running one starts another
        const isEnd = typeof one === 'object' && 'end' in one && (one.end ?? running) === running
        if (running !== null && !isEnd) expect(queue.running).toBe(running)
      }
      become(released(queue))
      while (queue.running !== null) become(ended(queue, queue.running, false))
      expect(queue.waiting).toEqual([])
      expect(sent).toEqual(expected)
    }),
  )
})
