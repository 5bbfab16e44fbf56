// A student's past four weeks → the contents of wx storage: always the same, on the day of the pictures.
import {
  createAttempt,
  ended,
  saved,
  sending,
  type Attempt,
  type AttemptChange,
} from '../../miniprogram/core/attempts/attempt'
import { createMockSet, type MockSet } from '../../miniprogram/core/mock/mock-set'
import { questionOf, type Question } from '../../miniprogram/core/questions/bank'
import { drawPart1 } from '../../miniprogram/core/questions/draw'
import { practiceOrder } from '../../miniprogram/core/questions/practice-order'
import { createRandom } from '../faults/fault-plan'
import { modelAnswers } from '../../tools/service/engines/scripted/script'

/** A Monday, twenty to ten in the morning. */
export const now = new Date(2026, 2, 9, 9, 41)
const dayMs = 86_400_000

/** The question of the pictures: the recording and the answer are about it. */
export const asked = 'hometown-like-most'

/** How many attempts on each of the last 28 days, the oldest first. */
const perDay = [0, 2, 1, 0, 3, 0, 0, 1, 2, 2, 0, 4, 1, 0, 0, 3, 2, 1, 0, 2, 5, 0, 1, 3, 2, 0, 4, 3]

const answerText = (modelAnswers[0]?.paragraphs ?? []).join('\n\n')

function attemptAt(atMs: number, question: Question, durationMs: number): Attempt {
  const id = String(Math.round(atMs))
  const filePath = `http://usr/recordings/${id}.mp3`
  const random = createRandom(atMs % 100_000)
  const levels = Array.from({ length: 48 }, () => (20 + random.below(80)) / 100)
  const recording = { id, filePath, durationMs, sizeBytes: durationMs * 6, levels }
  const changes: AttemptChange[] = [
    saved(filePath),
    sending({ logid: id, transport: 'inline', uidSource: 'installation' }),
    ended(id, { status: 'done', text: answerText, error: null }),
  ]
  return changes.reduce(
    (attempt, change) => change(attempt),
    createAttempt({ createdAtMs: atMs, question, recording }),
  )
}

/** The questions of the mock; those before `answered` have an attempt. */
function mockAt(atMs: number, answered: number): { set: MockSet; attempts: Attempt[] } {
  const random = createRandom(4)
  const questions = drawPart1(() => random.below(1_000) / 1_000).flatMap((topic) => topic.questions)
  const set = createMockSet(questions, atMs)
  const attempts = questions
    .slice(0, answered)
    .map((question, index) => attemptAt(atMs + index * 30_000, question, 14_000 + random.below(14_000)))
  const items = set.items.map((item, index) => {
    const attempt = attempts[index]
    if (!attempt) return item
    const { id: attemptId, durationMs } = attempt
    return { ...item, outcome: { kind: 'answered' as const, attemptId, durationMs } }
  })
  return { set: { ...set, items }, attempts }
}

/** By key. The mock's first `mockAnswered` questions are answered. `today` is the last of the days. */
export function phoneStorage(mockAnswered: number, today = now): Record<string, unknown> {
  const random = createRandom(7)
  const questions = practiceOrder.filter(({ id }) => id !== asked)
  const past = perDay.flatMap((count, day) =>
    Array.from({ length: count }, (_, index) => {
      const atMs = today.getTime() - (perDay.length - 1 - day) * dayMs - (count - index) * 400_000
      const question = questions[day % 2 === 0 ? day * 3 + index : day * 2 + index]
      return question ? [attemptAt(atMs, question, 9_000 + random.below(24_000))] : []
    }).flat(),
  )
  const before = questionOf(asked)
  const last = before ? [attemptAt(today.getTime() - 3 * dayMs - 600_000, before, 17_000)] : []
  const mock = mockAt(today.getTime() - 3_600_000, mockAnswered)
  return {
    'practice.privacy-told': true,
    // pictures have no voice: the question is to be seen
    'practice.settings': { isMockSpoken: false },
    'practice.mock': mock.set,
    ...Object.fromEntries(
      [...past, ...last, ...mock.attempts].map((attempt) => [`practice.attempt.${attempt.id}`, attempt]),
    ),
  }
}
