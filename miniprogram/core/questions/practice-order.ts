// The bank → the question to go on with when nothing else was asked for.
import { topics, type Question, type Topic } from './bank'

const nothing: ReadonlySet<string> = new Set()

/**
 * One question of every topic, then the next one of every topic: neighbours never share a topic. The topics with
 * which Part 1 begins come first, the others family by family in turn.
 */
export const practiceOrder: readonly Question[] = interleave(inTurn(topics).map(({ questions }) => questions))

/**
 * The first one after `after` that was not practised yet, round and round; the next one of all once there is
 * none. From the beginning without `after`, and when it is not in the bank.
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

/** The first of each list, then the second of each … */
function interleave<T>(lists: readonly (readonly T[])[]): T[] {
  const length = Math.max(...lists.map((list) => list.length))
  return Array.from({ length }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat()
}
