// A recording, behind its tag → a file in WeChat's cloud storage → its temporary address, for the request's body.
import type { Uploads } from '../../core/attempts/uploads'
import { AppError } from '../../core/errors'
import type { Recording } from '../../core/ports'
import { createCloudFiles, temporaryAddress, uploadFile, type WxCloudFiles } from './cloud-file'
import type { OpenExchange } from './guarded-transport'
import { randomBytes, type WxRandom } from './random-bytes'
import type { TaggedFile } from './tagged-file'

/** Rejects with AppError `upload-failed` or `recording-unreadable`. */
export type CloudAudio = (recording: Recording, tag: Uint8Array, exchange: OpenExchange) => Promise<string>

/**
 * Uploads, unless `uploads` knows a file that still exists. Adds the uploaded file to `uploads`; deletes it at once
 * only if the exchange was aborted during the upload.
 */
export function createCloudAudio(
  wx: WxRandom,
  cloud: WxCloudFiles,
  uploads: Pick<Uploads, 'fileIDOf' | 'put'>,
  taggedFile: TaggedFile,
): CloudAudio {
  return async ({ id, filePath }, tag, exchange) => {
    const knownFileID = uploads.fileIDOf(id)
    const known = knownFileID === null ? null : await temporaryAddress(cloud, knownFileID)
    exchange.throwIfAborted()
    if (known?.address) return known.address
    const name = hex(await randomBytes(wx, 16))
    exchange.throwIfAborted()
    const taggedPath = await taggedFile(filePath, tag)
    exchange.throwIfAborted()
    const fileID = await uploadFile(cloud, taggedPath, `recordings/${name}.mp3`, exchange)
    if (!exchange.isOpen)
      void createCloudFiles(cloud)
        .remove([fileID])
        .catch(() => undefined) // nobody waits for it
    exchange.throwIfAborted()
    uploads.put(id, fileID)
    const { address, refusal } = await temporaryAddress(cloud, fileID)
    if (address === null) throw new AppError('upload-failed', { message: refusal })
    return address
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
