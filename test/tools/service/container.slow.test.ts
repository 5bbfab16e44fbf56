// The Dockerfile without Docker: its sources exist, its build command needs nothing else, and the result runs the service.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startOpenAiServer } from '../../fakes/openai-server'
import { ask, freshBody, methodPath } from './start-service'
import { contentsOf, errorOf } from './openai/start-openai'
import { chatSilence, chunk } from '../../fakes/openai-server'

const root = join(__dirname, '../../..')
const stages = readFileSync(join(root, 'tools/service/Dockerfile'), 'utf8')
  .split(/^(?=FROM )/m)
  .slice(1)
const [build = '', runtime = ''] = stages
const instructions = (stage: string, name: string) =>
  [...stage.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map((match) => match[1] ?? '')

interface Manifest {
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
}

const readManifest = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'service-image-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** The exit code of the container's own health check. */
async function checkHealth(port: string) {
  const [, command = ''] = /CMD (\[.*)$/.exec(instructions(runtime, 'HEALTHCHECK')[0] ?? '') ?? []
  const [, ...args] = JSON.parse(command) as string[]
  const [code] = (await once(spawn(process.execPath, args, { env: { PORT: port } }), 'close')) as [number]
  return code
}

/** Links in `to` what `tools/service/package.json` names. */
function linkPackages(to: string) {
  const { dependencies, devDependencies } = readManifest('tools/service/package.json')
  mkdirSync(join(to, '.bin'), { recursive: true })
  for (const name of Object.keys({ ...dependencies, ...devDependencies }))
    symlinkSync(join(root, 'node_modules', name), join(to, name))
  symlinkSync('../esbuild/bin/esbuild', join(to, '.bin/esbuild'))
}

test('the runtime libraries are known to `npm audit --omit=dev`, and are none of the mini program', () => {
  const imported = readdirSync(join(root, 'tools/service'), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [
      ...readFileSync(join(root, 'tools/service', path), 'utf8').matchAll(
        /from '((?:@[\w.-]+\/)?[a-z][\w.-]*)['/]/g,
      ),
    ])
  const names = Object.keys(readManifest('tools/service/package.json').dependencies)
  expect(new Set(imported.map(([, name]) => name))).toEqual(new Set(names))
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>
  }
  expect(names.filter((name) => packages[`node_modules/${name}`]?.dev)).toEqual([])
  const { dependencies } = readManifest('package.json')
  expect(names.filter((name) => name in dependencies)).toEqual([])
})

test('has two stages; the last runs as an unprivileged user and receives SIGTERM itself', () => {
  expect(stages).toHaveLength(2)
  expect(instructions(runtime, 'USER')).toEqual(['node'])
  expect(instructions(runtime, 'CMD')).toEqual(['["node", "service.cjs"]'])
  expect(instructions(runtime, 'COPY').every((line) => line.startsWith('--from=build '))).toBe(true)
})

test('the build context contains only what is copied', () => {
  const ignored = readFileSync(join(root, 'tools/service/Dockerfile.dockerignore'), 'utf8')
  const allowed = ignored.split('\n').flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))
  const copied = instructions(build, 'COPY').flatMap((line) => line.split(' ').slice(0, -1))
  const isBelow = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)
  expect(copied.filter((path) => !allowed.some((folder) => isBelow(path, folder)))).toEqual([])
  expect(allowed.filter((folder) => !copied.includes(folder))).toEqual([])
})

test('built from the copied files alone, it listens, answers and stops on request', async () => {
  for (const line of instructions(build, 'COPY')) {
    const sources = line.split(' ')
    const target = sources.pop() ?? ''
    for (const source of sources) {
      expect(existsSync(join(root, source))).toBe(true)
      const to = target === './' ? join(folder, 'build', source) : join(folder, 'build', target)
      mkdirSync(join(to, '..'), { recursive: true })
      cpSync(join(root, source), to, { recursive: true })
    }
  }
  const [install = '', command = ''] = instructions(build, 'RUN')
  const run = (line: string) =>
    execFileSync('sh', ['-c', line], { cwd: join(folder, 'build'), stdio: 'pipe' })
  // where there may be no network, links to the same packages replace what CI does
  if (process.env['CI'] === 'true') run(`${install} --prefer-offline`)
  else linkPackages(join(folder, 'build/node_modules'))
  run(command)
  const [source = ''] = (instructions(runtime, 'COPY')[0] ?? '').split(' ').slice(1)
  mkdirSync(join(folder, 'run'))
  cpSync(source.replace(/^\/build/, join(folder, 'build')), join(folder, 'run/service.cjs'))

  const upstream = await startOpenAiServer()
  const [name = '', ...args] = JSON.parse(instructions(runtime, 'CMD')[0] ?? '') as string[]
  const settings = Object.fromEntries(
    instructions(runtime, 'ENV').flatMap((line) => line.split(' ').map((one) => one.split('='))),
  ) as Record<string, string>
  const child = spawn(name === 'node' ? process.execPath : name, args, {
    cwd: join(folder, 'run'),
    env: {
      ...settings,
      HOST: '127.0.0.1',
      PORT: '0',
      METRICS_PORT: '0',
      OPENAI_BASE_URL: upstream.baseUrl,
      OPENAI_API_KEY: 'sk-secret',
      DRAIN_MS: '0',
      GRACE_MS: '300',
    },
  })
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (text: Buffer) => {
      output += text.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => reject(new Error(output)))
  })
  const post = () => ask(origin + methodPath, { method: 'POST', body: freshBody() })

  const answer = await post()
  expect(contentsOf(answer.text).join('')).toBe(
    'You said: I like my hometown very much.\\n\\nBetter: I love it.\\n\\nNote: A.\\n\\nNext take: B.',
  )
  expect((await ask(`${origin}/healthz`)).text).toBe('ok\n')
  expect(await checkHealth(new URL(origin).port)).toBe(0)

  upstream.chat = chatSilence(chunk({ content: 'I love it.' }))
  const running = Array.from({ length: 15 }, post)
  while (upstream.requests.length < 32) await new Promise(setImmediate)
  child.kill('SIGTERM')
  for (const one of await Promise.all(running)) {
    expect(one).toMatchObject({ status: expect.any(Number), errorCode: undefined })
    expect(errorOf(one.text)).toMatchObject({ grpc_code: 14, http_code: 503 })
  }
  expect(await ended).toBe(0)
  expect(await checkHealth(new URL(origin).port)).toBe(1)
  await upstream.close()

  const lines = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.find(({ logid }) => logid === '1700000000001')).toMatchObject({
    level: 30,
    msg: 'finished',
    status: 200,
    engine: 'openai',
    upstream: { promptTokens: 300, completionTokens: 120 },
  })
  expect(output).not.toMatch(/sk-secret|love|hometown|18446744073709551615/)
})
