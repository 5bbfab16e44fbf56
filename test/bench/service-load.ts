// `npm run load`: many answers at once through the built service, against a model of OpenAI's interface on this machine. Prints,
// without judging: first byte, whole answer and memory; then what clients that vanish midway leave behind.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { chatEvents, startOpenAiServer, writeStream } from '../fakes/openai-server'

const root = join(__dirname, '../..')
const methodPath = '/chat_completion.ChatService/ielts_speaking_p1_generate'
const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '200' },
    vanish: { type: 'string', default: '100' },
    tokens: { type: 'string', default: '150' },
    'token-ms': { type: 'string', default: '30' },
  },
})
const connections = Number(values.connections)
const tokens = Number(values.tokens)
const tokenMs = Number(values['token-ms'])

/** The model runs in this process, beside the clients. */
async function startModel() {
  const model = await startOpenAiServer()
  const texts = Array.from({ length: tokens }, (_, index) => (index % 50 === 49 ? '\n\n' : ' word'))
  model.chat = async (response, _, gone) => {
    const events = chatEvents(texts).split(/(?<=\n\n)/)
    for (const event of events) {
      if (gone.aborted) return
      await writeStream(response, event)
      await new Promise((resolve) => setTimeout(resolve, tokenMs))
    }
    response.end()
  }
  return model
}

async function startBuiltService(baseUrl: string): Promise<{ child: ChildProcess; origin: string }> {
  execFileSync('npm', ['run', '--silent', 'service:build'], { cwd: root, stdio: 'inherit' })
  const child = spawn(process.execPath, ['build/service/service.cjs'], {
    cwd: root,
    env: { ENGINE: 'openai', PORT: '0', OPENAI_BASE_URL: baseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await new Promise<string>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text.toString())
      if (found) resolve(found[0])
    })
  })
  return { child, origin }
}

interface Round {
  readonly firstByteMs: readonly number[]
  readonly totalMs: readonly number[]
  readonly refused: number
}

/** One request per connection, all at once. Each connection is destroyed after `leaveAfterBytes`. */
async function run(origin: string, count: number, leaveAfterBytes = Infinity): Promise<Round> {
  const mediaBuf = readFileSync(join(root, 'test/fixtures/audio/hometown.mp3')).toString('base64')
  const firstByteMs: number[] = []
  const totalMs: number[] = []
  let refused = 0
  let uid = 0
  const startMs = performance.now()
  await autocannon({
    url: origin + methodPath,
    method: 'POST',
    connections: count,
    amount: count,
    timeout: 300,
    setupClient(client) {
      uid++
      client.setHeadersAndBody(
        { 'content-type': 'application/json' },
        JSON.stringify({ logid: String(1_700_000_000_000 + uid), uid: String(uid), media_buf: mediaBuf }),
      )
      let received = 0
      client.on('body', (body: Buffer) => {
        if (received === 0) firstByteMs.push(performance.now() - startMs)
        received += body.length
        if (received > leaveAfterBytes) (client as unknown as { destroy(): void }).destroy()
      })
      client.on('response', (status) => {
        if (status === 200) totalMs.push(performance.now() - startMs)
        else refused++
      })
    },
  })
  return { firstByteMs, totalMs, refused }
}

function percentile(values: readonly number[], part: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)]
  return value === undefined ? '–' : `${Math.round(value)} ms`
}

async function metric(origin: string, name: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text()
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1])
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`

async function main() {
  const model = await startModel()
  const { child, origin } = await startBuiltService(model.baseUrl)
  const memory = () => metric(origin, 'process_resident_memory_bytes')
  const restBytes = await memory()
  for (const round of ['cold', 'warm']) {
    const { firstByteMs, totalMs, refused } = await run(origin, connections)
    console.log(
      `${round}: ${totalMs.length} of ${connections} answers, ${refused} refused; ` +
        `first byte p50 ${percentile(firstByteMs, 0.5)}, p99 ${percentile(firstByteMs, 0.99)}; ` +
        `whole p50 ${percentile(totalMs, 0.5)}, p99 ${percentile(totalMs, 0.99)}`,
    )
  }
  console.log(`memory: ${megabytes(restBytes)} at rest, ${megabytes(await memory())} after that`)

  const abandonedBefore = model.abandoned
  const leaving = run(origin, Number(values.vanish), 500)
  // autocannon never counts a destroyed client as done, so wait for the service's side
  while (
    (await metric(origin, 'speaking_active')) > 0 ||
    model.abandoned - abandonedBefore < Number(values.vanish)
  ) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  void leaving
  console.log(
    `vanished: ${values.vanish} clients, ${model.abandoned - abandonedBefore} upstream requests ended, ` +
      `${await metric(origin, 'speaking_upstream_running')} still running, ${megabytes(await memory())}`,
  )
  child.kill('SIGTERM')
  await model.close()
  process.exit(0)
}

void main()
