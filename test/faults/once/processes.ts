// The service's instances, nginx and Redis as processes of this machine, to be killed and started again on the same ports.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort, listens } from '../../fakes/free-port'
import { findProgram } from '../../installed'

const root = join(__dirname, '../../..')
/** Of its own: other tests build the service at the same time. */
const builtService = 'build/once/service.cjs'
const nginxProgram = findProgram(['nginx'])
const redisProgram = findProgram(['redis-server'])
export const missingPrograms = [
  ...(nginxProgram === undefined ? ['nginx'] : []),
  ...(redisProgram === undefined ? ['redis-server'] : []),
]

export interface Killable {
  readonly port: number
  start(): Promise<void>
  /** With SIGKILL. */
  kill(): Promise<void>
}

export interface Instance extends Killable {
  /** What it wrote beside its log. */
  readonly complaints: readonly string[]
  /** A metric now; NaN if it has none. */
  metric(name: string): Promise<number>
}

const leftovers = new Set<() => void>()
process.once('exit', () => leftovers.forEach((kill) => kill()))

/** A process that listens on its port as soon as it is started. */
async function killable(port: number, run: () => ChildProcess): Promise<Killable> {
  let child: ChildProcess | undefined
  const started: Killable = {
    port,
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
  leftovers.add(() => child?.kill('SIGKILL'))
  await started.start()
  return started
}

/** The built service, so that it starts quickly. */
export async function startInstance(settings: Readonly<Record<string, string>>): Promise<Instance> {
  const [port, metricsPort] = [await freePort(), await freePort()]
  const env = {
    PATH: process.env['PATH'],
    ...{ ENGINE: 'openai', OPENAI_API_KEY: 'none', WORKERS: '1', DRAIN_MS: '0', GRACE_MS: '500' },
    ...{ UID_REQUESTS_PER_MINUTE: '0', ADDRESS_REQUESTS_PER_MINUTE: '0' },
    ...{ UID_ANSWERS_PER_DAY: '0', ADDRESS_ANSWERS_PER_DAY: '0', ANSWERS_PER_DAY: '0' },
    ...settings,
    ...{ PORT: String(port), METRICS_PORT: String(metricsPort) },
  }
  const complaints: string[] = []
  const instance = await killable(port, () => {
    const child = spawn(process.execPath, [builtService], {
      ...{ cwd: root, env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.on('data', (text: Buffer) => complaints.push(text.toString().trim()))
    return child
  })
  return {
    ...instance,
    complaints,
    async metric(name) {
      const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
      return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1] ?? NaN)
    },
  }
}

export function buildService(): void {
  const words = ['run', '--silent', 'service:build', '--', `--outfile=${builtService}`]
  execFileSync('npm', words, { cwd: root, stdio: 'inherit' })
}

/** As docs/deploy.md says: what nobody has answered goes to the next instance. */
export async function startNginx(
  servicePorts: readonly number[],
): Promise<Killable & { remove(): Promise<void> }> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  const file = join(folder, 'nginx.conf')
  writeFileSync(
    file,
    `daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
  upstream speaking {
    ${servicePorts.map((servicePort) => `server 127.0.0.1:${servicePort} max_fails=0;`).join('\n    ')}
    keepalive 64;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://speaking;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      client_max_body_size 0;
      proxy_request_buffering off;
      proxy_buffering off;
      proxy_read_timeout 130s;
      proxy_next_upstream error http_503 non_idempotent;
    }
  }
}
`,
  )
  const nginx = await killable(port, () =>
    spawn(nginxProgram ?? '', ['-p', folder, '-c', file], { stdio: 'ignore' }),
  )
  return {
    ...nginx,
    async remove() {
      await nginx.kill()
      rmSync(folder, { recursive: true })
    },
  }
}

/** In memory alone: killed, it comes back empty. */
export async function startRedis(): Promise<Killable> {
  const port = await freePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  return killable(port, () => spawn(redisProgram ?? '', options, { cwd: tmpdir(), stdio: 'ignore' }))
}
