// Texts by description → an ID3v2.4 tag with a TXXX frame for each, whatever they are: also what the mini program never writes.

export function tagWith(texts: Readonly<Record<string, string>>): Buffer {
  const frames = Object.entries(texts).map(([description, value]) => {
    const content = Buffer.from(`\u0003${description}\0${value}`)
    return Buffer.concat([Buffer.from('TXXX'), synchsafe(content.length), Buffer.alloc(2), content])
  })
  const body = Buffer.concat(frames)
  return Buffer.concat([Buffer.from('ID3\u0004\0\0'), synchsafe(body.length), body])
}

const synchsafe = (size: number) => Buffer.from([21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f))
