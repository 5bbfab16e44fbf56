// One measurement in its own process: a candidate and the one-shot reading in turn. Prints JSON.
import { performance } from 'node:perf_hooks'
import { cutEvery } from '../core/answer/cuts'
import { candidates, readAtOnce } from './candidates'
import { makeFrames, makeGiantFrame, type Language } from './streams'
import { countSurvived } from './survival'

export interface Task {
  candidate: string
  /** Frames of this language, or one giant frame of this size. */
  stream: { language: Language; frameCount: number } | { giantBytes: number }
  /** `whole`: all in one chunk. */
  chunk: number | 'frame' | 'whole'
  forMs: number
}

export interface Measured {
  /** The candidate's median, and that of the one-shot reading. */
  ms: number
  limitMs: number
  /** Of the lower quartiles, which other processes on the machine affect least. */
  ratio: number
  pairs: number
  /** Whether the text was the same; if not, nothing is measured. */
  isRight: boolean
}

export type Survived = { survived: number }

function measure({ candidate: name, stream, chunk, forMs }: Task): Measured {
  const candidate = candidateNamed(name)
  const frames =
    'language' in stream
      ? makeFrames(stream.language, stream.frameCount)
      : [makeGiantFrame(stream.giantBytes)]
  const { before, after } = candidate.framing ?? { before: '', after: '' }
  const framed = frames.map((frame) =>
    before + after === ''
      ? frame
      : new Uint8Array(Buffer.concat([Buffer.from(before), frame, Buffer.from(after)])),
  )
  const bytes = new Uint8Array(Buffer.concat(frames))
  const framedBytes = new Uint8Array(Buffer.concat(framed))
  const chunks =
    chunk === 'frame' ? framed : cutEvery(framedBytes, chunk === 'whole' ? framedBytes.length : chunk)

  const runs = { candidate: () => candidate.read(chunks), limit: () => readAtOnce(bytes) }
  if (!isRightText(runs)) return { ms: 0, limitMs: 0, ratio: 0, pairs: 0, isRight: false }
  const pairs: { ms: number; limitMs: number }[] = []
  const warmUntil = performance.now() + forMs / 2
  while (performance.now() < warmUntil) timePair(runs, false)
  const until = performance.now() + forMs
  while (pairs.length < 3 || performance.now() < until) pairs.push(timePair(runs, pairs.length % 2 === 1))
  const ms = pairs.map((pair) => pair.ms)
  const limitMs = pairs.map((pair) => pair.limitMs)
  return {
    ms: quantile(ms, 1 / 2),
    limitMs: quantile(limitMs, 1 / 2),
    ratio: quantile(ms, 1 / 4) / quantile(limitMs, 1 / 4),
    pairs: pairs.length,
    isRight: true,
  }
}

function isRightText(runs: { candidate: () => string; limit: () => string }): boolean {
  try {
    return runs.candidate() === runs.limit()
  } catch {
    return false
  }
}

/** The order alternates, as the second run pays for the garbage of the first. */
function timePair(runs: { candidate: () => string; limit: () => string }, limitFirst: boolean) {
  const early = limitFirst ? timed(runs.limit) : null
  const ms = timed(runs.candidate)
  return { ms, limitMs: early ?? timed(runs.limit) }
}

function timed(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.floor(share * sorted.length)] ?? NaN
}

function candidateNamed(name: string) {
  const found = candidates.find((each) => each.name === name)
  if (!found) throw new Error(`no candidate ${name}`)
  return found
}

const task = JSON.parse(process.argv[2] ?? '') as Task | { survivalOf: string }
const result: Measured | Survived =
  'survivalOf' in task ? { survived: countSurvived(candidateNamed(task.survivalOf)) } : measure(task)
process.stdout.write(JSON.stringify(result))
