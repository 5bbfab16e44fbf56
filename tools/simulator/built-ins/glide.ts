// A position to scroll to → steps towards it, as a scroll-view with scroll-with-animation shows them.

/**
 * WeChat documents that the position then changes by a transition, but not how long it takes. Commonly said: 0.3 s, slower
 * towards the end, and a new position takes over from wherever the content is.
 */
const durationMs = 300

interface Position {
  readonly top?: number
  readonly left?: number
}

/** Scrolls `dom`, at once or in steps; whoever touches the content stops it there. */
export function createGlide(dom: HTMLElement): (to: Position, isAnimated: boolean) => void {
  let frame = 0
  const stop = (): void => cancelAnimationFrame(frame)
  dom.addEventListener('touchstart', stop, { passive: true })
  dom.addEventListener('wheel', stop, { passive: true })

  return (to, isAnimated) => {
    stop()
    const from = { top: dom.scrollTop, left: dom.scrollLeft }
    const goal = {
      top: within(to.top ?? from.top, dom.scrollHeight - dom.clientHeight),
      left: within(to.left ?? from.left, dom.scrollWidth - dom.clientWidth),
    }
    if (!isAnimated) return dom.scrollTo({ ...goal, behavior: 'instant' })
    const beganMs = performance.now()
    function step(nowMs: number): void {
      const left = 1 - Math.min(1, Math.max(0, (nowMs - beganMs) / durationMs))
      const share = 1 - left * left
      dom.scrollTo({
        top: from.top + (goal.top - from.top) * share,
        left: from.left + (goal.left - from.left) * share,
        behavior: 'instant',
      })
      if (left > 0) frame = requestAnimationFrame(step)
    }
    frame = requestAnimationFrame(step)
  }
}

function within(position: number, end: number): number {
  return Math.max(0, Math.min(position, end))
}
