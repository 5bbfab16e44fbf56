import fc from 'fast-check'
import { createAnswerQueue, type ExchangeEnd } from '../../../miniprogram/core/mock/answer-queue'

interface Exchange {
  readonly id: string
  readonly end: (end: ExchangeEnd) => void
  isOpen: boolean
}

function setUp(endsAtOnce: ReadonlySet<string> = new Set()) {
  const exchanges: Exchange[] = []
  const sent: string[] = []
  let changes = 0
  const queue = createAnswerQueue({
    send(id, onEnd) {
      sent.push(id)
      if (endsAtOnce.has(id)) {
        onEnd('over')
        return () => undefined
      }
      const exchange: Exchange = {
        id,
        isOpen: true,
        end(how) {
          exchange.isOpen = false
          onEnd(how)
        },
      }
      exchanges.push(exchange)
      return () => void (exchange.isOpen = false)
    },
    onChange: () => void (changes += 1),
  })
  const open = () => exchanges.filter(({ isOpen }) => isOpen)
  return { queue, exchanges, sent, open, changes: () => changes }
}

test('one after another, in order, whatever becomes of each', () => {
  const { queue, sent, open } = setUp()
  queue.add(['1', '2'])
  queue.add(['3'])
  expect([queue.running, queue.waiting, sent]).toEqual(['1', ['2', '3'], ['1']])
  for (const id of ['1', '2', '3']) {
    expect(open().map((exchange) => exchange.id)).toEqual([id])
    open()[0]?.end('over')
  }
  expect([queue.running, queue.waiting, sent]).toEqual([null, [], ['1', '2', '3']])
})

test('what ends at once holds nothing up', () => {
  const { queue, sent } = setUp(new Set(['1', '2']))
  queue.add(['1', '2', '3'])
  expect([queue.running, sent]).toEqual(['3', ['1', '2', '3']])
})

test('after an exchange that was taken the next one waits to be let go', () => {
  const { queue, sent, open } = setUp()
  queue.add(['1', '2'])
  open()[0]?.end('taken')
  expect([queue.running, queue.waiting]).toEqual([null, ['2']])
  queue.goOn()
  expect([queue.running, sent]).toEqual(['2', ['1', '2']])
})

test('any order of adding, ending, taking, letting go, clearing and late ends', () => {
  const step = fc.oneof(
    fc.record({ add: fc.array(fc.constantFrom('1', '2', '3', '4', '5'), { maxLength: 4 }) }),
    fc.constantFrom('over', 'taken', 'goOn', 'clear', 'late'),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { queue, exchanges, sent, open } = setUp()
      let added: string[] = []
      for (const one of steps) {
        if (typeof one === 'object') {
          const before = [queue.running, ...queue.waiting]
          added.push(...new Set(one.add.filter((id) => !before.includes(id))))
          queue.add(one.add)
        } else if (one === 'goOn') queue.goOn()
        else if (one === 'clear') {
          queue.clear()
          // what waited is forgotten, and never sent because of that adding
          added = [...sent]
        } else if (one === 'late') exchanges.filter(({ isOpen }) => !isOpen).forEach(({ end }) => end('over'))
        else open()[0]?.end(one)
        expect(open().length).toBeLessThanOrEqual(1)
        expect(open()[0]?.id ?? null).toBe(queue.running)
      }
      while (queue.running !== null || queue.waiting.length > 0) {
        queue.goOn()
        open()[0]?.end('over')
      }
      // every adding is one POST, in its order
      expect(sent).toEqual(added)
    }),
  )
})
