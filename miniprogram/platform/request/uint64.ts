// Values and bytes → decimal uint64 strings, without BigInt, which phones may lack.

const uint64Max = '18446744073709551615'

/** True for a decimal string of 0 … 2^64 - 1 without leading zeros, as the service expects of `uid`. */
export function isUint64(value: unknown): value is string {
  if (typeof value !== 'string' || !/^(0|[1-9]\d{0,19})$/.test(value)) return false
  return value.length < uint64Max.length || value <= uint64Max
}

/** Eight bytes, most significant first → their decimal string. */
export function uint64FromBytes(bytes: Uint8Array): string {
  // Long division in base 10^7: 256 * 10^7 stays far below 2^53.
  const limbSize = 10_000_000
  const limbs = [0, 0, 0] // least significant first; 10^21 > 2^64
  for (const byte of bytes) {
    let carry = byte
    for (let i = 0; i < limbs.length; i++) {
      const value = (limbs[i] ?? 0) * 256 + carry
      limbs[i] = value % limbSize
      carry = Math.floor(value / limbSize)
    }
  }
  const digits = limbs.reduceRight((text, limb) => text + String(limb).padStart(7, '0'), '')
  return digits.replace(/^0+(?=\d)/, '')
}
