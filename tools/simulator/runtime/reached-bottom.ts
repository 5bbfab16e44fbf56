// A scroller's position → whether its bottom is reached now, as pages and scroll-views tell of it.

/** Asked at each scroll. True once, and again once there is more to reach: what was appended moved the bottom. */
export function createReachedBottom(scroller: HTMLElement): (distancePx: number) => boolean {
  let toldHeightPx = 0
  return (distancePx) => {
    const { scrollHeight, clientHeight, scrollTop } = scroller
    const isNear = scrollHeight - clientHeight - scrollTop <= distancePx
    const isReached = isNear && scrollHeight !== toldHeightPx
    toldHeightPx = isNear ? scrollHeight : 0
    return isReached
  }
}
