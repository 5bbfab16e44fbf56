import fc from 'fast-check'
import { anyCharacter } from '../../any-character'
import { base64FromText, base64Length } from '../../../miniprogram/platform/request/base64'

test('is the base64 of the UTF-8 bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(base64FromText(text)).toBe(Buffer.from(text, 'utf8').toString('base64'))
    }),
  )
})

test('an address with a query and Chinese', () => {
  const address = 'https://files.example.com/录音/a%20b.mp3?sign=a+b&t=1'
  expect(Buffer.from(base64FromText(address), 'base64').toString('utf8')).toBe(address)
})

test('the length follows from the size', () => {
  for (let size = 0; size < 10; size++) {
    expect(base64Length(size)).toBe(Buffer.alloc(size).toString('base64').length)
  }
})
