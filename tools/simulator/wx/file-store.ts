// Paths → files of the phone, with WeChat's directories, limits and error messages.
import { failure } from './callbacks'
import type { Failure } from './callbacks'
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
export interface File extends FileEntry {
  bytes: Uint8Array
}

export interface FileStore {
  /** @throws Failure with WeChat's message for a missing file or a directory */
  read(path: string, action: string): File
  /** @throws Failure if the parent directory is missing or the limit would be exceeded */
  write(path: string, bytes: Uint8Array, action: string): void
  /** Adds to the end of a file. @throws Failure as `read` and `write` do */
  append(path: string, bytes: Uint8Array, action: string): void
  /** Writes a temporary file with a new name. Returns its path. */
  writeTemporary(bytes: Uint8Array, extension: string): string
  remove(path: string, action: string): void
  entry(path: string): FileEntry | undefined
  makeDirectory(path: string): void
  removeDirectory(path: string): void
  /** All entries below `path`, as paths relative to it, in order of creation. */
  below(path: string): { path: string; entry: FileEntry }[]
  isWritable(path: string): boolean
  onChange(listener: (path: string) => void): void
}

export function notFound(action: string, path: string): Failure {
  return failure(`no such file or directory, ${action} "${path}"`, { errno: 1300002, errCode: 1300002 })
}

/** `http://usr//a/` → `http://usr/a` */
function normalise(path: unknown): string {
  if (typeof path !== 'string') throw failure('parameter error: the path should be String')
  const [scheme = '', rest = ''] = path.split(/:\/\/(.*)/s)
  return `${scheme}://${rest
    .split('/')
    .filter((part) => part !== '')
    .join('/')}`
}

const within = (path: string, directory: string): boolean =>
  path === directory || path.startsWith(`${directory}/`)
export const isTemporary = (path: string): boolean => within(path, directories.temporary)
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

export function createFileStore(mirror: Mirror<FileEntry>, nowMs: () => number = Date.now): FileStore {
  const temporary = new Map<string, FileEntry>()
  let onChange: (path: string) => void = () => undefined
  let freshNames = 0

  const isWritable = (path: string): boolean => within(path, directories.user) && path !== directories.user

  function entry(rawPath: string): FileEntry | undefined {
    const path = normalise(rawPath)
    if (Object.values<string>(directories).includes(path)) return { modifiedMs: 0 }
    return isTemporary(path) ? temporary.get(path) : mirror.get(path)
  }
  function usedBytes(): number {
    return mirror.entries().reduce((sum, [, file]) => sum + (file.bytes?.byteLength ?? 0), 0)
  }
  function checkRoom(path: string, grownBytes: number): void {
    if (isTemporary(path) || usedBytes() + grownBytes <= totalMaxBytes) return
    const codes = { errno: 1300202, errCode: 1300202 }
    throw failure('the maximum size of the file storage limit is exceeded', codes)
  }
  function put(path: string, file: FileEntry): void {
    if (isTemporary(path)) temporary.set(path, file)
    else mirror.set(path, file)
    onChange(path)
  }
  function drop(path: string): void {
    if (!temporary.delete(path)) mirror.delete(path)
    onChange(path)
  }
  function read(rawPath: string, action: string): File {
    const path = normalise(rawPath)
    const file = entry(path)
    if (file === undefined) throw notFound(action, rawPath)
    if (file.bytes === undefined) {
      throw failure(`illegal operation on a directory, ${action} "${rawPath}"`, {
        errno: 1300021,
        errCode: 1300021,
      })
    }
    return { bytes: file.bytes, modifiedMs: file.modifiedMs }
  }
  return {
    read,
    entry,
    isWritable: (path) => isWritable(normalise(path)),
    write(rawPath, bytes, action) {
      const path = normalise(rawPath)
      const parent = entry(parentOf(path))
      if (parent === undefined) throw notFound(action, rawPath)
      const existing = entry(path)
      if (parent.bytes !== undefined || (existing !== undefined && existing.bytes === undefined)) {
        throw failure(`operation not permitted, ${action} "${rawPath}"`, { errno: 1300001, errCode: 1300001 })
      }
      checkRoom(path, bytes.byteLength - (existing?.bytes?.byteLength ?? 0))
      put(path, { bytes, modifiedMs: nowMs() })
    },
    append(rawPath, more, action) {
      const path = normalise(rawPath)
      const { bytes: before } = read(path, action)
      checkRoom(path, more.byteLength)
      const length = before.byteLength + more.byteLength
      // room to grow: a file that is written piece by piece is not copied for each of them
      const isRoomy = before.byteOffset === 0 && before.buffer.byteLength >= length
      const whole = isRoomy ? new Uint8Array(before.buffer) : new Uint8Array(2 * length)
      if (!isRoomy) whole.set(before)
      whole.set(more, before.byteLength)
      const file = { bytes: whole.subarray(0, length), modifiedMs: nowMs() }
      if (isTemporary(path)) temporary.set(path, file)
      else mirror.setOften(path, file, () => ({ ...file, bytes: file.bytes.slice() }))
      onChange(path)
    },
    writeTemporary(bytes, extension) {
      freshNames += 1
      const name = `${nowMs().toString(36)}${freshNames.toString(36)}${Math.random().toString(36).slice(2, 10)}`
      const path = `${directories.temporary}/${name}${extension}`
      put(path, { bytes, modifiedMs: nowMs() })
      return path
    },
    remove(path, action) {
      read(path, action)
      drop(normalise(path))
    },
    makeDirectory: (path) => put(normalise(path), { modifiedMs: nowMs() }),
    removeDirectory: (path) => drop(normalise(path)),
    below(rawPath) {
      const prefix = `${normalise(rawPath)}/`
      return [...mirror.entries(), ...temporary]
        .filter(([path]) => path.startsWith(prefix))
        .map(([path, found]) => ({ path: path.slice(prefix.length), entry: found }))
    },
    onChange(listener) {
      onChange = listener
    },
  }
}
