// core's Navigation → wx.navigateTo, wx.switchTab, wx.navigateBack and the tab bar's visibility.
import type { Navigation, TabName } from '../../core/ports'

type Callbacks = { fail?(): void }

/** The slice of `wx` that is used. */
export interface NavigationWx {
  navigateTo(option: { url: string } & Callbacks): unknown
  switchTab(option: { url: string } & Callbacks): unknown
  navigateBack(option: Callbacks): unknown
  showTabBar(option: Callbacks): unknown
  hideTabBar(option: Callbacks): unknown
}

export function createNavigation(wx: NavigationWx): Navigation {
  const openTab = (tab: TabName): void => void wx.switchTab({ url: `/pages/${tab}/${tab}`, fail: ignore })

  return {
    openAttempt: (id) => void wx.navigateTo({ url: `/pages/attempt/attempt?id=${id}`, fail: ignore }),
    openPage: (page) => void wx.navigateTo({ url: `/pages/${page}/${page}`, fail: ignore }),
    openTab,
    openTopic: (id) => void wx.navigateTo({ url: `/pages/topic/topic?id=${id}`, fail: ignore }),
    openMock: () => void wx.navigateTo({ url: '/pages/mock/mock', fail: ignore }),
    back: (tab) => void wx.navigateBack({ fail: () => openTab(tab) }),
    setTabBarVisible(isVisible) {
      if (isVisible) wx.showTabBar({ fail: ignore })
      else wx.hideTabBar({ fail: ignore })
    },
  }
}

/** Fails on a second tap while a page opens, or on a page without a tab bar: nothing to do then. */
function ignore(): void {
  return undefined
}
