import { createAttempt, saved, type Attempt } from '../../miniprogram/core/attempts/attempt'
import type { Look } from './in-page'
import { createRules, type Tap } from './rules'

const recordedAtMs = 1_700_000_000_000
const recording = {
  ...{ id: '1700000000000', filePath: 'http://tmp/1.mp3', durationMs: 5_000, sizeBytes: 30_000, levels: [] },
}
const attempt = saved('http://usr/recordings/1.mp3')(
  createAttempt({ createdAtMs: recordedAtMs, question: null, recording }),
)
const nothing: Look = {
  ...{ atMs: 0, path: '', targets: [], tooWide: [], attempts: [], mockIds: [], shownText: '', takes: [] },
}
const looking = (more: Partial<Look>): Look => ({ ...nothing, ...more })
const answeredBy = (text: string, logid = '1'): Attempt => ({
  ...attempt,
  answers: [{ status: 'done', logid, transport: null, uidSource: null, text, error: null }],
})
const tapOn = (name: string, shownForMs = 1_000): Tap => ({ name, shownForMs, atMs: recordedAtMs + 60_000 })

describe('a request', () => {
  const sendings: [what: string, name: string, isFirst: boolean, shownForMs: number, isMeant: boolean][] = [
    ['the first tap on Send', 'Send', true, 1_000, true],
    ['the first tap on Send, in Chinese', '发送', true, 1_000, true],
    ['the second tap of a burst', 'Send', false, 1_000, false],
    ['a tap on a Send that has only just come', 'Send', true, 100, false],
    ['a tap on Stop', 'Stop', true, 1_000, false],
  ]
  test.each(sendings)('after %s', (_, name, isFirst, shownForMs, isMeant) => {
    const rules = createRules()
    rules.tapped(tapOn(name, shownForMs), isFirst)
    rules.requested('7')
    expect(rules.check(nothing)).toHaveLength(isMeant ? 0 : 1)
  })

  test('is allowed once for each tap, and once for each attempt of a mock', () => {
    const rules = createRules()
    rules.tapped(tapOn('Send 2 again'), true)
    for (const logid of ['7', '8']) rules.requested(logid)
    expect(rules.check(nothing)).toEqual([])
    rules.requested('9')
    expect(rules.check(nothing)).toHaveLength(1)

    const sent = answeredBy('', '10')
    rules.requested('10')
    expect(rules.check(looking({ attempts: [sent], mockIds: [sent.id] }))).toEqual([])
    rules.requested('10')
    expect(rules.check(looking({ attempts: [sent], mockIds: [sent.id] }))).toHaveLength(1)
  })
})

describe('what is stored', () => {
  const answered = answeredBy('By the sea.')

  test('an attempt goes only after a confirmed dialog', () => {
    for (const [name, problems] of [
      ['Delete this attempt?: No', 1],
      ['Delete this attempt?: Yes', 0],
      ['Delete 2 attempts?: Yes', 0],
      ['删除全部记录？: 删除', 0],
    ] as const) {
      const rules = createRules()
      expect(rules.check(looking({ attempts: [attempt] }))).toEqual([])
      rules.tapped(tapOn(name), true)
      expect([name, rules.check(nothing).length]).toEqual([name, problems])
    }
  })

  test('the attempt of a cancelled take may go, at the end of its notice', () => {
    const rules = createRules()
    const tap = tapOn('Cancel')
    const cancelled = { ...attempt, id: String(tap.atMs) }
    rules.tapped(tap, true)
    rules.check(looking({ attempts: [attempt, cancelled] }))
    expect(rules.check(looking({ attempts: [attempt] }))).toEqual([])
    expect(rules.check(nothing)).toHaveLength(1)
  })

  test('its text may grow but not shrink, and its recording stays', () => {
    const rules = createRules()
    rules.check(looking({ attempts: [answered] }))
    expect(rules.check(looking({ attempts: [answeredBy('By the sea. Yes.')] }))).toEqual([])
    expect(rules.check(looking({ attempts: [answeredBy('')] }))).toHaveLength(1)
    expect(rules.check(looking({ attempts: [{ ...answered, recording: null }] }))).toHaveLength(1)
  })

  test('a take and a shown text must be stored after a while', () => {
    const takes = [{ durationMs: 5_000, elapsedMs: 5_000, atMs: 0, isMock: false }]
    const shownText = 'I grew up by the sea, and I have never wanted to live anywhere else.'
    for (const [stored, problems] of [
      [[], 2],
      [[answeredBy(shownText)], 0],
    ] as const) {
      const rules = createRules()
      expect(rules.check(looking({ takes, shownText }))).toEqual([])
      expect(rules.check(looking({ takes, attempts: stored, atMs: 10_000 }))).toHaveLength(problems)
    }
  })
})

test('a take of the mock may be dropped only while the student is taken to be reading', () => {
  for (const [elapsedMs, problems] of [
    [2_900, 0],
    [6_000, 1],
  ] as const) {
    const takes = [{ durationMs: 5_000, elapsedMs, atMs: 0, isMock: true }]
    expect(createRules().check(looking({ takes, atMs: 10_000 }))).toHaveLength(problems)
  }
})

test('nothing is wider than the screen', () => {
  expect(createRules().check(looking({ tooWide: ['VIEW.row'] }))).toHaveLength(1)
})
