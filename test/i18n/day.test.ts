import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import {
  comingDayText,
  dateAndTimeText,
  dayText,
  momentText,
  sizeText,
  spokenText,
  startOfNextDayMs,
} from '../../miniprogram/i18n/day'
import { messagesFor } from '../../miniprogram/i18n/index'

const zh = messagesFor('zh')
const en = messagesFor('en')
const now = new Date(2026, 10, 23, 14, 32).getTime()

test.each([
  [new Date(2026, 10, 23, 0, 0), '今天', 'Today'],
  [new Date(2026, 10, 22, 23, 59), '昨天', 'Yesterday'],
  [new Date(2026, 10, 22, 0, 0), '昨天', 'Yesterday'],
  [new Date(2026, 10, 21, 23, 59), '11月21日', '21 Nov'],
  [new Date(2025, 11, 31, 12, 0), '2025年12月31日', '31 Dec 2025'],
  // the phone's clock was ahead at the time
  [new Date(2026, 10, 24, 12, 0), '11月24日', '24 Nov'],
])('%s is %s, %s', (date, chinese, english) => {
  expect(dayText(zh, date.getTime(), now)).toBe(chinese)
  expect(dayText(en, date.getTime(), now)).toBe(english)
})

test.each([
  [new Date(2026, 10, 23, 23, 59), '23:59', '23:59'],
  [new Date(2026, 10, 24, 0, 0), '明天 00:00', '00:00 tomorrow'],
  [new Date(2026, 10, 24, 23, 59), '明天 23:59', '23:59 tomorrow'],
  [new Date(2026, 10, 25, 0, 0), '11月25日 00:00', '00:00 on 25 Nov'],
])('%s, still to come, is %s, %s', (date, chinese, english) => {
  expect(momentText(zh, date.getTime(), now)).toBe(chinese)
  expect(momentText(en, date.getTime(), now)).toBe(english)
})

test.each([
  [new Date(2026, 10, 23, 14, 0), '今天', 'today'],
  [new Date(2026, 10, 24, 0, 0), '明天', 'tomorrow'],
  [new Date(2026, 10, 25, 0, 0), '11月25日那天', 'on 25 Nov'],
  [new Date(2027, 0, 1, 0, 0), '2027年1月1日那天', 'on 1 Jan 2027'],
])('%s, as a day still to come, is %s, %s', (date, chinese, english) => {
  expect(comingDayText(zh, date.getTime(), now)).toBe(chinese)
  expect(comingDayText(en, date.getTime(), now)).toBe(english)
})

test('a date with its time, or with its year if it is not this year', () => {
  expect(dateAndTimeText(zh, now, now)).toBe('11/23 14:32')
  expect(dateAndTimeText(en, now, now)).toBe('23 Nov 14:32')
  expect(dateAndTimeText(en, new Date(2025, 0, 2, 3, 4).getTime(), now)).toBe('2 Jan 2025')
})

test.each([
  [0, '0 秒', '0 s'],
  [59_999, '59 秒', '59 s'],
  [60_000, '1 分 0 秒', '1 min 0 s'],
  [3_723_000, '62 分 3 秒', '62 min 3 s'],
])('%i ms spoken: %s, %s', (durationMs, chinese, english) => {
  expect(spokenText(zh, durationMs)).toBe(chinese)
  expect(spokenText(en, durationMs)).toBe(english)
})

test.each([
  [0, '0 MB'],
  [1, '0.1 MB'],
  [12_897_485, '12.3 MB'],
  [200 * 1024 * 1024, '200 MB'],
])('%i bytes: %s', (sizeBytes, text) => {
  expect(sizeText(sizeBytes)).toBe(text)
})

test('a day ends where the next one starts', () => {
  expect(startOfNextDayMs(now)).toBe(new Date(2026, 10, 24).getTime())
})

/** Jest's own process cannot change its time zone: another one works out all expressions, each in its zone. */
function inZones(expressions: readonly (readonly [zone: string, expression: string])[]): unknown[] {
  const code = `
    const day = require('./miniprogram/i18n/day.ts')
    const { en } = require('./miniprogram/i18n/en.ts')
    const results = ${JSON.stringify(expressions)}.map(([zone, expression]) => {
      process.env.TZ = zone
      return eval(expression)
    })
    console.log(JSON.stringify(results))`
  const root = join(__dirname, '../..')
  const output = execFileSync(process.execPath, ['--import', 'tsx', '-e', code], {
    cwd: root,
    encoding: 'utf8',
  })
  return JSON.parse(output) as unknown[]
}

test('a day has 24 hours, but 25 when clocks go back and 23 when they go forward', () => {
  const hours = (time: string) =>
    `(day.startOfNextDayMs(Date.parse('${time}')) - day.startOfDayMs(Date.parse('${time}'))) / 3600000`
  const days = [
    ['Asia/Shanghai', hours('2026-11-23T12:00:00Z')],
    ['Europe/London', hours('2026-10-25T12:00:00Z')],
    ['America/New_York', hours('2026-11-01T12:00:00Z')],
    ['Europe/London', hours('2026-03-29T12:00:00Z')],
    // at midnight itself
    ['America/Santiago', hours('2026-09-06T12:00:00Z')],
  ] as const
  expect(inZones(days)).toEqual([24, 25, 25, 23, 23])
})

test('yesterday is the day before, even after a day of 25 hours and in other time zones', () => {
  const text = (at: string, now: string) => `day.dayText(en, Date.parse('${at}'), Date.parse('${now}'))`
  const days = [
    ['Europe/London', text('2026-10-24T23:30:00Z', '2026-10-26T00:30:00Z')],
    ['Europe/London', text('2026-10-24T22:30:00Z', '2026-10-26T00:30:00Z')],
    ['Asia/Shanghai', text('2026-11-22T16:30:00Z', '2026-11-23T12:00:00Z')],
    ['UTC', text('2026-11-22T16:30:00Z', '2026-11-23T12:00:00Z')],
  ] as const
  expect(inZones(days)).toEqual(['Yesterday', '24 Oct', 'Today', 'Yesterday'])
})
