// The service with its openai engine on a free port, in front of a fake OpenAI server.
import { systemClock, type Clock } from '../../../../tools/service/clock'
import { createOpenAiEngine } from '../../../../tools/service/engines/openai/engine'
import {
  readOpenAiSettings,
  readVoiceSettings,
  type OpenAiSettings,
} from '../../../../tools/service/engines/openai/settings'
import { createOpenAiVoice } from '../../../../tools/service/engines/openai/voice'
import { createTextLog } from '../../../../tools/service/log'
import type { LogEntry } from '../../../../tools/service/request-log'
import type { ServiceOptions } from '../../../../tools/service/service'
import { readSettings } from '../../../../tools/service/settings'
import { startOpenAiServer, type OpenAiServer } from '../../../fakes/openai-server'
import { ask, freshBody, methodPath, startService, type Answer, type TestService } from '../start-service'

export const secretKey = 'sk-secret-0123456789'

export interface OpenAiService extends TestService {
  readonly upstream: OpenAiServer
  /** The log entries of finished answers. */
  readonly entries: readonly LogEntry[]
  post(body?: string, headers?: Record<string, string>): Promise<Answer>
  /** Closes only the service, with a grace period; `close` may follow. */
  closeSlowly(graceMs: number): Promise<void>
}

export async function startOpenAi(
  environment: Record<string, string> = {},
  { clock = systemClock, ...options }: ServiceOptions = {},
  changed: Partial<OpenAiSettings> = {},
): Promise<OpenAiService> {
  const upstream = await startOpenAiServer()
  const variables = readSettings({
    OPENAI_BASE_URL: upstream.baseUrl,
    OPENAI_API_KEY: secretKey,
    ...environment,
  })
  const settings = readOpenAiSettings(variables)
  const voice = readVoiceSettings(variables)
  const entries: LogEntry[] = []
  const lines: string[] = []
  const log = createTextLog((line) => lines.push(line))
  const service = await startService({
    clock,
    engine: createOpenAiEngine({ ...settings, ...changed }, clock),
    voice: voice && createOpenAiVoice(voice, clock),
    ...options,
    onEnd(entry, fault) {
      entries.push(entry)
      log.answer(entry, fault)
    },
  })
  let closing: Promise<void> | undefined
  return {
    ...service,
    upstream,
    entries,
    lines,
    post: (body = freshBody(), headers = {}) =>
      ask(service.origin + methodPath, { method: 'POST', body, headers }),
    closeSlowly: (graceMs) => (closing = service.close(graceMs)),
    async close() {
      await (closing ?? service.close())
      await upstream.close()
    },
  }
}

export interface ManualClock extends Clock {
  /** Advances time: waits that are due end, in order. */
  advance(ms: number): Promise<void>
  /** The number of pending waits. */
  readonly waiting: number
}

export function createManualClock(): ManualClock {
  let nowMs = 0
  const waits = new Set<{ readonly untilMs: number; readonly end: () => void }>()
  return {
    nowMs: () => nowMs,
    get waiting() {
      return waits.size
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const one = {
          untilMs: nowMs + ms,
          end() {
            waits.delete(one)
            signal.removeEventListener('abort', one.end)
            resolve()
          },
        }
        if (signal.aborted) return resolve()
        waits.add(one)
        signal.addEventListener('abort', one.end)
      }),
    async advance(ms) {
      const untilMs = nowMs + ms
      for (;;) {
        const next = [...waits].sort((a, b) => a.untilMs - b.untilMs)[0]
        if (!next || next.untilMs > untilMs) break
        nowMs = next.untilMs
        next.end()
        await new Promise(setImmediate)
      }
      nowMs = untilMs
      await new Promise(setImmediate)
    },
  }
}

/** Polls until `look` returns something: the other end of a connection learns of events from the operating system. */
export async function eventually<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    const found = look()
    if (found !== undefined && found !== false) return found
    await new Promise(setImmediate)
  }
}

export const contentsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { result: { content: string } }).result.content)

/** The error in the body or in its last line. */
export const errorOf = (text: string) =>
  (
    JSON.parse(text.trimEnd().split('\n').at(-1) ?? '') as {
      error: { grpc_code: number; http_code: number; message: string }
    }
  ).error
