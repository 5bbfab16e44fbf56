// `npm run load`: many answers at once through the built service. Model and clients have processes of their own. Prints, without
// judging, what the clients see and what it costs the service; then what clients that vanish midway leave behind.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { methodPath, startBuiltService, unlimited } from './built-service'
import type { ClientsOptions, ClientsReport } from './load-clients'
import type { ModelOptions, ModelReport } from './load-model'
import { ask, readMetrics } from './processes'

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '200' },
    within: { type: 'string', default: '0' },
    vanish: { type: 'string', default: '100' },
    tokens: { type: 'string', default: '150' },
    'token-ms': { type: 'string', default: '30' },
    'transcription-ms': { type: 'string', default: '600' },
  },
})
const connections = Number(values.connections)
const model: ModelOptions = {
  transcriptionMs: Number(values['transcription-ms']),
  tokens: [Number(values.tokens)],
  tokenMs: Number(values['token-ms']),
}

function percentile(values: readonly number[], part: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)]
  return value === undefined ? '–' : `${Math.round(value)} ms`
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`

async function main() {
  const modelProcess = fork(join(__dirname, 'load-model.ts'), [JSON.stringify(model)])
  const [{ baseUrl }] = (await once(modelProcess, 'message')) as [ModelReport]
  const clients = fork(join(__dirname, 'load-clients.ts'))
  const { child, origin, metricsUrl } = await startBuiltService(baseUrl, unlimited)
  const run = (options: Omit<ClientsOptions, 'url'>) =>
    ask<ClientsReport>(clients, { url: origin + methodPath, ...options })

  let before = await readMetrics(metricsUrl)
  console.log(`memory: ${megabytes(before('process_resident_memory_bytes'))} at rest`)
  for (const round of ['cold', 'warm']) {
    const { firstByteMs, totalMs, refused, lost } = await run({
      count: connections,
      withinMs: Number(values.within) * 1000,
    })
    const after = await readMetrics(metricsUrl)
    const cpuMs = (after('process_cpu_seconds_total') - before('process_cpu_seconds_total')) * 1000
    console.log(
      `${round}: ${totalMs.length} of ${connections} answers, ${refused} refused, ${lost} lost; ` +
        `first byte p50 ${percentile(firstByteMs, 0.5)}, p99 ${percentile(firstByteMs, 0.99)}, ideal ${model.transcriptionMs} ms; ` +
        `whole p50 ${percentile(totalMs, 0.5)}, p99 ${percentile(totalMs, 0.99)}; ` +
        `${(cpuMs / connections).toFixed(1)} ms CPU an answer; ` +
        `lag p99 ${Math.round(after('nodejs_eventloop_lag_p99_seconds') * 1000)} ms; ` +
        `memory ${megabytes(after('process_resident_memory_bytes'))}`,
    )
    before = after
  }

  const vanish = Number(values.vanish)
  const { abandoned: abandonedBefore } = await ask<ModelReport>(modelProcess, 'report')
  await run({ count: vanish, withinMs: 0, leaveAfterBytes: 500 })
  for (;;) {
    const { abandoned } = await ask<ModelReport>(modelProcess, 'report')
    const now = await readMetrics(metricsUrl)
    if (now('speaking_active') > 0 || abandoned - abandonedBefore < vanish) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      continue
    }
    console.log(
      `vanished: ${vanish} clients, ${abandoned - abandonedBefore} upstream requests ended, ` +
        `${now('speaking_upstream_running')} still running, ${megabytes(now('process_resident_memory_bytes'))}`,
    )
    break
  }
  child.kill('SIGTERM')
  await once(child, 'exit')
  modelProcess.kill()
  clients.kill()
}

void main()
