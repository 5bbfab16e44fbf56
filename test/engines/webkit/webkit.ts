// WebKit, the engine of iPhones' pages, in a window on a screen of its own, with a microphone that hums. Driven by WebDriver.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver'
import { findProgram } from '../../installed'

const programs = ['Xvfb', 'WebKitWebDriver', 'timeout']
const absent = programs.filter((name) => findProgram([name]) === undefined)
export const missingWebKit =
  absent.length === 0 ? undefined : `no ${absent.join(', ')} (apt-get install webkit2gtk-driver xvfb)`

/** After this everything ends, even if the tests no longer run. */
const limitSeconds = 1_800
/** A busy machine may be slow, and no test asserts a time. */
export const patienceMs = 90_000
const memoryMaxBytes = 3_000_000_000

export interface WebKit {
  readonly driver: WebDriver
  close(): Promise<void>
}

/** The window has room for a whole phone and the simulator's panel beside it: it cannot be as narrow as a phone. */
export async function startWebKit(): Promise<WebKit> {
  const screen = start('Xvfb', ['-displayfd', '1', '-screen', '0', '1024x1080x24', '-nolisten', 'tcp'])
  const [display] = (await beforeItEnds(screen, once(screen.stdout ?? screen, 'data'))) as [Buffer]
  const port = await freePort()
  const server = start('WebKitWebDriver', [`--port=${port}`], { DISPLAY: `:${display.toString().trim()}` })
  const stopAll = () => [server, screen].forEach(stop)
  const watchdog = setInterval(() => {
    if (memoryOf(server) <= memoryMaxBytes) return
    process.stderr.write(`WebKit was stopped: it used more than ${memoryMaxBytes} bytes\n`)
    clearInterval(watchdog)
    stopAll()
  }, 1_000)
  try {
    await beforeItEnds(server, answering(server, port))
    const driver = await newSession(port)
    await driver.manage().setTimeouts({ script: patienceMs, pageLoad: patienceMs })
    await driver.manage().window().setRect({ x: 0, y: 0, width: 1024, height: 1080 })
    return {
      driver,
      async close() {
        clearInterval(watchdog)
        // a session that is left open blocks the next one
        await Promise.race([driver.quit().catch(() => undefined), patience()])
        stopAll()
      },
    }
  } catch (error) {
    clearInterval(watchdog)
    stopAll()
    throw error
  }
}

function newSession(port: number): Promise<WebDriver> {
  const settings = ['enable-media-stream=true', 'enable-mock-capture-devices=true']
  const args = ['--automation', ...settings.map((setting) => `--${setting}`)]
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { args: [...args, '--media-playback-requires-user-gesture=false'] },
  })
  return new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build()
}

/** `timeout` leads a process group, to which all of WebKit's processes belong. */
function start(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn('timeout', [`${limitSeconds}`, program, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

/** Rejects if the program ends first. */
function beforeItEnds<Result>(program: ChildProcess, result: Promise<Result>): Promise<Result> {
  const ended = once(program, 'exit').then(([code]) => {
    throw new Error(`${program.spawnargs.join(' ')} ended with ${code}`)
  })
  return Promise.race([result, ended])
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5_000).unref())
}

function stop({ pid, stdout }: ChildProcess): void {
  stdout?.destroy()
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // it has ended
  }
}

/** Of all processes in the group that `leader` leads. */
function memoryOf(leader: ChildProcess): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .reduce((sum, pid) => sum + residentBytes(pid, leader.pid), 0)
}

function residentBytes(pid: string, group: number | undefined): number {
  try {
    // after the name in parentheses: state, parent, group; the resident pages are the 24th field of all
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return Number(fields[2]) === group ? Number(fields[21]) * 4096 : 0
  } catch {
    return 0
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function answering(program: ChildProcess, port: number): Promise<void> {
  while (
    program.exitCode === null &&
    !(await fetch(`http://127.0.0.1:${port}/status`).catch(() => null))?.ok
  ) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
