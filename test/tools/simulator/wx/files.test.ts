import { createFileStore } from '../../../../tools/simulator/wx/file-store'
import type { FileEntry } from '../../../../tools/simulator/wx/file-store'
import { createFileSystemManager } from '../../../../tools/simulator/wx/files'
import { createMirror } from '../../../../tools/simulator/wx/persistence'
import { createMemoryPersistence } from './memory-persistence'

async function launch(kept = new Map<string, FileEntry>(), isFull = () => false) {
  const mirror = createMirror(createMemoryPersistence(kept))
  await mirror.ready()
  const store = createFileStore(mirror, () => 1_700_000_000_000)
  const manager = createFileSystemManager(store, isFull)
  const read = async (filePath: string, options: object = {}) =>
    (await manager.readFile({ filePath, ...options }))?.data
  const write = (filePath: string, data: unknown, encoding?: string) =>
    manager.writeFile({ filePath, data, encoding })
  const list = async (dirPath: string) => (await manager.readdir({ dirPath }))?.files
  return { store, manager, read, write, list }
}
const bytes = (...values: number[]) => Uint8Array.from(values)
const buffer = (...values: number[]) => bytes(...values).buffer
const fails = (work: unknown, errMsg: string) =>
  expect(work).rejects.toMatchObject({ errMsg: expect.stringContaining(errMsg) })

// refusals are in the console, too
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined))

describe('the file system', () => {
  test('encodings, position and length', async () => {
    const { read, write } = await launch()
    await write('http://usr/a.txt', '你好 🙂 hello')
    expect(await read('http://usr/a.txt', { encoding: 'utf8' })).toBe('你好 🙂 hello')
    expect(await read('http://usr/a.txt', { encoding: 'base64' })).toBe(
      Buffer.from('你好 🙂 hello').toString('base64'),
    )
    expect(await read('http://usr/a.txt', { encoding: 'utf8', position: 3, length: 3 })).toBe('好')
    await write('http://usr/b', '//8A', 'base64')
    expect(new Uint8Array((await read('http://usr/b')) as ArrayBuffer)).toEqual(bytes(255, 255, 0))
    await fails(read('http://usr/b', { position: 2, length: 2 }), 'readFile:fail Invalid argument')
    await fails(read('http://usr/b', { encoding: 'hex' }), 'not in the simulator: encoding "hex"')
  })

  test('large files as base64', async () => {
    const { store, read } = await launch()
    const large = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) & 0xff)
    const path = store.writeTemporary(large, '.mp3')
    expect(await read(path, { encoding: 'base64' })).toBe(Buffer.from(large).toString('base64'))
  })

  test('reads return copies', async () => {
    const { read, write } = await launch()
    await write('http://usr/a', buffer(1, 2))
    new Uint8Array((await read('http://usr/a')) as ArrayBuffer)[0] = 9
    expect(await read('http://usr/a')).toEqual(buffer(1, 2))
  })

  test('saveFile moves; user files outlive the launch, temporary ones do not', async () => {
    const kept = new Map<string, FileEntry>()
    const first = await launch(kept)
    const tempFilePath = first.store.writeTemporary(bytes(1, 2, 3), '.mp3')
    const left = first.store.writeTemporary(bytes(4), '.mp3')
    await first.manager.mkdir({ dirPath: 'http://usr/a/b', recursive: true })
    const filePath = 'http://usr/a/b/c.mp3'
    await fails(first.manager.saveFile({ tempFilePath }), 'not in the simulator: saveFile without filePath')
    expect(await first.manager.saveFile({ tempFilePath, filePath })).toMatchObject({
      savedFilePath: filePath,
    })
    await fails(
      first.manager.access({ path: tempFilePath }),
      `access:fail no such file or directory, access "${tempFilePath}"`,
    )

    const second = await launch(kept)
    expect(await second.read(filePath)).toEqual(buffer(1, 2, 3))
    await fails(second.read(left), 'no such file or directory')
  })

  test('directories', async () => {
    const { manager, read, write, list } = await launch()
    const make = (dirPath: string) => manager.mkdir({ dirPath, recursive: true })
    await fails(write('http://usr/d/x', 'x'), 'no such file or directory, open "http://usr/d/x"')
    await make('http://usr/d/e/f')
    await make('http://usr/d')
    await write('http://usr/d/x', 'xx')
    expect(await list('http://usr/d')).toEqual(['e', 'x'])
    expect(await list('http://usr')).toEqual(['d'])
    await fails(list('http://usr/d/x'), 'not a directory')
    await fails(make('http://usr/d/x/y'), 'not a directory')
    await fails(manager.mkdir({ dirPath: 'http://usr/e' }), 'not in the simulator: mkdir without recursive')
    await fails(manager.rmdir({ dirPath: 'http://usr/d' }), 'not in the simulator: rmdir without recursive')
    await fails(list('http://usr//d'), 'not in the simulator: a path such as "http://usr//d"')
    await fails(read('http://usr/d'), 'illegal operation on a directory')
    await fails(write('http://usr/d', 'x'), 'operation not permitted')
    await fails(write('http://usr/d/x/y', 'x'), 'operation not permitted')
    const stats = (await manager.stat({ path: 'http://usr/d', recursive: true }))?.stats as Record<
      string,
      { isFile(): boolean; size: number }
    >
    expect(Object.entries(stats).map(([path, found]) => [path, found.isFile(), found.size])).toEqual([
      ['/', false, 0],
      ['/e', false, 0],
      ['/e/f', false, 0],
      ['/x', true, 2],
    ])
    await manager.rmdir({ dirPath: 'http://usr/d', recursive: true })
    expect(await list('http://usr')).toEqual([])
  })

  test('a file grows piece by piece, and moves to another name without the room that it had to grow', async () => {
    const kept = new Map<string, FileEntry>()
    const { manager, read, write } = await launch(kept)
    const grow = (data: ArrayBuffer) => manager.appendFile({ filePath: 'http://usr/a', data })
    await fails(grow(buffer(1)), 'appendFile:fail no such file or directory, open "http://usr/a"')
    await write('http://usr/a', buffer(1))
    for (const value of [2, 3, 4]) await grow(buffer(value))
    expect(await read('http://usr/a')).toEqual(buffer(1, 2, 3, 4))
    await manager.rename({ oldPath: 'http://usr/a', newPath: 'http://usr/b' })
    expect(await read('http://usr/b')).toEqual(buffer(1, 2, 3, 4))
    await fails(read('http://usr/a'), 'no such file or directory')
    expect([...kept].map(([path, entry]) => [path, entry.bytes?.buffer.byteLength])).toEqual([
      ['http://usr/b', 4],
    ])
  })

  test('unlink, and paths that are not writable', async () => {
    const { store, manager, write, list } = await launch()
    await write('http://usr/a', 'a')
    await manager.unlink({ filePath: 'http://usr/a' })
    expect(await list('http://usr')).toEqual([])
    await fails(write(store.writeTemporary(bytes(1), '.mp3'), 'x'), 'permission denied')
    await expect(manager.unlink({ filePath: 'http://usr/none' })).rejects.toEqual({
      errMsg: 'unlink:fail no such file or directory, unlink "http://usr/none"',
      errno: 1300002,
      errCode: 1300002,
    })
  })

  test('200 MB in total; a move from temporary to saved counts, a replacement does not count twice', async () => {
    const { store, manager } = await launch()
    const large = new Uint8Array(150 * 1024 * 1024)
    store.write('http://usr/a', large, 'open')
    store.write('http://usr/a', large, 'open')
    const tempFilePath = store.writeTemporary(large, '.mp3')
    await fails(
      manager.saveFile({ tempFilePath, filePath: 'http://usr/b' }),
      'saveFile:fail the maximum size of the file storage limit is exceeded',
    )
    expect(await manager.stat({ path: tempFilePath })).toMatchObject({ stats: { size: large.byteLength } })
  })

  test('full storage: writes fail, existing files can be read and deleted', async () => {
    let isFull = false
    const { store, manager, read, write } = await launch(new Map(), () => isFull)
    await write('http://usr/a.mp3', 'one')
    const tempFilePath = store.writeTemporary(bytes(1), '.mp3')
    isFull = true
    await fails(write('http://usr/b.mp3', 'two'), 'maximum size')
    await fails(manager.saveFile({ tempFilePath, filePath: 'http://usr/b.mp3' }), 'maximum size')
    expect(await read(tempFilePath)).toEqual(buffer(1))
    await manager.unlink({ filePath: 'http://usr/a.mp3' })
  })
})
