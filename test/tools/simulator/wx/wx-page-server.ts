// The server of the browser tests: the page, cloud files, and responses cut into pieces.
import { EventEmitter, once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { createCloud } from '../../../../tools/simulator/cloud'
import { relay } from '../../../../tools/simulator/relay'

export interface PageServer {
  origin: string
  /** Resolves when the next request to `path` arrives. */
  asked(path: string): Promise<unknown>
  /** Resolves when the browser closes a connection to `path` before the response is complete. */
  untilClosed(path: string): Promise<void>
  close(): Promise<void>
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** Cut inside a UTF-8 character and inside an object. */
export const answerText = '{"result":{"content":"你好 🙂"}}\n{"result":{"content":"\\\\n\\\\n"}}\n'
const cuts = [0, 1, 25, 31, 33, 50, Buffer.byteLength(answerText)]
export const answerPieces = cuts
  .slice(1)
  .map((end, index) => Buffer.from(answerText).subarray(cuts[index], end).toString('base64'))

/** 19.5 seconds of MP3. */
export const sound = readFileSync(join(__dirname, '../../../fixtures/audio/hometown.mp3'))

export async function startPageServer(): Promise<PageServer> {
  const bundle = await build({
    entryPoints: [join(__dirname, 'wx-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    loader: { '.css': 'text', '.worklet.js': 'text' },
  })
  const script = bundle.outputFiles[0]?.text ?? ''
  const cloud = createCloud(join(__dirname, '../../../../cloudfunctions'))
  const closings = new EventEmitter()
  const events = new EventEmitter()

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void> | void> =
    {
      '/': (_, response) =>
        void response
          .setHeader('content-type', 'text/html')
          .end('<!doctype html><link rel="icon" href="data:,"><body><script src="/page.js"></script>'),
      '/page.js': (_, response) => void response.setHeader('content-type', 'text/javascript').end(script),
      async '/echo'(request, response) {
        const body = (await bodyOf(request)).toString()
        response.setHeader('content-type', 'application/json')
        response.end(
          JSON.stringify({
            method: request.method,
            url: request.url,
            type: request.headers['content-type'],
            origin: request.headers.origin,
            body,
          }),
        )
      },
      async '/chunks'(request, response) {
        await bodyOf(request)
        response.setHeader('content-type', 'application/json')
        for (const piece of answerPieces) {
          const taken = once(events, '/taken')
          response.write(Buffer.from(piece, 'base64'))
          // a busy machine would merge two pieces, so the next one waits until the page has received this one
          await taken
        }
        response.end()
      },
      async '/whole'(request, response) {
        await bodyOf(request)
        response.setHeader('content-type', 'application/json')
        response.end(answerText)
      },
      async '/sound'(request, response) {
        await bodyOf(request)
        response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': sound.length }).end(sound)
      },
      '/taken'(_, response) {
        response.setHeader('access-control-allow-origin', '*').end()
      },
      '/moved': (_, response) => void response.writeHead(307, { location: '/echo' }).end(),
      '/500': (_, response) => void response.writeHead(500).end('{"code":13}'),
      '/silent': (_, response) => void response.writeHead(200).write('first'),
      async '/cut'(_, response) {
        const taken = once(events, '/taken')
        response.writeHead(200).write('first')
        await taken
        response.destroy()
      },
      async '/cut-while-busy'(_, response) {
        const busy = once(events, '/busy')
        response.writeHead(200).flushHeaders()
        await busy
        response.write('first', () => response.destroy())
      },
      async '/busy'(_, response) {
        await once(events, 'relayed')
        response.end()
      },
    }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    response.on('close', () => {
      if (!response.writableFinished) closings.emit(url.pathname)
      if (url.pathname === '/relay') events.emit('relayed')
    })
    events.emit(url.pathname)
    const route = routes[url.pathname]
    if (route !== undefined) return void route(request, response)
    if (url.pathname === '/relay') return relay(request, response, url.searchParams)
    void cloud.handle(request, response, url.pathname, url.searchParams)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: (path) => once(events, path),
    untilClosed: (path) => new Promise((resolve) => closings.once(path, () => resolve())),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
