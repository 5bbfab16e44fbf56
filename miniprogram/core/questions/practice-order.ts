// The bank and what has been practised → the next question to practise.
import { topics, type Question, type Topic } from './bank'

const nothing: ReadonlySet<string> = new Set()

/** The topics that open Part 1 come first, then the other families take turns. */
export const topicsInTurn: readonly Topic[] = inTurn(topics)

/** The first question of every topic, then the second of every topic, and so on: neighbours never share a topic. */
export const practiceOrder: readonly Question[] = interleave(topicsInTurn.map(({ questions }) => questions))

/**
 * The first question after `after` that has not been practised, wrapping around at the end; once all have been, simply
 * the next one. Starts from the beginning without `after`, or when it is not in the bank.
 */
export function nextQuestion(
  after?: { readonly id: string } | null,
  practised: ReadonlySet<string> = nothing,
): Question {
  const start = practiceOrder.findIndex(({ id }) => id === after?.id) + 1
  const round = [...practiceOrder.slice(start), ...practiceOrder.slice(0, start)]
  const next = round.find(({ id }) => id !== after?.id && !practised.has(id)) ?? round[0]
  if (!next) throw new Error('the bank is empty')
  return next
}

function inTurn(all: readonly Topic[]): Topic[] {
  const families = [...new Set(all.map(({ family }) => family))]
  const rotating = families
    .filter(({ isAlwaysOn }) => !isAlwaysOn)
    .map((family) => all.filter((topic) => topic.family === family))
  return [...all.filter(({ family }) => family.isAlwaysOn), ...interleave(rotating)]
}

/** The first item of each list, then the second of each, and so on. */
export function interleave<T>(lists: readonly (readonly T[])[]): T[] {
  const length = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat()
}
