// How it went, and when → how well it is remembered, and when it should come back: FSRS 6, in whole reviews a day or more apart.
//
// The formulas and weights are those of https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm. A test compares
// every step with the package ts-fsrs, which WeChat's npm build refuses (it knows no `.cjs`).
import { readAmount, readFields } from './stored-value'

/** `again`: could not do it; `good` is what is assumed of a student who says nothing. */
export type Grade = 'again' | 'hard' | 'good' | 'easy'

/** As it is stored. */
export interface Memory {
  /** Days until nine of ten such memories are still there. */
  readonly stability: number
  /** 1 … 10. */
  readonly difficulty: number
  /** The last review, in milliseconds since the epoch. */
  readonly lastAtMs: number
}

/** What is 21 numbers to FSRS, by name; the rest is for reviews within one day. */
export interface Weights {
  readonly firstStability: Readonly<Record<Grade, number>>
  readonly firstDifficulty: number
  readonly firstDifficultySlope: number
  readonly difficultyStep: number
  readonly difficultyReversion: number
  readonly recallGain: number
  readonly recallSaturation: number
  readonly recallSpacing: number
  readonly lapse: number
  readonly lapseDifficulty: number
  readonly lapseStability: number
  readonly lapseSpacing: number
  readonly hardPenalty: number
  readonly easyBonus: number
  readonly decay: number
}

/** Fitted by the authors of FSRS to hundreds of millions of reviews. */
export const usualWeights: Weights = {
  firstStability: { again: 0.212, hard: 1.2931, good: 2.3065, easy: 8.2956 },
  firstDifficulty: 6.4133,
  firstDifficultySlope: 0.8334,
  difficultyStep: 3.0194,
  difficultyReversion: 0.001,
  recallGain: 1.8722,
  recallSaturation: 0.1666,
  recallSpacing: 0.796,
  lapse: 1.4835,
  lapseDifficulty: 0.0614,
  lapseStability: 0.2629,
  lapseSpacing: 1.6483,
  hardPenalty: 0.6014,
  easyBonus: 1.8729,
  decay: 0.1542,
}

export const dayMs = 86_400_000
const targetRecall = 0.9
const leastStability = 0.001
const mostStability = 36_500
/** How far from `good` a grade is. */
const distance: Readonly<Record<Grade, number>> = { again: -2, hard: -1, good: 0, easy: 1 }

/** After a review at `nowMs`; the first one without `memory`. A clock that was turned back counts as no time. */
export function review(
  memory: Memory | null,
  grade: Grade,
  nowMs: number,
  weights: Weights = usualWeights,
): Memory {
  if (!memory) {
    const stability = Math.max(weights.firstStability[grade], 0.1)
    return { stability, difficulty: clamp(firstDifficulty(grade, weights), 1, 10), lastAtMs: nowMs }
  }
  const stability =
    grade === 'again'
      ? Math.min(memory.stability, stabilityAfterLapse(memory, nowMs, weights))
      : stabilityAfterRecall(memory, grade, nowMs, weights)
  return {
    stability: clamp(stability, leastStability, mostStability),
    difficulty: nextDifficulty(memory.difficulty, grade, weights),
    lastAtMs: Math.max(memory.lastAtMs, nowMs),
  }
}

/** Probability that it is still remembered at `nowMs`. */
export function recallAt(
  { stability, lastAtMs }: Memory,
  nowMs: number,
  { decay }: Weights = usualWeights,
): number {
  const days = Math.max(0, nowMs - lastAtMs) / dayMs
  const factor = Math.pow(targetRecall, -1 / decay) - 1
  return Math.pow(1 + (factor * days) / stability, -decay)
}

/** When it should come back: a whole number of days after the last review. */
export function dueAtMs({ stability, lastAtMs }: Memory): number {
  return lastAtMs + Math.max(1, Math.round(stability)) * dayMs
}

/** Null if it cannot be read. */
export function readMemory(value: unknown): Memory | null {
  const fields = readFields(value)
  const stability = readAmount(fields?.stability)
  const difficulty = readAmount(fields?.difficulty)
  const lastAtMs = readAmount(fields?.lastAtMs)
  if (stability === null || difficulty === null || lastAtMs === null) return null
  return {
    stability: clamp(stability, leastStability, mostStability),
    difficulty: clamp(difficulty, 1, 10),
    lastAtMs,
  }
}

function firstDifficulty(grade: Grade, weights: Weights): number {
  return weights.firstDifficulty - Math.exp((distance[grade] + 2) * weights.firstDifficultySlope) + 1
}

/** The nearer to 10, the smaller the steps; everything is drawn a little towards what is easy. */
function nextDifficulty(difficulty: number, grade: Grade, weights: Weights): number {
  const step = -weights.difficultyStep * distance[grade]
  const moved = difficulty + (step * (10 - difficulty)) / 9
  const reversion = weights.difficultyReversion
  return clamp(reversion * firstDifficulty('easy', weights) + (1 - reversion) * moved, 1, 10)
}

/** The nearer it was to being forgotten, the more a recall strengthens it. */
function stabilityAfterRecall(memory: Memory, grade: Grade, nowMs: number, weights: Weights): number {
  const { stability, difficulty } = memory
  const forgotten = 1 - recallAt(memory, nowMs, weights)
  const gain =
    Math.exp(weights.recallGain) *
    (11 - difficulty) *
    Math.pow(stability, -weights.recallSaturation) *
    (Math.exp(forgotten * weights.recallSpacing) - 1) *
    (grade === 'hard' ? weights.hardPenalty : 1) *
    (grade === 'easy' ? weights.easyBonus : 1)
  return stability * (1 + gain)
}

function stabilityAfterLapse(memory: Memory, nowMs: number, weights: Weights): number {
  const { stability, difficulty } = memory
  const forgotten = 1 - recallAt(memory, nowMs, weights)
  return (
    weights.lapse *
    Math.pow(difficulty, -weights.lapseDifficulty) *
    (Math.pow(stability + 1, weights.lapseStability) - 1) *
    Math.exp(forgotten * weights.lapseSpacing)
  )
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
