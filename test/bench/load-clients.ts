// A process of `npm run load`: many phones, each with a connection of its own and one recording.
import { request } from 'node:http'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface ClientsOptions {
  /** The address to post to. */
  readonly url: string
  readonly count: number
  /** They arrive one after the other over this time; 0: all at once. */
  readonly withinMs: number
  /** Each leaves after so many bytes. */
  readonly leaveAfterBytes?: number
}

/** Times from a client's own start. */
export interface ClientsReport {
  readonly firstByteMs: readonly number[]
  /** Of whole answers. */
  readonly totalMs: readonly number[]
  /** Bodies of whole answers. */
  readonly sizesBytes: readonly number[]
  readonly refused: number
  /** Cut, or never answered. */
  readonly lost: number
}

const recording = readFileSync(join(__dirname, '../fixtures/audio/hometown.mp3')).toString('base64')
let lastUid = 0

async function run({ url, count, withinMs, leaveAfterBytes = Infinity }: ClientsOptions) {
  const firstByteMs: number[] = []
  const totalMs: number[] = []
  const sizesBytes: number[] = []
  let refused = 0
  let lost = 0

  const ask = () =>
    new Promise<void>((resolve) => {
      const uid = ++lastUid
      const startMs = performance.now()
      const outgoing = request(url, {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json' },
      })
      outgoing.on('error', () => {
        lost++
        resolve()
      })
      outgoing.on('response', (response) => {
        let received = 0
        response.on('data', (bytes: Buffer) => {
          if (received === 0 && response.statusCode === 200) firstByteMs.push(performance.now() - startMs)
          received += bytes.length
          if (received > leaveAfterBytes) outgoing.destroy()
        })
        response.on('error', () => undefined)
        response.on('close', () => {
          if (response.statusCode !== 200) refused++
          else if (!response.complete) lost++
          else {
            totalMs.push(performance.now() - startMs)
            sizesBytes.push(received)
          }
          resolve()
        })
      })
      outgoing.end(
        JSON.stringify({ logid: String(1_700_000_000_000 + uid), uid: String(uid), media_buf: recording }),
      )
    })

  const asked: Promise<void>[] = []
  for (let index = 0; index < count; index++) {
    if (withinMs > 0) await new Promise((resolve) => setTimeout(resolve, withinMs / count))
    asked.push(ask())
  }
  await Promise.all(asked)
  return { firstByteMs, totalMs, sizesBytes, refused, lost } satisfies ClientsReport
}

process.on('message', (options: ClientsOptions) => {
  void run(options).then((report) => process.send?.(report))
})
