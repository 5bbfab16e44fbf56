// The reader's scrolling and the answer's growth → when to scroll down. It never fights the finger.

export interface Follower {
  /** A new answer: followed from its beginning. */
  restart(): void
  /** The finger is down, or up again. */
  touched(isDown: boolean): void
  /** The height of what is seen of the answer, px; asked for again before each use of the finger. */
  measured(viewportHeight: number): void
  scrolled(scrollTop: number, scrollHeight: number): void
  /** The answer grew by `piece`, or by whole paragraphs. True: scroll to the bottom now. */
  grew(piece: string, paragraphsChanged: boolean): boolean
}

/** This near to the end counts as reading the end, px. */
const thresholdPx = 40
// A little more than a line; the padding below the text keeps what came since in sight.
const lineHalfWidths = 48

export function createFollower(): Follower {
  let isFollowing = true
  let isTouched = false
  let viewportHeight = 0
  let lastTop = 0
  let halfWidths = 0

  return {
    restart() {
      isFollowing = true
      lastTop = 0
      halfWidths = 0
    },
    touched(isDown) {
      isTouched = isDown
    },
    measured(height) {
      viewportHeight = height
    },
    scrolled(scrollTop, scrollHeight) {
      const isAtEnd = scrollHeight - scrollTop - viewportHeight <= thresholdPx
      // Only going up is leaving: text that came since makes a distance too.
      if (isAtEnd) isFollowing = true
      else if (scrollTop < lastTop) isFollowing = false
      lastTop = scrollTop
    },
    grew(piece, paragraphsChanged) {
      halfWidths += piece.length + (piece.match(/[\u2e80-\uffef]/g)?.length ?? 0)
      if (!isFollowing || isTouched) return false
      if (!paragraphsChanged && halfWidths < lineHalfWidths) return false
      halfWidths = 0
      return true
    },
  }
}
