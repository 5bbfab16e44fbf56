// The service in its own process on this machine, for tests over real HTTP.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** An entry of the service's request log: `GET /log`. */
export interface ServedRequest {
  readonly logid: string
  readonly scenario: string
  readonly status: number
  readonly form?: 'inline' | 'content-plain' | 'content-base64'
  readonly outcome: string
  readonly bytesIn: number
  /** From the last byte written to the close. */
  readonly closedAfterMs?: number
}

export interface RunningService {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly address: string
  /** Requests with this logid, oldest first. */
  served(logid: string): Promise<ServedRequest[]>
  /** Stops the process; resolves when it has exited. */
  stop(): Promise<void>
}

/** Resolves when the service has printed its address; rejects with its output if it exits before that. */
export async function startService(...options: string[]): Promise<RunningService> {
  const root = join(__dirname, '../..')
  const main = join(root, 'tools/service/main.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const address = await new Promise<string>((resolve, reject) => {
    const read = (text: Buffer) => {
      output += text.toString('utf8')
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${output}`)))
  })

  return {
    address,
    async served(logid) {
      const response = await fetch(`${address}/log`)
      const entries = (await response.json()) as ServedRequest[]
      return entries.filter((entry) => entry.logid === logid)
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill()
      await exited
    },
  }
}
