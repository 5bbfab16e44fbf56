// wx.getFileSystemManager → WeChat's file operations on the file store, asynchronous and synchronous.
import { callAsync, callSync, failure } from './callbacks'
import type { CallOptions } from './callbacks'
import { fromBytes, toBytes } from './encodings'
import { notFound } from './file-store'
import type { FileEntry, FileStore } from './file-store'

type Options = CallOptions & Record<string, unknown>

function text(options: Options, name: string): string {
  const value = options[name]
  if (typeof value !== 'string') throw failure(`parameter error: parameter.${name} should be String`)
  return value
}
function optional<T>(value: unknown): T | undefined {
  return value === undefined || value === null ? undefined : (value as T)
}
const extensionOf = (path: string): string => /\.[^./]*$/.exec(path)?.[0] ?? ''

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

function createOperations(store: FileStore, isFull: () => boolean) {
  /** Temporary files do not count: they belong to the system. */
  function checkRoom(path: string, action: string): void {
    if (!isFull() || path.startsWith('http://tmp/')) return
    const message = `the maximum size of the file storage limit is exceeded, ${action} "${path}"`
    throw failure(message, { errno: 1300202, errCode: 1300202 })
  }
  function checkWritable(path: string, action: string): void {
    if (store.isWritable(path)) return
    throw failure(`permission denied, ${action} "${path}"`, { errno: 1300013, errCode: 1300013 })
  }
  function directory(path: string, action: string): void {
    const entry = store.entry(path)
    if (entry === undefined) throw notFound(action, path)
    if (entry.bytes !== undefined) {
      throw failure(`not a directory, ${action} "${path}"`, { errno: 1300020, errCode: 1300020 })
    }
  }
  function move(from: string, to: string, action: string): void {
    const { bytes } = store.read(from, action)
    if (from === to) return
    // a move among the user's own files needs no extra space
    if (from.startsWith('http://tmp/')) checkRoom(to, action)
    store.write(to, bytes, action)
    store.remove(from, action)
  }
  function read(options: Options) {
    const path = text(options, 'filePath')
    const { bytes } = store.read(path, 'open')
    const position = optional<number>(options.position) ?? 0
    const length = optional<number>(options.length) ?? bytes.byteLength - position
    const isInside = position >= 0 && length >= 0 && position + length <= bytes.byteLength
    if (!isInside) throw failure('Invalid argument', { errno: 1300022, errCode: 1300022 })
    return { data: fromBytes(bytes.subarray(position, position + length), optional(options.encoding)) }
  }

  return {
    access(options: Options) {
      const path = text(options, 'path')
      if (store.entry(path) === undefined) throw notFound('access', path)
      return {}
    },
    readFile: read,
    writeFile(options: Options) {
      const path = text(options, 'filePath')
      checkWritable(path, 'open')
      checkRoom(path, 'open')
      store.write(path, toBytes(options.data, optional(options.encoding)), 'open')
      return {}
    },
    appendFile(options: Options) {
      const path = text(options, 'filePath')
      checkWritable(path, 'open')
      const before = store.read(path, 'open').bytes
      const added = toBytes(options.data, optional(options.encoding))
      const whole = new Uint8Array(before.byteLength + added.byteLength)
      whole.set(before)
      whole.set(added, before.byteLength)
      store.write(path, whole, 'open')
      return {}
    },
    /** Moves the file: the temporary one no longer exists afterwards. */
    saveFile(options: Options) {
      const from = text(options, 'tempFilePath')
      if (!from.startsWith('http://tmp/')) {
        throw failure(`tempFilePath file not exist "${from}"`, { errno: 1300002, errCode: 1300002 })
      }
      const requestedPath = optional<string>(options.filePath)
      if (requestedPath !== undefined) checkWritable(requestedPath, 'saveFile')
      const savedFilePath = requestedPath ?? store.freshPath('saved', extensionOf(from))
      move(from, savedFilePath, 'saveFile')
      return { savedFilePath }
    },
    removeSavedFile(options: Options) {
      store.remove(text(options, 'filePath'), 'removeSavedFile')
      return {}
    },
    getSavedFileList: () => ({
      fileList: store.below('http://store').map(({ path, entry }) => ({
        filePath: `http://store/${path}`,
        size: entry.bytes?.byteLength ?? 0,
        createTime: Math.floor(entry.modifiedMs / 1000),
      })),
    }),
    unlink(options: Options) {
      store.remove(text(options, 'filePath'), 'unlink')
      return {}
    },
    copyFile(options: Options) {
      const to = text(options, 'destPath')
      checkWritable(to, 'copyFile')
      store.write(to, store.read(text(options, 'srcPath'), 'copyFile').bytes.slice(), 'copyFile')
      return {}
    },
    rename(options: Options) {
      const [from, to] = [text(options, 'oldPath'), text(options, 'newPath')]
      checkWritable(from, 'rename')
      checkWritable(to, 'rename')
      move(from, to, 'rename')
      return {}
    },
    getFileInfo: (options: Options) => ({
      size: store.read(text(options, 'filePath'), 'open').bytes.byteLength,
    }),
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
        if (options.recursive === true) return {}
        throw failure(`file already exists, mkdir "${path}"`, { errno: 1301005, errCode: 1301005 })
      }
      const parts = path.replace(/\/+$/, '').split('/')
      const parent = parts.slice(0, -1).join('/')
      if (options.recursive !== true) directory(parent, 'mkdir')
      for (let depth = 4; depth <= parts.length; depth += 1) {
        const step = parts.slice(0, depth).join('/')
        if (store.entry(step) === undefined) store.makeDirectory(step)
        directory(step, 'mkdir')
      }
      return {}
    },
    rmdir(options: Options) {
      const path = text(options, 'dirPath')
      checkWritable(path, 'rmdir')
      directory(path, 'rmdir')
      const inside = store.below(path)
      if (inside.length > 0 && options.recursive !== true) {
        throw failure(`directory not empty, rmdir "${path}"`, { errno: 1300066, errCode: 1300066 })
      }
      for (const found of inside) store.removeDirectory(`${path}/${found.path}`)
      store.removeDirectory(path)
      return {}
    },
    readdir(options: Options) {
      const path = text(options, 'dirPath')
      directory(path, 'readdir')
      return {
        files: store
          .below(path)
          .map((found) => found.path)
          .filter((found) => !found.includes('/')),
      }
    },
  }
}

/** @param isFull true when there is no space for another file */
export function createFileSystemManager(store: FileStore, isFull: () => boolean = () => false) {
  const operations = createOperations(store, isFull)
  const asynchronous = Object.fromEntries(
    Object.entries(operations).map(([name, run]) => [
      name,
      (options: Options = {}) => callAsync<object>(name, options, () => run(options)),
    ]),
  )
  const sync = <T>(name: string, run: () => T): T => callSync(`${name}Sync`, run)

  return {
    ...asynchronous,
    accessSync: (path: string) => sync('access', () => void operations.access({ path })),
    readFileSync: (filePath: string, encoding?: string, position?: number, length?: number) =>
      sync('readFile', () => operations.readFile({ filePath, encoding, position, length }).data),
    writeFileSync: (filePath: string, data: unknown, encoding?: string) =>
      sync('writeFile', () => void operations.writeFile({ filePath, data, encoding })),
    appendFileSync: (filePath: string, data: unknown, encoding?: string) =>
      sync('appendFile', () => void operations.appendFile({ filePath, data, encoding })),
    saveFileSync: (tempFilePath: string, filePath?: string) =>
      sync('saveFile', () => operations.saveFile({ tempFilePath, filePath }).savedFilePath),
    unlinkSync: (filePath: string) => sync('unlink', () => void operations.unlink({ filePath })),
    copyFileSync: (srcPath: string, destPath: string) =>
      sync('copyFile', () => void operations.copyFile({ srcPath, destPath })),
    renameSync: (oldPath: string, newPath: string) =>
      sync('rename', () => void operations.rename({ oldPath, newPath })),
    statSync: (path: string, recursive?: boolean) =>
      sync('stat', () => operations.stat({ path, recursive }).stats),
    mkdirSync: (dirPath: string, recursive?: boolean) =>
      sync('mkdir', () => void operations.mkdir({ dirPath, recursive })),
    rmdirSync: (dirPath: string, recursive?: boolean) =>
      sync('rmdir', () => void operations.rmdir({ dirPath, recursive })),
    readdirSync: (dirPath: string) => sync('readdir', () => operations.readdir({ dirPath }).files),
  }
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
