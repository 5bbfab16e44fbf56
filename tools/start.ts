// `npm start` → the service, the simulator, and a browser that shows the simulator.
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { configure } from './service/configure'
import { createTextLog } from './service/log'
import { createService } from './service/service'
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

  const simulator = await createSimulator({
    root: resolve(__dirname, '..'),
    port,
    watch: !values['no-watch'],
  })
  const closing = [() => simulator.close()]
  // the simulator keeps uploads in a temporary folder, which must not outlive the command
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void Promise.all(closing.map((close) => close())).then(() => process.exit(0)))
  }
  const origin = new URL(simulator.url).origin
  const service = values.api ? null : await startService(values.engine, origin, port === 0 ? 0 : 8787)
  if (service) closing.push(() => service.close())
  const apiAddress = values.api ?? `http://127.0.0.1:${service?.port}`
  // development builds read these settings from storage: see miniprogram/services.ts
  const developer = { apiAddress, ...developerTransport(values.transport) }
  const storage = JSON.stringify({ developer })
  const address = `${simulator.url}?storage=${encodeURIComponent(storage)}`
  console.log(`practise on ${address}`)
  if (!values['no-open'] && !process.env['CI']) openBrowser(address)
}

function developerTransport(transport: string): Record<string, string> {
  if (transport === 'inline') return {}
  if (transport !== 'cloud' && transport !== 'auto')
    throw new Error(`--transport ${transport}: expected inline, cloud or auto`)
  return { transport, cloudEnvironment: 'simulator' }
}

async function startService(engine: string, contentOrigin: string, wantedPort: number) {
  const { options } = configure(engine, process.env)
  const log = createTextLog((line) => console.log(line))
  const service = createService({ ...options, onEnd: (entry, fault) => log.answer(entry, fault) })
  service.allowContentOrigin(contentOrigin)
  const running = await service.listen(wantedPort)
  if (wantedPort !== 0 && running.port !== wantedPort) {
    console.log(`port ${wantedPort} is taken, the service is on ${running.port}`)
  }
  return running
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
