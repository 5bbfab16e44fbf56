// core's Navigation → wx.navigateTo, wx.switchTab, wx.navigateBack and the tab bar's visibility.
import type { Navigation, TabName } from '../../core/ports'

type Callbacks = { fail?(): void; complete?(): void }

/** The slice of `wx` that is used. */
export interface NavigationWx {
  navigateTo(option: { url: string } & Callbacks): unknown
  switchTab(option: { url: string } & Callbacks): unknown
  navigateBack(option: Callbacks): unknown
  showTabBar(option: Callbacks): unknown
  hideTabBar(option: Callbacks): unknown
}

export function createNavigation(wx: NavigationWx): Navigation {
  let isMoving = false

  /** One page at a time: WeChat would open another for each tap until the first one is there. */
  function move(start: (complete: () => void) => unknown): void {
    if (isMoving) return
    isMoving = true
    start(() => void (isMoving = false))
  }

  const open = (url: string): void =>
    move((complete) => wx.navigateTo({ url: `/pages/${url}`, fail: ignore, complete }))
  const openTab = (tab: TabName): void =>
    move((complete) => wx.switchTab({ url: `/pages/${tab}/${tab}`, fail: ignore, complete }))

  return {
    openAttempt: (id) => open(`attempt/attempt?id=${id}`),
    openPage: (page) => open(`${page}/${page}`),
    openTab,
    openTopic: (id) => open(`topic/topic?id=${id}`),
    openTakes: (questionId) => open(`takes/takes?question=${questionId}`),
    openMock: () => open('mock/mock'),
    back(tab) {
      let isAlone = false
      move((complete) =>
        wx.navigateBack({
          fail: () => void (isAlone = true),
          complete() {
            complete()
            if (isAlone) openTab(tab)
          },
        }),
      )
    },
    setTabBarVisible(isVisible) {
      if (isVisible) wx.showTabBar({ fail: ignore })
      else wx.hideTabBar({ fail: ignore })
    },
  }
}

/** Fails on a page without a tab bar, or if the page cannot be opened: nothing to do then. */
function ignore(): void {
  return undefined
}
