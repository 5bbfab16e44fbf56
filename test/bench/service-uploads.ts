// `npm run load:uploads`: many long recordings at once to the built service. Prints how they ended, the service's peak memory, and what
// is left when it is over.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { parseArgs } from 'node:util'
import { startOpenAiServer, transcript } from '../fakes/openai-server'
import { methodPath, startBuiltService } from './built-service'

const { values } = parseArgs({
  options: {
    uploads: { type: 'string', default: '150' },
    seconds: { type: 'string', default: '120' },
    /** How long the speech model holds each recording. */
    'speech-ms': { type: 'string', default: '2000' },
    /** As a proxy in front would forward them. */
    addresses: { type: 'string', default: '150' },
    rounds: { type: 'string', default: '1' },
  },
})
const uploads = Number(values.uploads)

/** Silence at 160 kb/s and 44.1 kHz. */
function recording(seconds: number): Buffer {
  const frame = Buffer.alloc(522)
  frame.writeUInt32BE(0xfffba000)
  return Buffer.concat(Array<Buffer>(Math.floor((seconds * 44_100) / 1_152)).fill(frame))
}

const body = (index: number, mediaBuf: string) =>
  Buffer.from(JSON.stringify({ logid: String(index), uid: String(index), media_buf: mediaBuf }))

async function main() {
  const model = await startOpenAiServer()
  model.transcription = async (response, asked, gone) => {
    await new Promise((resolve) => setTimeout(resolve, Number(values['speech-ms'])))
    if (!gone.aborted) await transcript('I like my hometown.')(response, asked, gone)
  }
  const { child, origin, metricsUrl } = await startBuiltService(model.baseUrl, {
    // memory is read of one process
    WORKERS: '1',
    TRUSTED_PROXIES: 'loopback',
    ANSWERS_PER_DAY: '0',
  })
  const megabytes = (name: string) => {
    const [, kilobytes] =
      new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
    return `${Math.round(Number(kilobytes) / 1_000)} MB`
  }
  console.log(`at rest: ${megabytes('VmRSS')}`)

  const mediaBuf = recording(Number(values.seconds)).toString('base64')
  const agent = new Agent({ maxSockets: Infinity })
  const post = (index: number) =>
    new Promise<string>((resolve) => {
      const headers = { 'x-forwarded-for': `9.9.${index % Number(values.addresses)}.1` }
      const outgoing = request(origin + methodPath, { method: 'POST', agent, headers }, (response) => {
        let last = ''
        response.on('data', (part: Buffer) => (last = part.toString()))
        response.on('error', () => undefined)
        response.on('close', () =>
          resolve(
            `${response.statusCode}${last.includes('"error"') && response.statusCode === 200 ? ' failed' : ''}`,
          ),
        )
      })
      outgoing.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'error'))
      outgoing.end(body(index, mediaBuf))
    })

  for (let round = 0; round < Number(values.rounds); round++) {
    const startMs = performance.now()
    const ends = new Map<string, number>()
    for (const end of await Promise.all(Array.from({ length: uploads }, (_, index) => post(index)))) {
      ends.set(end, (ends.get(end) ?? 0) + 1)
    }
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
    console.log(
      `${uploads} uploads of ${(mediaBuf.length / 1e6).toFixed(1)} MB in ${seconds} s: ${[...ends].map(([end, count]) => `${count} × ${end}`).join(', ')}; ` +
        `peak ${megabytes('VmHWM')}, now ${megabytes('VmRSS')}`,
    )
  }
  const text = await (await fetch(metricsUrl)).text()
  for (const name of ['uploads', 'held_bytes', 'active']) {
    console.log(new RegExp(`^speaking_${name} .*$`, 'm').exec(text)?.[0])
  }
  child.kill('SIGTERM')
  await model.close()
  process.exit(0)
}

void main()
