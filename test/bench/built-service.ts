// The built service as a process of its own, in front of a fake model.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { freePort } from '../fakes/free-port'

const root = join(__dirname, '../..')

export const methodPath = '/chat_completion.ChatService/ielts_speaking_p1_generate'

/** For many clients that have one address, and come again. */
export const unlimited: Readonly<Record<string, string>> = {
  ADDRESS_REQUESTS_PER_MINUTE: '0',
  ADDRESS_ANSWERS_PER_DAY: '0',
  ANSWERS_PER_DAY: '0',
  UPLOADS_PER_ADDRESS_MAX: '10000',
  BODIES_MAX_BYTES: '1000000000',
  DRAIN_MS: '0',
}

export interface BuiltService {
  readonly child: ChildProcess
  readonly origin: string
  readonly metricsUrl: string
}

/** The environment of this process overrides `settings`. `SERVICE_NODE="--cpu-prof"` profiles it. */
export async function startBuiltService(
  baseUrl: string,
  settings: Readonly<Record<string, string>>,
): Promise<BuiltService> {
  execFileSync('npm', ['run', '--silent', 'service:build'], { cwd: root, stdio: 'inherit' })
  const metricsPort = await freePort()
  const nodeOptions = (process.env['SERVICE_NODE'] ?? '').split(' ').filter(Boolean)
  const child = spawn(process.execPath, [...nodeOptions, 'build/service/service.cjs'], {
    cwd: root,
    env: {
      ENGINE: 'openai',
      PORT: '0',
      METRICS_PORT: String(metricsPort),
      OPENAI_BASE_URL: baseUrl,
      ...settings,
      ...process.env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await new Promise<string>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      const found = /service on (http:\/\/127\.0\.0\.1:\d+)/.exec(text.toString())
      if (found?.[1]) resolve(found[1])
    })
  })
  return { child, origin, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` }
}
