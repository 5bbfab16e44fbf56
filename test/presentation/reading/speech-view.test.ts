import { en } from '../../../miniprogram/i18n/en'
import { zh } from '../../../miniprogram/i18n/zh'
import type { Speech } from '../../../miniprogram/core/recording/speech'
import { speechViewOf } from '../../../miniprogram/presentation/reading/speech-view'

const speech: Speech = {
  firstWordMs: 1_200,
  lastWordMs: 11_200,
  pauses: [
    { startMs: 3_000, endMs: 3_600 },
    { startMs: 6_050, endMs: 7_450 },
  ],
  levelDb: -20,
}

test('one line says when the first word comes and how the student pauses', () => {
  expect(speechViewOf(speech, en).line).toBe('First word after 1.2 s · 2 pauses, longest 1.4 s')
  expect(speechViewOf({ ...speech, pauses: speech.pauses.slice(0, 1) }, en).line).toBe(
    'First word after 1.2 s · 1 pause, longest 0.6 s',
  )
  expect(speechViewOf({ ...speech, firstWordMs: 40 }, en).line).toMatch(/^First word at once · /)
  expect(speechViewOf({ ...speech, pauses: [] }, zh).line).toBe('1.2 秒后开口 · 没有停顿')
})

test('the rows say the rest in times, and nothing of a voice that is loud enough', () => {
  const rows = (spoken: Speech) => speechViewOf(spoken, en).rows.map(({ name, value }) => `${name}: ${value}`)
  expect(rows(speech)).toEqual([
    'First word after: 1.2 s',
    'Speaking, not pausing: 80%',
    'Pauses: 2',
    'Longest pause: 1.4 s, at 0:06',
    'In one go: 2.7 s on average',
  ])
  expect(rows({ ...speech, pauses: [], levelDb: -52 })).toEqual([
    'First word after: 1.2 s',
    'Speaking, not pausing: 100%',
    'Pauses: 0',
    'In one go: 10.0 s on average',
    'Voice: Soft. Hold the phone closer.',
  ])
})

test('the player marks all pauses; the longest are listed, in their order', () => {
  const pauses = [300, 900, 400, 800, 500, 700, 600, 1_000].map((lengthMs, at) => ({
    startMs: 2_000 * at,
    endMs: 2_000 * at + lengthMs,
  }))
  const view = speechViewOf({ ...speech, pauses, lastWordMs: 20_000 }, en)
  expect(view.pauses).toEqual(pauses)
  expect(view.longest.map(({ text }) => text)).toEqual([
    '0:02 · 0.9 s',
    '0:06 · 0.8 s',
    '0:08 · 0.5 s',
    '0:10 · 0.7 s',
    '0:12 · 0.6 s',
    '0:14 · 1.0 s',
  ])
  expect(view.longest[0]).toMatchObject({ startMs: 2_000, label: 'Hear the pause of 0.9 s at 0:02' })
})

test.each([
  [null, en.words.speechUnclear],
  [undefined, en.words.speechUnknown],
])('%j: says why there is nothing to tell', (unknown, line) => {
  expect(speechViewOf(unknown, en)).toEqual({ line, rows: [], pauses: [], longest: [] })
})

test('no text marks or praises', () => {
  for (const messages of [en, zh]) {
    const view = speechViewOf({ ...speech, levelDb: -52 }, messages)
    expect(JSON.stringify(view)).not.toMatch(/score|band|good|great|well|better|poor|分数|好|棒|差/i)
  }
})
