import { createNavigation, type NavigationWx } from '../../../miniprogram/platform/shell/navigation'

type Call = [name: string, option: Record<string, unknown>]

/** A wx whose calls named in `failing` fail. */
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

test('opens an attempt on top, and switches to a tab', () => {
  const { wx, calls } = fakeWx()
  const navigation = createNavigation(wx)
  navigation.openAttempt('1795424221037')
  navigation.openTab('history')
  expect(calls).toEqual([
    ['navigateTo', { url: '/pages/attempt/attempt?id=1795424221037' }],
    ['switchTab', { url: '/pages/history/history' }],
  ])
})

test('back returns to the page below, or opens the tab if there is none', () => {
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

test('hides and shows the tab bar', () => {
  const { wx, calls } = fakeWx()
  const navigation = createNavigation(wx)
  navigation.setTabBarVisible(false)
  navigation.setTabBarVisible(true)
  expect(calls.map(([name]) => name)).toEqual(['hideTabBar', 'showTabBar'])
})

test('failed calls change nothing and do not throw', () => {
  const { wx } = fakeWx(['navigateTo', 'switchTab', 'navigateBack', 'showTabBar', 'hideTabBar'])
  const navigation = createNavigation(wx)
  expect(() => {
    navigation.openAttempt('1')
    navigation.openTab('practice')
    navigation.back('practice')
    navigation.setTabBarVisible(true)
  }).not.toThrow()
})
