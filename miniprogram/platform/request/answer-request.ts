// The contract's names on the wire: where the request goes and what its body says.

/** `apiAddress` with or without a slash at its end. */
export function answerUrl(apiAddress: string): string {
  return `${apiAddress.replace(/\/+$/, '')}/chat_completion.ChatService/ielts_speaking_p1_generate`
}

/** The audio as base64 of the MP3, or as the MP3's address (plain, or base64 where the service types it as bytes). */
export type AnswerAudio = { readonly media_buf: string } | { readonly content: string }

/** `logid` and `uid` go as decimal strings: proto3 JSON's form of uint64. */
export function answerBody(logid: string, uid: string, audio: AnswerAudio): string {
  return JSON.stringify({ logid, uid, ...audio })
}
