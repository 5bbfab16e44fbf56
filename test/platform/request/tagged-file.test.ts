import { createTaggedFile, type CopyingFiles } from '../../../miniprogram/platform/request/tagged-file'

/** A compile-time test: the real wx fits the slice. */
export const theRealOneFits = (files: WechatMiniprogram.FileSystemManager): CopyingFiles => files

const copyPath = 'wxfile://usr/tagged.mp3'
const tag = Uint8Array.of(1, 2, 3)

function createFiles({ isFull = false } = {}) {
  const contents = new Map<string, Uint8Array>([['wxfile://usr/a.mp3', Uint8Array.of(4, 5)]])
  const files: CopyingFiles = {
    readFile({ filePath, success, fail }) {
      const bytes = contents.get(filePath)
      if (bytes) success({ data: bytes.slice().buffer })
      else fail({ errMsg: 'readFile:fail no such file' })
    },
    writeFile({ filePath, data, success, fail }) {
      if (isFull)
        return fail({ errMsg: 'writeFile:fail the maximum size of the file storage limit is exceeded' })
      contents.set(filePath, new Uint8Array(data))
      success(undefined)
    },
  }
  return { files, contents }
}

test('the copy has the tag, then the recording; the recording stays as it is', async () => {
  const { files, contents } = createFiles()
  const path = await createTaggedFile(files, copyPath)('wxfile://usr/a.mp3', tag)
  expect(path).toBe(copyPath)
  expect([...(contents.get(path) ?? [])]).toEqual([1, 2, 3, 4, 5])
  expect([...(contents.get('wxfile://usr/a.mp3') ?? [])]).toEqual([4, 5])
})

test('without a tag, the recording’s own file is uploaded', async () => {
  const { files, contents } = createFiles()
  const path = await createTaggedFile(files, copyPath)('wxfile://usr/a.mp3', new Uint8Array(0))
  expect(path).toBe('wxfile://usr/a.mp3')
  expect(contents.has(copyPath)).toBe(false)
})

test.each([
  ['a recording that is gone', {}, 'wxfile://usr/gone.mp3', 'recording-unreadable'],
  ['no room for the copy', { isFull: true }, 'wxfile://usr/a.mp3', 'upload-failed'],
])('%s', async (_name, conditions, filePath, code) => {
  const { files } = createFiles(conditions)
  await expect(createTaggedFile(files, copyPath)(filePath, tag)).rejects.toMatchObject({ code })
})
