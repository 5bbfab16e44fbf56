// The built-in Part 1 questions → all of them, or one by its id.
import { topicsOf, type Question, type Topic } from './question'
import { dailyTopics } from './topics/daily'
import { leisureTopics } from './topics/leisure'
import { natureTopics } from './topics/nature'
import { peopleTopics } from './topics/people'
import { placesTopics } from './topics/places'
import { skillsTopics } from './topics/skills'
import { technologyTopics } from './topics/technology'
import { youTopics } from './topics/you'

export type { Family, Question, Topic } from './question'

/** Family by family; the families that open Part 1 come first. */
export const topics: readonly Topic[] = [
  ...topicsOf({ id: 'you', en: 'Work, study and home', zh: '身份与住处', isAlwaysOn: true }, youTopics),
  ...topicsOf({ id: 'daily', en: 'Daily life', zh: '日常', isAlwaysOn: false }, dailyTopics),
  ...topicsOf({ id: 'leisure', en: 'Leisure', zh: '休闲', isAlwaysOn: false }, leisureTopics),
  ...topicsOf({ id: 'people', en: 'People', zh: '人际', isAlwaysOn: false }, peopleTopics),
  ...topicsOf({ id: 'places', en: 'Places', zh: '地方与出行', isAlwaysOn: false }, placesTopics),
  ...topicsOf({ id: 'nature', en: 'Nature', zh: '自然', isAlwaysOn: false }, natureTopics),
  ...topicsOf({ id: 'technology', en: 'Technology', zh: '科技', isAlwaysOn: false }, technologyTopics),
  ...topicsOf({ id: 'skills', en: 'Skills and plans', zh: '技能与计划', isAlwaysOn: false }, skillsTopics),
]

const topicsById = new Map(topics.map((topic) => [topic.id, topic]))
const questionsById = new Map(
  topics.flatMap(({ questions }) => questions).map((question) => [question.id, question]),
)

/** Null for an id that is not, or no longer, in the bank. */
export function topicOf(id: string): Topic | null {
  return topicsById.get(id) ?? null
}

/** Null for an id that is not, or no longer, in the bank. */
export function questionOf(id: string): Question | null {
  return questionsById.get(id) ?? null
}
