// `npm run pauses -- FOLDER`: how far the app's pauses are from those that Silero's voice detector hears in your own recordings.
// docs/speech.md says how, and what came out. Needs ffmpeg, and Silero outside of the project:
//   npm install --prefix build/silero onnxruntime-web @ricky0123/vad-web
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSound } from '../../miniprogram/core/recording/read-sound'
import type { Pause, Speech } from '../../miniprogram/core/recording/speech'
import { AppError } from '../../miniprogram/core/errors'
import { encode, recorderEncodings, type Encoding } from '../core/recording/encode'
import { compare, enoughRecordings, missesOf, rowOf, speechOf, type Compared, type Row } from './compare'
import { loadSilero, sileroRate } from './silero'
import { babble, decode, encodeByFfmpeg, mix, pink, powerOf, white } from './sound'

const usage = `npm run pauses -- FOLDER [options]      each folder in FOLDER is one source of recordings
  --silero FOLDER    where onnxruntime-web and @ricky0123/vad-web are installed (default build/silero)
  --every N          only every Nth recording of each source
  --from N           beginning with this one (default 0)
  --part NAME        only noise, or only encodings`

/** As the app records. */
const ownEncoding: Encoding = { sampleRate: 16_000, bitrate: 48 }
/** ffmpeg's Shine takes no lower rate than 32 kHz. */
const shineEncoding: Encoding = { sampleRate: 44_100, bitrate: 64 }
const snrsDb = [20, 10, 5]
/** How far the control's pauses are moved: a measurement that lets it pass measures nothing. */
const shiftMs = 200

interface Voice {
  readonly source: string
  readonly path: string
  readonly samples: Float32Array
  /** Silero's, of the recording as it is. */
  readonly stretches: readonly Pause[]
  readonly power: number
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      silero: { type: 'string', default: 'build/silero' },
      every: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      part: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  })
  const [folder] = positionals
  if (values.help || folder === undefined) return console.log(usage)
  const silero = await loadSilero(join(resolve(values.silero), 'node_modules'))
  const voices: Voice[] = []
  for (const { source, path } of recordingsIn(folder, Number(values.every), Number(values.from))) {
    const samples = decode(path, sileroRate)
    const stretches = await silero(samples)
    if (speechOf(stretches))
      voices.push({ source, path, samples, stretches, power: voicePower(samples, stretches) })
  }
  const hours = voices.reduce((sum, { samples }) => sum + samples.length, 0) / sileroRate / 3600
  console.log(`${voices.length} recordings, ${hours.toFixed(2)} hours\n`)

  const table = createTable()
  if (values.part !== 'encodings') {
    const quiet = await measure(voices, ({ samples }) => encode(samples, ownEncoding))
    table.add('as recorded', quiet)
    for (const source of new Set(voices.map((voice) => voice.source))) {
      table.addPart(
        `– ${source}`,
        quiet.filter(({ voice }) => voice.source === source),
      )
    }
    table.control(quiet)
    table.add(
      'encoded by Shine',
      await measure(voices, ({ path }) => encodeByFfmpeg(path, 'libshine', shineEncoding)),
    )
    for (const [name, noiseOf] of Object.entries(noises)) {
      for (const snrDb of snrsDb) {
        const noisy = voices.map((voice, at) =>
          mix(voice.samples, noiseOf(voice.samples.length, voices, at), voice.power, snrDb),
        )
        const results = await measure(voices, (_, at) => encode(noisy[at] ?? new Float32Array(), ownEncoding))
        table.add(`${name}, ${snrDb} dB`, results)
      }
    }
  }
  if (values.part !== 'noise') {
    for (const sampleRate of new Set(recorderEncodings.map((encoding) => encoding.sampleRate))) {
      const decoded = voices.map(({ path }) => decode(path, sampleRate))
      for (const encoding of recorderEncodings.filter((one) => one.sampleRate === sampleRate)) {
        for (const snrDb of [Infinity, 20]) {
          const results = await measure(voices, ({ power }, at) => {
            const samples = decoded[at] ?? new Float32Array()
            return encode(mix(samples, pink(samples.length, at + 1), power, snrDb), encoding)
          })
          table.add(
            `${sampleRate} Hz, ${encoding.bitrate} kb/s${snrDb === 20 ? ', pink 20 dB' : ''}`,
            results,
          )
        }
      }
    }
  }
  table.addFew()
  if (!table.isPassed()) process.exitCode = 1
}

type NoiseOf = (length: number, voices: readonly Voice[], at: number) => Float32Array

const noises: Record<string, NoiseOf> = {
  white: (length, _, at) => white(length, at + 1),
  pink: (length, _, at) => pink(length, at + 1),
  voices: (length, voices, at) => {
    const apart = Math.max(1, Math.floor(voices.length / 7))
    const others = [1, 2, 3, 4, 5, 6].map((step) => voices[(at + step * apart) % voices.length]?.samples)
    return babble(
      length,
      others.filter((other) => other !== undefined),
      at + 1,
    )
  },
}

interface Result {
  readonly voice: Voice
  readonly speech: Speech | null
}

/** What the app tells of each recording once it is MP3. */
async function measure(
  voices: readonly Voice[],
  encoded: (voice: Voice, at: number) => Uint8Array | Promise<Uint8Array>,
): Promise<Result[]> {
  const results: Result[] = []
  for (const [at, voice] of voices.entries()) {
    const sound = readSound(await encoded(voice, at))
    results.push({ voice, speech: sound instanceof AppError ? null : sound.speech })
  }
  return results
}

function voicePower(samples: Float32Array, stretches: readonly Pause[]): number {
  const sampleAt = (ms: number) => Math.round((ms * sileroRate) / 1000)
  const spoken = stretches.map(({ startMs, endMs }) => samples.subarray(sampleAt(startMs), sampleAt(endMs)))
  const count = spoken.reduce((sum, { length }) => sum + length, 0)
  return spoken.reduce((sum, part) => sum + powerOf(part) * part.length, 0) / Math.max(1, count)
}

function createTable() {
  let isPassed = true
  const few: Result[] = []
  const print = (name: string, row: Row, verdict: string) =>
    console.log(`| ${[name, ...cellsOf(row), verdict].join(' | ')} |`)
  console.log(`| ${['', ...columns].join(' | ')} |\n|${' --- |'.repeat(columns.length + 1)}`)

  const judge = (name: string, row: Row) => {
    const misses = missesOf(row)
    if (misses.length > 0) isPassed = false
    print(name, row, misses.join('; '))
  }

  return {
    add(name: string, results: readonly Result[]) {
      const row = rowFor(results)
      if (row.told >= enoughRecordings) return judge(name, row)
      few.push(...results)
      print(name, row, '')
    },
    /** Some of the recordings of a condition that is judged anyway. */
    addPart(name: string, results: readonly Result[]) {
      const row = rowFor(results)
      if (row.told >= enoughRecordings) judge(name, row)
      else print(name, row, '')
    },
    /** However few are told: of none of the conditions is the bar not asked. */
    addFew() {
      judge(`fewer than ${enoughRecordings} told, together`, rowFor(few))
    },
    /** The same pauses at the wrong moments must miss the bar. */
    control(results: readonly Result[]) {
      const row = rowFor(results.map(({ voice, speech }) => ({ voice, speech: speech && shifted(speech) })))
      const misses = missesOf(row)
      if (misses.length === 0) isPassed = false
      print(`control: ${shiftMs} ms late`, row, misses.length > 0 ? 'misses it, as it must' : 'PASSES')
    },
    isPassed: () => isPassed,
  }
}

function rowFor(results: readonly Result[]): Row {
  const compared = results.map(({ voice, speech }) => speech && compare(speech, voice.stretches))
  return rowOf(
    compared.filter((one): one is Compared => one !== null),
    results.length,
  )
}

function shifted({ firstWordMs, lastWordMs, pauses, levelDb }: Speech): Speech {
  return {
    firstWordMs: firstWordMs + shiftMs,
    lastWordMs: lastWordMs + shiftMs,
    pauses: pauses.map(({ startMs, endMs }) => ({ startMs: startMs + shiftMs, endMs: endMs + shiftMs })),
    levelDb,
  }
}

const columns = [
  'told',
  'precision',
  'recall',
  'F1',
  'start ms',
  'end ms',
  'first word ms',
  'longest ms',
  'share',
  'pauses a minute',
  'misses',
]

function cellsOf(row: Row): string[] {
  const both = ({ median, nine }: Row['share'], digits: number) =>
    Number.isNaN(median) ? '' : `${median.toFixed(digits)} / ${nine.toFixed(digits)}`
  const share = (value: number) => (Number.isNaN(value) ? '' : value.toFixed(2))
  return [
    `${row.told} of ${row.recordings}`,
    ...[row.precision, row.recall, row.f1].map(share),
    ...[row.startMs, row.endMs, row.firstWordMs, row.longestMs].map((spread) => both(spread, 0)),
    both(row.share, 2),
    both(row.countPerMinute, 1),
  ]
}

function recordingsIn(folder: string, every: number, from: number): { source: string; path: string }[] {
  if (!existsSync(folder)) throw new Error(`${folder}: no such folder`)
  return readdirSync(folder)
    .filter((source) => statSync(join(folder, source)).isDirectory())
    .flatMap((source) =>
      readdirSync(join(folder, source))
        .sort()
        .filter((_, at) => at % every === from)
        .map((name) => ({ source, path: join(folder, source, name) })),
    )
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
