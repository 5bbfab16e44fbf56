// The service on a free port of this machine, with a clock that skips waits and the real MP3 reader.
import { request } from 'node:http'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Clock } from '../../../tools/service/clock'
import { createTextLog } from '../../../tools/service/log'
import { textsOf, type AudioFile, type ReadAudioFile } from '../../../tools/service/mp3'
import { createService, type RunningService, type ServiceOptions } from '../../../tools/service/service'

const root = join(__dirname, '../../..')
export const fixture = (name: string) => readFileSync(join(root, 'test/fixtures', name))
export const methodPath = '/chat_completion.ChatService/ielts_speaking_p1_generate'

/** Jest cannot import an ES module but a worker can, so this runs the service's own reader there. */
export function createFileReader(): { read: ReadAudioFile; close(): Promise<unknown> } {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads')
     parentPort.on('message', async ({ id, bytes }) => {
       const { parseBuffer } = await import('music-metadata')
       const { format, native } = await parseBuffer(bytes, undefined, { duration: true })
         .catch(() => ({ format: {}, native: {} }))
       const { container, codec, duration } = format
       parentPort.postMessage({ id, format: { container, codec, duration }, tags: native['ID3v2.4'] ?? [] })
     })`,
    { eval: true },
  )
  const waiting = new Map<number, (file: AudioFile) => void>()
  let lastId = 0
  type Read = { id: number; format: AudioFile; tags: Parameters<typeof textsOf>[0] }
  worker.on('message', ({ id, format, tags }: Read) => waiting.get(id)?.({ ...format, texts: textsOf(tags) }))
  return {
    read: (bytes) =>
      new Promise((resolve) => {
        waiting.set(++lastId, resolve)
        worker.postMessage({ id: lastId, bytes })
      }),
    close: () => worker.terminate(),
  }
}

export interface SkippingClock extends Clock {
  /** Every finite wait, in order. */
  readonly waits: readonly number[]
  /** Resolves when an infinite wait begins. */
  readonly silence: Promise<void>
}

/** A clock that skips finite waits; an infinite one lasts until its signal aborts. */
export function createSkippingClock(): SkippingClock {
  const waits: number[] = []
  let nowMs = 0
  let onSilence = () => {}
  const silence = new Promise<void>((resolve) => (onSilence = resolve))
  return {
    waits,
    silence,
    nowMs: () => nowMs,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (ms === Infinity) {
          onSilence()
          signal.addEventListener(
            'abort',
            () => {
              resolve()
            },
            { once: true },
          )
          return
        }
        waits.push(ms)
        nowMs += ms
        setImmediate(resolve)
      }),
  }
}

export interface TestService extends RunningService {
  readonly origin: string
  readonly allowContentOrigin: (origin: string) => void
  /** The service's log lines. */
  readonly lines: readonly string[]
}

export async function startService(options: ServiceOptions = {}): Promise<TestService> {
  const reader = createFileReader()
  const lines: string[] = []
  const log = createTextLog((line) => lines.push(line))
  const service = createService({
    clock: createSkippingClock(),
    readAudioFile: reader.read,
    onEnd: log.answer,
    ...options,
  })
  const running = await service.listen(0)
  return {
    port: running.port,
    origin: `http://127.0.0.1:${running.port}`,
    allowContentOrigin: service.allowContentOrigin,
    lines,
    async close(graceMs) {
      await running.close(graceMs)
      await reader.close()
    },
  }
}

export interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  /** As received from the socket. */
  readonly chunks: readonly Buffer[]
  readonly text: string
  /** The error code if the connection ended early. */
  readonly errorCode: string | undefined
}

export interface Ask {
  readonly method?: string
  readonly body?: string | Buffer
  readonly headers?: Record<string, string>
}

/** Rejects only if there is no response at all. */
export function ask(url: string, { method = 'GET', body, headers = {} }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      let errorCode: string | undefined
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', (error: NodeJS.ErrnoException) => (errorCode = error.code))
      response.on('close', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          chunks,
          text: Buffer.concat(chunks).toString('utf8'),
          errorCode,
        })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

export const mp3 = fixture('audio/hometown.mp3')

/** A body that the service accepts. */
export const goodBody = (more: Record<string, unknown> = {}) =>
  JSON.stringify({
    logid: '1700000000000',
    uid: '18446744073709551615',
    media_buf: mp3.toString('base64'),
    ...more,
  })

export const post = (service: TestService, body: string | Buffer, scenario = '') =>
  ask(`${service.origin}${scenario && `/scenario/${scenario}`}${methodPath}`, { method: 'POST', body })

export async function logOf(service: TestService): Promise<Record<string, unknown>[]> {
  return JSON.parse((await ask(`${service.origin}/log`)).text) as Record<string, unknown>[]
}
