// The page, the system around it and the engine as they may differ.
import type { Api, MutableWx, Mutation, Mutations } from './mutation'

declare const wx: MutableWx & Record<string, Api>

const slowEngine: Mutation = [
  'the engine takes two thousand times as long',
  () => {
    const now = Date.now
    const fromMs = now()
    Date.now = () => fromMs + (now() - fromMs) * 2_000
  },
]

export const page: Mutations = {
  viewport: [
    'windowHeight has the navigation bar in it',
    () => {
      const { getWindowInfo } = wx
      wx.getWindowInfo = () => ({ ...getWindowInfo(), windowHeight: getWindowInfo().windowHeight + 88 })
    },
  ],
  'safe-area': [
    'safeArea leaves more than the style sheet',
    () => {
      const { getWindowInfo } = wx
      wx.getWindowInfo = () => ({
        ...getWindowInfo(),
        safeArea: { ...getWindowInfo().safeArea, bottom: getWindowInfo().safeArea.bottom - 20 },
      })
    },
  ],
  theme: [
    'getAppBaseInfo names the other theme',
    () => {
      const { getAppBaseInfo } = wx
      wx.getAppBaseInfo = () => ({
        ...getAppBaseInfo(),
        theme: getAppBaseInfo().theme === 'dark' ? 'light' : 'dark',
      })
    },
  ],
  'bar-colours': [
    'the navigation bar keeps its colours',
    () => void (wx['setNavigationBarColor'] = ({ fail }) => fail?.({ errMsg: 'setNavigationBarColor:fail' })),
  ],
  'tab-bar-elsewhere': [
    'colouring an absent tab bar is a success',
    () => void (wx['setTabBarStyle'] = ({ success }) => success?.({ errMsg: 'setTabBarStyle:ok' })),
  ],
  privacy: [
    'getPrivacySetting says nothing',
    () => void (wx['getPrivacySetting'] = ({ success }) => success?.({ errMsg: 'getPrivacySetting:ok' })),
  ],
  clipboard: ['copying is not declared', { clipboard: 'undeclared' }],
  'screen-on': [
    'battery saver is on',
    () => void (wx['setKeepScreenOn'] = ({ fail }) => fail?.({ errMsg: 'setKeepScreenOn:fail' })),
  ],
  random: [
    'half as many bytes come',
    () =>
      void (wx['getRandomValues'] = ({ success }) =>
        success?.({ randomValues: new ArrayBuffer(8), errMsg: 'getRandomValues:ok' })),
  ],
  promise: [
    'a promise calls back in a task',
    () => {
      const { then } = Promise.prototype
      Promise.prototype.then = function (done, failed) {
        const later =
          done &&
          (async (value: unknown) => {
            await new Promise((resolve) => setTimeout(resolve, 20))
            return done(value)
          })
        return then.call(this, later, failed) as never
      }
    },
  ],
  decoder: slowEngine,
  'set-data': slowEngine,
}
