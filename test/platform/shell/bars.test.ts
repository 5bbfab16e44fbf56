import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { barColours, createBars, type BarsWx } from '../../../miniprogram/platform/shell/bars'

const titles = { me: 'Me', history: 'History', topics: 'Topics', practice: 'Practise' }

/** Without `hasTabBar`, calls that need a tab bar fail. */
function phone(theme: 'light' | 'dark', hasTabBar = true) {
  const calls: [string, Record<string, unknown>][] = []
  let changed: (change: { theme: string }) => void = () => undefined
  const state = { hasTabBar }
  const api = (name: string) => (option: { fail?(): void }) => {
    const { fail, ...rest } = option
    calls.push([name, rest])
    if (name.startsWith('setTabBar') && !state.hasTabBar) fail?.()
  }
  const names = ['setNavigationBarColor', 'setBackgroundColor', 'setTabBarStyle', 'setTabBarItem']
  const wx = {
    ...Object.fromEntries(names.map((name) => [name, api(name)])),
    getAppBaseInfo: () => ({ theme }),
    onThemeChange: (listener: typeof changed) => void (changed = listener),
  } as unknown as BarsWx
  const take = () => calls.splice(0)
  return { wx, state, take, changeTheme: (next: string) => changed({ theme: next }) }
}

const names = (calls: [string, unknown][]) => calls.map(([name]) => name)
const tabWords = (calls: [string, Record<string, unknown>][]) =>
  calls.filter(([name]) => name === 'setTabBarItem').map(([, { index, text }]) => [index, text])

test("system appearance: keeps theme.json's colours and sets the tabs' texts once", () => {
  const { wx, take, changeTheme } = phone('light')
  const bars = createBars(wx)
  bars.apply('system', titles)
  bars.apply('system', titles)
  changeTheme('dark')
  expect(take()).toEqual([
    ['setTabBarItem', { index: 0, text: 'Practise' }],
    ['setTabBarItem', { index: 1, text: 'Topics' }],
    ['setTabBarItem', { index: 2, text: 'History' }],
    ['setTabBarItem', { index: 3, text: 'Me' }],
  ])
})

test('dark by choice, then system again, following WeChat from then on', () => {
  const { wx, take, changeTheme } = phone('light')
  const bars = createBars(wx)
  bars.apply('dark', titles)
  const { background } = barColours.dark
  expect(take()).toEqual(
    expect.arrayContaining([
      ['setNavigationBarColor', { frontColor: '#ffffff', backgroundColor: background }],
      [
        'setBackgroundColor',
        { backgroundColor: background, backgroundColorTop: background, backgroundColorBottom: background },
      ],
      ['setTabBarStyle', barColours.dark.tab],
      [
        'setTabBarItem',
        {
          index: 3,
          text: 'Me',
          iconPath: '/images/tabs/me-normal-dark.png',
          selectedIconPath: '/images/tabs/me-selected-dark.png',
        },
      ],
    ]),
  )
  bars.apply('system', titles)
  expect(take()).toContainEqual(['setTabBarStyle', barColours.light.tab])
  changeTheme('dark')
  expect(take()).toContainEqual(['setTabBarStyle', barColours.dark.tab])
})

test('a chosen appearance outlasts a change of WeChat’s: painted then, and again on the next page', () => {
  const { wx, take, changeTheme } = phone('light')
  const bars = createBars(wx)
  bars.apply('light', titles)
  take()
  changeTheme('dark')
  expect(take()).toContainEqual(['setTabBarStyle', barColours.light.tab])
  bars.apply('light', titles)
  expect(take()).toContainEqual(['setTabBarStyle', barColours.light.tab])
  bars.apply('light', titles)
  expect(names(take())).not.toContain('setTabBarStyle')
})

test('colours the next page’s bar without touching the tab bar again', () => {
  const { wx, take } = phone('light')
  const bars = createBars(wx)
  bars.apply('dark', titles)
  take()
  bars.apply('dark', titles)
  expect(names(take())).toEqual(['setNavigationBarColor', 'setBackgroundColor'])
})

test('after a page without a tab bar, the next tab gets texts and colours', () => {
  const { wx, take, state } = phone('light', false)
  const bars = createBars(wx)
  bars.apply('dark', titles)
  take()
  state.hasTabBar = true
  bars.apply('dark', titles)
  const calls = take()
  expect(tabWords(calls)).toEqual([
    [0, 'Practise'],
    [1, 'Topics'],
    [2, 'History'],
    [3, 'Me'],
  ])
  expect(names(calls)).toContain('setTabBarStyle')
})

test('updates the tab bar when its texts change', () => {
  const { wx, take } = phone('light')
  const bars = createBars(wx)
  bars.apply('system', titles)
  take()
  bars.apply('system', { ...titles, me: '我的' })
  expect(tabWords(take())).toContainEqual([3, '我的'])
})

test('uses the colours of theme.json and the styles', () => {
  const read = (file: string) => readFileSync(resolve(__dirname, '../../../miniprogram', file), 'utf8')
  const themes = JSON.parse(read('theme.json')) as Record<string, Record<string, string>>
  for (const theme of ['light', 'dark'] as const) {
    const { background, front, tab } = barColours[theme]
    expect(themes[theme]).toMatchObject({
      background,
      navigationBarTextStyle: front === '#ffffff' ? 'white' : 'black',
      tabText: tab.color,
      tabSelected: tab.selectedColor,
      tabBackground: tab.backgroundColor,
      tabBorder: tab.borderStyle,
      meIcon: `images/tabs/me-normal-${theme}.png`,
    })
  }
  const styles = read('app.wxss')
  const dark = [...styles.matchAll(/\{\s*(--bg: #111112;[^}]*)\}/g)].map(([, rules = '']) =>
    rules.trim().replace(/\s+/g, ' '),
  )
  expect(dark).toHaveLength(2)
  expect(dark[0]).toBe(dark[1])
  expect(styles).toContain(`--bg: ${barColours.light.background.toLowerCase()}`)
})
