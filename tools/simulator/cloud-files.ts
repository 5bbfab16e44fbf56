// Uploads through wx.cloud → files in a temporary folder, readable over HTTP by anyone who has the address.
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { contentTypeOf, send } from './http'

const UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024
const COMMAND_LIMIT_BYTES = 1024 * 1024
const FILE_ID_PREFIX = 'cloud://simulator.local/'

export interface CloudFiles {
  /**
   * `POST /cloud/upload?path=…` (bytes) → `{ fileID }` · `GET /cloud/files/…` → the bytes ·
   * `POST /cloud/delete` (`{ fileIDs }`) → `{}`
   */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
    search: URLSearchParams,
  ): Promise<void>
  /** Removes every file. */
  close(): Promise<void>
}

export async function createCloudFiles(): Promise<CloudFiles> {
  const folder = await mkdtemp(path.join(tmpdir(), 'simulator-cloud-'))

  /** Undefined for a path that leaves the folder or is invalid. */
  function fileOf(cloudPath: string): string | undefined {
    const parts = cloudPath.split('/')
    if (cloudPath.includes('\0') || cloudPath.includes('\\')) return undefined
    if (parts.some((part) => part === '' || part === '.' || part === '..' || Buffer.byteLength(part) > 255))
      return undefined
    return path.join(folder, ...parts)
  }

  async function upload(
    request: IncomingMessage,
    response: ServerResponse,
    cloudPath: string,
  ): Promise<void> {
    const file = fileOf(cloudPath)
    if (file === undefined) return send(response, 400, `not a cloud path: ${cloudPath}`)
    const bytes = await readBody(request, UPLOAD_LIMIT_BYTES)
    if (bytes === undefined) return send(response, 413, 'more than 50 MB')
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, bytes)
    send(response, 200, JSON.stringify({ fileID: FILE_ID_PREFIX + cloudPath }), 'application/json')
  }

  async function download(response: ServerResponse, encodedPath: string): Promise<void> {
    const cloudPath = decode(encodedPath)
    const file = cloudPath === undefined ? undefined : fileOf(cloudPath)
    const isFile =
      file !== undefined &&
      (await stat(file).then(
        (found) => found.isFile(),
        () => false,
      ))
    if (!isFile) return send(response, 404, 'no such file')
    send(response, 200, await readFile(file), contentTypeOf(file) ?? 'application/octet-stream')
  }

  async function remove(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, COMMAND_LIMIT_BYTES)
    const fileIDs = readFileIDs(body?.toString('utf8') ?? '')
    if (fileIDs === undefined) return send(response, 400, 'expected { "fileIDs": [...] }')
    for (const fileID of fileIDs) {
      const file = fileID.startsWith(FILE_ID_PREFIX) ? fileOf(fileID.slice(FILE_ID_PREFIX.length)) : undefined
      if (file !== undefined) await rm(file, { force: true })
    }
    send(response, 200, '{}', 'application/json')
  }

  return {
    async handle(request, response, pathname, search) {
      const isRead = request.method === 'GET' || request.method === 'HEAD'
      if (isRead && pathname.startsWith('/cloud/files/')) {
        return download(response, pathname.slice('/cloud/files/'.length))
      }
      if (request.method === 'POST' && pathname === '/cloud/upload') {
        return upload(request, response, search.get('path') ?? '')
      }
      if (request.method === 'POST' && pathname === '/cloud/delete') return remove(request, response)
      send(response, 404, 'not found')
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
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

function readFileIDs(text: string): string[] | undefined {
  try {
    const { fileIDs } = JSON.parse(text) as { fileIDs?: unknown }
    return Array.isArray(fileIDs) && fileIDs.every((id) => typeof id === 'string') ? fileIDs : undefined
  } catch {
    return undefined
  }
}

function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
