// A real Redis that keeps nothing on disk, on a free port of this machine: it can be killed, and comes back empty on the same port.
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { freePort } from '../../fakes/free-port'
import { startKillable, type Killable } from '../../fakes/killable'
import { findProgram } from '../../installed'

const program = findProgram(['redis-server'])
export const redisMissing = program === undefined ? 'redis-server (apt-get install redis-server)' : undefined

export interface TestRedis extends Killable {
  readonly url: string
  /** It takes connections, and answers nothing. */
  pause(): void
  resume(): void
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const redis = await startKillable(port, () =>
    spawn(program ?? '', options, { cwd: tmpdir(), stdio: 'ignore' }),
  )
  return Object.assign(redis, {
    url: `redis://127.0.0.1:${port}`,
    pause: () => void process.kill(redis.pid, 'SIGSTOP'),
    resume: () => void process.kill(redis.pid, 'SIGCONT'),
  })
}
