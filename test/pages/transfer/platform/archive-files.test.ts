// The archive's files on WeChat's file system, for which the simulator's stands in.
import { AppError } from '../../../../miniprogram/core/errors'
import {
  createArchiveFiles,
  type ArchiveWxFiles,
} from '../../../../miniprogram/pages/transfer/platform/archive-files'
import { createFileStore } from '../../../../tools/simulator/wx/file-store'
import { createFileSystemManager } from '../../../../tools/simulator/wx/files'
import { createMirror } from '../../../../tools/simulator/wx/persistence'
import { createMemoryPersistence } from '../../../tools/simulator/wx/memory-persistence'

const root = 'http://usr'
const bytes = (...values: number[]) => Uint8Array.from(values)

async function launch() {
  const mirror = createMirror(createMemoryPersistence<{ modifiedMs: number }>())
  await mirror.ready()
  const store = createFileStore(mirror)
  const phone = { isFull: false }
  const manager = createFileSystemManager(store, () => phone.isFull) as unknown as ArchiveWxFiles
  return { store, manager, phone, files: createArchiveFiles(manager, root) }
}

test('a file is written and read piece by piece; fewer bytes only at its end', async () => {
  const { files } = await launch()
  const path = await files.create('one.zip')
  await files.append(path, bytes(1, 2, 3))
  await files.append(path, bytes(4, 5))
  expect(await files.sizeOf(path)).toBe(5)
  expect(await files.read(path, 1, 3)).toEqual(bytes(2, 3, 4))
  expect(await files.read(path, 3, 100)).toEqual(bytes(4, 5))
  expect(await files.read(path, 5, 100)).toEqual(bytes())
  expect(await files.sizeOf(await files.create('one.zip'))).toBe(0)
})

test('a piece that the caller fills again is not what is written', async () => {
  const { files } = await launch()
  const path = await files.create('one.zip')
  const buffer = bytes(1, 2, 3, 4)
  await files.append(path, buffer.subarray(1, 3))
  buffer.fill(9)
  expect(await files.read(path, 0, 10)).toEqual(bytes(2, 3))
})

test('a file becomes a recording in one step; one of that name stays', async () => {
  const { store, files } = await launch()
  for (const value of [7, 8]) {
    const path = await files.create('incoming.mp3')
    await files.append(path, bytes(value))
    await files.keep(path, '1700000000000')
    await expect(files.sizeOf(path)).rejects.toMatchObject({ code: 'recording-unreadable' })
  }
  expect(store.read(`${root}/recordings/1700000000000.mp3`, '')).toEqual(bytes(7))
})

test('deleting a missing file succeeds; clearing deletes everything in the folder, and nothing else', async () => {
  const { store, files } = await launch()
  await files.remove(`${root}/archives/none.zip`)
  await files.clear()
  store.write(`${root}/other`, bytes(1), '')
  const path = await files.create('one.zip')
  await files.clear()
  await expect(files.sizeOf(path)).rejects.toThrow(AppError)
  expect(store.entry(`${root}/other`)).toBeDefined()
  expect(await files.sizeOf(await files.create('two.zip'))).toBe(0)
})

test('the room left is what all files together have not used', async () => {
  const { store, files } = await launch()
  const limitBytes = 200 * 1024 * 1024
  expect(await files.freeBytes()).toBe(limitBytes)
  store.write(`${root}/other`, new Uint8Array(1000), '')
  await files.append(await files.create('one.zip'), new Uint8Array(24))
  expect(await files.freeBytes()).toBe(limitBytes - 1024)
})

test('a folder has a size of its own on some phones, which is no room used', async () => {
  const { manager } = await launch()
  const stats = [
    { path: '/', stats: { size: 4096, isDirectory: () => true } },
    { path: '/recordings/1.mp3', stats: { size: 24, isDirectory: () => false } },
    { path: '/odd', stats: null },
  ]
  const stat: ArchiveWxFiles['stat'] = ({ success }) => success({ stats })
  const files = createArchiveFiles({ ...manager, stat }, root)
  expect(await files.freeBytes()).toBe(200 * 1024 * 1024 - 24)
})

test('no room is told from any other failure', async () => {
  const { files, phone } = await launch()
  const path = await files.create('one.zip')
  phone.isFull = true
  await expect(files.append(path, bytes(1))).rejects.toMatchObject({ code: 'storage-full' })
  await expect(files.create('two.zip')).rejects.toMatchObject({ code: 'storage-full' })
  await expect(files.read('http://tmp/gone.zip', 0, 1)).rejects.toMatchObject({
    code: 'recording-unreadable',
  })
})
