// What the instances of a service share: one Redis, asked for a moment at most. While it is away, each instance goes on as if alone.
import { Redis, ReplyError } from 'ioredis'

/** Run by Redis as one step. It is sent once, then called by its hash. Its times are Redis's own: instances' clocks differ. */
export interface Script {
  readonly name: string
  readonly lua: string
}

/** For scripts: `now`, in milliseconds. */
export const tellNow = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)`

type Value = string | number | Buffer

export interface SharedRedis {
  readonly isUp: boolean
  /** How often something was done without it. */
  readonly fallbacks: number
  readonly client: Redis
  /**
   * What Redis says, or within some 300 ms what is `otherwise` the case. A rejection that is no Error (rate-limiter-flexible's count) is
   * what Redis says.
   */
  ask<Answer>(use: () => Promise<Answer>, otherwise: () => Promise<Answer> | Answer): Promise<Answer>
  /** Rejects where Redis is away. */
  run(script: Script, key: string, ...values: Value[]): Promise<unknown>
  /** The same; what is text otherwise is a Buffer. */
  runForBytes(script: Script, key: string, ...values: Value[]): Promise<unknown>
  /** Calls back whenever Redis can be asked (again): it may have lost everything. */
  onUp(listener: () => void): void
  close(): void
}

/** Of every key. Scripts that are told more than one key as a value add it themselves. */
export const keyPrefix = 'speaking:'

const answerMaxMs = 250
const reconnectMs = { step: 100, max: 500 }

/** `warn` hears once that it is away, and once that it is back. */
export function connectRedis(url: string, warn: (text: string) => void): SharedRedis {
  const client = new Redis(url, {
    keyPrefix,
    connectTimeout: 2_000,
    commandTimeout: answerMaxMs,
    // what cannot be asked now is done otherwise, at once
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(reconnectMs.step * times, reconnectMs.max),
  })
  const known = new Set<string>()
  const listeners = new Set<() => void>()
  let fallbacks = 0
  let isMissed = false
  let isClosing = false
  const miss = (why: string) => {
    if (isMissed || isClosing) return
    isMissed = true
    warn(`Redis is away (${why}): this instance counts and keeps on its own`)
  }
  client.on('error', (error: NodeJS.ErrnoException) => miss(error.code ?? error.message))
  client.on('close', () => miss('the connection was lost'))
  client.on('ready', () => {
    if (isMissed) warn('Redis is back')
    isMissed = false
    for (const listener of listeners) listener()
  })
  const isUp = () => client.status === 'ready'

  function call({ name, lua }: Script, command: string, values: readonly Value[]): Promise<unknown> {
    if (!known.has(name)) client.defineCommand(name, { numberOfKeys: 1, lua })
    known.add(name)
    const commands = client as unknown as Record<string, (...values: readonly Value[]) => Promise<unknown>>
    return commands[command]?.(...values) ?? Promise.reject(new Error(name))
  }

  return {
    get isUp() {
      return isUp()
    },
    get fallbacks() {
      return fallbacks
    },
    client,
    async ask(use, otherwise) {
      if (isUp()) {
        try {
          return await use()
        } catch (error) {
          if (!(error instanceof Error)) throw error
          // it hangs, or its host is gone without a word: nobody else shall wait for it
          if (!(error instanceof ReplyError) && isUp()) client.stream.destroy()
        }
      }
      fallbacks++
      return otherwise()
    },
    run: (script, key, ...values) => call(script, script.name, [key, ...values]),
    runForBytes: (script, key, ...values) => call(script, `${script.name}Buffer`, [key, ...values]),
    onUp(listener) {
      listeners.add(listener)
      if (isUp()) listener()
    },
    close() {
      // closed twice, ioredis would wait two seconds for a connection that is gone
      if (!isClosing) client.disconnect()
      isClosing = true
    },
  }
}
