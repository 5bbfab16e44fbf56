/** @jest-environment jsdom */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { loadPage, settle, textsOf, type Rendered } from '../../components/simulate'
import {
  createFakeDialogs,
  createStoredAttempts,
  settlePhone,
  usageOf,
  type FakeDialogs,
  type StoredAttempts,
} from '../attempt-services'
import { createFakeAppearance, withAppearance } from '../fake-appearance'
import { find, tap, tapClock } from '../find'
import { createFakeOutbox } from './history-world'

let openPage: ReturnType<typeof loadPage>
let page: Rendered
let stored: StoredAttempts
let dialogs: FakeDialogs
let went: string[]
let usage: ReturnType<typeof usageOf>

beforeAll(() => {
  openPage = loadPage('history')
})

beforeEach(() => {
  stored = createStoredAttempts()
  dialogs = createFakeDialogs()
  went = []
  usage = usageOf(0, 0)
})

afterEach(() => page.detach())

async function open(): Promise<void> {
  const services = withAppearance(createFakeAppearance('en'), {
    attempts: stored.attempts,
    outbox: createFakeOutbox(),
    recovery: stored.attempts.recover(),
    usage: () => Promise.resolve(usage),
    navigation: {
      openAttempt: (id: string) => went.push(id),
      openTab: (tab: string) => went.push(tab),
    },
    dialogs,
    clock: tapClock,
    nowMs: Date.now,
  })
  Object.assign(globalThis, { getApp: () => ({ services }) })
  page = openPage()
  await settlePhone()
  await settle()
}

const today = () => new Date().setHours(12, 0, 0, 0)

test('empty: shows one button, which opens the practice tab', async () => {
  await open()
  expect(textsOf(page)).toEqual([
    'Nothing here yet',
    'Your recordings and answers will appear here.',
    'Start practising',
  ])
  await tap(find(page, 'first-take')[0])
  expect(went).toEqual(['practice'])
})

test('shows rows with their status; a tap opens the attempt', async () => {
  await stored.add(today())
  const { id } = await stored.add(today() + 60_000, 'recorded', null)
  await open()
  expect(textsOf(page)).toEqual(
    expect.arrayContaining([
      'Today',
      '2 attempts · 3 s',
      'Recovered recording',
      '12:01 · 2 s',
      'Not sent',
      'Answered',
    ]),
  )
  await tap(find(page, 'row')[0])
  expect(went).toEqual([id])
})

test('search shows what it finds, or says that nothing was found', async () => {
  await stored.add(today())
  await open()
  page.instance.act?.({
    type: 'input',
    currentTarget: { dataset: { input: 'search' } },
    detail: { value: 'weather' },
  })
  expect(find(page, 'row')).toHaveLength(0)
  expect(textsOf(page)).toContain('No attempts like that')
  await tap(find(page, 'search-clear')[0])
  expect(find(page, 'row')).toHaveLength(1)
})

test('a tap on a filter narrows the list; Show all ends it', async () => {
  await stored.add(today())
  await stored.add(today() + 1, 'recorded')
  await open()
  await tap(find(page, 'chip')[1])
  expect(find(page, 'row')).toHaveLength(1)
  expect(find(page, 'card')).toHaveLength(0)
  await tap(find(page, 'chip')[2])
  expect(find(page, 'row')).toHaveLength(0)
  await tap(find(page, 'nothing-action')[0])
  expect(find(page, 'row')).toHaveLength(2)
})

test('the progress card unfolds its charts with a tap', async () => {
  await stored.add(today())
  await open()
  expect(find(page, 'lengths')).toHaveLength(0)
  await tap(find(page, 'card')[0])
  expect(find(page, 'lengths')).toHaveLength(2)
  await tap(find(page, 'card')[0])
  expect(find(page, 'lengths')).toHaveLength(0)
})

test('loads thousands of rows step by step', async () => {
  for (let place = 0; place < 100; place += 1) await stored.add(today() + place)
  await open()
  expect(find(page, 'row')).toHaveLength(30)
  expect(find(page, 'space')).toHaveLength(0)
  page.instance.onReachBottom?.()
  expect(find(page, 'row')).toHaveLength(60)
  page.instance.onReachBottom?.()
  page.instance.onReachBottom?.()
  expect(find(page, 'row')).toHaveLength(100)
  expect(textsOf(page)).toContain('Recordings 0 MB / 200 MB')
})

test('nearly full: says so at the top, with a way out', async () => {
  await stored.add(today())
  usage = usageOf(190, 0)
  await open()
  expect(textsOf(page)).toContain('Almost full')
  await tap(find(page, 'copy')[0])
  expect(dialogs.offered).toHaveLength(1)
})

test('every control has a role and a name', () => {
  const wxml = path.resolve(__dirname, '../../../miniprogram/pages/history/history.wxml')
  const controls = readFileSync(wxml, 'utf8').match(/<[^>]*bindtap=[^>]*>/g) ?? []
  expect(controls.length).toBeGreaterThan(3)
  for (const control of controls) {
    expect(control).toMatch(/aria-role="(button|radio)"/)
    expect(control).toMatch(/aria-label="\{\{/)
  }
})
