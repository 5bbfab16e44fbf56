// A text → its speech by espeak-ng, a free synthesiser, if one is installed. Each text is spoken once and kept in a folder.
import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import PQueue from 'p-queue'
import type { Voice } from '../../voice'

const synthesiser = 'espeak-ng'
/** British, and slower than its 175 words a minute. */
const manner = ['-v', 'en-gb', '-s', '150']
const bitrateKbps = 48
/** The samples begin behind the plain head of a WAVE file, which says in its 24th byte how many there are in a second. */
const wave = { headBytes: 44, sampleRateAt: 24 }
/** Speech of 1,000 characters is some four megabytes of samples. */
const waveMaxBytes = 32_000_000

/** Undefined without the synthesiser, and outside this repository, whose encoder it uses. `folder` is made when it is needed. */
export function findStandInVoice(folder: string): Voice | undefined {
  const { stdout, status } = spawnSync(synthesiser, ['--version'], { encoding: 'utf8' })
  if (status !== 0 || !canResolve('wasm-media-encoders')) return undefined
  const turns = new PQueue({ concurrency: 2 })
  return {
    load: () => ({ running: turns.pending, waiting: turns.size }),
    speak: ({ text, signal }) =>
      turns.add(async () => {
        const told = [stdout, ...manner, bitrateKbps, text].join('\n')
        const path = join(folder, `${createHash('sha256').update(told).digest('hex').slice(0, 32)}.mp3`)
        const kept = await readFile(path).catch(() => undefined)
        if (kept) return kept
        const mp3 = await encode(await synthesise(text, signal))
        await mkdir(folder, { recursive: true })
        // whole or not at all, whoever else writes it
        await writeFile(`${path}.${process.pid}`, mp3)
        await rename(`${path}.${process.pid}`, path)
        return mp3
      }),
  }
}

function canResolve(name: string): boolean {
  try {
    return createRequire(__filename).resolve(name) !== ''
  } catch {
    return false
  }
}

/** Resolves to a WAVE file. */
function synthesise(text: string, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { encoding: 'buffer', maxBuffer: waveMaxBytes, signal } as const
    const child = execFile(synthesiser, [...manner, '--stdin', '--stdout'], options, (error, stdout) => {
      if (error) reject(new Error(error.message, { cause: error }))
      else resolve(stdout)
    })
    // the callback tells what went wrong
    child.stdin?.on('error', () => undefined)
    // by its input: no text can be an option
    child.stdin?.end(text)
  })
}

async function encode(file: Buffer): Promise<Buffer> {
  // the bundled service has no use for it, nor the package
  const { createMp3Encoder } = await import('wasm-media-encoders')
  const encoder = await createMp3Encoder()
  const sampleRate = file.readUInt32LE(wave.sampleRateAt)
  encoder.configure({ sampleRate, channels: 1, bitrate: bitrateKbps })
  const parts: Buffer[] = []
  for (let at = wave.headBytes; at < file.length; at += 2 * sampleRate) {
    // its arrays are views of its memory, overwritten by the next call
    parts.push(Buffer.from(encoder.encode([samplesIn(file.subarray(at, at + 2 * sampleRate))])))
    // a second of sound at a time: whoever else is answered meanwhile does not wait
    await new Promise(setImmediate)
  }
  return Buffer.concat([...parts, Buffer.from(encoder.finalize())])
}

const samplesIn = (bytes: Buffer) =>
  Float32Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readInt16LE(2 * at) / 32_768)
