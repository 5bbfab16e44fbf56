// A recording → its uid and its audio, inline or through the cloud → the one POST → the answer's chunks.
import type { TransportKind } from '../../core/attempts/attempt'
import { AppError } from '../../core/errors'
import type { Recording, Transport } from '../../core/ports'
import { answerBody, type AnswerAudio } from './answer-request'
import { base64FromText } from './base64'
import type { ChunkedRequest } from './chunked-request'
import type { CloudAudio } from './cloud-audio'
import { guardTransport } from './guarded-transport'
import type { Identity } from './identity'
import { inlineBodyBytes, readInlineAudio, type FileReader } from './inline-audio'

interface TransportParts {
  /** Asked for each recording. */
  readonly mode: () => 'auto' | TransportKind
  readonly identity: Pick<Identity, 'uid'>
  readonly files: FileReader
  /** Undefined without a cloud environment. */
  readonly cloudAudio: CloudAudio | undefined
  readonly request: ChunkedRequest
  /** Above this request body `auto` takes the cloud, if there is one. */
  readonly inlineBodyMaxBytes: number
}

interface ChosenTransport extends Transport {
  /** How this recording travels. */
  kindOf(recording: Recording): TransportKind
}

/**
 * Errors besides the request's own, nothing having been sent: `identity-unavailable`, `recording-too-large`,
 * `recording-unreadable`, `upload-failed`.
 *
 * The contract's document types `content` as bytes: a gateway built so refuses a plain address with HTTP 400, gRPC
 * code 3, before it calls the service. That one request is repeated once with the address in base64, and the form
 * that the service took is kept for the rest of the launch. `onRequest` is called for the first request only.
 */
export function createTransport(parts: TransportParts): ChosenTransport {
  const { mode, identity, files, cloudAudio, request, inlineBodyMaxBytes } = parts
  let takenForm: 'plain' | 'base64' | undefined

  function kindOf(recording: Recording): TransportKind {
    const chosen = mode()
    if (chosen !== 'auto') return chosen
    // without a cloud everything goes inline, which refuses what is too large for the service
    return cloudAudio && inlineBodyBytes(recording) > inlineBodyMaxBytes ? 'cloud' : 'inline'
  }

  const guarded = guardTransport(async ({ logid, recording }, exchange) => {
    const post = (uid: string, audio: AnswerAudio, onAnswer?: () => void) => {
      exchange.throwIfAborted()
      return request.post(answerBody(logid, uid, audio), exchange, onAnswer)
    }
    const postAddress = (uid: string, address: string, form: 'plain' | 'base64') => {
      const content = form === 'plain' ? address : base64FromText(address)
      return post(uid, { content }, () => (takenForm = form))
    }

    const isInline = kindOf(recording) === 'inline'
    const uid = await identity.uid()
    exchange.throwIfAborted()
    if (isInline) {
      const media_buf = await readInlineAudio(files, recording)
      exchange.onRequest()
      return post(uid, { media_buf })
    }
    if (!cloudAudio) {
      const message = 'transport is "cloud", but no cloud environment is configured'
      throw new AppError('upload-failed', { message })
    }
    const address = await cloudAudio(recording, exchange)
    exchange.onRequest()
    try {
      await postAddress(uid, address, takenForm ?? 'plain')
    } catch (refusal) {
      if (takenForm !== undefined || !isRefusal(refusal)) throw refusal
      await postAddress(uid, address, 'base64').catch((error: unknown) => {
        throw isRefusal(error) ? bothRefused(refusal, error) : error
      })
    }
  })
  return { ...guarded, kindOf }
}

/** The gateway could not read the request: a service that refuses the MP3 says so in a stream's shape. */
function isRefusal(error: unknown): error is AppError {
  if (!(error instanceof AppError) || error.code !== 'http') return false
  const { httpStatus, grpcCode, isUnread } = error.detail
  return httpStatus === 400 && grpcCode === 3 && isUnread === true
}

/** Which of the two refusals tells the cause depends on the service: support reads both. */
function bothRefused(plain: AppError, base64: AppError): AppError {
  const message = `${plain.detail.message ?? ''}; as base64: ${base64.detail.message ?? ''}`
  return new AppError('http', { ...base64.detail, message })
}
