// A wx.cloud over real HTTP: uploaded files are served from this machine until they are deleted.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WxCloudFiles } from '../../miniprogram/platform/request/cloud-file'

export interface HttpCloud {
  readonly cloud: WxCloudFiles
  readonly origin: string
  /** The current number of files. */
  fileCount(): number
  /** Requested paths, in order. */
  readonly fetched: readonly string[]
  close(): Promise<void>
}

const scheme = 'cloud://test.1/'

export async function createHttpCloud(): Promise<HttpCloud> {
  const files = new Map<string, Buffer>()
  const fetched: string[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1)
    fetched.push(path)
    const bytes = files.get(path)
    response.writeHead(bytes ? 200 : 404, { 'content-type': 'audio/mpeg' })
    response.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    fetched,
    fileCount: () => files.size,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
    cloud: {
      uploadFile({ cloudPath, filePath, success, fail }) {
        let isAborted = false
        let onProgress: (result: { progress: number }) => void = () => undefined
        readFile(filePath).then((bytes) => {
          if (isAborted) return
          files.set(cloudPath, bytes)
          onProgress({ progress: 100 })
          success({ fileID: scheme + cloudPath })
        }, fail)
        return {
          abort() {
            isAborted = true
            fail({ errMsg: 'uploadFile:fail abort' })
          },
          onProgressUpdate(listener) {
            onProgress = listener
          },
        }
      },
      getTempFileURL({ fileList, success }) {
        const answer = fileList.map((fileID) => {
          const path = fileID.slice(scheme.length)
          return files.has(path)
            ? { tempFileURL: `${origin}/${path}`, status: 0, errMsg: 'ok' }
            : { tempFileURL: '', status: 1, errMsg: 'STORAGE_FILE_NONEXIST' }
        })
        setImmediate(() => success({ fileList: answer }))
      },
      deleteFile({ fileList, success }) {
        for (const fileID of fileList) files.delete(fileID.slice(scheme.length))
        setImmediate(success)
      },
    },
  }
}
