// Paths → files of the phone, with WeChat's directories, limits and error messages.
import { failure } from './callbacks'
import type { Mirror } from './persistence'

/** WeChat's real paths are opaque; these look like DevTools'. Temporary files last until the next launch. */
export const directories = { user: 'http://usr', temporary: 'http://tmp' } as const

/** Documented. */
const totalMaxBytes = 200 * 1024 * 1024

export interface FileEntry {
  /** Absent for a directory. */
  bytes?: Uint8Array
  modifiedMs: number
}

export const fileFailure = (code: number, reason: string, action: string, path: string) =>
  failure(`${reason}, ${action} "${path}"`, { errno: code, errCode: code })
export const storageFull = (action: string, path: string) =>
  fileFailure(1300202, 'the maximum size of the file storage limit is exceeded', action, path)
const notFound = (action: string, path: string) =>
  fileFailure(1300002, 'no such file or directory', action, path)

export const isTemporary = (path: string): boolean => path.startsWith(`${directories.temporary}/`)
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

export type FileStore = ReturnType<typeof createFileStore>

export function createFileStore(mirror: Mirror<FileEntry>, nowMs: () => number = Date.now) {
  const temporary = new Map<string, FileEntry>()

  function entry(path: string): FileEntry | undefined {
    if (Object.values<string>(directories).includes(path)) return { modifiedMs: 0 }
    return isTemporary(path) ? temporary.get(path) : mirror.get(path)
  }
  /** @throws Failure with WeChat's message for what is missing */
  function find(path: string, action: string): FileEntry {
    const found = entry(path)
    if (found === undefined) throw notFound(action, path)
    return found
  }
  /** @throws Failure for a missing file or a directory */
  function read(path: string, action: string): Uint8Array {
    const { bytes } = find(path, action)
    if (bytes === undefined) throw fileFailure(1300021, 'illegal operation on a directory', action, path)
    return bytes
  }
  function checkRoom(path: string, grownBytes: number, action: string): void {
    if (isTemporary(path)) return
    const usedBytes = mirror.entries().reduce((sum, [, file]) => sum + (file.bytes?.byteLength ?? 0), 0)
    if (usedBytes + grownBytes > totalMaxBytes) throw storageFull(action, path)
  }
  function put(path: string, file: FileEntry): void {
    if (isTemporary(path)) temporary.set(path, file)
    else mirror.set(path, file)
  }
  function drop(path: string): void {
    if (!temporary.delete(path)) mirror.delete(path)
  }
  /** @throws Failure if the parent directory is missing or the limit would be exceeded */
  function write(path: string, bytes: Uint8Array, action: string): void {
    const parent = entry(parentOf(path))
    if (parent === undefined) throw notFound(action, path)
    const replaced = entry(path)
    const isDirectory = replaced !== undefined && replaced.bytes === undefined
    if (parent.bytes !== undefined || isDirectory)
      throw fileFailure(1300001, 'operation not permitted', action, path)
    checkRoom(path, bytes.byteLength - (replaced?.bytes?.byteLength ?? 0), action)
    put(path, { bytes, modifiedMs: nowMs() })
  }

  return {
    entry,
    find,
    read,
    write,
    /** Adds to the end of a file. @throws Failure as `read` and `write` do */
    append(path: string, more: Uint8Array, action: string) {
      const before = read(path, action)
      checkRoom(path, more.byteLength, action)
      const length = before.byteLength + more.byteLength
      // room to grow: a file that is written piece by piece is not copied for each of them
      const isRoomy = before.byteOffset === 0 && before.buffer.byteLength >= length
      const whole = isRoomy ? new Uint8Array(before.buffer) : new Uint8Array(2 * length)
      if (!isRoomy) whole.set(before)
      whole.set(more, before.byteLength)
      const file = { bytes: whole.subarray(0, length), modifiedMs: nowMs() }
      if (isTemporary(path)) temporary.set(path, file)
      else mirror.setOften(path, file, () => ({ ...file, bytes: file.bytes.slice() }))
    },
    /** Writes a temporary file with a new name. Returns its path. */
    writeTemporary(bytes: Uint8Array, extension: string) {
      const path = `${directories.temporary}/${crypto.randomUUID()}${extension}`
      put(path, { bytes, modifiedMs: nowMs() })
      return path
    },
    /** Without the room that a file has to grow. */
    move(from: string, to: string, action: string) {
      write(to, read(from, action).slice(), action)
      drop(from)
    },
    remove(path: string, action: string) {
      read(path, action)
      drop(path)
    },
    makeDirectory: (path: string) => put(path, { modifiedMs: nowMs() }),
    removeDirectory: drop,
    /** All entries below `path`, as paths relative to it, in order of creation. */
    below: (path: string) =>
      [...mirror.entries(), ...temporary]
        .filter(([inside]) => inside.startsWith(`${path}/`))
        .map(([inside, found]) => ({ path: inside.slice(path.length + 1), entry: found })),
  }
}
