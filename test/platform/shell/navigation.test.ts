import { createNavigation, type NavigationWx } from '../../../miniprogram/platform/shell/navigation'

type Call = [name: string, option: Record<string, unknown>]

/** A wx in which the calls named in `failing` fail. */
function fakeWx(failing: readonly string[] = []) {
  const calls: Call[] = []
  const api = (name: string) => (option: { fail?(): void }) => {
    const { fail, ...rest } = option
    calls.push([name, rest])
    if (failing.includes(name)) fail?.()
  }
  const names = ['navigateTo', 'switchTab', 'navigateBack', 'showTabBar', 'hideTabBar']
  const wx = Object.fromEntries(names.map((name) => [name, api(name)])) as unknown as NavigationWx
  return { wx, calls }
}

test('an attempt opens on top, a tab in its place', () => {
  const { wx, calls } = fakeWx()
  const navigation = createNavigation(wx)
  navigation.openAttempt('1795424221037')
  navigation.openTab('history')
  expect(calls).toEqual([
    ['navigateTo', { url: '/pages/attempt/attempt?id=1795424221037' }],
    ['switchTab', { url: '/pages/history/history' }],
  ])
})

test('back goes to the page below, or to the tab where there is none', () => {
  const below = fakeWx()
  createNavigation(below.wx).back('history')
  expect(below.calls).toEqual([['navigateBack', {}]])
  const alone = fakeWx(['navigateBack'])
  createNavigation(alone.wx).back('history')
  expect(alone.calls).toEqual([
    ['navigateBack', {}],
    ['switchTab', { url: '/pages/history/history' }],
  ])
})

test('the tab bar is hidden and shown', () => {
  const { wx, calls } = fakeWx()
  const navigation = createNavigation(wx)
  navigation.setTabBarVisible(false)
  navigation.setTabBarVisible(true)
  expect(calls.map(([name]) => name)).toEqual(['hideTabBar', 'showTabBar'])
})

test('what cannot be done leaves everything as it is, and throws nothing', () => {
  const { wx } = fakeWx(['navigateTo', 'switchTab', 'navigateBack', 'showTabBar', 'hideTabBar'])
  const navigation = createNavigation(wx)
  expect(() => {
    navigation.openAttempt('1')
    navigation.openTab('practice')
    navigation.back('practice')
    navigation.setTabBarVisible(true)
  }).not.toThrow()
})
