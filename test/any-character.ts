// Any character but half of a surrogate pair, as the `unit` of fast-check's strings.
import fc from 'fast-check'

/** fast-check's own ("binary", "grapheme") list all 1.1 million code points first, which takes each suite more than a second. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((codePoint) => String.fromCodePoint(codePoint))
