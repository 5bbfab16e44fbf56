// Phrases to recall → one card after another; what was not recalled comes once more, at the end.
import type { Phrase } from '../../core/phrases/phrase'

export interface Card {
  readonly phrase: Phrase
  /** It was not recalled in this round: now it is practised, and its memory stays as it was graded. */
  readonly isRepeat: boolean
}

export interface Round {
  /** The first one is shown. */
  readonly queue: readonly Card[]
  readonly total: number
  /** How many were recalled at once. */
  readonly recalled: number
}

/** So many at a time: a few minutes. */
export const roundSize = 20

export function roundOf(phrases: readonly Phrase[]): Round {
  const queue = phrases.slice(0, roundSize).map((phrase) => ({ phrase, isRepeat: false }))
  return { queue, total: queue.length, recalled: 0 }
}

/** After the first card. */
export function advance({ queue, total, recalled }: Round, wasRecalled: boolean): Round {
  const [card, ...rest] = queue
  if (!card) return { queue, total, recalled }
  const again = wasRecalled ? [] : [{ phrase: card.phrase, isRepeat: true }]
  return {
    queue: [...rest, ...again],
    total,
    recalled: recalled + (wasRecalled && !card.isRepeat ? 1 : 0),
  }
}

/** From 1, of those that are not repeats. */
export function placeIn({ queue, total }: Round): number {
  return total - queue.filter(({ isRepeat }) => !isRepeat).length + 1
}
