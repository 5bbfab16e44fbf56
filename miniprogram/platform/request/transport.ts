// A recording → uid and audio, inline or through the cloud → one POST → the answer's chunks.
import type { TransportKind } from '../../core/attempts/attempt'
import { AppError } from '../../core/errors'
import type { Recording, Transport } from '../../core/ports'
import type { AnswerAudio } from './answer-request'
import { base64FromText } from './base64'
import type { CloudAudio } from './cloud-audio'
import { guardTransport } from './guarded-transport'
import type { Identity } from './identity'
import { inlineBodyBytes, readInlineAudio, type FileReader } from './inline-audio'
import type { ReattachingRequest } from './reattaching-request'

interface TransportParts {
  /** Called for each recording. */
  readonly mode: () => 'auto' | TransportKind
  readonly identity: Pick<Identity, 'uid'>
  readonly files: FileReader
  /** What to send in front of a recording's bytes: a tag (core/recording/question-tag.ts), or nothing. */
  readonly tagOf: (recording: Recording) => Uint8Array
  /** Undefined without a cloud environment. */
  readonly cloudAudio: CloudAudio | undefined
  readonly request: Pick<ReattachingRequest, 'post'>
  /** For larger request bodies, `auto` uses the cloud, if there is one. */
  readonly inlineBodyMaxBytes: number
}

interface ChosenTransport extends Transport {
  /** How this recording will be sent. */
  kindOf(recording: Recording): TransportKind
}

/**
 * Besides the request's own errors, before anything was sent: `identity-unavailable`, `recording-too-large`,
 * `recording-unreadable`, `upload-failed`.
 *
 * The contract's document types `content` as bytes: such a gateway rejects a plain address with HTTP 400, gRPC code 3,
 * before it calls the service. The request is then repeated once with the address in base64, and the form that was
 * accepted is used for the rest of the launch. `onRequest` is called for the first request only.
 */
export function createTransport(parts: TransportParts): ChosenTransport {
  const { mode, identity, files, tagOf, cloudAudio, request, inlineBodyMaxBytes } = parts
  let acceptedForm: 'plain' | 'base64' | undefined

  function kindOf(recording: Recording, tag?: Uint8Array): TransportKind {
    const chosen = mode()
    if (chosen !== 'auto') return chosen
    // without a cloud everything is sent inline, and recordings too large for the service are rejected there
    if (!cloudAudio) return 'inline'
    const { length } = tag ?? tagOf(recording)
    return inlineBodyBytes(recording, length) > inlineBodyMaxBytes ? 'cloud' : 'inline'
  }

  const guarded = guardTransport(async ({ logid, recording }, exchange) => {
    const post = (uid: string, audio: AnswerAudio, onAnswer?: () => void) => {
      exchange.throwIfAborted()
      return request.post({ logid, uid }, audio, exchange, onAnswer)
    }
    const postAddress = (uid: string, address: string, form: 'plain' | 'base64') => {
      const content = form === 'plain' ? address : base64FromText(address)
      return post(uid, { content }, () => (acceptedForm = form))
    }

    const uid = await identity.uid()
    exchange.throwIfAborted()
    if (!recording) {
      exchange.onRequest()
      return request.post({ logid, uid }, undefined, exchange)
    }
    const tag = tagOf(recording)
    const isInline = kindOf(recording, tag) === 'inline'
    if (isInline) {
      const media_buf = await readInlineAudio(files, recording, tag)
      exchange.onRequest()
      return post(uid, { media_buf })
    }
    if (!cloudAudio) {
      const message = 'transport is "cloud", but no cloud environment is configured'
      throw new AppError('upload-failed', { message })
    }
    const address = await cloudAudio(recording, tag, exchange)
    exchange.onRequest()
    try {
      await postAddress(uid, address, acceptedForm ?? 'plain')
    } catch (refusal) {
      if (acceptedForm !== undefined || !isRefusal(refusal)) throw refusal
      await postAddress(uid, address, 'base64').catch((error: unknown) => {
        throw isRefusal(error) ? bothRefused(refusal, error) : error
      })
    }
  })
  return { ...guarded, kindOf }
}

/** The gateway could not read the request. A service that rejects the MP3 answers in the stream's shape instead. */
function isRefusal(error: unknown): error is AppError {
  if (!(error instanceof AppError) || error.code !== 'http') return false
  const { httpStatus, grpcCode, isUnread } = error.detail
  return httpStatus === 400 && grpcCode === 3 && isUnread === true
}

/** Which of the two shows the cause depends on the service, so support gets both. */
function bothRefused(plain: AppError, base64: AppError): AppError {
  const message = `${plain.detail.message ?? ''}; as base64: ${base64.detail.message ?? ''}`
  return new AppError('http', { ...base64.detail, message })
}
