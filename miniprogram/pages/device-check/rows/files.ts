// Rows about storage and files, in a folder of their own.
import { deviates, failureText, judge, ok, unknown, type Row, type World } from '../row'
import type { RawFailure } from '../../../core/device'

const storageKey = 'device-check'
const sizeBytes = 65_536
/** WeChat writes at most 10 MB at once into a file. */
const blockBytes = 10 * 1024 * 1024
/** One more than fit into the 200 MB of a mini program. */
const blockCount = 21

/** The check's folder, empty at first. */
export async function folder(world: World): Promise<string> {
  const path = `${world.files.root}/device-check`
  const clear = () => world.files.removeFolder(path).catch(() => undefined)
  await clear()
  await world.files.makeFolder(path)
  world.atEnd(() => void clear())
  return path
}

export const fileRows: readonly Row[] = [
  {
    ...{ id: 'storage', group: 'files', source: 'V wx.setStorageSync' },
    expected: 'an object is read as it was written',
    run({ storage, atEnd }) {
      const value = { text: '“a” – é 🎉', list: [1, null, true] }
      atEnd(() => storage.remove(storageKey))
      storage.set(storageKey, value)
      const read = JSON.stringify(storage.get(storageKey))
      return Promise.resolve(judge(read === JSON.stringify(value), read))
    },
  },
  {
    ...{ id: 'storage-limit', group: 'files', source: 'V wx.getStorageInfoSync' },
    expected: 'storage holds 10,240 kB',
    run: ({ storage }) => Promise.resolve(judge(storage.limit() >= 10_240, `${storage.limit()} kB`)),
  },
  {
    ...{ id: 'file-bytes', group: 'files', source: 'V FileSystemManager.readFile' },
    expected: `${sizeBytes} bytes are read as they were written, as an ArrayBuffer`,
    async run(world) {
      const path = `${await world.shared(folder)}/bytes.mp3`
      const bytes = Uint8Array.from({ length: sizeBytes }, (_, at) => (at * 7) % 251)
      await world.files.write(path, bytes.buffer)
      const read = await world.files.read(path)
      if (typeof read === 'string') return deviates(`text of ${read.length}`)
      const back = new Uint8Array(read as ArrayBuffer)
      const isSame = back.length === sizeBytes && back.every((byte, at) => byte === bytes[at])
      return judge(isSame, `${back.length} bytes, ${isSame ? 'the same' : 'others'}`)
    },
  },
  {
    ...{ id: 'file-missing', group: 'files', source: 'V FileSystemManager, 1300002' },
    expected: 'reading what is not there is a fail with errno 1300002',
    async run(world) {
      const path = `${await world.shared(folder)}/missing.mp3`
      const failure = await world.files.read(path).then(
        () => undefined,
        (reason: RawFailure) => reason,
      )
      return failure ? judge(failure.errno === 1300002, failureText(failure)) : deviates('success')
    },
  },
  {
    ...{ id: 'mkdir-twice', group: 'files', source: 'R a folder that exists is a fail, even with recursive' },
    expected: 'mkdir with recursive, twice: both succeed',
    async run(world) {
      const path = await world.shared(folder)
      return world.files.makeFolder(path).then(
        () => ok('success'),
        (failure: RawFailure) => deviates(failureText(failure)),
      )
    },
  },
  {
    ...{ id: 'stat-shape', group: 'files', source: 'V FileSystemManager.stat has both' },
    expected: 'a recursive stat is a list of { path, stats }, or an object from path to stats, with sizes',
    async run(world) {
      const path = await world.shared(folder)
      await world.files.write(`${path}/three.mp3`, Uint8Array.of(1, 2, 3).buffer)
      const stats = await world.files.stat(path)
      if (typeof stats !== 'object' || stats === null) return deviates(typeof stats)
      const isList = Array.isArray(stats)
      const entries: [string, { size?: unknown } | undefined][] = isList
        ? (stats as { path: string; stats?: object }[]).map((one) => [one.path, one.stats])
        : Object.entries(stats as Record<string, object>)
      const three = entries.find(([name]) => name.endsWith('three.mp3'))
      const seen = `${isList ? 'list' : 'object'}: ${entries.map(([name]) => name).join(' ')}`
      return judge(three?.[1]?.size === 3, seen)
    },
  },
  {
    ...{ id: 'disk-full', group: 'files', source: 'V file system guide, 1300202' },
    expected:
      'files of 10 MB, one after another, until 200 MB are full: a fail that says so (they are deleted)',
    ...{ isByHand: true, limitMs: 180_000 },
    async run(world) {
      const path = await world.shared(folder)
      const block = new ArrayBuffer(blockBytes)
      for (let count = 0; count < blockCount; count += 1) {
        // not after the page was left
        await world.pause(0)
        const failure = await world.files.write(`${path}/${count}.mp3`, block).then(
          () => undefined,
          (reason: RawFailure) => reason,
        )
        if (!failure) continue
        const { errno, errMsg = '' } = failure
        const isFull = errno === 1300202 || /maximum size|exceed|no space|not enough space/i.test(errMsg)
        return judge(isFull, `after ${count * 10} MB: ${failureText(failure)}`)
      }
      return deviates(`${blockCount * 10} MB found room`)
    },
  },
  {
    ...{ id: 'file-root', group: 'files', source: 'V file system guide' },
    expected: 'USER_DATA_PATH is wxfile://usr, http://usr in DevTools',
    run: ({ files }) =>
      Promise.resolve(/^(wxfile|http):\/\/usr$/.test(files.root) ? ok(files.root) : unknown(files.root)),
  },
]
