// A process of `npm run load`: a model of OpenAI's interface that does nothing but wait and write, so that it costs little.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chatEvents } from '../fakes/openai-server'

export interface ModelOptions {
  /** From the recording's last byte to the transcript. */
  readonly transcriptionMs: number
  /** Of one answer after the other, again from the first. */
  readonly tokens: readonly number[]
  readonly tokenMs: number
}

/** Sent once it listens, and for each message that asks. */
export interface ModelReport {
  /** Ends in `/v1`. */
  readonly baseUrl: string
  /** Chats whose connection was closed before their end. */
  readonly abandoned: number
}

const { transcriptionMs, tokens, tokenMs } = JSON.parse(process.argv[2] ?? '') as ModelOptions
const answers = tokens.map((length) => {
  const texts = Array.from({ length }, (_, index) => (index % 50 === 49 ? '\n\n' : ' word'))
  return chatEvents(texts)
    .split(/(?<=\n\n)/)
    .map((event) => Buffer.from(event))
})
let asked = 0
let abandoned = 0

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    if (request.url === '/v1/chat/completions') {
      write(response)
      return
    }
    setTimeout(() => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.end('{"text":"I like my hometown very much."}')
    }, transcriptionMs)
  })
})

function write(response: ServerResponse) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
  const events = answers[asked++ % answers.length] ?? []
  let next = 0
  const writing = setInterval(() => {
    response.write(events[next++])
    if (next < events.length) return
    clearInterval(writing)
    response.end()
  }, tokenMs)
  response.on('close', () => {
    clearInterval(writing)
    if (!response.writableFinished) abandoned++
  })
}

server.listen(0, '127.0.0.1', () => {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const report = () => process.send?.({ baseUrl, abandoned } satisfies ModelReport)
  process.on('message', report)
  report()
})
