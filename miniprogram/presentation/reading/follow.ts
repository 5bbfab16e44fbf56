// The student's scrolling and the answer's growth → when to scroll down. Never scrolls against the finger.

export interface Follower {
  /** False once the student has scrolled up to read, until they are back at the end. */
  readonly isFollowing: boolean
  /** A new answer: followed from its beginning. */
  restart(): void
  /** The student wants to be at the end again. */
  resume(): void
  /** The page scrolls to something else. */
  leave(): void
  /** The finger is down, or up again. */
  touched(isDown: boolean): void
  /** Height of the answer's viewport, px; measured at each touch. */
  measured(viewportHeight: number): void
  scrolled(scrollTop: number, scrollHeight: number): void
  /** The answer grew by `piece`, or by whole paragraphs. Returns true if the page should scroll to the end now. */
  grew(piece: string, paragraphsChanged: boolean): boolean
}

/** Within this distance of the end, the student counts as reading the end. */
const thresholdPx = 40
// About a line: many short glides look calmer than a few long ones.
const lineHalfWidths = 40

export function createFollower(): Follower {
  let isFollowing = true
  let isTouched = false
  let viewportHeight = 0
  let lastTop = 0
  let halfWidths = 0

  return {
    get isFollowing() {
      return isFollowing
    },
    restart() {
      isFollowing = true
      lastTop = 0
      halfWidths = 0
    },
    resume() {
      isFollowing = true
    },
    leave() {
      isFollowing = false
    },
    touched(isDown) {
      isTouched = isDown
    },
    measured(height) {
      viewportHeight = height
    },
    scrolled(scrollTop, scrollHeight) {
      const isAtEnd = scrollHeight - scrollTop - viewportHeight <= thresholdPx
      // only scrolling up stops following: new text also increases the distance
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
