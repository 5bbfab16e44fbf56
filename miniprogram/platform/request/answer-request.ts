// A recording's audio and ids → the URL and the body of the request.

/** `apiAddress` with or without a trailing slash. */
export function answerUrl(apiAddress: string): string {
  return `${apiAddress.replace(/\/+$/, '')}/chat_completion.ChatService/ielts_speaking_p1_generate`
}

/** The MP3 as base64, or its address (plain, or base64 if the service types it as bytes). */
export type AnswerAudio = { readonly media_buf: string } | { readonly content: string }

/** `logid` and `uid` are decimal strings: proto3 JSON's form of uint64. */
export function answerBody(logid: string, uid: string, audio: AnswerAudio): string {
  return JSON.stringify({ logid, uid, ...audio })
}
