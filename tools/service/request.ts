// Body bytes → a request that the contract allows, and its recording; or a refusal.
import { readGoJson, type GoJson } from './go-json'
import { readMp3 } from './mp3'
import { readBytes, readString, readUint64 } from './proto-fields'
import { notesLanguageOf, questionOf, type NotesLanguage, type TaggedQuestion } from './question'
import { grpc, serviceRefusal, undecodable } from './refusal'

export type RequestForm = 'inline' | 'content-plain' | 'content-base64'

/** The decoded body. `audio` is the MP3 itself or the URL to fetch it from. */
export interface SpeakingRequest {
  readonly logid: string
  readonly uid: string
  readonly form: RequestForm | undefined
  readonly audio: Buffer | { readonly url: string } | undefined
}

/**
 * Decodes as the gateway does: proto names or camelCase, unknown fields ignored, null counts as unset, an empty body is an empty
 * message. With `strictBytes`, `content` must be base64, as behind a gateway whose proto types it as bytes.
 */
export function decodeRequest(body: Buffer, strictBytes: boolean): SpeakingRequest {
  const members = readMembers(body.toString('utf8'))
  const ids = { logid: readUint64(members.get('logid')), uid: readUint64(members.get('uid')) }
  const media = readBytes(members.get('media_buf') ?? members.get('mediaBuf'))
  const content = members.get('content')
  const contentText = strictBytes ? readBytes(content).toString('utf8') : readString(content)
  if (media.length > 0) return { ...ids, form: 'inline', audio: media }
  if (contentText === '') return { ...ids, form: undefined, audio: undefined }
  if (strictBytes) return { ...ids, form: 'content-base64', audio: { url: contentText } }
  // base64 has no colon, so anything with a scheme is a plain URL
  if (/^[a-z][a-z0-9+.-]*:/i.test(contentText)) {
    return { ...ids, form: 'content-plain', audio: { url: contentText } }
  }
  return { ...ids, form: 'content-base64', audio: { url: readBytes(content).toString('utf8') } }
}

export function readMembers(text: string): ReadonlyMap<string, GoJson> {
  if (text.trim() === '') return new Map()
  const message = readGoJson(text, false)
  if (message.kind === 'object') return message.members
  if (message.kind === 'null') return new Map()
  throw undecodable(`json: cannot unmarshal ${message.kind} into Go value of type map[string]json.RawMessage`)
}

/** A validated MP3. */
export interface ReceivedRecording {
  readonly bytes: Buffer
  readonly question: TaggedQuestion | undefined
  readonly notesLanguage: NotesLanguage
}

/** Rejects with a `Refusal` when there is no recording, when it cannot be fetched, or when it is not MP3 or too long. */
export async function readRecording(
  { audio, form }: SpeakingRequest,
  fetchContent: (url: string, signal: AbortSignal) => Promise<Buffer>,
  signal: AbortSignal,
): Promise<ReceivedRecording> {
  if (audio === undefined) throw serviceRefusal(grpc.invalidArgument, 'no audio')
  const bytes = Buffer.isBuffer(audio) ? audio : await fetchContent(audio.url, signal)
  const mp3 = readMp3(bytes)
  if ('fault' in mp3) {
    throw serviceRefusal(grpc.invalidArgument, `${form === 'inline' ? 'media_buf' : 'content'} ${mp3.fault}`)
  }
  return { bytes, question: questionOf(mp3), notesLanguage: notesLanguageOf(mp3) }
}
