// The command line → the service: a stand-in on this machine, or the real one, anywhere.
import { parseArgs } from 'node:util'
import { configure } from './configure'
import { createJsonLog, createTextLog } from './log'
import { createService } from './service'

const help = `npm run service -- [options]

The ChatService of the contract. Its engine is a stand-in unless told otherwise: it checks the request as the real gateway would, but
it does not listen to the audio; it streams model answers written out in it. Point apiAddress at http://127.0.0.1:PORT or
http://127.0.0.1:PORT/scenario/NAME (GET /scenario lists the names). With --engine openai it listens: docs/deploy.md says what the
environment must hold.

  --engine NAME            scripted (the default, or the environment's ENGINE) or openai
  --host ADDRESS           where to listen (HOST, 127.0.0.1); on any other address it answers to everybody
  --port N                 (PORT, 8787) a taken one moves on to the next; 0 takes any
  --content-origin ORIGIN  fetch "content" URLs from this origin (repeatable; none by default)
  --help                   this text
`

function readOptions() {
  const { env } = process
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', default: env['ENGINE'] || 'scripted' },
      host: { type: 'string', default: env['HOST'] || '127.0.0.1' },
      port: { type: 'string', default: env['PORT'] || '8787' },
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
  const { engine, host, port, 'content-origin': contentOrigins, help: isHelp } = readOptions()
  if (isHelp) {
    process.stdout.write(help)
    return
  }
  const { options, graceMs } = configure(engine, process.env)
  const log = engine === 'scripted' ? createTextLog((line) => console.log(line)) : createJsonLog()
  const service = createService({
    ...options,
    isLocal: ['127.0.0.1', '::1', 'localhost'].includes(host),
    contentOrigins: [...(options.contentOrigins ?? []), ...contentOrigins],
    onEnd: (entry, fault) => log.answer(entry, fault),
  })
  const running = await service.listen(port, host)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      if (graceMs > 0) log.note('closing')
      void running.close(graceMs).then(() => process.exit(0))
    })
  }
  if (port !== 0 && running.port !== port) log.note(`port ${port} is taken`)
  log.note(`service on http://${host.includes(':') ? `[${host}]` : host}:${running.port}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
})
