import { createContext, runInContext } from 'node:vm'
import { bodyToChunk, toChunk } from '../../../miniprogram/platform/request/chunk'

const otherRealm = createContext({})

test.each([
  ['an ArrayBuffer', Uint8Array.of(1, 2, 3).buffer],
  ['a Uint8Array', Uint8Array.of(1, 2, 3)],
  ['a Uint8Array with an offset', Uint8Array.of(9, 1, 2, 3, 9).subarray(1, 4)],
  [
    'an ArrayBuffer of another realm',
    runInContext('new Uint8Array([1, 2, 3]).buffer', otherRealm) as unknown,
  ],
  [
    'a Uint8Array of another realm',
    runInContext('new Uint8Array([9, 1, 2, 3]).subarray(1)', otherRealm) as unknown,
  ],
])('%s gives its bytes', (_, data) => {
  expect(Array.from(toChunk(data) as Uint8Array)).toEqual([1, 2, 3])
})

test('text stays text', () => {
  expect(toChunk('{"a')).toBe('{"a')
})

test.each([[undefined], [null], [''], [7], [{}], [new ArrayBuffer(0)], [new Uint8Array(0)]])(
  '%p is no chunk',
  (data) => {
    expect(toChunk(data)).toBeUndefined()
  },
)

test('a view is copied: its buffer may be written again', () => {
  const pool = Uint8Array.of(9, 1, 2)
  const chunk = toChunk(pool.subarray(1))
  pool.fill(0)
  expect(Array.from(chunk as Uint8Array)).toEqual([1, 2])
})

test('a body that was parsed already is written out again', () => {
  expect(bodyToChunk({ result: { content: 'a' } })).toBe('{"result":{"content":"a"}}')
  expect(bodyToChunk('text')).toBe('text')
  expect(bodyToChunk(new ArrayBuffer(0))).toBeUndefined()
  expect(bodyToChunk(undefined)).toBeUndefined()
})
