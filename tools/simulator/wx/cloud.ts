// wx.cloud → the simulator's server: its file store, and the project's own cloud functions.
import type { SimulatorHost } from '../host'
import { callAsync, failure, toApis } from './callbacks'
import type { CallOptions } from './callbacks'
import type { FileStore } from './file-store'
import { createListeners } from './listeners'

const fileIDPrefix = 'cloud://simulator.local/'
/** Documented limit for cloudPath. */
const cloudPathMaxBytes = 850
/** CloudBase's status for a missing file. */
const fileMissing = { status: -503003, errMsg: 'STORAGE_FILE_NONEXIST' }

interface UploadOptions extends CallOptions {
  cloudPath: string
  filePath: string
}

/** No empty part, and none that a folder of files would not have. @throws Failure for any other path */
export function checkCloudPath(cloudPath: unknown): string {
  const isPath = typeof cloudPath === 'string' && !/(^|\/)\.{0,2}(\/|$)/.test(cloudPath)
  if (isPath && new TextEncoder().encode(cloudPath).byteLength <= cloudPathMaxBytes) return cloudPath
  throw failure('-401003 cloudPath should be a relative path of at most 850 bytes', { errCode: -401003 })
}

export function createCloud(
  { apiBase, switches }: Pick<SimulatorHost, 'apiBase' | 'switches'>,
  files: Pick<FileStore, 'read'>,
) {
  let isEnabled = false

  function check(): void {
    if (!isEnabled) throw failure("Error: Cloud API isn't enabled, please call wx.cloud.init first")
    if (switches.get('network') === 'offline') throw failure('-1:net::ERR_INTERNET_DISCONNECTED')
  }
  /** Undefined for any other ID than that of a file here. */
  function urlOf(fileID: string): string | undefined {
    if (!fileID.startsWith(fileIDPrefix)) return undefined
    const path = fileID.slice(fileIDPrefix.length).split('/').map(encodeURIComponent).join('/')
    return `${apiBase}/cloud/files/${path}`
  }

  async function upload({ cloudPath, filePath }: UploadOptions, send: XMLHttpRequest) {
    check()
    const path = checkCloudPath(cloudPath)
    const bytes = files.read(filePath, 'open').slice()
    await new Promise((resolve, reject) => {
      send.onload = resolve
      send.onerror = () => reject(failure('-102:net::ERR_CONNECTION_FAILED', { errno: 600001 }))
      send.onabort = () => reject(failure('abort'))
      send.open('POST', `${apiBase}/cloud/upload?path=${encodeURIComponent(path)}`)
      send.send(bytes)
    })
    if (send.status !== 200) throw failure(`-403001 HTTP ${send.status}: ${send.responseText}`)
    const { fileID } = JSON.parse(send.responseText) as { fileID: string }
    return { fileID, statusCode: send.status }
  }

  async function post<T>(command: string, body: object): Promise<T> {
    const response = await fetch(`${apiBase}/cloud/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw failure(`-403001 HTTP ${response.status}`)
    return (await response.json()) as T
  }

  const commands = toApis(
    {
      async getTempFileURL({ fileList }: { fileList: string[] }) {
        check()
        const found = fileList.map(async (fileID) => {
          const tempFileURL = urlOf(fileID)
          const isThere = tempFileURL !== undefined && (await fetch(tempFileURL, { method: 'HEAD' })).ok
          if (isThere) return { fileID, tempFileURL, maxAge: 86400, status: 0, errMsg: 'ok' }
          return { fileID, tempFileURL: '', maxAge: 86400, ...fileMissing }
        })
        return { fileList: await Promise.all(found) }
      },
      async deleteFile({ fileList }: { fileList: string[] }) {
        check()
        const { removed } = await post<{ removed: boolean[] }>('delete', { fileIDs: fileList })
        const outcome = (isRemoved?: boolean) => (isRemoved ? { status: 0, errMsg: 'ok' } : fileMissing)
        return { fileList: fileList.map((fileID, index) => ({ fileID, ...outcome(removed[index]) })) }
      },
      async callFunction({ name, data }: { name: string; data?: unknown }) {
        check()
        const answer = await post<{ result?: unknown; errCode?: number; errMsg?: string }>('call', {
          name,
          data,
        })
        if (answer.errMsg !== undefined) throw failure(answer.errMsg, { errCode: answer.errCode ?? -1 })
        return { result: answer.result, requestID: crypto.randomUUID() }
      },
    },
    'cloud.',
  )

  return {
    ...commands,
    init(): void {
      isEnabled = true
    },
    /** Returns the upload task when there are callbacks, as documented, otherwise a promise. */
    uploadFile(options: UploadOptions) {
      const send = new XMLHttpRequest()
      let isAborted = false
      const promise = callAsync('cloud.uploadFile', options, () => {
        if (isAborted) throw failure('abort')
        return upload(options, send)
      })
      if (promise !== undefined) return promise
      const progress = createListeners<object>()
      send.upload.onprogress = ({ loaded, total }) => {
        progress.emit({
          progress: total === 0 ? 100 : Math.round((loaded / total) * 100),
          totalBytesSent: loaded,
          totalBytesExpectedToSend: total,
        })
      }
      return {
        onProgressUpdate: progress.on,
        offProgressUpdate: progress.off,
        abort() {
          isAborted = true
          send.abort()
        },
      }
    },
    /** For `InnerAudioContext` and `<image>`, which accept cloud file IDs. */
    urlOf,
  }
}
