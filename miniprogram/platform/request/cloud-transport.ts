// A recording → cloud storage → its address inside the one POST → the answer's chunks.
import { AppError } from '../../core/errors'
import type { Transport } from '../../core/ports'
import { answerBody } from './answer-request'
import { base64FromText } from './base64'
import { createCallGate } from './call-gate'
import type { ChunkedRequest } from './chunked-request'
import { createCloudFiles, temporaryAddress, uploadToCloud } from './cloud-file'
import type { WxCloudFiles } from './cloud-file'
import type { Identity } from './identity'
import { randomBytes } from './random-bytes'
import type { WxRandom } from './random-bytes'
import { toAppError } from '../wx-error'

export interface CloudTransportParts {
  readonly wx: WxRandom
  readonly cloud: WxCloudFiles
  readonly identity: Pick<Identity, 'uid'>
  readonly request: ChunkedRequest
}

/**
 * Uploads, unless the request names a file that is still there; asks for its address; sends that as `content`. The
 * uploaded file stays: `onUploaded` hands it over. Only one that was finished although it was aborted is deleted here.
 * Errors besides the request's own: `identity-unavailable`, `upload-failed`, `recording-unreadable`.
 *
 * The contract's document types `content` as bytes: a gateway built so refuses a plain address with HTTP 400, gRPC
 * code 3, before it calls the service. That one request is repeated once with the address in base64, and the form
 * that the service took is kept for the rest of the launch. `onRequest` is called for the first request only.
 */
export function createCloudTransport({ wx, cloud, identity, request }: CloudTransportParts): Transport {
  let takenForm: ContentForm | undefined

  return {
    send({ logid, recording, fileID: knownFileID = null }, handlers) {
      const gate = createCallGate()
      let abortStep: (() => void) | undefined

      const fail = (error: AppError) => gate.end(() => handlers.onError(error))

      const post = (uid: string, address: string, form: ContentForm, refusal?: AppError) => {
        const exchange = request.send(answerBody(logid, uid, { content: write[form](address) }), {
          onChunk(chunk) {
            takenForm = form
            gate.pass(() => handlers.onChunk(chunk))
          },
          onEnd() {
            takenForm = form
            gate.end(() => handlers.onEnd())
          },
          onError(error) {
            if (refusal) fail(isRefusal(error) ? bothRefused(refusal, error) : error)
            else if (form === 'plain' && takenForm === undefined && isRefusal(error))
              post(uid, address, 'base64', error)
            else fail(error)
          },
        })
        abortStep = () => exchange.abort()
      }

      /** Null once it was aborted. */
      const uploaded = async (): Promise<string | null> => {
        const name = await randomBytes(wx, 16)
        if (!gate.isOpen) return null
        const upload = uploadToCloud(cloud, {
          cloudPath: `recordings/${hex(name)}.mp3`,
          filePath: recording.filePath,
          onProgress: (fraction) => gate.pass(() => handlers.onUploadProgress(fraction)),
        })
        abortStep = () => upload.abort()
        const fileID = await upload.fileID
        abortStep = undefined
        if (!gate.isOpen) {
          // The upload finished although it was aborted: fire and forget, nobody waits for it.
          createCloudFiles(cloud)
            .remove([fileID])
            .catch(() => undefined)
          return null
        }
        gate.pass(() => handlers.onUploaded?.(fileID))
        const found = await temporaryAddress(cloud, fileID)
        if (found.address === null) throw new AppError('upload-failed', { message: found.refusal })
        return found.address
      }

      const run = async () => {
        const uid = await identity.uid()
        if (!gate.isOpen) return
        const known = knownFileID === null ? null : (await temporaryAddress(cloud, knownFileID)).address
        if (!gate.isOpen) return
        const address = known ?? (await uploaded())
        if (address === null || !gate.isOpen) return
        post(uid, address, takenForm ?? 'plain')
        gate.pass(() => handlers.onRequest())
      }

      run().catch((error: unknown) => fail(toAppError(error, 'upload-failed')))

      return {
        abort() {
          if (!gate.close()) return
          abortStep?.()
        },
      }
    },
  }
}

type ContentForm = 'plain' | 'base64'

const write: Record<ContentForm, (address: string) => string> = {
  plain: (address) => address,
  base64: base64FromText,
}

/** The gateway could not read the request: a service that refuses the MP3 says so in a stream's shape. An error that follows chunks never has this code: those were HTTP 200. */
function isRefusal({ code, detail }: AppError): boolean {
  return code === 'http' && detail.httpStatus === 400 && detail.grpcCode === 3 && detail.isUnread === true
}

/** Which of the two refusals tells the cause depends on the service: support reads both. */
function bothRefused(plain: AppError, base64: AppError): AppError {
  const message = `${plain.detail.message ?? ''}; as base64: ${base64.detail.message ?? ''}`
  return new AppError('http', { ...base64.detail, message })
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
