// GET → what the service is, which scenarios it has, what it was asked.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestLog } from './request-log'
import { scenarios } from './scenarios'

const about = `This is a stand-in for the ChatService of IELTS Speaking Part 1. It does not listen to the audio: it checks the
request as the real gateway would and streams one of the model answers written out in it.

POST /chat_completion.ChatService/ielts_speaking_p1_generate
POST /scenario/NAME/chat_completion.ChatService/ielts_speaking_p1_generate
     /scenario/NAME;ms=N/…   with N ms for every pause
GET  /scenario               the scenarios
GET  /log                    the last 100 requests
`

/** The scenarios come as JSON to who accepts it, as plain text to everyone else. */
export function view(
  path: '/' | '/scenario' | '/log',
  requestLog: RequestLog,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const send = (contentType: string, text: string) => {
    response.writeHead(200, { 'Content-Type': `${contentType}; charset=utf-8` }).end(text)
  }
  if (path === '/') {
    send('text/plain', about)
    return
  }
  if (path === '/log') {
    send('application/json', JSON.stringify(requestLog.entries()))
    return
  }
  const list = Object.entries(scenarios).map(([name, { description }]) => ({ name, description }))
  if (request.headers.accept?.includes('application/json')) {
    send('application/json', JSON.stringify(list))
    return
  }
  send('text/plain', list.map((one) => `${one.name.padEnd(16)} ${one.description}\n`).join(''))
}
