// Assumptions about students and models → a simulated day of a million answers, second by second.
import { topics } from '../../miniprogram/core/questions/bank'
import { modelAnswerOf } from '../../miniprogram/model-answers/index'
import { createRandom } from '../faults/fault-plan'

/** What cannot be measured here. Pairs are the ends of an even distribution. */
export const assumed = {
  answersADay: 1_000_000,
  /** How much of the day's answers each hour has: one time zone, some by day, most in the evening. */
  hourWeights: [2, 1, 1, 1, 1, 1, 3, 6, 8, 9, 9, 9, 11, 10, 9, 9, 10, 11, 14, 18, 22, 22, 14, 6],
  /** This part of the answers is asked for by classes that are told to speak. */
  classShare: 0.1,
  classSize: 40,
  classWithinSeconds: 10,
  recordingSeconds: [12, 45],
  /** A token is a piece of the stream. */
  piecesPerWord: 1.3,
  /** The transcript's label, a note and the next take, around the better version. */
  piecesAround: 70,
  transcriptionMs: [500, 2_500],
  /** Between two pieces, the same within an answer. */
  pieceMs: [10, 40],
} as const

const secondsADay = 86_400

/** Amounts by the second in which they were asked for, and what goes on at once. */
export interface Day {
  readonly answers: Float64Array
  readonly pieces: Float64Array
  readonly recordingSeconds: Float64Array
  /** Open responses, and those of them that a language model is writing. */
  readonly streams: Float64Array
  readonly chats: Float64Array
  /** Sums of the time that students wait for the models. */
  readonly modelsMs: number
  /** Pieces of an answer, from the shortest answer to the longest. */
  readonly sizes: readonly number[]
}

export function simulateDay(seed: number): Day {
  const random = createRandom(seed)
  const within = ([least, most]: readonly [number, number]) => least + random.below(most - least + 1)
  const sizes = topics
    .flatMap(({ questions }) => questions)
    .map(({ id }) => (modelAnswerOf(id) ?? '').split(/\s+/).length)
    .map((words) => Math.round(words * assumed.piecesPerWord + assumed.piecesAround))
    .sort((a, b) => a - b)
  // an hour stands in it as often as it is heavy
  const hours = assumed.hourWeights.flatMap((weight, hour) => Array<number>(weight).fill(hour))
  const anySecond = () => random.pick(hours) * 3600 + random.below(3600)

  const [answers, pieces, recordingSeconds, streams, chats] = Array.from(
    { length: 5 },
    () => new Float64Array(secondsADay),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]
  let modelsMs = 0
  let classmates = 0
  let classAt = 0
  for (let count = 0; count < assumed.answersADay; count++) {
    if (classmates === 0 && random.chance(startsClass)) {
      classmates = assumed.classSize
      classAt = anySecond()
    }
    const second = classmates > 0 ? classAt + random.below(assumed.classWithinSeconds) : anySecond()
    if (classmates > 0) classmates--
    const size = random.pick(sizes)
    const transcriptionMs = within(assumed.transcriptionMs)
    const chatMs = size * within(assumed.pieceMs)
    modelsMs += transcriptionMs + chatMs
    add(answers, second, 1)
    add(pieces, second, size)
    add(recordingSeconds, second, within(assumed.recordingSeconds))
    const chatFrom = second + Math.round(transcriptionMs / 1000)
    const end = second + Math.ceil((transcriptionMs + chatMs) / 1000)
    addWhile(streams, second, end)
    addWhile(chats, chatFrom, end)
  }
  return { answers, pieces, recordingSeconds, streams, chats, modelsMs, sizes }
}

/** Chance that the next answer is a class's first, so that classes have their share of all. */
const startsClass = assumed.classShare / (assumed.classShare + (1 - assumed.classShare) * assumed.classSize)

/** The day begins again after its end. */
function add(amounts: Float64Array, second: number, amount: number): void {
  const at = second % secondsADay
  amounts[at] = (amounts[at] ?? 0) + amount
}

function addWhile(amounts: Float64Array, from: number, to: number): void {
  for (let second = from; second < to; second++) add(amounts, second, 1)
}

/** The highest mean of `seconds` seconds one after another. */
export function busiest(amounts: Float64Array, seconds: number): number {
  let sum = 0
  let most = 0
  for (const [second, amount] of amounts.entries()) {
    sum += amount - (amounts[second - seconds] ?? 0)
    most = Math.max(most, sum)
  }
  return most / seconds
}

export const sum = (amounts: Float64Array) => amounts.reduce((total, amount) => total + amount, 0)
