// Entries, piece by piece → a .zip that every reader knows, appended to a file in pieces of at most `pieceBytes`.
import { Deflate } from 'fflate'
import { utf8Bytes } from '../../../core/utf8-bytes'
import { crc32 } from './crc32'
import { pieceBytes } from './ports'
import { flags, methods, signatures, sizes } from './zip-format'

/** The time on a phone's clock, as a .zip has it. */
export interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

export interface ZipWriter {
  /** Deflated. `write` is called with what adds text to it, and awaited. */
  addText(name: string, write: (add: (text: string) => Promise<void>) => Promise<void>): Promise<void>
  /** Stored as it is: `read` gives the bytes in order, again from the start at each call. All must be `sizeBytes` long. */
  addStored(name: string, content: StoredContent): Promise<void>
  /** Call last. */
  end(): Promise<void>
  /** Of what was written so far. */
  sizeBytes(): number
}

export interface StoredContent {
  readonly sizeBytes: number
  readonly crc: number
  read(use: (piece: Uint8Array) => Promise<void>): Promise<void>
}

interface Listed {
  readonly name: Uint8Array
  readonly method: number
  readonly flag: number
  readonly crc: number
  readonly packedBytes: number
  readonly sizeBytes: number
  readonly offset: number
}

/** Version 2.0 of the format: deflate, and folders. */
const version = 20

export function createZipWriter(append: (bytes: Uint8Array) => Promise<void>, time: WallTime): ZipWriter {
  const listed: Listed[] = []
  const buffer = new Uint8Array(pieceBytes)
  let buffered = 0
  let written = 0

  async function flush(): Promise<void> {
    if (buffered === 0) return
    await append(buffer.subarray(0, buffered))
    buffered = 0
  }

  async function put(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + pieceBytes - buffered)
      buffer.set(part, buffered)
      buffered += part.length
      at += part.length
      if (buffered === pieceBytes) await flush()
    }
    written += bytes.length
  }

  const [dosTime, dosDate] = dosTimes(time)
  const head = ({ flag, method, crc, packedBytes, sizeBytes, name }: Listed): number[] => [
    ...[...two(version), ...two(flag), ...two(method), ...two(dosTime), ...two(dosDate)],
    ...[...four(crc), ...four(packedBytes), ...four(sizeBytes), ...two(name.length), ...two(0)],
  ]

  async function begin(entry: Listed): Promise<void> {
    await put(Uint8Array.from([...four(signatures.entry), ...head(entry)]))
    await put(entry.name)
  }

  return {
    sizeBytes: () => written,
    async addText(name, write) {
      const entry = {
        ...{ name: utf8Bytes(name), method: methods.deflated, flag: flags.utf8 | flags.descriptorFollows },
        ...{ crc: 0, packedBytes: 0, sizeBytes: 0, offset: written },
      }
      await begin(entry)
      const start = written
      let [crc, sizeBytes] = [0, 0]
      let packed: Uint8Array[] = []
      const deflate = new Deflate({ level: 6 }, (bytes) => void packed.push(bytes))
      const pass = async (bytes: Uint8Array, isLast: boolean): Promise<void> => {
        deflate.push(bytes, isLast)
        const ready = packed
        packed = []
        for (const each of ready) await put(each)
      }
      await write(async (text) => {
        const bytes = utf8Bytes(text)
        crc = crc32(bytes, crc)
        sizeBytes += bytes.length
        await pass(bytes, false)
      })
      await pass(new Uint8Array(0), true)
      const packedBytes = written - start
      await put(
        Uint8Array.from([
          ...[...four(signatures.descriptor), ...four(crc), ...four(packedBytes), ...four(sizeBytes)],
        ]),
      )
      listed.push({ ...entry, crc, packedBytes, sizeBytes })
    },
    async addStored(name, { sizeBytes, crc, read }) {
      const entry = {
        ...{ name: utf8Bytes(name), method: methods.stored, flag: flags.utf8 },
        ...{ crc, packedBytes: sizeBytes, sizeBytes, offset: written },
      }
      await begin(entry)
      await read(put)
      listed.push(entry)
    },
    async end() {
      const offset = written
      for (const entry of listed) {
        const rest = [...two(0), ...two(0), ...two(0), ...four(0), ...four(entry.offset)]
        await put(Uint8Array.from([...four(signatures.listing), ...two(version), ...head(entry), ...rest]))
        await put(entry.name)
      }
      const count = two(listed.length)
      await put(
        Uint8Array.from([
          ...[...four(signatures.end), ...two(0), ...two(0), ...count, ...count],
          ...[...four(written - offset), ...four(offset), ...two(0)],
        ]),
      )
      await flush()
    },
  }
}

/** What a .zip needs around an entry of that name. */
export function overheadBytes(name: string): number {
  return sizes.entry + sizes.listing + 2 * utf8Bytes(name).length
}

function two(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff]
}

function four(value: number): number[] {
  return [...two(value & 0xffff), ...two(value >>> 16)]
}

/** MS-DOS's: from 1980 on, in steps of two seconds. */
function dosTimes({ year, month, day, hour, minute, second }: WallTime): [number, number] {
  const time = (hour << 11) | (minute << 5) | (second >> 1)
  return [time, (Math.max(0, Math.min(127, year - 1980)) << 9) | (month << 5) | day]
}
