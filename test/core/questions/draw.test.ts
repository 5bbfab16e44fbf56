import fc from 'fast-check'
import { topics } from '../../../miniprogram/core/questions/bank'
import { drawPart1 } from '../../../miniprogram/core/questions/draw'

const ids = topics.flatMap(({ questions }) => questions).map(({ id }) => id)
/** Like Math.random. */
const chance = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
const recently = fc.subarray(ids).map((some) => new Set(some))

function draw(numbers: Iterator<number>, recent?: ReadonlySet<string>) {
  return drawPart1(() => numbers.next().value as number, recent)
}

test('draws three topics of different families: one that opens Part 1, then two others', () => {
  fc.assert(
    fc.property(chance, recently, (numbers, recent) => {
      const families = draw(numbers, recent).map(({ topic }) => topic.family)
      expect(families.map(({ isAlwaysOn }) => isAlwaysOn)).toEqual([true, false, false])
      expect(new Set(families).size).toBe(3)
    }),
  )
})

test('draws three or four questions of each topic, in order, none twice', () => {
  fc.assert(
    fc.property(chance, recently, (numbers, recent) => {
      for (const { topic, questions } of draw(numbers, recent)) {
        expect([3, 4]).toContain(questions.length)
        const places = questions.map((question) => topic.questions.indexOf(question))
        expect(places[0]).toBeGreaterThanOrEqual(0)
        places.slice(1).forEach((place, before) => expect(place).toBeGreaterThan(places[before] ?? -1))
      }
    }),
  )
})

test('draws recently practised questions only when no others are left', () => {
  fc.assert(
    fc.property(chance, recently, (numbers, recent) => {
      const countOf = ({ questions }: { questions: readonly { id: string }[] }) =>
        questions.filter(({ id }) => recent.has(id)).length
      const drawn = draw(numbers, recent)
      drawn.forEach(({ topic, questions }, place) => {
        const earlier = drawn.slice(0, place).map((before) => before.topic.family)
        const others = topics.filter(
          ({ family }) => family.isAlwaysOn === topic.family.isAlwaysOn && !earlier.includes(family),
        )
        expect(countOf(topic)).toBe(Math.min(...others.map(countOf)))
        const freshCount = topic.questions.length - countOf(topic)
        expect(countOf({ questions })).toBe(Math.max(0, questions.length - freshCount))
      })
    }),
  )
})

test('every topic and question can be drawn, and both three and four questions occur', () => {
  const seen = new Set<string>()
  const counts = new Set<number>()
  let seed = 1
  // Lehmer's generator: the same numbers in every run
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  for (let count = 0; count < 3_000; count += 1) {
    for (const { questions } of drawPart1(random)) {
      counts.add(questions.length)
      for (const { id } of questions) seen.add(id)
    }
  }
  expect(seen.size).toBe(ids.length)
  expect([...counts].sort()).toEqual([3, 4])
})
