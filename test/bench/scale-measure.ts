// What answers cost the built service and Redis, on one core of this machine → the numbers behind docs/scale.md.
import { execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../fakes/free-port'
import { startBuiltService, methodPath, unlimited } from './built-service'
import type { ClientsOptions, ClientsReport } from './load-clients'
import type { ModelOptions, ModelReport } from './load-model'
import { ask, readMetrics } from './processes'

/** `fixed` for each answer, and so much more for each piece that the model writes. */
export interface Cost {
  readonly fixed: number
  readonly perPiece: number
}

export interface Measured {
  readonly machine: string
  readonly day: string
  readonly cpuMs: Cost
  readonly bodyBytes: Cost
  readonly streamBytes: number
  /** Null where there is no redis-server. */
  readonly redis: { readonly operations: Cost; readonly cpuMs: Cost; readonly bytes: Cost } | null
}

const transcriptionMs = 600
const tokenMs = 30
/** Two sizes of answer tell what each piece costs. */
const sizes = [50, 250] as const
/** So few that no pieces wait for each other and leave as one frame: the most bytes and operations. */
const fewAtOnce = 40
/** As many as one core answers in good time. */
const manyAtOnce = 150
const memoryAtOnce = [50, 350] as const

interface Run {
  readonly cpuMs: number
  readonly bodyBytes: number
  readonly peakBytes: number
  readonly redis: Record<'operations' | 'cpuMs' | 'bytes', number>
}

export async function measure(): Promise<Measured> {
  const redis = await startRedis()
  const measured = await measureWith(redis)
  await redis?.stop()
  const { few, many, crowded, sparse } = measured
  const line = (runs: readonly Run[], read: (run: Run) => number) => {
    const [short = NaN, long = NaN] = runs.map(read)
    return lineThrough(short, long)
  }
  return {
    machine: `${cpus()[0]?.model.trim() ?? 'an unknown processor'}, Node ${process.versions.node}`,
    day: new Date().toISOString().slice(0, 10),
    cpuMs: line(many, (run) => run.cpuMs),
    bodyBytes: line(few, (run) => run.bodyBytes),
    streamBytes: Math.round((crowded.peakBytes - sparse.peakBytes) / (memoryAtOnce[1] - memoryAtOnce[0])),
    redis: redis
      ? {
          operations: line(few, (run) => run.redis.operations),
          cpuMs: line(few, (run) => run.redis.cpuMs),
          bytes: line(few, (run) => run.redis.bytes),
        }
      : null,
  }
}

function lineThrough(short: number, long: number): Cost {
  const perPiece = (long - short) / (sizes[1] - sizes[0])
  return { fixed: rounded(short - perPiece * sizes[0]), perPiece: rounded(perPiece) }
}

const rounded = (value: number) => Number(value.toPrecision(3))

async function measureWith(redis: Redis | undefined) {
  const clients = fork(join(__dirname, 'load-clients.ts'))

  async function run(pieces: number, rounds: readonly number[]): Promise<Run> {
    const options: ModelOptions = { transcriptionMs, tokenMs, tokens: [pieces] }
    const model = fork(join(__dirname, 'load-model.ts'), [JSON.stringify(options)])
    const [{ baseUrl }] = (await once(model, 'message')) as [ModelReport]
    const { child, origin, metricsUrl } = await startBuiltService(baseUrl, {
      ...unlimited,
      WORKERS: '1',
      ...(redis && { REDIS_URL: redis.url }),
    })
    const answers = async (count: number) => {
      const asked: ClientsOptions = { url: origin + methodPath, count, withinMs: 4_000 }
      const report = await ask<ClientsReport>(clients, asked)
      if (report.totalMs.length < count)
        throw new Error(`${count - report.totalMs.length} answers were not whole`)
      return report.sizesBytes
    }
    // the code is compiled before it is measured
    for (const count of rounds.slice(0, -1)) await answers(count)
    const before = await readMetrics(metricsUrl)
    const redisBefore = redis?.read()
    let peakBytes = 0
    const watching = setInterval(() => {
      void readMetrics(metricsUrl).then((read) => {
        peakBytes = Math.max(peakBytes, read('process_resident_memory_bytes'))
      })
    }, 500)
    const count = rounds[rounds.length - 1] ?? 0
    const bodies = await answers(count)
    clearInterval(watching)
    const after = await readMetrics(metricsUrl)
    const redisAfter = redis?.read()
    child.kill('SIGTERM')
    await once(child, 'exit')
    model.kill()
    const spent = (name: 'operations' | 'cpuMs' | 'bytes') =>
      ((redisAfter?.[name] ?? 0) - (redisBefore?.[name] ?? 0)) / count
    return {
      cpuMs: ((after('process_cpu_seconds_total') - before('process_cpu_seconds_total')) * 1000) / count,
      bodyBytes: bodies.reduce((sum, size) => sum + size, 0) / count,
      peakBytes,
      redis: { operations: spent('operations'), cpuMs: spent('cpuMs'), bytes: spent('bytes') },
    }
  }

  const runs = {
    few: [await run(sizes[0], [fewAtOnce, fewAtOnce]), await run(sizes[1], [fewAtOnce, fewAtOnce])],
    many: [await run(sizes[0], [manyAtOnce, manyAtOnce]), await run(sizes[1], [manyAtOnce, manyAtOnce])],
    sparse: await run(sizes[1], [memoryAtOnce[0]]),
    crowded: await run(sizes[1], [memoryAtOnce[1]]),
  }
  clients.kill()
  return runs
}

interface Redis {
  readonly url: string
  read(): Record<'operations' | 'cpuMs' | 'bytes', number>
  stop(): Promise<void>
}

/** A server of its own, in memory alone; undefined where none is installed. */
async function startRedis(): Promise<Redis | undefined> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'scale-'))
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const isStarted = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false))
    child.stdout?.on('data', (text: Buffer) => text.includes('Ready to accept') && resolve(true))
  })
  if (!isStarted) return undefined
  const cli = (...words: string[]) => execFileSync('redis-cli', ['-p', String(port), ...words]).toString()
  return {
    url: `redis://127.0.0.1:${port}`,
    read() {
      const info = cli('info', 'everything')
      const value = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1])
      return {
        operations: value('total_commands_processed'),
        cpuMs: (value('used_cpu_sys') + value('used_cpu_user')) * 1000,
        bytes: value('used_memory'),
      }
    },
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}
