// The mirror of what outlives a launch: what it writes behind, and when.
import { createMirror, outliving } from '../../../../tools/simulator/wx/persistence'
import { createMemoryPersistence } from './memory-persistence'

type Written = [key: string, value: string | undefined][]

async function launch() {
  const writes: Written[] = []
  const mirror = createMirror<string>({
    load: () => Promise.resolve(new Map([['kept', 'before']])),
    write: (changes) => Promise.resolve(void writes.push([...changes])),
  })
  await mirror.ready()
  return { mirror, writes }
}

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms)

test('the changes of one turn are written together, each key as it is in the end', async () => {
  const { mirror, writes } = await launch()
  mirror.set('a', '1')
  mirror.set('b', '1')
  mirror.set('a', '2')
  mirror.delete('kept')
  mirror.delete('none')
  expect(mirror.entries()).toEqual([
    ['a', '2'],
    ['b', '1'],
  ])
  await pass(0)
  mirror.set('c', '1')
  await pass(0)
  expect(writes).toEqual([
    [
      ['a', '2'],
      ['b', '1'],
      ['kept', undefined],
    ],
    [['c', '1']],
  ])
})

test('what changes often is written once it has rested, unless it is gone by then', async () => {
  const { mirror, writes } = await launch()
  for (const value of ['1', '2', '3']) {
    mirror.setOften('a', value, () => `${value}, trimmed`)
    mirror.setOften('b', value, () => value)
    await pass(100)
  }
  mirror.delete('b')
  await pass(300)
  expect(mirror.get('a')).toBe('3')
  expect(writes).toEqual([[['b', undefined]], [['a', '3, trimmed']]])
})

test('what is still being written when the page is left is there at the next launch', async () => {
  const stored = new Map<string, string>()
  const leaving = new EventTarget()
  const localStorage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  }
  const addEventListener = leaving.addEventListener.bind(leaving)
  Object.assign(globalThis, { localStorage, addEventListener })
  const kept = createMemoryPersistence<string>(new Map([['gone', 'before']]))
  // the first page's changes wait for ever
  const write = ({ size }: ReadonlyMap<string, unknown>) =>
    size > 0 ? new Promise<never>(() => undefined) : Promise.resolve()

  const mirror = createMirror(outliving({ ...kept, write }))
  await mirror.ready()
  mirror.set('status', 'sending')
  await pass(0)
  mirror.set('status', 'done')
  mirror.delete('gone')
  await pass(0)
  leaving.dispatchEvent(new Event('pagehide'))

  expect([...(await outliving(kept).load())]).toEqual([['status', 'done']])
  expect(stored.size).toBe(0)
})
