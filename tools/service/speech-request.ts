// Body bytes → the text to be spoken, and who asks; or a refusal.
import { readString, readUint64 } from './proto-fields'
import { grpc, serviceRefusal } from './refusal'
import { readMembers } from './request'
import { textMaxLength } from './voice'

export interface SpeechBody {
  readonly logid: string
  readonly uid: string
  readonly text: string
}

/** As long as the longest text in escapes, `\u0041`, and what is around it. */
export const speechBodyMaxBytes = 8_000

/** Decodes as the gateway would. Every run of white space is one space: a text is the same however it was wrapped. */
export function decodeSpeech(body: Buffer): SpeechBody {
  const members = readMembers(body.toString('utf8'))
  const ids = { logid: readUint64(members.get('logid')), uid: readUint64(members.get('uid')) }
  const text = readString(members.get('text')).replace(/\s+/g, ' ').trim()
  const fault = faultIn(text)
  if (fault !== undefined) throw serviceRefusal(grpc.invalidArgument, `text ${fault}`, 'request')
  return { ...ids, text }
}

function faultIn(text: string): string | undefined {
  if (text.length > textMaxLength) return `is longer than ${textMaxLength} characters`
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return 'has characters that nobody can speak'
  // synthesisers make anything of it, from silence to an error
  if (!/[\p{L}\p{N}]/u.test(text)) return 'has no word'
  return undefined
}
