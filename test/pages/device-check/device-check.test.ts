import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '../../../miniprogram/pages/device-check/row'
import { deviates, judge, ok } from '../../../miniprogram/pages/device-check/row'
import { readSound } from '../../../miniprogram/core/recording/read-sound'
import { createDeviceCheckPresenter } from '../../../miniprogram/pages/device-check/device-check-presenter'
import { rows as allRows } from '../../../miniprogram/pages/device-check/rows/index'
import { silentMp3 } from '../../../miniprogram/pages/device-check/silent-mp3'
import type { Services } from '../../../miniprogram/services'
import { applyPatch } from '../apply-patch'
import { createFakeDialogs } from '../attempt-services'
import { createFakeAppearance, withAppearance } from '../fake-appearance'
import { createFakeDevice, findingsOf, turns, type FakeDevice } from './fake-device'

interface Shown {
  summary: string
  groups: {
    title: string
    rows: { id: string; state: string; label: string; seen: string; isOffered: boolean }[]
  }[]
  buttons: { id: string; label: string }[]
}

const row = (id: string, run: Row['run'], group: Row['group'] = 'network'): Row => ({
  ...{ id, group, expected: 'good', source: 'V', run },
})
const good = row('good', () => Promise.resolve(ok('fine')))
const bad = row('bad', () => Promise.resolve(deviates('strange')), 'files')
const hanging = row('hanging', () => new Promise(() => undefined))
const throwing = row('throwing', () => {
  throw new Error('no such function')
})

function open(
  rows: readonly Row[],
  device = createFakeDevice(),
  channel: Services['build']['channel'] = 'develop',
) {
  const copied: string[] = []
  const moves: string[] = []
  const data = { summary: '', groups: [], buttons: [] } as Shown
  const services = withAppearance(createFakeAppearance('en'), {
    build: { channel, apiAddress: 'http://192.168.1.5:8787/scenario/ok' } as Services['build'],
    copy: (text: string) => void copied.push(text),
    device,
    dialogs: createFakeDialogs(),
    diagnostics: { runs: () => [], facts: ['app 1.2.3 (develop)', 'ios: iPhone 13, iOS 17'] },
    navigation: { back: (tab: string) => void moves.push(tab) } as unknown as Services['navigation'],
  })
  const presenter = createDeviceCheckPresenter(services, (patch) => applyPatch(data as never, patch), rows)
  presenter.shown()
  const states = () => data.groups.flatMap((group) => group.rows.map(({ id, state }) => `${id} ${state}`))
  return {
    presenter,
    data,
    copied,
    moves,
    device,
    services,
    states,
    buttons: () => data.buttons.map(({ id }) => id),
  }
}

async function untilDone(device: FakeDevice, isDone: () => boolean): Promise<void> {
  for (let step = 0; step < 10_000; step += 1) {
    await turns()
    if (isDone()) return
    device.clock.advance(100)
  }
  throw new Error('never done')
}

test('runs all rows with one tap, one after another, and counts the verdicts', async () => {
  const { presenter, data, states, buttons } = open([good, bad])
  expect(states()).toEqual(['good waiting', 'bad waiting'])
  expect(buttons()).toEqual(['run'])
  const run = presenter.acts.run()
  expect(states()).toEqual(['good running', 'bad waiting'])
  expect(buttons()).toEqual(['stop'])
  expect(data.summary).toBe('0/2 good')
  await run
  expect(states()).toEqual(['good ok', 'bad deviates'])
  expect(data.groups.map(({ title }) => title)).toEqual(['Network', 'Storage and files'])
  expect(data.summary).toBe('1 ok, 1 not as expected')
  expect(buttons()).toEqual(['run', 'copy'])
})

test('a row by hand is left out of the run, and runs on its own', async () => {
  const asked = row('asked', async ({ ask }) => judge(await ask('Is it red?'), 'asked'))
  const { presenter, data, states, services } = open([good, { ...asked, isByHand: true }])
  const offered = () => data.groups.flatMap((group) => group.rows.map(({ isOffered }) => isOffered))
  expect(offered()).toEqual([false, true])
  const run = presenter.acts.run()
  expect(offered()).toEqual([false, false])
  expect(data.summary).toBe('0/1 good')
  await run
  expect(states()).toEqual(['good ok', 'asked waiting'])
  services.dialogs.answer = true
  await presenter.acts.check({ id: 'asked' })
  expect(services.dialogs.asked).toEqual([{ title: 'asked', content: 'Is it red?', yes: 'Yes', no: 'No' }])
  expect(states()).toEqual(['good ok', 'asked ok'])
  expect(data.summary).toBe('2 ok')
})

test('a row that throws or hangs is a finding, and the next one runs', async () => {
  const { presenter, data, states, device } = open([throwing, hanging, good])
  void presenter.acts.run()
  await untilDone(device, () => data.summary === '1 ok, 2 not seen')
  expect(states()).toEqual(['throwing unknown', 'hanging unknown', 'good ok'])
  expect(data.groups[0]?.rows.map(({ seen }) => seen)).toEqual([
    'no such function',
    'nothing within 15 s',
    'fine',
  ])
})

test('copies the versions and the findings, without an address', async () => {
  const { presenter, copied } = open([good, bad])
  await presenter.acts.run()
  presenter.acts.copy()
  expect(copied).toEqual([
    'app 1.2.3 (develop)\nios: iPhone 13, iOS 17\n\nok good: fine\ndeviates bad: strange (expected: good; V)',
  ])
})

test.each(['stop', 'close'] as const)('%s ends the run: nothing goes on, nothing stays open', async (way) => {
  const { presenter, device, states } = open(allRows)
  void presenter.acts.run()
  await untilDone(device, () => device.open > 0)
  const before = states().filter((state) => !state.endsWith('running'))
  if (way === 'stop') presenter.acts.stop()
  else presenter.close()
  for (let second = 0; second < 120; second += 1) {
    device.clock.advance(1_000)
    await turns()
  }
  expect(device.open).toBe(0)
  expect(device.clock.pendingTimers()).toBeLessThanOrEqual(1)
  expect(states().filter((state) => before.includes(state))).toEqual(before)
  expect(states().some((state) => state.endsWith('running'))).toBe(way === 'close')
})

test('a released build leaves the page', () => {
  expect(open([good], undefined, 'release').moves).toEqual(['me'])
  expect(open([good], undefined, 'trial').moves).toEqual([])
})

test('no two rows have one name', () => {
  const ids = allRows.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('docs/qa.md names rows that exist, and each row that a workaround waits for', () => {
  const qa = readFileSync(join(__dirname, '../../../docs/qa.md'), 'utf8')
  const lastCells = qa.split('\n').map((line) => / \| ([^|]*) \|$/.exec(line)?.[1] ?? '')
  const names = lastCells
    .flatMap((cell) => cell.match(/`[a-z]+(-[a-z]+)*`/g) ?? [])
    .map((name) => name.slice(1, -1))
  const ids = allRows.map(({ id }) => id)
  expect(
    names.filter((name) => !ids.includes(name) && !['fail', 'errno', 'garbage', 'mp-html'].includes(name)),
  ).toEqual([])
  const reported = allRows.filter(({ source }) => source.includes('R ')).map(({ id }) => id)
  expect(reported.filter((id) => !names.includes(id))).toEqual([])
})

test('all rows are ok on a phone that does as documented', async () => {
  const findings = await findingsOf(createFakeDevice())
  expect(Object.entries(findings).filter(([, { verdict }]) => verdict !== 'ok')).toEqual([])
})

test('the silence is MP3, as long as asked for', () => {
  const sound = readSound(Buffer.from(silentMp3(3_000), 'base64'))
  expect(sound).toMatchObject({ durationMs: 3_024, sizeBytes: 18_144 })
})
