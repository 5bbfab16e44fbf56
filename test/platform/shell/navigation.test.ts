import { createNavigation, type NavigationWx } from '../../../miniprogram/platform/shell/navigation'

type Call = [name: string, option: Record<string, unknown>]

/** A wx whose calls named in `failing` fail. A call is complete at once, unless `isSlow`; then `arrive` completes it. */
function fakeWx(failing: readonly string[] = [], isSlow = false) {
  const calls: Call[] = []
  let arrive = (): void => undefined
  const api = (name: string) => (option: { fail?(): void; complete?(): void }) => {
    const { fail, complete, ...rest } = option
    calls.push([name, rest])
    if (failing.includes(name)) fail?.()
    arrive = () => complete?.()
    if (!isSlow) arrive()
  }
  const names = ['navigateTo', 'switchTab', 'navigateBack', 'showTabBar', 'hideTabBar']
  const wx = Object.fromEntries(names.map((name) => [name, api(name)])) as unknown as NavigationWx
  return { wx, calls, arrive: () => arrive() }
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

test('opens one page at a time: a second tap in a hurry opens nothing', () => {
  const { wx, calls, arrive } = fakeWx([], true)
  const navigation = createNavigation(wx)
  navigation.openTopic('home')
  navigation.openTopic('home')
  navigation.openMock()
  navigation.back('topics')
  expect(calls).toEqual([['navigateTo', { url: '/pages/topic/topic?id=home' }]])
  arrive()
  navigation.back('topics')
  navigation.back('topics')
  expect(calls.slice(1)).toEqual([['navigateBack', {}]])
  arrive()
  navigation.openMock()
  expect(calls.slice(2)).toEqual([['navigateTo', { url: '/pages/mock/mock' }]])
  arrive()
  navigation.openTakes('home-like')
  expect(calls.slice(3)).toEqual([['navigateTo', { url: '/pages/takes/takes?question=home-like' }]])
})

test('a page that could not be opened does not keep the next from opening', () => {
  const { wx, calls, arrive } = fakeWx(['navigateTo'], true)
  const navigation = createNavigation(wx)
  navigation.openMock()
  arrive()
  navigation.openMock()
  expect(calls).toHaveLength(2)
})
