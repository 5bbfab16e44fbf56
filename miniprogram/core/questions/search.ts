// What the student typed and chose → which topics and questions are meant.
import { topics, type Question, type Topic } from './bank'

/** True for texts that have every word of the query somewhere among them. */
export type Matcher = (...texts: readonly string[]) => boolean

/** An empty query matches everything. */
export function matcherFor(query: string): Matcher {
  const words = plain(query).split(/\s+/).filter(Boolean)
  return (...texts) => {
    const searched = plain(texts.join('\n'))
    return words.every((word) => searched.includes(word))
  }
}

/** Phones type curly apostrophes; the bank may have either. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[\u2018\u2019]/g, "'")
}

/** `new`: not practised yet. */
export type Filter = 'all' | 'new' | 'starred'

export interface Sought {
  readonly query: string
  readonly filter: Filter
  /** By question id: those that have been practised. */
  readonly practised: Pick<ReadonlyMap<string, unknown>, 'has'>
  /** Ids of topics and of questions. */
  readonly starred: ReadonlySet<string>
}

export interface Found {
  readonly topics: readonly Topic[]
  /** Single questions: none but those that are starred, as long as nothing is typed. */
  readonly questions: readonly Question[]
}

/**
 * Topics by their names, questions by their words and their topic's names, in either language. A question whose
 * topic is found too is left out, unless it is starred itself.
 */
export function findInBank({ query, filter, practised, starred }: Sought): Found {
  const isMeant = matcherFor(query)
  const isTyped = query.trim() !== ''
  const passes = {
    all: { topic: () => true, question: () => isTyped },
    new: {
      topic: ({ questions }: Topic) => !questions.some(({ id }) => practised.has(id)),
      question: ({ id }: Question) => isTyped && !practised.has(id),
    },
    starred: {
      topic: ({ id }: Topic) => starred.has(id),
      question: ({ id }: Question) => starred.has(id),
    },
  }[filter]
  const found = topics.filter((topic) => passes.topic(topic) && isMeant(topic.en, topic.zh))
  const questions = topics
    .filter((topic) => filter === 'starred' || !found.includes(topic))
    .flatMap((topic) => topic.questions)
    .filter((question) => passes.question(question) && isMeant(...wordsOf(question)))
  return { topics: found, questions }
}

function wordsOf({ text, gloss, topic }: Question): string[] {
  return [text, gloss, topic.en, topic.zh]
}
