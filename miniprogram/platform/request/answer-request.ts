// The service's address → the URLs of requests; a recording's audio and ids → the body of one.

/** `apiAddress` with or without a trailing slash, here and below. */
export function answerUrl(apiAddress: string): string {
  return `${withoutSlash(apiAddress)}/chat_completion.ChatService/ielts_speaking_p1_generate`
}

/** Where the service is told that nobody wants an answer any more. */
export function stopUrl(apiAddress: string): string {
  return `${withoutSlash(apiAddress)}/stop`
}

/** Where a text is asked to be read aloud. */
export function speechUrl(apiAddress: string): string {
  return `${withoutSlash(apiAddress)}/speech`
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '')
}

/** The MP3 as base64, or its address (plain, or base64 if the service types it as bytes). */
export type AnswerAudio = { readonly media_buf: string } | { readonly content: string }

/** Decimal strings: proto3 JSON's form of uint64. */
export interface AnswerIds {
  readonly logid: string
  readonly uid: string
}

/** Without audio it asks for the answer that the service has kept under these ids. */
export function answerBody({ logid, uid }: AnswerIds, audio?: AnswerAudio): string {
  return JSON.stringify({ logid, uid, ...audio })
}
