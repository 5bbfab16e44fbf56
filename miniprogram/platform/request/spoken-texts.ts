// A text → the file in which it is read aloud: from the phone, else from the service. The oldest files make room.
import { AppError } from '../../core/errors'
import type { Clock, Voice } from '../../core/ports'
import { callWx, type WxCallbacks } from '../wx-call'
import { readWxFailure, toAppError } from '../wx-error'
import { exists, extension, makeFolder, statsByPath } from '../wx-folder'
import { requestSpeech, type SpeechRequest, type SpeechWx } from './speech-request'

/** The part of `wx.getFileSystemManager()` that is used. */
export interface SpeechFiles {
  access(options: { path: string } & WxCallbacks<unknown>): void
  mkdir(options: { dirPath: string; recursive: boolean } & WxCallbacks<unknown>): void
  writeFile(options: { filePath: string; data: ArrayBuffer } & WxCallbacks<unknown>): void
  stat(options: { path: string; recursive: boolean } & WxCallbacks<{ stats: unknown }>): void
  unlink(options: { filePath: string } & WxCallbacks<unknown>): void
}

interface SpokenTextsOptions {
  readonly files: SpeechFiles
  readonly userDataPath: string
  readonly clock: Pick<Clock, 'setTimer' | 'nowMs'>
  /** The service has a voice, says the configuration. */
  readonly speaks: boolean
  readonly url: string
  uid(): Promise<string>
}

/** Ten minutes of speech at 64 kb/s: all that a student hears in a week or two. */
const roomBytes = 5 * 1024 * 1024

export function createSpokenTexts(wx: SpeechWx, options: SpokenTextsOptions): Voice {
  const { files, clock } = options
  const folder = `${options.userDataPath}/speech`
  const pathOf = (text: string): string => `${folder}/${nameOf(text)}${extension}`
  const asked = new Map<string, Promise<string>>()
  let requests: readonly SpeechRequest[] = []
  let aborts = 0
  let isAbsent = false

  const remove = (filePath: string): Promise<unknown> =>
    callWx((callbacks) => files.unlink({ filePath, ...callbacks })).catch(() => undefined)

  /** Oldest first. */
  const kept = (): Promise<KeptFile[]> =>
    callWx<{ stats: unknown }>((callbacks) =>
      files.stat({ path: folder, recursive: true, ...callbacks }),
    ).then(
      ({ stats }) => keptIn(stats),
      () => [],
    )

  async function makeRoom(neededBytes: number): Promise<void> {
    const oldest = await kept()
    let usedBytes = neededBytes + oldest.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    for (const { name, sizeBytes } of oldest) {
      if (usedBytes <= roomBytes) return
      usedBytes -= sizeBytes
      await remove(`${folder}/${name}`)
    }
  }

  async function keep(filePath: string, bytes: Uint8Array): Promise<void> {
    await makeFolder(files, folder)
    await makeRoom(bytes.length)
    await callWx((callbacks) =>
      files.writeFile({ filePath, data: bytes.slice().buffer, ...callbacks }),
    ).catch((failure: unknown) => {
      throw new AppError('storage-full', { message: readWxFailure(failure).message, cause: failure })
    })
  }

  async function fetch(text: string, abortsBefore: number): Promise<Uint8Array> {
    const uid = await options.uid()
    if (aborts !== abortsBefore) throw new AppError('interrupted')
    const request = requestSpeech(wx, clock, { url: options.url, uid, text })
    requests = [...requests, request]
    try {
      return await request.bytes
    } finally {
      requests = requests.filter((other) => other !== request)
    }
  }

  async function find(text: string): Promise<string> {
    const filePath = pathOf(text)
    const abortsBefore = aborts
    if (!(await exists(files, filePath))) await keep(filePath, await fetch(text, abortsBefore))
    return filePath
  }

  return {
    get isThere() {
      return options.speaks && !isAbsent
    },
    fileFor(text) {
      const running = asked.get(text)
      if (running) return running
      const found = find(text)
        .catch((failure: unknown) => {
          const error = toAppError(failure, 'network')
          // whatever the configuration says: it has no voice, or does not know what one is
          const { httpStatus } = error.detail
          if (httpStatus === 501 || httpStatus === 404) isAbsent = true
          throw error
        })
        .finally(() => {
          if (asked.get(text) === found) asked.delete(text)
        })
      asked.set(text, found)
      return found
    },
    forget: (text) => void remove(pathOf(text)),
    forgetAll: () =>
      void kept().then((all) => Promise.all(all.map(({ name }) => remove(`${folder}/${name}`)))),
    abort() {
      aborts += 1
      // asked for again at once, it is another request
      asked.clear()
      for (const { abort } of requests) abort()
    },
  }
}

interface KeptFile {
  readonly name: string
  readonly sizeBytes: number
  readonly writtenAt: number
}

function keptIn(stats: unknown): KeptFile[] {
  return statsByPath(stats)
    .flatMap(([path, file]) => {
      const name = /[^/]+\.mp3$/.exec(String(path))?.[0]
      const { size, lastModifiedTime } = (file ?? {}) as { size?: unknown; lastModifiedTime?: unknown }
      return name === undefined
        ? []
        : [{ name, sizeBytes: Number(size), writtenAt: Number(lastModifiedTime) }]
    })
    .sort((one, other) => one.writtenAt - other.writtenAt)
}

/** Two 32-bit hashes (FNV-1a with two offsets) and the length: texts of one phone do not meet. */
function nameOf(text: string): string {
  const hash = (offset: number): string => {
    let value = offset
    for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
    return (value >>> 0).toString(36)
  }
  return `${hash(0x811c9dc5)}-${hash(0x01234567)}-${text.length}`
}
