// A scroller's position → whether it has just reached the bottom. Used by pages and scroll-views.

/** Call on every scroll event. True once, and again after new content has moved the bottom. */
export function createReachedBottom(scroller: HTMLElement): (distancePx: number) => boolean {
  let reportedHeightPx = 0
  return (distancePx) => {
    const { scrollHeight, clientHeight, scrollTop } = scroller
    const isNear = scrollHeight - clientHeight - scrollTop <= distancePx
    const isReached = isNear && scrollHeight !== reportedHeightPx
    reportedHeightPx = isNear ? scrollHeight : 0
    return isReached
  }
}
