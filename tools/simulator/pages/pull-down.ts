// A finger that pulls a page down, or wx.startPullDownRefresh → the three dots above the page.
import type { Viewport } from './selector-query'

const PULL_PX = 60

/** Shows the dots until `stopRefreshing`. False: they are there already. */
export function startRefreshing({ window, scroller }: Viewport): boolean {
  if (window.classList.contains('refreshing')) return false
  window.classList.add('refreshing')
  scroller.scrollTo({ top: 0 })
  return true
}

export function stopRefreshing({ window }: Viewport): void {
  window.classList.remove('refreshing')
}

/** Calls `onPull` when a finger pulls the page down at its top. */
export function onPulledDown(scroller: HTMLElement, onPull: () => void): void {
  let startY: number | undefined
  scroller.addEventListener('pointerdown', (event) => {
    startY = scroller.scrollTop <= 0 ? event.clientY : undefined
  })
  scroller.addEventListener('pointerup', (event) => {
    if (startY !== undefined && event.clientY - startY > PULL_PX) onPull()
    startY = undefined
  })
}
