// A server with OpenAI's API on this machine: transcriptions, streamed chat completions, moderations and speech, as its reference
// documents them.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { soundOf } from './bombs'

export interface OpenAiRequest {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** A chat's JSON, or a transcription's form fields with the file as bytes. */
  readonly body: Record<string, unknown>
}

/** Writes the whole response; `gone` aborts when the client closes the connection. */
export type Respond = (response: ServerResponse, request: OpenAiRequest, gone: AbortSignal) => unknown

export interface OpenAiServer {
  /** Ends in `/v1`, without a trailing slash. */
  readonly baseUrl: string
  /** The responses from now on. */
  transcription: Respond
  chat: Respond
  moderation: Respond
  voice: Respond
  /** Oldest first. */
  readonly requests: readonly OpenAiRequest[]
  /** Open requests, their maximum so far, and requests abandoned by the client. */
  readonly open: number
  readonly openMax: number
  readonly abandoned: number
  /** Responses of which nothing more will be sent. */
  readonly sent: number
  close(): Promise<void>
}

export async function startOpenAiServer(): Promise<OpenAiServer> {
  const requests: OpenAiRequest[] = []
  let open = 0
  let openMax = 0
  let abandoned = 0
  let sent = 0

  const server = createServer((incoming, response) => {
    const gone = new AbortController()
    open++
    openMax = Math.max(openMax, open)
    response.on('close', () => {
      open--
      if (!response.writableFinished) abandoned++
      gone.abort()
    })
    void readRequest(incoming).then(async (request) => {
      requests.push(request)
      const responds: Record<string, Respond> = {
        '/v1/audio/transcriptions': own.transcription,
        '/v1/chat/completions': own.chat,
        '/v1/moderations': own.moderation,
        '/v1/audio/speech': own.voice,
      }
      await (responds[request.path] ?? unknownPath)(response, request, gone.signal)
      sent++
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const own = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    transcription: transcript('I like my hometown very much.'),
    chat: chatStream(['Better: ', 'I love it.\n\nNote: A.', '\n\nNext take: B.']),
    moderation: flagged(() => false),
    voice: spoken(soundOf(1_000)),
    requests,
    get open() {
      return open
    },
    get openMax() {
      return openMax
    },
    get abandoned() {
      return abandoned
    },
    get sent() {
      return sent
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return own
}

async function readRequest(incoming: IncomingMessage): Promise<OpenAiRequest> {
  const parts: Buffer[] = []
  for await (const part of incoming as AsyncIterable<Buffer>) parts.push(part)
  const bytes = Buffer.concat(parts)
  const { headers, url: path = '' } = incoming
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) {
    return { path, headers, body: JSON.parse(bytes.toString()) as Record<string, unknown> }
  }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const body: Record<string, unknown> = {}
  for (const [name, value] of form) {
    body[name] =
      typeof value === 'string'
        ? value
        : { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) }
  }
  return { path, headers, body }
}

export const transcript =
  (text: string): Respond =>
  (response) =>
    json(response, 200, { text, usage: { type: 'duration', seconds: 20 } })

/** A verdict on the text in the request. */
export const flagged =
  (isFlagged: (text: string) => boolean): Respond =>
  (response, { body }) =>
    json(response, 200, { results: [{ flagged: isFlagged(String(body['input'])), categories: {} }] })

/** The bytes of a sound. */
export const spoken =
  (mp3: Buffer): Respond =>
  (response) => {
    response.writeHead(200, { 'Content-Type': 'audio/mpeg' }).end(mp3)
  }

/** An error as OpenAI writes it. */
export const failure =
  (status: number, error: Record<string, unknown>, headers: Record<string, string> = {}): Respond =>
  (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    json(response, status, { error: { message: 'no', type: 'error', param: null, code: null, ...error } })
  }

const unknownPath = failure(404, { type: 'invalid_request_error', code: 'unknown_url' })

function json(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'x-request-id': 'req_1' })
  response.end(JSON.stringify(body))
}

/** One `chat.completion.chunk`, as an event. */
export function chunk(delta: Record<string, unknown>, finishReason: string | null = null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }]
  return event({ ...chunkHead, choices })
}

export const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`
export const chunkHead = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'm',
}
export const usageChunk = event({
  ...chunkHead,
  choices: [],
  usage: { prompt_tokens: 300, completion_tokens: 120, total_tokens: 420 },
})
export const doneMark = 'data: [DONE]\n\n'

/** A whole answer's events: role, texts, finish reason, usage, end mark. */
export const chatEvents = (texts: readonly string[]) =>
  [
    chunk({ role: 'assistant', content: '', refusal: null }),
    ...texts.map((content) => chunk({ content })),
    chunk({}, 'stop'),
    usageChunk,
    doneMark,
  ].join('')

/** Streams `bytes` in writes of `sizeBytes`, each flushed; stops when the client is gone. */
export async function writeStream(
  response: ServerResponse,
  bytes: string | Buffer,
  sizeBytes = Infinity,
  gone?: AbortSignal,
): Promise<void> {
  if (!response.headersSent) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
  }
  const all = Buffer.from(bytes)
  for (let at = 0; at < all.length && !gone?.aborted; at += sizeBytes) {
    if (!response.write(all.subarray(at, at + sizeBytes))) {
      await once(response, 'drain', { signal: gone }).catch(() => undefined)
    }
    // its own write on the wire, not merged with the next
    await new Promise(setImmediate)
  }
}

export const chatStream =
  (texts: readonly string[]): Respond =>
  async (response) => {
    await writeStream(response, chatEvents(texts))
    response.end()
  }

/** Sends `bytes`, then nothing; the connection stays open. */
export const chatSilence =
  (bytes: string): Respond =>
  (response) =>
    writeStream(response, bytes)

/** Sends `bytes`, then destroys the connection. */
export const chatCut =
  (bytes: string): Respond =>
  async (response) => {
    await writeStream(response, bytes)
    response.destroy()
  }
