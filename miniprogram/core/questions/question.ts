// What the bank is made of: families of topics, topics of questions, and how they are written down.

/** Topics that belong together. */
export interface Family {
  /** Stable, like all ids here. */
  readonly id: string
  readonly en: string
  readonly zh: string
  /** Part 1 begins with a topic of it: work, study, hometown, home. The topics of all others come and go. */
  readonly isAlwaysOn: boolean
}

export interface Topic {
  readonly id: string
  readonly family: Family
  readonly en: string
  readonly zh: string
  /** Four to six, from the one to open with to what may come of it. Each can be asked alone. */
  readonly questions: readonly Question[]
}

export interface Question {
  /** Begins with its topic's. What is stored about a question refers to it. */
  readonly id: string
  readonly topicId: string
  readonly topic: { readonly en: string; readonly zh: string }
  readonly text: string
  /** The question in Chinese. */
  readonly gloss: string
}

/** A question as it was asked: a changed bank takes nothing from an old attempt. */
export type AskedQuestion = Omit<Question, 'topicId'>

/** The end of its id, the question, the question in Chinese. */
type QuestionEntry = readonly [slug: string, text: string, gloss: string]
/** Its id, its name in both languages, its questions. */
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
