// The service as a process, under clients that read, read slowly or vanish anywhere; then ended by SIGTERM and by SIGKILL among them.
// A seed decides what each client does.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import {
  chunk,
  startOpenAiServer,
  usageChunk,
  doneMark,
  writeStream,
  type Respond,
} from '../fakes/openai-server'
import { createRandom, type Random } from './fault-plan'
import { post, short } from './hostile-request'
import { readHttpResponse, type HttpResponse } from './http-body'

const clientsAtOnce = 80
const rounds = 3
/** Of one process: a place that is not given back is missed in a later round. */
const activeMax = clientsAtOnce + 20

type Behaviour = 'reads' | 'reads slowly' | 'vanishes sending' | 'vanishes reading'

/** Returns what went otherwise than expected. */
export async function runDisturbed(seed: number): Promise<readonly string[]> {
  const random = createRandom(seed)
  const model = await startOpenAiServer()
  model.chat = dripping
  let service = await start(model.baseUrl, 1)
  const problems: string[] = []
  /** Each answer takes two: some clients read the end of theirs by then, and others are anywhere before it. */
  async function untilAsked(requests: number): Promise<void> {
    const enough = model.requests.length + requests
    while (model.requests.length < enough) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  for (let round = 0; round < rounds; round++) {
    const behaviours = Array.from({ length: clientsAtOnce }, () =>
      random.pick<Behaviour>(['reads', 'reads', 'reads slowly', 'vanishes sending', 'vanishes reading']),
    )
    const responses = await Promise.all(behaviours.map((behaviour) => ask(service.port, behaviour, random)))
    responses.forEach((response, at) => {
      const isPatient = behaviours[at]?.startsWith('reads') === true
      if (isPatient && !isWhole(response))
        problems.push(`round ${round}, ${behaviours[at]}: ${tell(response)}`)
    })
  }

  const termed = Array.from({ length: clientsAtOnce }, () => ask(service.port, 'reads', random))
  await untilAsked(termed.length)
  service.child.kill('SIGTERM')
  for (const response of await Promise.all(termed)) {
    const isTold = response.isWhole && /"grpc_code":14/.test(response.body.toString())
    // whose request had not come yet may try another instance
    const hasNotBegun = response.status === 0
    if (!isWhole(response) && !isTold && !hasNotBegun) problems.push(`after SIGTERM: ${tell(response)}`)
  }
  const code = await service.ended
  if (code !== 0) problems.push(`after SIGTERM the process ended with ${code}`)

  service = await start(model.baseUrl, 2)
  const killed = Array.from({ length: clientsAtOnce }, () => ask(service.port, 'reads', random))
  await untilAsked(killed.length)
  service.child.kill('SIGKILL')
  for (const response of await Promise.all(killed)) {
    if (response.isWhole && !isWhole(response)) problems.push(`after SIGKILL: ${tell(response)}`)
  }
  await service.ended
  if (model.open > 0) await new Promise((resolve) => setTimeout(resolve, 1_000))
  if (model.open > 0) problems.push(`after SIGKILL: ${model.open} requests to the models are open`)

  service = await start(model.baseUrl, 2)
  const after = await ask(service.port, 'reads', random)
  if (!isWhole(after)) problems.push(`started again: ${tell(after)}`)
  service.child.kill('SIGTERM')
  await service.ended
  await model.close()
  return problems
}

/** An answer of about a second. */
const dripping: Respond = async (response, _, gone) => {
  for (const text of ['Better: I', ...Array<string>(20).fill(' like'), ' it.\n\nNext take: B.']) {
    await writeStream(response, chunk({ content: text }), Infinity, gone)
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (gone.aborted) return
  }
  response.end(chunk({}, 'stop') + usageChunk + doneMark)
}

interface Started {
  readonly child: ChildProcess
  readonly port: number
  readonly ended: Promise<number | null>
}

async function start(baseUrl: string, workers: number): Promise<Started> {
  const root = join(__dirname, '../..')
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'tools/service/main.ts')], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      ...{ ENGINE: 'openai', PORT: '0', OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: 'none' },
      ...{
        WORKERS: String(workers),
        ACTIVE_MAX: String(workers * activeMax),
        DRAIN_MS: '0',
        GRACE_MS: '500',
      },
      ...{ UID_REQUESTS_PER_MINUTE: '0', ADDRESS_REQUESTS_PER_MINUTE: '0' },
      ...{ UID_ANSWERS_PER_DAY: '0', ADDRESS_ANSWERS_PER_DAY: '0', ANSWERS_PER_DAY: '0' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      const found = /service on http:\/\/127\.0\.0\.1:(\d+)/.exec(text.toString())
      if (found) resolve(Number(found[1]))
    })
    void ended.then((code) => reject(new Error(`the service ended with ${code}`)))
  })
  return { child, port, ended }
}

/** Resolves to what was read when the connection has ended, whoever ended it. */
function ask(port: number, behaviour: Behaviour, random: Random): Promise<HttpResponse> {
  const request = post(short())
  const sendBytes = behaviour === 'vanishes sending' ? random.below(request.length) : request.length
  const readBytes = behaviour === 'vanishes reading' ? random.below(3_000) : Infinity
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let sizeBytes = 0
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.write(request.subarray(0, sendBytes), () => {
        if (behaviour === 'vanishes sending') socket.resetAndDestroy()
      })
    })
    socket.on('data', (part) => {
      parts.push(part)
      sizeBytes += part.length
      if (sizeBytes >= readBytes) socket.resetAndDestroy()
      if (behaviour !== 'reads slowly') return
      socket.pause()
      setTimeout(() => socket.resume(), 200)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(readHttpResponse(Buffer.concat(parts))))
  })
}

const isWhole = ({ isWhole: hasEnded, status, body }: HttpResponse) =>
  hasEnded && status === 200 && /Next take: B\./.test(body.toString())

const tell = ({ status, isWhole: hasEnded, body }: HttpResponse) =>
  `${status}, ${hasEnded ? 'ended' : 'cut'}: ${body.toString().slice(-200)}`
