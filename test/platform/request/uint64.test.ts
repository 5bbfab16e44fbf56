import fc from 'fast-check'
import { isUint64, uint64FromBytes } from '../../../miniprogram/platform/request/uint64'

test.each(['0', '7', '1700000000000', '9999999999999999999', '18446744073709551615'])(
  '%s is a uint64',
  (value) => {
    expect(isUint64(value)).toBe(true)
  },
)

test.each([
  '',
  '-1',
  '+1',
  '01',
  '1.0',
  '1e3',
  ' 1',
  '1\n',
  '18446744073709551616',
  '99999999999999999999',
  1,
  null,
])('rejects %j', (value) => {
  expect(isUint64(value)).toBe(false)
})

test('eight bytes give the same number as BigInt', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
      const expected = Buffer.from(bytes).readBigUInt64BE(0).toString()
      expect(uint64FromBytes(bytes)).toBe(expected)
      expect(isUint64(expected)).toBe(true)
    }),
  )
  expect(uint64FromBytes(new Uint8Array(8))).toBe('0')
  expect(uint64FromBytes(new Uint8Array(8).fill(255))).toBe('18446744073709551615')
})
