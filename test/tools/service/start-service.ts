// The service on a free port of this machine, with a clock that skips waits.
import { request } from 'node:http'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock, type Clock } from '../../../tools/service/clock'
import { createTextLog } from '../../../tools/service/log'
import { createMetrics, renderMetrics } from '../../../tools/service/metrics'
import type { LogEntry } from '../../../tools/service/request-log'
import { createService, type RunningService, type ServiceOptions } from '../../../tools/service/service'

const root = join(__dirname, '../../..')
export const fixture = (name: string) => readFileSync(join(root, 'test/fixtures', name))
export const methodPath = '/chat_completion.ChatService/ielts_speaking_p1_generate'

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
  /** As Prometheus gets them. */
  metrics(): Promise<string>
}

export async function startService(options: ServiceOptions = {}): Promise<TestService> {
  const lines: string[] = []
  const log = createTextLog((line) => lines.push(line))
  const metrics = createMetrics()
  const service = createService({
    metrics,
    clock: createSkippingClock(),
    onEnd: log.answer,
    ...options,
  })
  const running = await service.listen(0)
  return {
    port: running.port,
    origin: `http://127.0.0.1:${running.port}`,
    allowContentOrigin: service.allowContentOrigin,
    lines,
    metrics: async () => renderMetrics([await metrics.values()], running.port),
    close: (graceMs, drainMs) => running.close(graceMs, drainMs),
  }
}

/** On the system's clock, with the log entries of what has ended. */
export async function startRecorded(
  options: ServiceOptions = {},
): Promise<{ readonly service: TestService; readonly entries: LogEntry[] }> {
  const entries: LogEntry[] = []
  const service = await startService({
    clock: systemClock,
    onEnd: (entry) => entries.push(entry),
    ...options,
  })
  return { service, entries }
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

let freshLogid = 1700000000000

/** As `goodBody`, under a logid of its own: a service that keeps answers answers the same one twice only under one. */
export const freshBody = (more: Record<string, unknown> = {}) =>
  goodBody({ logid: String(++freshLogid), ...more })

export const post = (service: TestService, body: string | Buffer, scenario = '') =>
  ask(`${service.origin}${scenario && `/scenario/${scenario}`}${methodPath}`, { method: 'POST', body })

/** Asks for a text to be spoken. */
export const askForSpeech = (service: { readonly origin: string }, text: unknown, more: object = {}) =>
  ask(`${service.origin}/speech`, { method: 'POST', body: JSON.stringify({ uid: '1', text, ...more }) })

export async function logOf(service: TestService): Promise<Record<string, unknown>[]> {
  return JSON.parse((await ask(`${service.origin}/log`)).text) as Record<string, unknown>[]
}
