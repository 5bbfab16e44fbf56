// A process of this machine that listens on a port, to be killed and started again there.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { listens } from './free-port'

export interface Killable {
  readonly port: number
  /** Of the process that was started last. */
  readonly pid: number
  start(): Promise<void>
  /** With SIGKILL. */
  kill(): Promise<void>
}

/** What a test that was broken off has left. */
const started = new Set<() => void>()
process.once('exit', () => started.forEach((kill) => kill()))

/** Resolves when what `run` starts listens; that is called again at each start. */
export async function startKillable(port: number, run: () => ChildProcess): Promise<Killable> {
  let child: ChildProcess | undefined
  const killable: Killable = {
    port,
    get pid() {
      return child?.pid ?? NaN
    },
    async start() {
      const own = run()
      child = own
      while (!(await listens(port))) {
        if (own.exitCode !== null) throw new Error(`a process for port ${port} ended with ${own.exitCode}`)
        await delay(10)
      }
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
  started.add(() => child?.kill('SIGKILL'))
  await killable.start()
  return killable
}
