// GET requests → status pages: about and health; for the scripted engine also the scenarios and recent requests.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Engine } from './engine'
import type { RequestLog } from './request-log'
import type { ViewPath } from './route'

export interface ViewParts {
  readonly engine: Engine
  readonly requestLog: RequestLog
  readonly isClosing: () => boolean
}

/** Responds to `path`; false when there is no such view. `/scenario` is JSON for clients that accept it, otherwise plain text. */
export type View = (path: ViewPath, request: IncomingMessage, response: ServerResponse) => boolean

export function createView({ engine, requestLog, isClosing }: ViewParts): View {
  return (path, request, response) => {
    const send = (contentType: string, text: string, status = 200) => {
      response.writeHead(status, { 'Content-Type': `${contentType}; charset=utf-8` }).end(text)
      return true
    }
    switch (path) {
      case '/':
        return send('text/plain', engine.about)
      case '/healthz':
        return isClosing() ? send('text/plain', 'closing\n', 503) : send('text/plain', 'ok\n')
      case '/log':
        return engine.scenarios ? send('application/json', JSON.stringify(requestLog.entries())) : false
      case '/scenario': {
        if (!engine.scenarios) return false
        if (request.headers.accept?.includes('application/json')) {
          return send('application/json', JSON.stringify(engine.scenarios))
        }
        const lines = engine.scenarios.map(({ name, description }) => `${name.padEnd(16)} ${description}\n`)
        return send('text/plain', lines.join(''))
      }
    }
  }
}
