// A .zip of unknown origin → its entries, and their bytes piece by piece. Nothing in it is believed without a check.
import { Inflate } from 'fflate'
import { decodeUtf8, toBinary } from '../../../core/answer/utf8'
import { ArchiveError } from './archive-error'
import { crc32 } from './crc32'
import { pieceBytes } from './ports'
import { flags, methods, signatures, sizes, zip64 } from './zip-format'

/** A file, or what can be read like one. */
export interface Source {
  readonly sizeBytes: number
  /** Fewer bytes only at the end. */
  read(position: number, lengthBytes: number): Promise<Uint8Array>
}

export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string
  readonly sizeBytes: number
  readonly packedBytes: number
  readonly crc: number
  readonly method: number
  readonly offset: number
}

export interface ZipReader {
  /** Without folders, by name. */
  readonly entries: ReadonlyMap<string, ZipEntry>
  /**
   * All bytes of an entry, in order, in pieces of at most about 1 MB. Rejects with ArchiveError `damaged` as soon as there
   * are more than the entry says, at the end if there are fewer or other ones.
   */
  read(entry: ZipEntry, use: (piece: Uint8Array) => Promise<void>): Promise<void>
}

export const zipLimits = {
  /** More than any student has attempts, and less than what takes long to list. */
  entries: 30_000,
  listingBytes: 8 * 1024 * 1024,
  /** Of one entry. Without a declared size above, nothing is inflated. */
  entryBytes: 32 * 1024 * 1024,
  /** Of all together: what a phone may have. */
  allBytes: 250 * 1024 * 1024,
  /** What is repetitive text is packed twenty times smaller; a bomb, a thousand times. */
  ratio: 200,
  /** Below that, a ratio is no danger. */
  ratioFreeBytes: 64 * 1024,
} as const

/** Deflate makes at most 1032 bytes of one: so no more than 1 MB comes of a push. */
const pushBytes = 1024

/** Writes nothing. Rejects with ArchiveError. */
export async function openZip(source: Source): Promise<ZipReader> {
  const end = await findEnd(source)
  const listing = await readAll(source, end.listingOffset, end.listingBytes)
  const entries = readListing(listing, end)

  return {
    entries,
    async read(entry, use) {
      const { sizeBytes, packedBytes, method } = entry
      const start = await contentStart(source, entry)
      let [crc, length] = [0, 0]
      const pass = async (piece: Uint8Array): Promise<void> => {
        length += piece.length
        if (length > sizeBytes) throw new ArchiveError('damaged', `more than ${sizeBytes} bytes`)
        crc = crc32(piece, crc)
        await use(piece)
      }
      const unpack = method === methods.deflated ? inflating(pass) : { push: pass, end: () => undefined }
      for (let at = 0; at < packedBytes;) {
        const piece = await readAll(source, start + at, Math.min(pieceBytes, packedBytes - at))
        await unpack.push(piece)
        at += piece.length
      }
      unpack.end()
      if (length !== sizeBytes || crc !== entry.crc) throw new ArchiveError('damaged', 'size or CRC')
    },
  }
}

/** Checks the end of the stream, too: one that is cut short is damaged. */
function inflating(pass: (piece: Uint8Array) => Promise<void>) {
  let ready: Uint8Array[] = []
  let hasEnded = false
  const inflate = new Inflate((bytes, isLast) => {
    ready.push(bytes)
    hasEnded ||= isLast
  })
  const feed = (bytes: Uint8Array, isLast: boolean): void => {
    try {
      inflate.push(bytes, isLast)
    } catch (error) {
      throw new ArchiveError('damaged', error instanceof Error ? error.message : 'deflate')
    }
  }
  return {
    async push(packed: Uint8Array): Promise<void> {
      for (let at = 0; at < packed.length; at += pushBytes) {
        feed(packed.subarray(at, at + pushBytes), false)
        const pieces = ready
        ready = []
        for (const piece of pieces) if (piece.length > 0) await pass(piece)
      }
    },
    end(): void {
      feed(new Uint8Array(0), true)
      if (!hasEnded || ready.some(({ length }) => length > 0)) throw new ArchiveError('damaged', 'cut short')
    },
  }
}

interface End {
  readonly count: number
  readonly listingOffset: number
  readonly listingBytes: number
}

async function findEnd(source: Source): Promise<End> {
  const lengthBytes = Math.min(source.sizeBytes, sizes.end + sizes.commentMax)
  const tail = await readAll(source, source.sizeBytes - lengthBytes, lengthBytes)
  for (let at = tail.length - sizes.end; at >= 0; at--) {
    if (fourAt(tail, at) !== signatures.end) continue
    // a comment of another length: these bytes are part of something else
    if (at + sizes.end + twoAt(tail, at + 20) !== tail.length) continue
    const [volume, firstVolume, countHere, count] = [4, 6, 8, 10].map((offset) => twoAt(tail, at + offset))
    const listingBytes = fourAt(tail, at + 12)
    const listingOffset = fourAt(tail, at + 16)
    if (count === zip64.count || listingBytes === zip64.bytes || listingOffset === zip64.bytes) {
      throw new ArchiveError('unsupported', 'zip64')
    }
    if (volume !== 0 || firstVolume !== 0 || countHere !== count)
      throw new ArchiveError('unsupported', 'volumes')
    if (count === undefined || count > zipLimits.entries || listingBytes > zipLimits.listingBytes) {
      throw new ArchiveError('too-large', `${count} entries`)
    }
    const endOffset = source.sizeBytes - lengthBytes + at
    if (listingOffset + listingBytes > endOffset) throw new ArchiveError('damaged', 'the list is cut')
    return { count, listingOffset, listingBytes }
  }
  const start = await readAll(source, 0, Math.min(4, source.sizeBytes))
  const isZip = start.length === 4 && fourAt(start, 0) === signatures.entry
  throw new ArchiveError(isZip ? 'damaged' : 'not-zip', 'no end of a zip')
}

function readListing(bytes: Uint8Array, { count, listingOffset }: End): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>()
  let at = 0
  let allBytes = 0
  for (let number = 0; number < count; number++) {
    if (at + sizes.listing > bytes.length || fourAt(bytes, at) !== signatures.listing) {
      throw new ArchiveError('damaged', 'the list is shorter than it says')
    }
    const [flag, method] = [twoAt(bytes, at + 8), twoAt(bytes, at + 10)]
    const [crc, packedBytes, sizeBytes] = [
      fourAt(bytes, at + 16),
      fourAt(bytes, at + 20),
      fourAt(bytes, at + 24),
    ]
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => twoAt(bytes, at + offset))
    const offset = fourAt(bytes, at + 42)
    const nameStart = at + sizes.listing
    const nameEnd = nameStart + (nameLength ?? 0)
    const name = nameOf(bytes.subarray(nameStart, nameEnd))
    at = nameEnd + (extraLength ?? 0) + (commentLength ?? 0)
    if (at > bytes.length) throw new ArchiveError('damaged', 'a name is cut')
    if (packedBytes === zip64.bytes || sizeBytes === zip64.bytes || offset === zip64.bytes) {
      throw new ArchiveError('unsupported', 'zip64')
    }
    if (flag & (flags.encrypted | flags.strong | flags.patched))
      throw new ArchiveError('unsupported', 'encrypted')
    if (offset + sizes.entry + packedBytes > listingOffset)
      throw new ArchiveError('damaged', 'outside the file')
    if (isUnsafe(name) || entries.has(name)) throw new ArchiveError('unsafe', 'a name')
    if (name.endsWith('/')) continue
    if (method !== methods.stored && method !== methods.deflated) {
      throw new ArchiveError('unsupported', `method ${method}`)
    }
    if (method === methods.stored && packedBytes !== sizeBytes)
      throw new ArchiveError('damaged', 'stored sizes')
    allBytes += sizeBytes
    if (sizeBytes > zipLimits.entryBytes || allBytes > zipLimits.allBytes) {
      throw new ArchiveError('too-large', `${sizeBytes} bytes`)
    }
    if (sizeBytes > zipLimits.ratioFreeBytes && sizeBytes > zipLimits.ratio * packedBytes) {
      throw new ArchiveError('too-large', `${packedBytes} bytes for ${sizeBytes}`)
    }
    entries.set(name, { name, sizeBytes, packedBytes, crc, method, offset })
  }
  return entries
}

/** After the entry's own head, whose name and extra fields may differ in length from those of the list. */
async function contentStart(source: Source, { offset }: ZipEntry): Promise<number> {
  const head = await readAll(source, offset, sizes.entry)
  if (fourAt(head, 0) !== signatures.entry) throw new ArchiveError('damaged', 'no entry where one should be')
  return offset + sizes.entry + twoAt(head, 26) + twoAt(head, 28)
}

async function readAll(source: Source, position: number, lengthBytes: number): Promise<Uint8Array> {
  const all = new Uint8Array(lengthBytes)
  for (let at = 0; at < lengthBytes;) {
    const piece = await source.read(position + at, Math.min(pieceBytes, lengthBytes - at))
    if (piece.length === 0) throw new ArchiveError('damaged', 'the file ends too early')
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** Some packers write `\`. What is no UTF-8 stays unlike any name of ours. */
function nameOf(bytes: Uint8Array): string {
  return decodeUtf8(toBinary(bytes)).replace(/\\/g, '/')
}

/** Absolute, with a drive, leading upwards, or with characters that no file has. */
function isUnsafe(name: string): boolean {
  const isControl = [...name].some((character) => character < ' ' || character === '\u007f')
  return name === '' || isControl || /^\/|^[a-z]:|(^|\/)\.\.?(\/|$)/i.test(name)
}

function twoAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
}

function fourAt(bytes: Uint8Array, at: number): number {
  return (twoAt(bytes, at) | (twoAt(bytes, at + 2) << 16)) >>> 0
}
