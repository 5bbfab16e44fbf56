// The types of the bank: families of topics, topics of questions; compact table rows → these types.

/** Topics that belong together. */
export interface Family {
  /** Stable, like all ids here. */
  readonly id: string
  readonly en: string
  readonly zh: string
  /** Part 1 opens with one of its topics: work, study, hometown or home. The topics of other families change over time. */
  readonly isAlwaysOn: boolean
}

export interface Topic {
  readonly id: string
  readonly family: Family
  readonly en: string
  readonly zh: string
  /** Four to six, from the opening question to those that may follow. Each can be asked alone. */
  readonly questions: readonly Question[]
}

export interface Question {
  /** Starts with the topic's id. Everything stored about a question refers to it. */
  readonly id: string
  readonly topicId: string
  readonly topic: { readonly en: string; readonly zh: string }
  readonly text: string
  /** The question in Chinese. */
  readonly gloss: string
}

/** A question as it was asked, so that old attempts survive changes to the bank. */
export type AskedQuestion = Omit<Question, 'topicId'>

/** The end of the id, the question, the question in Chinese. */
type QuestionEntry = readonly [slug: string, text: string, gloss: string]
/** The id, the name in English and Chinese, the questions. */
export type TopicEntry = readonly [id: string, en: string, zh: string, questions: readonly QuestionEntry[]]

export function topicsOf(family: Family, entries: readonly TopicEntry[]): Topic[] {
  return entries.map(([id, en, zh, questions]) => ({
    ...{ id, family, en, zh },
    questions: questions.map(([slug, text, gloss]) => ({
      id: `${id}-${slug}`,
      topicId: id,
      topic: { en, zh },
      text,
      gloss,
    })),
  }))
}
