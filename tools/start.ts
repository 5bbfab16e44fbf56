// `npm start` → the service, the simulator, and a browser that shows the simulator.
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { configure } from './service/configure'
import { createTextLog } from './service/log'
import { createService } from './service/service'
import { readSettings } from './service/settings'
import { createSimulator } from './simulator/server'

const usage = `npm start -- [options]
  --port N       the simulator's port (default 8080; if taken, the next free one; 0 picks free ports for both servers)
  --api URL      use this service instead of starting one
  --engine E     the service's engine: scripted (the default, a mock) or openai (real models; see docs/deploy.md)
  --transport T  inline (the default), cloud (the simulator's file store) or auto (chooses by size)
  --no-open      do not open a browser
  --no-watch     do not rebuild and reload when a file is saved`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8080' },
      api: { type: 'string' },
      engine: { type: 'string', default: 'scripted' },
      transport: { type: 'string', default: 'inline' },
      'no-open': { type: 'boolean', default: false },
      'no-watch': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port ${values.port} is not a port`)

  const transport = developerTransport(values.transport)
  const service = values.api ? null : await startService(values.engine, port === 0 ? 0 : 8787)
  const apiAddress = values.api ?? `http://127.0.0.1:${service?.port}`
  const simulator = await createSimulator({
    root: resolve(__dirname, '..'),
    port,
    watch: !values['no-watch'],
    // development builds read these settings from storage: see miniprogram/services.ts
    storage: {
      developer: {
        apiAddress,
        readsQuestion: service !== null,
        speaks: service?.speaks ?? false,
        ...transport,
      },
    },
  })
  // the simulator keeps uploads in a temporary folder, which must not outlive the command
  const close = () => Promise.all([simulator.close(), service?.close()])
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().then(() => process.exit(0)))
  }
  service?.allowContentOrigin(new URL(simulator.url).origin)
  console.log(`the service is ${apiAddress}`)
  console.log(`drive it on ${simulator.url.replace('http', 'ws')}`)
  console.log(`practise on ${simulator.url}`)
  if (!values['no-open'] && !process.env['CI']) openBrowser(simulator.url)
}

function developerTransport(transport: string): Record<string, string> {
  if (transport === 'inline') return {}
  if (transport !== 'cloud' && transport !== 'auto')
    throw new Error(`--transport ${transport}: expected inline, cloud or auto`)
  return { transport, cloudEnvironment: 'simulator' }
}

async function startService(engine: string, wantedPort: number) {
  const log = createTextLog((line) => console.log(line))
  const { options } = configure(engine, readSettings(process.env), (text) => log.warn(text))
  const service = createService({ ...options, onEnd: (entry, fault) => log.answer(entry, fault) })
  const running = await service.listen(wantedPort)
  if (wantedPort !== 0 && running.port !== wantedPort) {
    console.log(`port ${wantedPort} is taken, the service is on ${running.port}`)
  }
  return { ...running, allowContentOrigin: service.allowContentOrigin, speaks: options.voice !== undefined }
}

function openBrowser(address: string): void {
  const command =
    process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open'
  const browser = spawn(command, [address], { stdio: 'ignore', detached: true })
  // a machine without a desktop has no opener; the address is printed above
  browser.on('error', () => undefined)
  browser.unref()
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
