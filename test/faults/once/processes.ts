// The service's instances and nginx as processes of this machine, to be killed and started again on the same ports.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../../fakes/free-port'
import { startKillable, type Killable } from '../../fakes/killable'
import { findProgram } from '../../installed'
import { redisMissing } from '../../tools/service/start-redis'

const root = join(__dirname, '../../..')
/** Of its own: other tests build the service at the same time. */
const builtService = 'build/once/service.cjs'
const nginxProgram = findProgram(['nginx'])
export const missingPrograms = [
  ...(nginxProgram === undefined ? ['nginx'] : []),
  ...(redisMissing === undefined ? [] : ['redis-server']),
]

export interface Instance extends Killable {
  /** What it wrote beside its log. */
  readonly complaints: readonly string[]
  /** Resolves when all its processes answer. */
  ready(): Promise<void>
  /** With SIGKILL, the oldest of those. */
  killWorker(): Promise<void>
}

/** The built service, so that it starts quickly; with so many processes that answer. */
export async function startInstance(
  workers: number,
  settings: Readonly<Record<string, string>>,
): Promise<Instance> {
  const [port, metricsPort] = [await freePort(), await freePort()]
  const env = {
    PATH: process.env['PATH'],
    ...{ ENGINE: 'openai', OPENAI_API_KEY: 'none', DRAIN_MS: '0', GRACE_MS: '500' },
    ...{ UID_REQUESTS_PER_MINUTE: '0', ADDRESS_REQUESTS_PER_MINUTE: '0' },
    ...{ UID_ANSWERS_PER_DAY: '0', ADDRESS_ANSWERS_PER_DAY: '0', ANSWERS_PER_DAY: '0' },
    ...settings,
    WORKERS: String(workers),
    ...{ PORT: String(port), METRICS_PORT: String(metricsPort) },
  }
  const complaints: string[] = []
  const instance = await startKillable(port, () => {
    const child = spawn(process.execPath, [builtService], {
      ...{ cwd: root, env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.on('data', (text: Buffer) => complaints.push(text.toString().trim()))
    return child
  })
  return Object.assign(instance, {
    complaints,
    async ready() {
      const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
      while (!(await metrics()).includes(`\nspeaking_processes ${env.WORKERS}\n`)) await delay(50)
    },
    async killWorker() {
      const children = readFileSync(`/proc/${instance.pid}/task/${instance.pid}/children`, 'utf8')
      const pid = Number.parseInt(children, 10)
      process.kill(pid, 'SIGKILL')
      // it is gone for the others, too
      do await delay(20)
      while (existsSync(`/proc/${pid}`))
    },
  })
}

export function buildService(): void {
  const words = ['run', '--silent', 'service:build', '--', `--outfile=${builtService}`]
  execFileSync('npm', words, { cwd: root, stdio: 'inherit' })
}

/** The nginx of `compose.yaml`, on this machine's ports. */
export async function startNginx(
  servicePorts: readonly number[],
): Promise<Killable & { remove(): Promise<void> }> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  const file = join(folder, 'nginx.conf')
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${folder}/${name};\n`)
    .join('')
  writeFileSync(
    file,
    `daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 4096; }
http {
  access_log off;
${temporary}${onPorts(port, servicePorts)}}
`,
  )
  const nginx = await startKillable(port, () =>
    spawn(nginxProgram ?? '', ['-p', folder, '-c', file], { stdio: 'ignore' }),
  )
  return Object.assign(nginx, {
    async remove() {
      await nginx.kill()
      rmSync(folder, { recursive: true })
    },
  })
}

function onPorts(port: number, servicePorts: readonly number[]): string {
  const deployed = readFileSync(join(root, 'tools/service/deploy/nginx.conf'), 'utf8')
  const servers = servicePorts.map((servicePort) => `server 127.0.0.1:${servicePort}$2;\n`).join('')
  const replacements = [
    [/( *server \w+:8080(.*);\n)+/, servers],
    [/listen 8080;/, `listen 127.0.0.1:${port};`],
  ] as const
  return replacements.reduce((text, [from, to]) => {
    if (!from.test(text)) throw new Error(`nginx.conf has no ${String(from)}`)
    return text.replace(from, to)
  }, deployed)
}
