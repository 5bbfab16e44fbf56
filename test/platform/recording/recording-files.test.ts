import { createRecordingFiles } from '../../../miniprogram/platform/recording/recording-files'
import type { WxFiles } from '../../../miniprogram/platform/recording/recording-files'

type Callbacks = { success: (result: never) => void; fail: (failure: unknown) => void }
const failure = (errno: number, errMsg: string): Error => Object.assign(new Error(errMsg), { errno, errMsg })
const notFound = failure(1300002, 'fail no such file or directory')

/** WeChat's file system, as far as its guide describes it: files by path, and folders that must be created first. */
function createFakeFiles(userDataPath = 'wxfile://usr') {
  const files = new Map<string, string>([['wxfile://tmp_1.mp3', 'one']])
  const folders = new Set<string>([userDataPath])
  const refusals: Partial<Record<keyof WxFiles, unknown>> = {}
  const fake = { files, folders, refusals, statsForm: 'list' as 'list' | 'object', calls: [] as string[] }

  const answer = (name: keyof WxFiles, callbacks: Callbacks, run: () => object): void => {
    fake.calls.push(name)
    // WeChat answers later, never before the call has returned
    void Promise.resolve().then(() => {
      if (refusals[name] !== undefined) return callbacks.fail(refusals[name])
      try {
        callbacks.success(run() as never)
      } catch (error) {
        callbacks.fail(error)
      }
    })
  }
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))
  const read = (path: string): string => {
    const content = files.get(path)
    if (content === undefined) throw notFound
    return content
  }
  const sizes = (path: string): [string, object][] => [
    ['/', { size: 4096 }],
    ...[...files]
      .filter(([file]) => folderOf(file) === path)
      .map(([file, content]): [string, object] => [file.slice(path.length), { size: content.length }]),
  ]
  const wxFiles: WxFiles = {
    access: ({ path, ...callbacks }) => answer('access', callbacks, () => ({ content: read(path) })),
    mkdir: ({ dirPath, ...callbacks }) =>
      answer('mkdir', callbacks, () => {
        if (folders.has(dirPath)) throw failure(1301005, `fail file already exists ${dirPath}`)
        folders.add(dirPath)
        return {}
      }),
    readFile: ({ filePath, ...callbacks }) =>
      answer('readFile', callbacks, () => ({ data: new TextEncoder().encode(read(filePath)).buffer })),
    readdir: ({ dirPath, ...callbacks }) =>
      answer('readdir', callbacks, () => ({
        files: [...files.keys()]
          .filter((file) => folderOf(file) === dirPath)
          .map((file) => file.slice(dirPath.length + 1)),
      })),
    saveFile: ({ tempFilePath, filePath, ...callbacks }) =>
      answer('saveFile', callbacks, () => {
        if (!folders.has(folderOf(filePath))) throw notFound
        files.set(filePath, read(tempFilePath))
        files.delete(tempFilePath)
        return { savedFilePath: filePath }
      }),
    writeFile: ({ filePath, data, ...callbacks }) =>
      answer('writeFile', callbacks, () => {
        if (!folders.has(folderOf(filePath))) throw notFound
        files.set(filePath, new TextDecoder().decode(data))
        return {}
      }),
    stat: ({ path, ...callbacks }) =>
      answer('stat', callbacks, () => {
        const found = sizes(path)
        return {
          stats:
            fake.statsForm === 'object'
              ? Object.fromEntries(found)
              : found.map(([file, stats]) => ({ path: file, stats })),
        }
      }),
    unlink: ({ filePath, ...callbacks }) =>
      answer('unlink', callbacks, () => {
        read(filePath)
        files.delete(filePath)
        return {}
      }),
  }
  return { ...fake, fake, wxFiles, recordings: createRecordingFiles(wxFiles, userDataPath) }
}

describe.each(['wxfile://usr', 'http://usr'])('under %s', (userDataPath) => {
  test('save moves the file into the folder, new or existing', async () => {
    const { files, recordings } = createFakeFiles(userDataPath)
    const path = `${userDataPath}/recordings/17.mp3`
    await expect(recordings.save('wxfile://tmp_1.mp3', '17')).resolves.toBe(path)
    expect([...files]).toEqual([[path, 'one']])
    expect(recordings.pathOf('17')).toBe(path)
    files.set('wxfile://tmp_2.mp3', 'two')
    await recordings.save('wxfile://tmp_2.mp3', '18')
    expect((await recordings.list()).map(({ name, filePath }) => [name, filePath])).toEqual([
      ['17', path],
      ['18', `${userDataPath}/recordings/18.mp3`],
    ])
  })
})

test('save never replaces an existing file', async () => {
  const { files, calls, recordings } = createFakeFiles()
  await recordings.save('wxfile://tmp_1.mp3', '17')
  files.set('wxfile://tmp_2.mp3', 'two')
  calls.length = 0
  await expect(recordings.save('wxfile://tmp_2.mp3', '17')).resolves.toBe('wxfile://usr/recordings/17.mp3')
  expect(files.get('wxfile://usr/recordings/17.mp3')).toBe('one')
  expect(calls).toEqual(['access'])
})

test('two saves at once both give the saved path', async () => {
  const { files, recordings } = createFakeFiles()
  const both = [recordings.save('wxfile://tmp_1.mp3', '17'), recordings.save('wxfile://tmp_1.mp3', '17')]
  await expect(Promise.all(both)).resolves.toEqual(Array(2).fill('wxfile://usr/recordings/17.mp3'))
  expect([...files.values()]).toEqual(['one'])
})

test.each([
  [
    { errMsg: 'saveFile:fail the maximum size of the file storage limit is exceeded', errno: 1300202 },
    'storage-full',
  ],
  [{ errMsg: 'saveFile:fail the maximum size of the file storage limit is exceeded' }, 'storage-full'],
  [{ errMsg: 'saveFile:fail exceeded the maximum size of the file storage limit 200M' }, 'storage-full'],
  [{ errMsg: 'saveFile:fail', errno: 1300202 }, 'storage-full'],
  [{ errMsg: 'saveFile:fail tempFilePath file not exist' }, 'recording-unreadable'],
  [{ errMsg: 'saveFile:fail it is not a tempFilePath' }, 'recording-unreadable'],
  [new Error('system error'), 'recording-unreadable'],
])('a move that fails with %j is %s, and the file stays', async (refusal, code) => {
  const { files, refusals, recordings } = createFakeFiles()
  refusals.saveFile = refusal
  await expect(recordings.save('wxfile://tmp_1.mp3', '17')).rejects.toMatchObject({
    code,
    detail: { cause: refusal },
  })
  expect(files.get('wxfile://tmp_1.mp3')).toBe('one')
})

test('a call that throws counts as failed', async () => {
  const { wxFiles } = createFakeFiles()
  const throwing = {
    ...wxFiles,
    saveFile() {
      throw new Error('parameter error')
    },
  }
  await expect(createRecordingFiles(throwing, 'wxfile://usr').save('x', '17')).rejects.toMatchObject({
    code: 'recording-unreadable',
  })
})

test('lists only MP3s, and nothing before the first', async () => {
  const { files, recordings } = createFakeFiles()
  await expect(recordings.list()).resolves.toEqual([])
  files.set('wxfile://usr/recordings/17.mp3', 'one')
  files.set('wxfile://usr/recordings/.DS_Store', '')
  files.set('wxfile://usr/other.mp3', 'not ours')
  await expect(recordings.list()).resolves.toEqual([
    { name: '17', filePath: 'wxfile://usr/recordings/17.mp3' },
  ])
})

test('reports an unreadable folder instead of taking it for an empty one', async () => {
  const { refusals, recordings } = createFakeFiles()
  refusals.readdir = { errMsg: 'readdir:fail permission denied' }
  await expect(recordings.list()).rejects.toMatchObject({ code: 'recording-unreadable' })
})

test('reads bytes', async () => {
  const { recordings } = createFakeFiles()
  await recordings.save('wxfile://tmp_1.mp3', '17')
  await expect(recordings.read(recordings.pathOf('17'))).resolves.toEqual(new Uint8Array([111, 110, 101]))
  await expect(recordings.read(recordings.pathOf('18'))).rejects.toMatchObject({
    code: 'recording-unreadable',
  })
})

test('remove deletes, does nothing the second time, and reports a file that it could not delete', async () => {
  const { files, refusals, recordings } = createFakeFiles()
  await recordings.save('wxfile://tmp_1.mp3', '17')
  await recordings.remove('17')
  expect(files.size).toBe(0)
  await recordings.remove('17')
  files.set('wxfile://usr/recordings/17.mp3', 'one')
  refusals.unlink = { errMsg: 'unlink:fail permission denied' }
  await expect(recordings.remove('17')).rejects.toMatchObject({ code: 'recording-unreadable' })
})

test.each(['list', 'object'] as const)('usage adds up the recordings, from a %s', async (form) => {
  const { fake, files, recordings } = createFakeFiles()
  fake.statsForm = form
  await recordings.save('wxfile://tmp_1.mp3', '17')
  files.set('wxfile://usr/recordings/18.mp3', 'three')
  await expect(recordings.usage()).resolves.toEqual({ usedBytes: 8, limitBytes: 209_715_200 })
})

test('write puts bytes at the saved path, where save finds them', async () => {
  const { files, calls, recordings } = createFakeFiles()
  const path = await recordings.write('1700000000000', new TextEncoder().encode('sound'))
  expect(path).toBe('wxfile://usr/recordings/1700000000000.mp3')
  await expect(recordings.exists('1700000000000')).resolves.toBe(true)
  calls.length = 0
  await expect(recordings.save(path, '1700000000000')).resolves.toBe(path)
  expect(calls).toEqual(['access'])
  expect(files.get(path)).toBe('sound')
})

test('a write without space is storage-full', async () => {
  const { refusals, recordings } = createFakeFiles()
  refusals.writeFile = { errMsg: 'writeFile:fail', errno: 1300202 }
  await expect(recordings.write('17', new Uint8Array(1))).rejects.toMatchObject({ code: 'storage-full' })
})
