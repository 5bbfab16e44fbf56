// A recording → its bytes as base64 inside the one POST → the answer's chunks.
import { AppError } from '../../core/errors'
import type { Recording, Transport } from '../../core/ports'
import { answerBody } from './answer-request'
import { base64Length } from './base64'
import { createCallGate } from './call-gate'
import type { ChunkedRequest } from './chunked-request'
import type { Identity } from './identity'
import { readBase64 } from './file-base64'
import type { FileReader } from './file-base64'
import { toAppError } from '../wx-error'

/** The service refuses a larger body with HTTP 413. */
const serviceBodyMaxBytes = 20_000_000

/** Length of the request's body, known from the recording's size alone. */
export function inlineBodyBytes(recording: Recording): number {
  const longest = answerBody('0'.repeat(20), '0'.repeat(20), { media_buf: '' }).length
  return longest + base64Length(recording.sizeBytes)
}

export interface InlineTransportParts {
  readonly files: FileReader
  readonly identity: Pick<Identity, 'uid'>
  readonly request: ChunkedRequest
}

/**
 * Reads the file, then sends `media_buf`. Errors besides the request's own: `recording-too-large` (nothing was read
 * or sent), `identity-unavailable`, `recording-unreadable` (nothing was sent).
 */
export function createInlineTransport({ files, identity, request }: InlineTransportParts): Transport {
  return {
    send({ logid, recording }, handlers) {
      const gate = createCallGate()
      let abortRequest: (() => void) | undefined

      const run = async () => {
        const bodyBytes = inlineBodyBytes(recording)
        if (bodyBytes > serviceBodyMaxBytes) {
          throw new AppError('recording-too-large', { message: `a body of ${bodyBytes} bytes` })
        }
        const uid = await identity.uid()
        if (!gate.isOpen) return
        const media_buf = await readBase64(files, recording.filePath)
        if (!gate.isOpen) return
        const exchange = request.send(answerBody(logid, uid, { media_buf }), {
          onChunk: (chunk) => gate.pass(() => handlers.onChunk(chunk)),
          onEnd: () => gate.end(() => handlers.onEnd()),
          onError: (error) => gate.end(() => handlers.onError(error)),
        })
        abortRequest = () => exchange.abort()
        gate.pass(() => handlers.onRequest())
      }

      run().catch((error: unknown) => {
        gate.end(() => handlers.onError(toAppError(error, 'network')))
      })

      return {
        abort() {
          if (gate.close()) abortRequest?.()
        },
      }
    },
  }
}
