// The bank and a random number → a Part 1 as an examiner would ask it.
import { topics, type Question, type Topic } from './bank'

interface DrawnTopic {
  readonly topic: Topic
  /** Three or four of the topic's questions, in its order. */
  readonly questions: readonly Question[]
}

const nothing: ReadonlySet<string> = new Set()

/**
 * Three topics: work, study, hometown or home first, then two others of different families. Topics with the fewest
 * questions in `recent` come first, and so do questions that are not in `recent` within a topic.
 * @param random 0 ≤ random() < 1, like Math.random
 * @param recent ids of recently practised questions
 */
export function drawPart1(random: () => number, recent: ReadonlySet<string> = nothing): DrawnTopic[] {
  const drawn: Topic[] = []
  const draw = (candidates: readonly Topic[]): void => {
    const countOf = ({ questions }: Topic): number => questions.filter(({ id }) => recent.has(id)).length
    const least = Math.min(...candidates.map(countOf))
    drawn.push(
      ...shuffle(
        candidates.filter((topic) => countOf(topic) === least),
        random,
      ).slice(0, 1),
    )
  }
  draw(topics.filter(({ family }) => family.isAlwaysOn))
  for (let count = 0; count < 2; count += 1) {
    const taken = drawn.map(({ family }) => family)
    draw(topics.filter(({ family }) => !family.isAlwaysOn && !taken.includes(family)))
  }
  return drawn.map((topic) => ({ topic, questions: drawQuestions(topic, random, recent) }))
}

function drawQuestions(
  { questions }: Topic,
  random: () => number,
  recent: ReadonlySet<string>,
): readonly Question[] {
  const count = random() < 0.5 ? 3 : 4
  const mixed = shuffle(questions, random)
  const fresh = mixed.filter(({ id }) => !recent.has(id))
  const rest = mixed.filter(({ id }) => recent.has(id))
  const chosen = [...fresh, ...rest].slice(0, count)
  return questions.filter((question) => chosen.includes(question))
}

/** A shuffled copy (Fisher–Yates). */
function shuffle<T>(list: readonly T[], random: () => number): T[] {
  const mixed = [...list]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const [moved] = mixed.splice(Math.floor(random() * (last + 1)), 1)
    if (moved !== undefined) mixed.push(moved)
  }
  return mixed
}
