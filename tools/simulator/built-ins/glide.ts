// A position to scroll to → steps towards it, as a scroll-view with scroll-with-animation shows them.

/**
 * WeChat documents that the position then changes by a transition, but not how long it takes. Commonly said: 0.3 s, slower
 * towards the end, and a new position takes over from wherever the content is.
 */
const durationMs = 300

/** Scrolls `dom`, at once or in steps; whoever touches the content stops it there. */
export function createGlide(dom: HTMLElement): (top: number, isAnimated: boolean) => void {
  let frame = 0
  const stop = (): void => cancelAnimationFrame(frame)
  dom.addEventListener('touchstart', stop, { passive: true })
  dom.addEventListener('wheel', stop, { passive: true })

  return (top, isAnimated) => {
    stop()
    const from = dom.scrollTop
    const goal = Math.max(0, Math.min(top, dom.scrollHeight - dom.clientHeight))
    if (!isAnimated) return dom.scrollTo({ top: goal, behavior: 'instant' })
    const beganMs = performance.now()
    function step(nowMs: number): void {
      const left = 1 - Math.min(1, Math.max(0, (nowMs - beganMs) / durationMs))
      const share = 1 - left * left
      dom.scrollTo({ top: from + (goal - from) * share, behavior: 'instant' })
      if (left > 0) frame = requestAnimationFrame(step)
    }
    frame = requestAnimationFrame(step)
  }
}
