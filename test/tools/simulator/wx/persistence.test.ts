// The mirror of what outlives a launch: what it writes behind, and when.
import { createMirror } from '../../../../tools/simulator/wx/persistence'

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
