// The service in several processes, as it is deployed: built, started, measured, wounded, stopped.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { buildSync } from 'esbuild'
import {
  chatEvents,
  chunk,
  startOpenAiServer,
  writeStream,
  type OpenAiServer,
} from '../../fakes/openai-server'
import { freePort } from '../../fakes/free-port'
import { ask, goodBody, methodPath } from './start-service'

const root = join(__dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'service-workers-'))
const bundle = join(folder, 'service.cjs')
let model: OpenAiServer
beforeAll(async () => {
  buildSync({
    entryPoints: [join(root, 'tools/service/main.ts')],
    bundle: true,
    platform: 'node',
    outfile: bundle,
    logLevel: 'error',
  })
  model = await startOpenAiServer()
})
afterAll(async () => {
  await model.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Each asks for an answer of its own. */
let lastLogid = 0

async function start(environment: Record<string, string> = {}) {
  const metricsPort = await freePort()
  const child = spawn(process.execPath, [bundle], {
    env: {
      ENGINE: 'openai',
      OPENAI_BASE_URL: model.baseUrl,
      PORT: '0',
      METRICS_PORT: String(metricsPort),
      WORKERS: '2',
      UID_REQUESTS_PER_MINUTE: '0',
      DRAIN_MS: '0',
      ...environment,
    },
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  let output = ''
  child.stderr.on('data', (text: Buffer) => (output += text.toString()))
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      output += text.toString()
      const found = /service on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)
      if (found?.[1]) resolve(found[1])
    })
    void ended.then(() => reject(new Error(output)))
  })
  const metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`
  const metric = async (name: string) => {
    const { text } = await ask(metricsUrl)
    return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1])
  }
  const reaches = async (name: string, value: number) => {
    while ((await metric(name)) !== value) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await reaches('speaking_processes', 2)
  return {
    child,
    origin,
    metricsUrl,
    metric,
    reaches,
    ended,
    output: () => output,
    post: (body = goodBody({ logid: String(++lastLogid) })) =>
      ask(origin + methodPath, { method: 'POST', body }),
  }
}

const testOnLinux = process.platform === 'linux' ? test : test.skip

describe('two processes', () => {
  let service: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    service = await start()
  })

  test('each answers, and the sums are on a port of their own', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => service.post()))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(await service.metric('speaking_answers_total{outcome="finished",status="200"}')).toBe(8)
    expect(await service.metric('speaking_first_text_seconds_count')).toBe(8)
    expect(await service.metric('speaking_active')).toBe(0)
    expect(await service.metric('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)

    const { origin, metricsUrl } = service
    expect((await ask(`${origin}/metrics`)).status).toBe(404)
    expect(await ask(metricsUrl, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
    expect((await ask(metricsUrl.replace('metrics', 'healthz'))).status).toBe(404)
    expect((await ask(metricsUrl, { method: 'POST' })).status).toBe(404)
  })

  test('what one has answered the others have, too: the model is asked once', async () => {
    const ids = { logid: '77', uid: '7' }
    const asked = model.requests.length
    const readers = await Promise.all(Array.from({ length: 6 }, () => service.post(goodBody(ids))))
    const again = await Promise.all(Array.from({ length: 4 }, () => service.post(JSON.stringify(ids))))
    const texts = [...readers, ...again].map(({ text }) => text)
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain('You said')
    expect(model.requests.length - asked).toBe(2)
    expect(await service.metric('speaking_answers_kept_bytes')).toBeGreaterThan(0)
  })

  testOnLinux(
    'one that is killed takes only its own answers along, and another takes its place',
    async () => {
      let finish = () => {}
      const finishing = new Promise<void>((resolve) => (finish = resolve))
      const chat = model.chat
      model.chat = async (response, _, gone) => {
        await writeStream(response, chunk({ content: 'I love' }))
        await finishing
        await writeStream(response, chatEvents([' it.']), Infinity, gone)
        response.end()
      }
      const asked = model.requests.length
      const answering = Array.from({ length: 20 }, () => service.post().catch(() => undefined))
      while (model.requests.length < asked + 40) await new Promise(setImmediate)
      expect(await service.metric('speaking_active')).toBe(20)
      const [victim = 0] = childrenOf(service.child.pid ?? 0)
      process.kill(victim, 'SIGKILL')
      let left = 20
      while (left === 20) left = await service.metric('speaking_active')
      expect(left).toBeGreaterThan(0)
      finish()
      const answers = await Promise.all(answering)
      const whole = answers.filter(
        (answer) => answer?.errorCode === undefined && answer?.text.includes(' it.'),
      )
      expect(whole).toHaveLength(left)

      await service.reaches('speaking_processes', 2)
      expect(childrenOf(service.child.pid ?? 0)).not.toContain(victim)
      model.chat = chat
      const again = await Promise.all(Array.from({ length: 4 }, () => service.post()))
      expect(again.map(({ status }) => status)).toEqual([200, 200, 200, 200])
      expect(service.output()).toContain(`process ${victim} ended with SIGKILL: another takes its place`)
    },
  )

  test('all end together, and every line of the log is whole', async () => {
    service.child.kill('SIGTERM')
    expect(await service.ended).toBe(0)
    const lines = service.output().trimEnd().split('\n')
    const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg)
    expect(messages.filter((message) => message === 'finished').length).toBeGreaterThan(8)
    expect(messages).toContain('closing')
  })
})

test('a second signal ends them at once', async () => {
  const service = await start({ GRACE_MS: '60000' })
  const chat = model.chat
  model.chat = (response) => writeStream(response, chunk({ content: 'I love' }))
  const asked = model.requests.length
  const answering = Array.from({ length: 4 }, () => service.post().catch(() => undefined))
  while (model.requests.length < asked + 8) await new Promise(setImmediate)
  service.child.kill('SIGTERM')
  while (!service.output().includes('closing')) await new Promise(setImmediate)
  service.child.kill('SIGTERM')
  await service.ended
  expect(service.child.signalCode).toBe('SIGTERM')
  for (const answer of await Promise.all(answering))
    expect(answer?.errorCode ?? 'ECONNRESET').toBe('ECONNRESET')
  model.chat = chat
})

test.each(['PORT', 'METRICS_PORT'])('a taken %s is said once', async (name) => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  await expect(start({ [name]: String(port) })).rejects.toThrow(/^port \d+ on 127\.0\.0\.1 is taken\n$/)
  taken.close()
})

/** Of a process, as Linux knows them. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
}
