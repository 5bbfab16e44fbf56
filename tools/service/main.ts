// Command line and environment → a running service: the mock (engine scripted), or one that answers with real models.
import cluster from 'node:cluster'
import { parseArgs } from 'node:util'
import { createStrangerReport, hostsToAnswer, ownHosts } from './access'
import { systemClock } from './clock'
import { configure, countProcesses } from './configure'
import { keptSeconds } from './kept-answers'
import { createJsonLog, createTextLog } from './log'
import { createMetrics } from './metrics'
import { openMetrics } from './metrics-server'
import { createService } from './service'
import { findMisspelled, readSettings, type Settings } from './settings'
import { keepSharedAnswers } from './shared-answers'
import { obey, startWorkers, WorkerFault } from './workers'

const help = `npm run service -- [options]

The ChatService of the contract. By default it runs the scripted engine, a mock: it validates requests as the real gateway would,
but ignores the audio and streams one of its built-in model answers. Point apiAddress at http://127.0.0.1:PORT or
http://127.0.0.1:PORT/scenario/NAME (GET /scenario lists the names). --engine openai listens to the audio; docs/deploy.md lists the
environment variables it needs.

  --engine NAME            scripted or openai (default: ENGINE, else scripted)
  --host ADDRESS           where to listen (default: HOST, else 127.0.0.1); for phones in your network, this computer's address there
  --port N                 (default: PORT, else 8787) if taken, the scripted engine uses the next free one; 0 picks any free port
  --content-origin ORIGIN  fetch recordings named by "content" URLs from this origin (repeatable; default: none)
  --help                   show this text
`

function readOptions(settings: Settings) {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', default: settings.ENGINE },
      host: { type: 'string', default: settings.HOST },
      port: { type: 'string', default: String(settings.PORT) },
      'content-origin': { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error(`--port ${values.port}: not a port`)
  for (const origin of values['content-origin']) {
    if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) {
      throw new Error(`--content-origin ${origin}: not an origin (http://127.0.0.1:8080)`)
    }
  }
  return { ...values, port }
}

async function main() {
  const settings = readSettings(process.env)
  const { engine, host, port, 'content-origin': contentOrigins, help: isHelp } = readOptions(settings)
  if (isHelp) {
    process.stdout.write(help)
    return
  }
  const isMock = engine === 'scripted'
  const log = isMock ? createTextLog((line) => console.log(line)) : createJsonLog()
  const processes = countProcesses(engine, settings)
  const { options, graceMs, drainMs } = configure(engine, settings, (text) => log.warn(text), processes)
  const metrics = options.metrics ?? createMetrics()
  const isLoopback = ownHosts('localhost').includes(host)

  async function serve() {
    const service = createService({
      ...options,
      metrics,
      hosts: hostsToAnswer(host, settings.ALLOWED_HOSTS, { isMock }),
      onStranger: createStrangerReport((text) => log.warn(text)),
      contentOrigins: [...(options.contentOrigins ?? []), ...contentOrigins],
      onEnd: (entry, fault) => log.answer(entry, fault),
    })
    const running = await service.listen(port, host)
    return {
      port: running.port,
      close: () => running.close(graceMs, drainMs).then(() => log.flush()),
      measure: async () => [await metrics.values()],
    }
  }

  if (cluster.isWorker) {
    obey(await serve())
    return
  }
  for (const [name, meant] of findMisspelled(process.env))
    log.note(`${name} is unknown: do you mean ${meant}?`)
  const showMetrics =
    isMock || settings.METRICS_PORT === 0 ? undefined : await openMetrics(settings.METRICS_PORT, host)
  if (processes > 1) {
    const maxBytes = settings.KEPT_MAX_BYTES
    const answers = keepSharedAnswers({ keptSeconds, maxBytes, clock: systemClock })
    metrics.observeKeptAnswers(() => answers.keptBytes)
  }
  const running = processes === 1 ? await serve() : await startWorkers(processes, metrics, log.note)
  showMetrics?.(running)
  onFirstSignal(() => {
    if (graceMs > 0) log.note('closing')
    void running
      .close()
      .then(() => log.flush())
      .then(() => process.exit(0))
  })
  if (port !== 0 && running.port !== port) log.note(`port ${port} is taken`)
  const addressOf = (name: string) => `http://${name.includes(':') ? `[${name}]` : name}:${running.port}`
  log.note(`service on ${addressOf(host)}`)
  if (!isLoopback && isMock) {
    const reachable = ownHosts(host).filter((name) => !ownHosts('localhost').includes(name))
    for (const name of reachable) log.note(`on a phone in the same network: ${addressOf(name)}/scenario/ok`)
  }
}

/** A second one ends the process at once, and its workers with it. */
function onFirstSignal(run: () => void) {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const once = () => {
    for (const signal of signals) process.off(signal, once)
    run()
  }
  for (const signal of signals) process.on(signal, once)
}

main().catch((error: unknown) => {
  if (!(error instanceof WorkerFault)) console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
