import { createFileStore } from '../../../../tools/simulator/wx/file-store'
import type { FileEntry } from '../../../../tools/simulator/wx/file-store'
import { createFileSystemManager } from '../../../../tools/simulator/wx/files'
import { createMemoryPersistence, createMirror } from '../../../../tools/simulator/wx/persistence'

async function launch(kept = new Map<string, FileEntry>()) {
  const mirror = createMirror(createMemoryPersistence(kept))
  await mirror.ready()
  const store = createFileStore(mirror, () => 1_700_000_000_000)
  const manager = createFileSystemManager(store)
  return { store, manager, call: manager as unknown as Record<string, (options: object) => Promise<unknown>> }
}
const bytes = (...values: number[]) => Uint8Array.from(values)
const buffer = (...values: number[]) => bytes(...values).buffer

describe('the file system', () => {
  test('encodings, position and length', async () => {
    const { manager } = await launch()
    manager.writeFileSync('http://usr/a.txt', '你好 🙂 hello')
    expect(manager.readFileSync('http://usr/a.txt', 'utf8')).toBe('你好 🙂 hello')
    expect(manager.readFileSync('http://usr/a.txt', 'base64')).toBe(
      Buffer.from('你好 🙂 hello').toString('base64'),
    )
    expect(manager.readFileSync('http://usr/a.txt', 'utf8', 3, 3)).toBe('好')
    manager.writeFileSync('http://usr/b', '//8A', 'base64')
    expect(new Uint8Array(manager.readFileSync('http://usr/b') as ArrayBuffer)).toEqual(bytes(255, 255, 0))
    expect(manager.readFileSync('http://usr/b', 'hex')).toBe('ffff00')
    manager.writeFileSync('http://usr/c', 'hé', 'utf16le')
    expect(manager.readFileSync('http://usr/c', 'hex')).toBe('6800e900')
    manager.appendFileSync('http://usr/c', buffer(0x21, 0))
    expect(manager.readFileSync('http://usr/c', 'ucs2')).toBe('hé!')
    expect(() => manager.readFileSync('http://usr/b', 'hex', 2, 2)).toThrow(
      'readFileSync:fail Invalid argument',
    )
    expect(() => manager.readFileSync('http://usr/b', 'utf-7')).toThrow('invalid encoding "utf-7"')
  })

  test('large files as base64', async () => {
    const { store, manager } = await launch()
    const large = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) & 0xff)
    const path = store.writeTemporary(large, '.mp3')
    expect(manager.readFileSync(path, 'base64')).toBe(Buffer.from(large).toString('base64'))
  })

  test('reads return copies', async () => {
    const { manager } = await launch()
    manager.writeFileSync('http://usr/a', buffer(1, 2))
    new Uint8Array(manager.readFileSync('http://usr/a') as ArrayBuffer)[0] = 9
    expect(manager.readFileSync('http://usr/a', 'hex')).toBe('0102')
  })

  test('saveFile moves; saved and user files outlive the launch, temporary ones do not', async () => {
    const kept = new Map<string, FileEntry>()
    const first = await launch(kept)
    const temporary = first.store.writeTemporary(bytes(1, 2, 3), '.mp3')
    const left = first.store.writeTemporary(bytes(4), '.mp3')
    const saved = first.manager.saveFileSync(temporary)
    expect(saved).toMatch(/^http:\/\/store\/.+\.mp3$/)
    expect(() => first.manager.accessSync(temporary)).toThrow(
      `accessSync:fail no such file or directory, access "${temporary}"`,
    )
    first.manager.mkdirSync('http://usr/a/b', true)
    const named = first.manager.saveFileSync(
      first.store.writeTemporary(bytes(5), '.mp3'),
      'http://usr/a/b/c.mp3',
    )
    expect(named).toBe('http://usr/a/b/c.mp3')

    const second = await launch(kept)
    expect(second.manager.readFileSync(saved, 'hex')).toBe('010203')
    expect(second.manager.readFileSync(named, 'hex')).toBe('05')
    expect(() => second.manager.readFileSync(left)).toThrow('no such file or directory')
    expect(await second.call.getSavedFileList?.({})).toMatchObject({
      fileList: [{ filePath: saved, size: 3 }],
    })
  })

  test('directories', async () => {
    const { manager } = await launch()
    expect(() => manager.writeFileSync('http://usr/d/x', 'x')).toThrow(
      'no such file or directory, open "http://usr/d/x"',
    )
    expect(() => manager.mkdirSync('http://usr/d/e')).toThrow('no such file or directory')
    manager.mkdirSync('http://usr/d')
    expect(() => manager.mkdirSync('http://usr/d')).toThrow(
      'mkdirSync:fail file already exists, mkdir "http://usr/d"',
    )
    manager.mkdirSync('http://usr/d/e/f', true)
    manager.writeFileSync('http://usr/d/x', 'xx')
    expect(manager.readdirSync('http://usr/d')).toEqual(['e', 'x'])
    expect(manager.readdirSync('http://usr')).toEqual(['d'])
    expect(() => manager.rmdirSync('http://usr/d')).toThrow('directory not empty')
    expect(() => manager.readFileSync('http://usr/d')).toThrow('illegal operation on a directory')
    expect(() => manager.writeFileSync('http://usr/d', 'x')).toThrow('operation not permitted')
    expect(() => manager.writeFileSync('http://usr/d/x/y', 'x')).toThrow('operation not permitted')
    const stats = manager.statSync('http://usr/d', true) as Record<
      string,
      { isFile(): boolean; size: number }
    >
    expect(Object.entries(stats).map(([path, found]) => [path, found.isFile(), found.size])).toEqual([
      ['/', false, 0],
      ['/e', false, 0],
      ['/e/f', false, 0],
      ['/x', true, 2],
    ])
    manager.rmdirSync('http://usr/d', true)
    expect(manager.readdirSync('http://usr')).toEqual([])
  })

  test('rename, copy, unlink, and paths that are not writable', async () => {
    const { store, manager, call } = await launch()
    manager.writeFileSync('http://usr/a', 'a')
    manager.copyFileSync('http://usr/a', 'http://usr/b')
    manager.renameSync('http://usr/a', 'http://usr/c')
    manager.unlinkSync('http://usr/b')
    expect(manager.readdirSync('http://usr')).toEqual(['c'])
    const temporary = store.writeTemporary(bytes(1), '.mp3')
    expect(() => manager.writeFileSync(temporary, 'x')).toThrow('permission denied')
    await expect(call.unlink?.({ filePath: 'http://usr/none' })).rejects.toEqual({
      errMsg: 'unlink:fail no such file or directory, unlink "http://usr/none"',
      errno: 1300002,
      errCode: 1300002,
    })
    await expect(call.getFileInfo?.({ filePath: temporary })).resolves.toEqual({
      size: 1,
      errMsg: 'getFileInfo:ok',
    })
  })

  test('200 MB in total; a move from temporary to saved counts, a replacement does not count twice', async () => {
    const { store, manager } = await launch()
    const large = new Uint8Array(150 * 1024 * 1024)
    manager.writeFileSync('http://usr/a', '')
    store.write('http://usr/a', large, 'open')
    store.write('http://usr/a', large, 'open')
    const temporary = store.writeTemporary(large, '.mp3')
    expect(() => manager.saveFileSync(temporary)).toThrow(
      'saveFileSync:fail the maximum size of the file storage limit is exceeded',
    )
    expect(manager.statSync(temporary)).toMatchObject({ size: large.byteLength })
  })
})

test('full storage: writes fail, existing files can be moved and deleted', async () => {
  let isFull = false
  const mirror = createMirror<FileEntry>(createMemoryPersistence())
  await mirror.ready()
  const store = createFileStore(mirror)
  const manager = createFileSystemManager(store, () => isFull)
  manager.writeFileSync('http://usr/a.mp3', 'one', 'utf8')
  const tempFilePath = store.writeTemporary(Uint8Array.of(1), '.mp3')
  isFull = true
  expect(() => manager.writeFileSync('http://usr/b.mp3', 'two', 'utf8')).toThrow('maximum size')
  expect(() => manager.saveFileSync(tempFilePath, 'http://usr/b.mp3')).toThrow('maximum size')
  expect(manager.readFileSync(tempFilePath, 'hex')).toBe('01')
  manager.renameSync('http://usr/a.mp3', 'http://usr/c.mp3')
  manager.unlinkSync('http://usr/c.mp3')
})
