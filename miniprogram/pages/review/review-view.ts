// A round and the phrase book → what the review page shows, in the student's language.
import type { DockButton } from '../../components/action-dock/action-dock'
import { cardOf } from '../../core/phrases/card'
import { comesBackAtMs, type PhraseBook } from '../../core/phrases/phrase-book'
import { isWhole, sentenceOf } from '../../core/phrases/words'
import { comingDayText } from '../../i18n/day'
import { format, type Messages } from '../../i18n/index'
import { placeIn, roundSize, type Card, type Round } from './review-round'

/** What the dock's buttons do. */
export type ReviewAct = 'reveal' | 'forgotten' | 'recalled' | 'goOn' | 'practise'

export type ReviewView = {
  readonly canUndo: boolean
  readonly buttons: readonly DockButton<ReviewAct>[]
} & (
  | { readonly screen: 'card'; readonly card: CardView }
  | { readonly screen: 'over'; readonly over: { readonly title: string; readonly way: string } }
)

interface CardView {
  /** Its place in the round. */
  readonly place: string
  readonly question: string
  readonly task: string
  readonly before: string
  /** The words to recall. */
  readonly words: readonly { readonly at: number; readonly text: string }[]
  readonly after: string
  /** The sentence, or what is shown of it, for screen readers. */
  readonly spoken: string
  readonly isRevealed: boolean
  readonly isGenerated: boolean
}

interface Review {
  readonly round: Round
  readonly isRevealed: boolean
  readonly canUndo: boolean
}

export function reviewViewOf(
  { round, isRevealed, canUndo }: Review,
  phrases: Pick<PhraseBook, 'list' | 'due' | 'later'>,
  messages: Messages,
  nowMs: number,
): ReviewView {
  const [card] = round.queue
  if (!card) return { ...overView(round, phrases, messages, nowMs), canUndo }
  const { words } = messages
  const buttons = isRevealed
    ? [button('forgotten', words.forgotten), button('recalled', words.recalled)]
    : [primary('reveal', words.revealPhrase)]
  return { screen: 'card', card: cardView(card, round, isRevealed, messages), buttons, canUndo }
}

function cardView(shown: Card, round: Round, isRevealed: boolean, { words }: Messages): CardView {
  const { phrase, isRepeat } = shown
  const { before, text, after } = cardOf(phrase)
  return {
    place: isRepeat ? words.onceMore : `${placeIn(round)} / ${round.total}`,
    question: phrase.question,
    task: isWhole(phrase) ? words.recallSentence : words.recallWords,
    ...{ before, after, isRevealed, isGenerated: phrase.origin === 'answer' },
    words: text
      .split(/\s+/)
      .filter(Boolean)
      .map((word, at) => ({ at, text: word })),
    spoken: isRevealed ? sentenceOf(phrase) : `${before} ${words.missingWords} ${after}`,
  }
}

function overView(
  { total, recalled }: Round,
  phrases: Pick<PhraseBook, 'list' | 'due' | 'later'>,
  messages: Messages,
  nowMs: number,
): Omit<Extract<ReviewView, { screen: 'over' }>, 'canUndo'> {
  const { words } = messages
  const practise = button('practise', words.title)
  if (phrases.list().length === 0) {
    const over = { title: words.phrasesEmpty, way: words.phrasesEmptyWay }
    return { screen: 'over', over, buttons: [{ ...practise, primary: true }] }
  }
  const due = phrases.due(nowMs).length
  const [next] = phrases.later(nowMs)
  const day = next ? comingDayText(messages, comesBackAtMs(next), nowMs) : ''
  const numbers = total > 0 ? format(words.reviewedOf, { n: total, m: recalled }) : ''
  const coming = due > 0 || !next ? '' : format(words.nextReview, { d: day })
  const goOn =
    due > 0
      ? primary('goOn', format(words.reviewMore, { n: Math.min(due, roundSize) }))
      : button('goOn', words.reviewAhead)
  return {
    screen: 'over',
    over: {
      title: total > 0 ? words.reviewOver : words.nothingDue,
      way: [numbers, coming].filter(Boolean).join(messages.sentenceSpace),
    },
    buttons: due > 0 ? [practise, goOn] : [goOn, { ...practise, primary: true }],
  }
}

function button(id: ReviewAct, label: string): DockButton<ReviewAct> {
  return { id, label, icon: '', primary: false }
}

function primary(id: ReviewAct, label: string): DockButton<ReviewAct> {
  return { ...button(id, label), primary: true }
}
