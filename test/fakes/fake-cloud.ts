// A wx.cloud controlled by the test: every response is given by hand.
import type { WxCloudFiles } from '../../miniprogram/platform/request/cloud-file'

type UploadOptions = Parameters<WxCloudFiles['uploadFile']>[0]
type AddressOptions = Parameters<WxCloudFiles['getTempFileURL']>[0]

export interface FakeUpload {
  readonly options: UploadOptions
  readonly isAborted: boolean
  progress(percent: number): void
  success(fileID?: string): void
  fail(failure: unknown): void
}

export interface FakeCloud {
  readonly cloud: WxCloudFiles
  readonly uploads: readonly FakeUpload[]
  readonly addressCalls: readonly AddressOptions[]
  /** File IDs, in the order of the requests to delete them. */
  readonly deleted: readonly string[]
  /** Every deletion fails. */
  refusesDeletion: boolean
  /** Answers the newest `getTempFileURL`. */
  giveAddress(tempFileURL?: string, status?: number): void
}

export const fakeFileID = 'cloud://env.1/recordings/a.mp3'
export const fakeAddress = 'https://files.example.com/recordings/a.mp3?sign=1'

export function createFakeCloud(): FakeCloud {
  const uploads: FakeUpload[] = []
  const addressCalls: AddressOptions[] = []
  const deleted: string[] = []
  const fake: FakeCloud = {
    uploads,
    addressCalls,
    deleted,
    refusesDeletion: false,
    giveAddress(tempFileURL = fakeAddress, status = 0) {
      const call = addressCalls[addressCalls.length - 1]
      if (!call) throw new Error('getTempFileURL was not called')
      call.success({
        fileList: [{ tempFileURL, status, errMsg: status === 0 ? 'ok' : 'STORAGE_FILE_NONEXIST' }],
      })
    },
    cloud: {
      uploadFile(options) {
        let isAborted = false
        let onProgress: (result: { progress: number }) => void = () => undefined
        uploads.push({
          options,
          get isAborted() {
            return isAborted
          },
          progress: (progress) => onProgress({ progress }),
          success: (fileID = fakeFileID) => options.success({ fileID }),
          fail: (failure) => options.fail(failure),
        })
        return {
          abort() {
            isAborted = true
          },
          onProgressUpdate(listener) {
            onProgress = listener
          },
        }
      },
      getTempFileURL(options) {
        addressCalls.push(options)
      },
      deleteFile(options) {
        deleted.push(...options.fileList)
        if (fake.refusesDeletion) options.fail({ errMsg: 'cloud.deleteFile:fail' })
        else options.success()
      },
    },
  }
  return fake
}

/** A ledger of uploads that returns `known` for every recording and logs the files that it is given. */
export function createFakeUploads(known: string | null = null) {
  const added: string[] = []
  return { added, fileIDOf: () => known, put: (_id: string, fileID: string) => void added.push(fileID) }
}
