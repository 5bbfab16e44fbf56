// wx.getFileSystemManager → WeChat's file operations on the file store.
import { failure, toApis } from './callbacks'
import { fromBytes, toBytes } from './encodings'
import { isTemporary, notFound } from './file-store'
import type { FileEntry, FileStore } from './file-store'

type Options = Record<string, unknown>

function text(options: Options, name: string): string {
  const value = options[name]
  if (typeof value !== 'string') throw failure(`parameter error: parameter.${name} should be String`)
  return value
}
function optional<T>(value: unknown): T | undefined {
  return value === undefined || value === null ? undefined : (value as T)
}
const fileFailure = (errCode: number, reason: string, action: string, path: string) =>
  failure(`${reason}, ${action} "${path}"`, { errno: errCode, errCode })

function statsOf(entry: FileEntry) {
  const seconds = Math.floor(entry.modifiedMs / 1000)
  const isFile = entry.bytes !== undefined
  return {
    mode: isFile ? 0o100644 : 0o040755,
    size: entry.bytes?.byteLength ?? 0,
    lastAccessedTime: seconds,
    lastModifiedTime: seconds,
    isFile: () => isFile,
    isDirectory: () => !isFile,
  }
}

/** @param isFull true when there is no space for another file */
export function createFileSystemManager(store: FileStore, isFull: () => boolean = () => false) {
  function checkWritable(path: string, action: string): void {
    if (!store.isWritable(path)) throw fileFailure(1300013, 'permission denied', action, path)
  }
  function checkRoom(path: string, action: string): void {
    const reason = 'the maximum size of the file storage limit is exceeded'
    if (isFull()) throw fileFailure(1300202, reason, action, path)
  }
  function directory(path: string, action: string): void {
    const entry = store.entry(path)
    if (entry === undefined) throw notFound(action, path)
    if (entry.bytes !== undefined) throw fileFailure(1300020, 'not a directory', action, path)
  }

  return toApis({
    access(options: Options) {
      const path = text(options, 'path')
      if (store.entry(path) === undefined) throw notFound('access', path)
    },
    readFile(options: Options) {
      const path = text(options, 'filePath')
      const { bytes } = store.read(path, 'open')
      const position = optional<number>(options.position) ?? 0
      const length = optional<number>(options.length) ?? bytes.byteLength - position
      const isInside = position >= 0 && length >= 0 && position + length <= bytes.byteLength
      if (!isInside) throw failure('Invalid argument', { errno: 1300022, errCode: 1300022 })
      return { data: fromBytes(bytes.subarray(position, position + length), optional(options.encoding)) }
    },
    writeFile(options: Options) {
      const path = text(options, 'filePath')
      checkWritable(path, 'open')
      checkRoom(path, 'open')
      store.write(path, toBytes(options.data, optional(options.encoding)), 'open')
    },
    appendFile(options: Options) {
      const path = text(options, 'filePath')
      checkWritable(path, 'open')
      checkRoom(path, 'open')
      store.append(path, toBytes(options.data, optional(options.encoding)), 'open')
    },
    rename(options: Options) {
      const [from, to] = [text(options, 'oldPath'), text(options, 'newPath')]
      for (const path of [from, to]) checkWritable(path, 'rename')
      // slice: without the room that a file has to grow
      store.write(to, store.read(from, 'rename').bytes.slice(), 'rename')
      store.remove(from, 'rename')
    },
    /** Moves the file: the temporary one no longer exists afterwards. */
    saveFile(options: Options) {
      const from = text(options, 'tempFilePath')
      if (!isTemporary(from)) {
        throw failure(`tempFilePath file not exist "${from}"`, { errno: 1300002, errCode: 1300002 })
      }
      if (options.filePath === undefined) throw failure('not in the simulator: saveFile without filePath')
      const savedFilePath = text(options, 'filePath')
      checkWritable(savedFilePath, 'saveFile')
      checkRoom(savedFilePath, 'saveFile')
      store.write(savedFilePath, store.read(from, 'saveFile').bytes, 'saveFile')
      store.remove(from, 'saveFile')
      return { savedFilePath }
    },
    unlink: (options: Options) => store.remove(text(options, 'filePath'), 'unlink'),
    stat(options: Options) {
      const path = text(options, 'path')
      const entry = store.entry(path)
      if (entry === undefined) throw notFound('stat', path)
      if (options.recursive !== true || entry.bytes !== undefined) return { stats: statsOf(entry) }
      const inside = store.below(path).map((found) => [`/${found.path}`, statsOf(found.entry)] as const)
      return { stats: Object.fromEntries([['/', statsOf(entry)] as const, ...inside]) }
    },
    mkdir(options: Options) {
      const path = text(options, 'dirPath')
      checkWritable(path, 'mkdir')
      if (store.entry(path) !== undefined) {
        if (options.recursive === true) return
        throw fileFailure(1301005, 'file already exists', 'mkdir', path)
      }
      const parts = path.replace(/\/+$/, '').split('/')
      const parent = parts.slice(0, -1).join('/')
      if (options.recursive !== true) directory(parent, 'mkdir')
      for (let depth = 4; depth <= parts.length; depth += 1) {
        const step = parts.slice(0, depth).join('/')
        if (store.entry(step) === undefined) store.makeDirectory(step)
        directory(step, 'mkdir')
      }
    },
    rmdir(options: Options) {
      const path = text(options, 'dirPath')
      checkWritable(path, 'rmdir')
      directory(path, 'rmdir')
      const inside = store.below(path)
      if (inside.length > 0 && options.recursive !== true)
        throw fileFailure(1300066, 'directory not empty', 'rmdir', path)
      for (const found of inside) store.removeDirectory(`${path}/${found.path}`)
      store.removeDirectory(path)
    },
    readdir(options: Options) {
      const path = text(options, 'dirPath')
      directory(path, 'readdir')
      const names = store.below(path).map((found) => found.path)
      return { files: names.filter((name) => !name.includes('/')) }
    },
  })
}

/**
 * Object URLs of simulator files, for `<audio>` and `<img>`. A path keeps its URL until its file changes.
 * The returned function yields undefined for anything but a file of the simulator.
 */
export function createBlobUrls(store: FileStore): (path: string) => string | undefined {
  const urls = new Map<string, string>()
  store.onChange((path) => {
    const url = urls.get(path)
    if (url === undefined) return
    URL.revokeObjectURL(url)
    urls.delete(path)
  })
  return (path) => {
    const existing = urls.get(path)
    if (existing !== undefined) return existing
    const bytes = store.entry(path)?.bytes
    if (bytes === undefined) return undefined
    const url = URL.createObjectURL(new Blob([bytes.slice()]))
    urls.set(path, url)
    return url
  }
}
