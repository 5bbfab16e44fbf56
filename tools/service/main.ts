// The command line → the service on this machine. A stand-in: it answers the contract, but it does not listen to the audio.
import { parseArgs } from 'node:util'
import { createService } from './service'

const help = `npm run service -- [options]

The ChatService of the contract on 127.0.0.1. It is a stand-in: it checks the request as the real gateway would, but it does not
listen to the audio; it streams model answers written out in it. Point apiAddress at http://127.0.0.1:PORT or
http://127.0.0.1:PORT/scenario/NAME (GET /scenario lists the names).

  --port N                 where to listen (8787); a taken one moves on to the next; 0 takes any
  --content-origin ORIGIN  fetch "content" URLs from this origin (repeatable; none by default)
  --help                   this text
`

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      'content-origin': { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error(`--port ${values.port}: not a port`)
  const contentOrigins = values['content-origin'].map((origin) => {
    if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) {
      throw new Error(`--content-origin ${origin}: not an origin (http://127.0.0.1:8080)`)
    }
    return origin
  })
  return { port, contentOrigins, help: values.help }
}

async function main() {
  const options = readOptions()
  if (options.help) {
    process.stdout.write(help)
    return
  }
  const service = createService({
    contentOrigins: options.contentOrigins,
    log: (line) => {
      console.log(line)
    },
  })
  const running = await service.listen(options.port)
  const close = () => void running.close()
  process.once('SIGINT', close)
  process.once('SIGTERM', close)
  if (options.port !== 0 && running.port !== options.port) console.log(`port ${options.port} is taken`)
  console.log(`service on http://127.0.0.1:${running.port}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
})
