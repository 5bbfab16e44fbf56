// The student's query and filter → the topics and questions that match.
import { topics, type Question, type Topic } from './bank'

/** True if every word of the query occurs in at least one of the texts. */
type Matcher = (...texts: readonly string[]) => boolean

/** An empty query matches everything. */
export function matcherFor(query: string): Matcher {
  const words = plain(query).split(/\s+/).filter(Boolean)
  return (...texts) => {
    const searched = plain(texts.join('\n'))
    return words.every((word) => searched.includes(word))
  }
}

/** Phones type curly apostrophes; the bank may contain either kind. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[\u2018\u2019]/g, "'")
}

/** `new`: not practised yet. `asked`: in the operator's season. */
export type Filter = 'all' | 'asked' | 'new' | 'starred'

export interface SearchQuery {
  readonly query: string
  readonly filter: Filter
  /** Ids of the questions that have been practised. */
  readonly practised: Pick<ReadonlyMap<string, unknown>, 'has'>
  /** Ids of topics and questions. */
  readonly starred: ReadonlySet<string>
  /** Ids of the questions that are asked now. */
  readonly asked: Pick<ReadonlyMap<string, unknown>, 'has'>
}

interface Found {
  readonly topics: readonly Topic[]
  /** Single questions. While nothing is typed, only starred ones. */
  readonly questions: readonly Question[]
}

/**
 * Matches topics by name, questions by their text and the name of their topic, in either language. The questions of
 * topics found by name come first.
 */
export function findInBank({ query, filter, practised, starred, asked }: SearchQuery): Found {
  const matches = matcherFor(query)
  const isTyped = query.trim() !== ''
  const passes = {
    all: { topic: () => true, question: () => isTyped },
    new: {
      topic: ({ questions }: Topic) => !questions.some(({ id }) => practised.has(id)),
      question: ({ id }: Question) => isTyped && !practised.has(id),
    },
    asked: {
      topic: ({ questions }: Topic) => questions.some(({ id }) => asked.has(id)),
      question: ({ id }: Question) => isTyped && asked.has(id),
    },
    starred: {
      topic: ({ id }: Topic) => starred.has(id),
      question: ({ id }: Question) => starred.has(id),
    },
  }[filter]
  const isNamed = ({ en, zh }: Topic) => matches(en, zh)
  const byName = [...topics.filter(isNamed), ...topics.filter((topic) => !isNamed(topic))]
  const questions = byName
    .flatMap((topic) => topic.questions)
    .filter((question) => passes.question(question) && matches(...wordsOf(question)))
  return { topics: topics.filter((topic) => passes.topic(topic) && isNamed(topic)), questions }
}

function wordsOf({ text, gloss, topic }: Question): string[] {
  return [text, gloss, topic.en, topic.zh]
}
