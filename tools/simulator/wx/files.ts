// wx.getFileSystemManager → WeChat's file operations on the file store.
import { failure, toApis } from './callbacks'
import { fromBytes, toBytes } from './encodings'
import { directories, fileFailure, isTemporary, storageFull } from './file-store'
import type { FileEntry, FileStore } from './file-store'

type Options = Record<string, unknown>

function pathIn(options: Options, name: string): string {
  const path = options[name]
  if (typeof path !== 'string') throw failure(`parameter error: parameter.${name} should be String`)
  if (/[^:]\/\/|\/$/.test(path)) throw failure(`not in the simulator: a path such as "${path}"`)
  return path
}

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
  function writable(options: Options, name: string, action: string): string {
    const path = pathIn(options, name)
    if (path.startsWith(`${directories.user}/`)) return path
    throw fileFailure(1300013, 'permission denied', action, path)
  }
  /** The path of what gets new bytes. */
  function roomy(options: Options, name: string, action: string): string {
    const path = writable(options, name, action)
    if (isFull()) throw storageFull(action, path)
    return path
  }
  function checkDirectory(path: string, action: string): void {
    if (store.find(path, action).bytes !== undefined)
      throw fileFailure(1300020, 'not a directory', action, path)
  }
  function checkRecursive({ recursive }: Options, action: string): void {
    if (recursive !== true) throw failure(`not in the simulator: ${action} without recursive`)
  }

  return toApis({
    access: (options: Options) => void store.find(pathIn(options, 'path'), 'access'),
    readFile(options: Options) {
      const bytes = store.read(pathIn(options, 'filePath'), 'open')
      const position = Number(options.position ?? 0)
      const length = Number(options.length ?? bytes.byteLength - position)
      const isInside = position >= 0 && length >= 0 && position + length <= bytes.byteLength
      if (!isInside) throw failure('Invalid argument', { errno: 1300022, errCode: 1300022 })
      return { data: fromBytes(bytes.subarray(position, position + length), options.encoding) }
    },
    writeFile(options: Options) {
      const path = roomy(options, 'filePath', 'open')
      store.write(path, toBytes(options.data, options.encoding), 'open')
    },
    appendFile(options: Options) {
      const path = roomy(options, 'filePath', 'open')
      store.append(path, toBytes(options.data, options.encoding), 'open')
    },
    rename(options: Options) {
      const from = writable(options, 'oldPath', 'rename')
      store.move(from, writable(options, 'newPath', 'rename'), 'rename')
    },
    /** Moves the file: the temporary one no longer exists afterwards. */
    saveFile(options: Options) {
      const from = pathIn(options, 'tempFilePath')
      if (!isTemporary(from))
        throw failure(`tempFilePath file not exist "${from}"`, { errno: 1300002, errCode: 1300002 })
      if (options.filePath === undefined) throw failure('not in the simulator: saveFile without filePath')
      const savedFilePath = roomy(options, 'filePath', 'saveFile')
      store.move(from, savedFilePath, 'saveFile')
      return { savedFilePath }
    },
    unlink: (options: Options) => store.remove(pathIn(options, 'filePath'), 'unlink'),
    stat(options: Options) {
      const path = pathIn(options, 'path')
      const entry = store.find(path, 'stat')
      const stats = statsOf(entry)
      if (options.recursive !== true || stats.isFile()) return { stats }
      const inside = store.below(path).map((found) => [`/${found.path}`, statsOf(found.entry)] as const)
      return { stats: Object.fromEntries([['/', stats] as const, ...inside]) }
    },
    mkdir(options: Options) {
      const path = writable(options, 'dirPath', 'mkdir')
      checkRecursive(options, 'mkdir')
      const parts = path.split('/')
      for (let depth = 4; depth <= parts.length; depth += 1) {
        const step = parts.slice(0, depth).join('/')
        if (store.entry(step) === undefined) store.makeDirectory(step)
        checkDirectory(step, 'mkdir')
      }
    },
    rmdir(options: Options) {
      const path = writable(options, 'dirPath', 'rmdir')
      checkRecursive(options, 'rmdir')
      checkDirectory(path, 'rmdir')
      for (const inside of store.below(path)) store.removeDirectory(`${path}/${inside.path}`)
      store.removeDirectory(path)
    },
    readdir(options: Options) {
      const path = pathIn(options, 'dirPath')
      checkDirectory(path, 'readdir')
      const names = store.below(path).map((found) => found.path)
      return { files: names.filter((name) => !name.includes('/')) }
    },
  })
}

/**
 * Object URLs of simulator files, for `<audio>` and `<img>`; undefined for anything but a file of the simulator.
 * A path keeps its URL until its file changes.
 */
export function createBlobUrls(store: FileStore) {
  const urls = new WeakMap<Uint8Array, string>()
  return (path: string): string | undefined => {
    const bytes = store.entry(path)?.bytes
    if (bytes === undefined) return undefined
    const url = urls.get(bytes) ?? URL.createObjectURL(new Blob([bytes.slice()]))
    urls.set(bytes, url)
    return url
  }
}
