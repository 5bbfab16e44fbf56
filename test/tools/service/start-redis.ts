// A real Redis that keeps nothing on disk, on a free port of this machine: it can be killed, and comes back empty on the same port.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { freePort, listens } from '../../fakes/free-port'
import { findProgram } from '../../installed'

const program = findProgram(['redis-server'])
export const redisMissing = program === undefined ? 'redis-server (apt-get install redis-server)' : undefined

export interface TestRedis {
  readonly url: string
  start(): Promise<void>
  /** With SIGKILL: what it had is gone. */
  kill(): Promise<void>
  /** It takes connections, and answers nothing. */
  pause(): void
  resume(): void
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort()
  let child: ChildProcess | undefined
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const options = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'].map(String)
      child = spawn(program ?? '', options, { cwd: tmpdir(), stdio: 'ignore' })
      while (!(await listens(port))) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    async kill() {
      if (child?.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
  }
  await redis.start()
  return redis
}
