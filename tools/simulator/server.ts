// The project's folder → a simulator on 127.0.0.1: page, bundle, rebuild and reload on save, drivers, relay, files for wx.cloud.
import { once } from 'node:events'
import { readFile, realpath } from 'node:fs/promises'
import { watch } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { build } from 'esbuild'
import { openDoor } from './automator/door'
import { createCloud } from './cloud'
import { compileProgram } from './compile'
import { contentTypeOf, isLoopback, send } from './http'
import { relay } from './relay'

export interface SimulatorOptions {
  /** The project's folder, which contains `miniprogram/`. */
  root: string
  /** 0 picks any free port. A taken port moves on to the next. */
  port: number
  /** Written to wx storage at each launch, as if by `?storage=`, which overrides it. Default: nothing. */
  storage?: Readonly<Record<string, unknown>>
  /** Rebuild when a file changes. Default: true. */
  watch?: boolean
  /** Called after each build with its errors as `file:line:column message`; empty on success. */
  onBuild?: (errors: string[]) => void
}

export interface Simulator {
  /** `http://127.0.0.1:port/` */
  url: string
  /** Stops the server and the watcher. */
  close(): Promise<void>
}

const PORTS_TO_TRY = 20
/** Saving in an editor causes several events. */
const SETTLE_MS = 60

/** Resolves when the page can be opened. A mini program that does not compile is not an error here: the page shows the errors. */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const miniprogramRoot = path.join(path.resolve(options.root), 'miniprogram')
  const onBuild = options.onBuild ?? ((errors) => errors.forEach((error) => console.error(error)))
  const cloud = createCloud(path.join(path.resolve(options.root), 'cloudfunctions'))
  // JSON is valid JavaScript. It is never inlined in HTML, so `</script` cannot end it.
  const seed = `simulatorStorage = ${JSON.stringify(options.storage ?? {})}`
  let script = ''

  async function rebuild(): Promise<void> {
    const { program, errors } = await compileProgram(miniprogramRoot)
    script = `${seed}\nsimulatorProgram = ${JSON.stringify(program)}`
    onBuild(errors)
    if (errors.length > 0) door.tellPages('problems', errors)
    else door.tellPages('reload')
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isLoopback(request)) return send(response, 403, 'the simulator only answers 127.0.0.1 and localhost')
    const address = `http://127.0.0.1${request.url ?? '/'}`
    if (!URL.canParse(address)) return send(response, 400, 'not a URL')
    const { pathname, searchParams } = new URL(address)
    if (pathname.startsWith('/cloud/')) return cloud.handle(request, response, pathname, searchParams)
    if (pathname === '/relay') return relay(request, response, searchParams)
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'GET only')
    switch (pathname) {
      case '/':
        return send(response, 200, page, 'text/html; charset=utf-8')
      case '/runtime.js':
        return send(response, 200, runtime.script, 'text/javascript; charset=utf-8')
      case '/runtime.js.map':
        return send(response, 200, runtime.sourceMap, 'application/json; charset=utf-8')
      case '/program.js':
        return send(response, 200, script, 'text/javascript; charset=utf-8')
      default:
        return sendFile(response, miniprogramRoot, pathname)
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error)
      if (!response.headersSent) send(response, 500, String(error))
      else response.destroy()
    })
  })
  const door = openDoor(server, () => `http://127.0.0.1:${port}/`)
  const [runtime, page] = await Promise.all([
    buildRuntime(),
    readFile(path.join(__dirname, 'page.html')),
    rebuild(),
  ])
  const port = await listen(server, options.port)

  let timer: NodeJS.Timeout | undefined
  // one after another: the latest build is the one that stays
  let builds = Promise.resolve()
  const watcher =
    options.watch === false
      ? undefined
      : watch(miniprogramRoot, { recursive: true }, () => {
          clearTimeout(timer)
          timer = setTimeout(() => {
            builds = builds.then(rebuild).catch((error: unknown) => onBuild([String(error)]))
          }, SETTLE_MS)
        })

  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      watcher?.close()
      clearTimeout(timer)
      await door.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Bundles the part that runs in the browser, including glass-easel and wx.*. */
async function buildRuntime(): Promise<{ script: string; sourceMap: string }> {
  const { outputFiles } = await build({
    entryPoints: [path.join(__dirname, 'main.ts')],
    outfile: 'runtime.js',
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'chrome120',
    loader: { '.css': 'text', '.html': 'text', '.worklet.js': 'text', '.wasm': 'binary' },
    // a separate file: only open developer tools fetch it
    sourcemap: 'linked',
    logLevel: 'silent',
  })
  const textOf = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? ''
  return { script: textOf('runtime.js'), sourceMap: textOf('.map') }
}

/** Serves the package's images, fonts and sounds under `/program/`, but nothing that resolves outside the package. */
async function sendFile(response: ServerResponse, miniprogramRoot: string, pathname: string): Promise<void> {
  const type = contentTypeOf(pathname)
  if (type === undefined || !pathname.startsWith('/program/')) return send(response, 404, 'not found')
  try {
    const name = decodeURIComponent(pathname.slice('/program/'.length))
    const [folder, file] = await Promise.all([
      realpath(miniprogramRoot),
      realpath(path.resolve(miniprogramRoot, name)),
    ])
    if (!file.startsWith(folder + path.sep)) return send(response, 404, 'not found')
    send(response, 200, await readFile(file), type)
  } catch {
    send(response, 404, 'not found')
  }
}

async function listen(server: ReturnType<typeof createServer>, wanted: number): Promise<number> {
  for (let port = wanted; ; port += 1) {
    try {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      return (server.address() as AddressInfo).port
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (!taken || wanted === 0 || port >= wanted + PORTS_TO_TRY) throw error
      console.log(`port ${port} is taken, trying ${port + 1}`)
    }
  }
}
