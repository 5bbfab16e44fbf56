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
  expect(toChunk(data)).toEqual(Uint8Array.of(1, 2, 3))
})

test.each([
  ['text', '{"a', '{"a'],
  ['Chinese and emoji', '你好🎓', '你好🎓'],
  ['a lone surrogate', 'a\ud83c', 'a\ufffd'],
])('%s gives the bytes of its UTF-8', (_, text, expected) => {
  expect(toChunk(text)).toEqual(new Uint8Array(Buffer.from(expected)))
})

test.each([[undefined], [null], [''], [7], [{}], [new ArrayBuffer(0)], [new Uint8Array(0)]])(
  'rejects %p',
  (data) => {
    expect(toChunk(data)).toBeUndefined()
  },
)

test('a view is copied, as its buffer may be reused', () => {
  const pool = Uint8Array.of(9, 1, 2)
  const chunk = toChunk(pool.subarray(1))
  pool.fill(0)
  expect(chunk).toEqual(Uint8Array.of(1, 2))
})

test('a body that is already parsed becomes JSON again', () => {
  expect(bodyToChunk({ result: { content: 'a' } })).toEqual(
    new Uint8Array(Buffer.from('{"result":{"content":"a"}}')),
  )
  expect(bodyToChunk('text')).toEqual(new Uint8Array(Buffer.from('text')))
  expect(bodyToChunk(new ArrayBuffer(0))).toBeUndefined()
  expect(bodyToChunk(undefined)).toBeUndefined()
})
