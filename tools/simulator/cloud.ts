// wx.cloud → files in memory, readable over HTTP by anyone who has the address, and the project's own cloud functions.
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import path from 'node:path'
import { compileFunction } from 'node:vm'
import { contentTypeOf, send } from './http'

const UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024
const COMMAND_LIMIT_BYTES = 1024 * 1024
const FILE_ID_PREFIX = 'cloud://simulator.local/'

/** `cloudFunctions`: the folder of the functions, each in a folder of its own. */
export function createCloud(cloudFunctions: string) {
  /** By the path of their address. */
  const files = new Map<string, Buffer>()

  async function upload(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const bytes = await readBody(request, UPLOAD_LIMIT_BYTES)
    if (bytes === undefined) return send(response, 413, 'more than 50 MB')
    files.set(addressOf(name), bytes)
    sendJson(response, { fileID: FILE_ID_PREFIX + name })
  }

  async function remove(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { fileIDs } = await readJson(request)
    if (!Array.isArray(fileIDs) || !fileIDs.every((id) => typeof id === 'string'))
      return send(response, 400, 'expected { "fileIDs": [...] }')
    const removed = fileIDs.map(
      (id) => id.startsWith(FILE_ID_PREFIX) && files.delete(addressOf(id.slice(FILE_ID_PREFIX.length))),
    )
    sendJson(response, { removed })
  }

  return {
    /**
     * `POST /cloud/upload?path=…` (bytes) → `{ fileID }` · `GET /cloud/files/…` → the bytes ·
     * `POST /cloud/delete` (`{ fileIDs }`) → `{ removed }` · `POST /cloud/call` (`{ name, data }`) → `{ result }` or WeChat's error
     */
    async handle(
      request: IncomingMessage,
      response: ServerResponse,
      pathname: string,
      search: URLSearchParams,
    ): Promise<void> {
      const isPost = request.method === 'POST'
      if (isPost && pathname === '/cloud/upload') return upload(request, response, search.get('path') ?? '')
      if (isPost && pathname === '/cloud/delete') return remove(request, response)
      if (isPost && pathname === '/cloud/call')
        return sendJson(response, await callFunction(cloudFunctions, await readJson(request)))
      const bytes = isPost ? undefined : files.get(pathname)
      if (bytes === undefined) return send(response, 404, 'no such file')
      send(response, 200, bytes, contentTypeOf(pathname) ?? 'application/octet-stream')
    },
  }
}

function addressOf(name: string): string {
  return `/cloud/files/${name.split('/').map(encodeURIComponent).join('/')}`
}

/** What cloud functions see of WeChat: one user. */
const sdk: Record<string, unknown> = {
  init: () => undefined,
  DYNAMIC_CURRENT_ENV: 'simulator',
  getWXContext: () => ({ OPENID: 'openid of the simulator', APPID: 'touristappid', ENV: 'simulator' }),
}
const serverSdk = new Proxy(sdk, {
  get(known, name) {
    if (typeof name === 'symbol' || name in known) return known[name as string]
    throw new Error(`not in the simulator: ${name} of wx-server-sdk`)
  },
})

/** Runs `name/index.js` as it is uploaded, read anew for every call. */
async function callFunction(folder: string, call: Record<string, unknown>): Promise<object> {
  const name = String(call.name)
  const file = path.join(folder, name, 'index.js')
  if (!/^[\w-]+$/.test(name) || !existsSync(file)) {
    const errMsg = 'Error: errCode: -501000 | errMsg: FunctionName parameter could not be found'
    return { errCode: -501000, errMsg }
  }
  try {
    const fromFile = createRequire(file)
    const require = (id: string): unknown => (id === 'wx-server-sdk' ? serverSdk : fromFile(id))
    const module: { exports: { main?: (event: unknown, context: object) => unknown } } = { exports: {} }
    const run = compileFunction(readFileSync(file, 'utf8'), ['require', 'module', 'exports'], {
      filename: file,
    }) as (...values: unknown[]) => void
    run(require, module, module.exports)
    return { result: (await module.exports.main?.(call.data ?? {}, {})) ?? null }
  } catch (error) {
    const errMsg = `Error: errCode: -504002 functions execute fail | errMsg: ${String(error)}`
    return { errCode: -504002, errMsg }
  }
}

function sendJson(response: ServerResponse, value: object): void {
  send(response, 200, JSON.stringify(value), 'application/json')
}

/** Undefined above `limitBytes`; the rest is read and dropped, so that the client receives the response. */
async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length
    if (sizeBytes <= limitBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  return sizeBytes > limitBytes ? undefined : Buffer.concat(chunks)
}

/** An empty object if the body is none. */
async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  try {
    return Object(JSON.parse(String(await readBody(request, COMMAND_LIMIT_BYTES)))) as Record<string, unknown>
  } catch {
    return {}
  }
}
