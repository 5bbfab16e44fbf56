import { measured } from '../../../miniprogram/core/attempts/attempt'
import type { Speech } from '../../../miniprogram/core/recording/speech'
import { en } from '../../../miniprogram/i18n/en'
import {
  createTakesPresenter,
  type PlayedView,
  type TakesView,
} from '../../../miniprogram/pages/takes/takes-presenter'
import { question } from '../../core/attempts/sample-attempts'
import { applyPatch } from '../apply-patch'
import { createStoredAttempts, settlePhone, type StoredAttempts } from '../attempt-services'
import { withAppearance } from '../fake-appearance'
import { createFakeServices, type FakeServices } from '../fake-services'

const now = new Date(2026, 10, 23, 18, 0).getTime()
const minuteMs = 60_000

let stored: StoredAttempts
let services: FakeServices
let page: TakesView & PlayedView
let patches: Record<string, unknown>[]
let presenter: ReturnType<typeof createTakesPresenter>

beforeEach(() => void (stored = createStoredAttempts()))

async function open(id = question.id, speechOf?: FakeServices['speechOf']): Promise<void> {
  services = createFakeServices('en')
  const data: Record<string, unknown> = { groups: [] }
  patches = []
  presenter = createTakesPresenter(
    withAppearance(services, {
      ...services,
      attempts: stored.attempts,
      nowMs: () => now,
      ...(speechOf && { speechOf }),
    }),
    (patch) => {
      patches.push(patch)
      applyPatch(data, patch)
    },
    { question: id },
  )
  page = data as unknown as typeof page
  presenter.shown()
  await settlePhone()
}

const speech = (firstWordMs: number, ...pausesMs: number[]): Speech => ({
  firstWordMs,
  lastWordMs: firstWordMs + 10_000,
  pauses: pausesMs.map((lengthMs, at) => ({
    startMs: firstWordMs + 1_000 + 2_000 * at,
    endMs: firstWordMs + 1_000 + 2_000 * at + lengthMs,
  })),
  levelDb: -20,
})

/** A take, so many minutes ago. */
async function take(minutesAgo: number, spoken?: Speech | null): Promise<string> {
  const { id } = await stored.add(now - minutesAgo * minuteMs)
  if (spoken !== undefined) stored.attempts.update(id, measured(spoken))
  return id
}

const names = () => page.groups.map(({ tracks }) => tracks.map(({ name }) => name))
const table = (group = 0) =>
  page.groups[group]?.rows.map(({ name, cells }) => [
    name,
    ...cells.map(({ value, change }) => `${value} ${change}`),
  ])

test('shows the takes of the question side by side, with what has changed from one to the next', async () => {
  await take(9, speech(1_400, 1_400, 600))
  await take(6, speech(600, 1_000))
  await take(3, speech(600))
  await open()
  expect(services.titles).toEqual(['Takes'])
  expect(page).toMatchObject({
    screen: 'takes',
    question: { text: question.text },
    hasEarlier: false,
    isAlone: false,
  })
  expect(names()).toEqual([['Take 1', 'Take 2', 'Take 3']])
  expect(
    page.groups[0]?.tracks.map(({ when, share, silent, unknown }) => [when, share, silent, unknown]),
  ).toEqual([
    ['Today 17:51', 0.33, '', ''],
    ['Today 17:54', 0.67, '', ''],
    ['Today 17:57', 1, '', ''],
  ])
  expect(table()).toEqual([
    ['First word after', '1.4 s ', '0.6 s 0.8 s earlier', '0.6 s about the same'],
    ['Longest pause', '1.4 s ', '1.0 s 0.4 s shorter', '0.0 s 1.0 s shorter'],
    ['Pauses', '2 ', '1 1 fewer', '0 1 fewer'],
    ['In one go', '2.7 s ', '4.5 s 1.8 s longer', '10.0 s 5.5 s longer'],
    ['Speaking, not pausing', '80% ', '90% 10 points more', '100% 10 points more'],
    ['Length', '1.0 s ', '2.0 s 1.0 s longer', '3.0 s 1.0 s longer'],
  ])
  expect(page.groups[0]?.rows[0]?.cells[1]?.label).toBe('Take 2, First word after: 0.6 s, 0.8 s earlier')
})

test('never judges a difference', async () => {
  await take(9, speech(600))
  await take(6, speech(1_400, 1_400, 600))
  await open()
  expect(JSON.stringify(page.groups)).not.toMatch(/better|worse|good|well|improve|score/i)
})

test('the latest three first, and earlier ones when asked for, with their numbers', async () => {
  for (const minutesAgo of [50, 40, 30, 20, 10]) await take(minutesAgo, null)
  await open()
  expect([names(), page.hasEarlier]).toEqual([[['Take 3', 'Take 4', 'Take 5']], true])
  presenter.acts.showEarlier()
  expect([names(), page.hasEarlier]).toEqual([
    [
      ['Take 3', 'Take 4', 'Take 5'],
      ['Take 1', 'Take 2'],
    ],
    false,
  ])
})

test('with one take, says how to have two; with none, says so and leads back', async () => {
  await take(3, speech(600))
  await open()
  expect([page.isAlone, page.buttons.map(({ label }) => label)]).toEqual([true, ['Say it again']])
  presenter.acts.speak()
  expect(services.calls.slice(-2)).toEqual([`queue ${question.id}`, 'openTab practice'])
  for (const id of ['hometown-live', 'gone', '__proto__', '<b>']) {
    await open(id)
    expect(page.screen).toBe('missing')
    presenter.acts.back()
    expect(services.calls.at(-1)).toBe('back practice')
  }
})

test('a question that has left the bank is known from its takes', async () => {
  await stored.add(now, 'done', { ...question, id: 'gone', text: 'Old?' })
  await open('gone')
  expect(page).toMatchObject({ screen: 'takes', question: { text: 'Old?' } })
})

test('says what is not known of a take, and compares the others', async () => {
  await take(9, null)
  const deleted = await take(6, speech(1_400))
  const old = await take(3)
  await stored.attempts.removeAudio([deleted, old])
  await open()
  expect(page.groups[0]?.tracks.map(({ silent, unknown }) => [silent, unknown])).toEqual([
    ['', en.words.speechUnclear],
    [en.words.audioGone, ''],
    [en.words.audioGone, en.words.speechUnknown],
  ])
  expect(table()?.[0]).toEqual(['First word after', '– ', '1.4 s ', '– '])
  expect(page.groups[0]?.rows[0]?.cells[0]?.label).toBe('Take 1, First word after: not known')
  expect(table()?.[5]).toEqual(['Length', '1.0 s ', '2.0 s 1.0 s longer', '3.0 s 1.0 s longer'])
})

test('measures takes from before once', async () => {
  const id = await take(3)
  let askedCount = 0
  await open(question.id, (asked) => {
    askedCount += 1
    return Promise.resolve(asked === id ? speech(700) : undefined)
  })
  expect(table()?.[0]).toEqual(['First word after', '0.7 s '])
  await stored.add(now)
  await settlePhone()
  expect(names()).toEqual([['Take 1', 'Take 2']])
  expect(askedCount).toBe(2)
})

test('says so when the phone has lost an audio file', async () => {
  const id = await take(3, speech(700))
  stored.phone.kept.delete(id)
  await open()
  expect(page.groups[0]?.tracks[0]).toMatchObject({ silent: en.words.audioLost })
})

test('takes that are deleted meanwhile disappear, and what was heard of them stops', async () => {
  const [first, second] = [await take(9, speech(600)), await take(3, speech(600))]
  await open()
  presenter.acts.playOrPause({ id: second })
  services.play({ isPlaying: true, positionMs: 500, durationMs: 2_000, hasEnded: false })
  expect(page).toMatchObject({ playedId: second, isPlaying: true, positionMs: 500 })
  await stored.attempts.remove([second])
  expect(names()).toEqual([['Take 1']])
  expect(page).toMatchObject({ playedId: '', isPlaying: false, positionMs: 0 })
  expect(services.calls.at(-1)).toBe('player.destroy')
  await stored.attempts.remove([first])
  expect(page.screen).toBe('missing')
})

test('one take is heard at a time: from its start, from a place, from before a pause', async () => {
  const [first, second] = [await take(9, speech(600)), await take(3, speech(600))]
  await open()
  presenter.acts.playOrPause({ id: first })
  services.play({ isPlaying: true, positionMs: 250, durationMs: 1_000, hasEnded: false })
  presenter.acts.hearPause({ id: second, positionMs: 1_600 })
  expect(page).toMatchObject({ playedId: second, isPlaying: false, positionMs: 0 })
  services.play({ isPlaying: true, positionMs: 600, durationMs: 2_000, hasEnded: false })
  presenter.acts.seek({ id: second, positionMs: 900 })
  presenter.acts.playOrPause({ id: second })
  presenter.acts.seek({ id: first, positionMs: 100 })
  expect(services.calls).toEqual([
    ...['player.play', 'player.play', 'player.seek 600', 'player.seek 900', 'player.pause'],
    ...['player.play', 'player.seek 100'],
  ])
  expect(page.playedId).toBe(first)
})

test('a position costs one small patch', async () => {
  const id = await take(9, speech(600))
  await open()
  presenter.acts.playOrPause({ id })
  services.play({ isPlaying: true, positionMs: 250, durationMs: 1_000, hasEnded: false })
  patches.length = 0
  services.play({ isPlaying: true, positionMs: 500, durationMs: 1_000, hasEnded: false })
  expect(patches).toEqual([{ positionMs: 500 }])
})

test('pauses when covered; closing ends the sound and shows nothing more', async () => {
  await take(9, speech(600))
  await open()
  presenter.hidden()
  expect(services.calls.at(-1)).toBe('player.pause')
  presenter.close()
  patches.length = 0
  await take(3)
  expect([patches, services.calls.at(-1)]).toEqual([[], 'player.destroy'])
})
