// Times and sizes → texts, in the phone's own time zone.
import dayjs from 'dayjs'
import { format, type Messages } from './index'
import { wholeSeconds } from './time'

/** Start of the day of `timeMs`; both are milliseconds since the epoch. */
export function startOfDayMs(timeMs: number): number {
  return dayjs(timeMs).startOf('day').valueOf()
}

/** Not always 24 hours after the day's start: clocks go forward and back. */
export function startOfNextDayMs(timeMs: number): number {
  return dayjs(timeMs).startOf('day').add(1, 'day').startOf('day').valueOf()
}

/** Days since 1 January 1970, as the phone's calendar counts them. */
export function dayNumberOf(timeMs: number): number {
  return Math.floor((timeMs + dayjs(timeMs).utcOffset() * 60_000) / 86_400_000)
}

/** Start of the day that is `daysAgo` days before the day of `timeMs`. */
export function startOfDayBeforeMs(timeMs: number, daysAgo: number): number {
  return dayjs(timeMs).startOf('day').subtract(daysAgo, 'day').startOf('day').valueOf()
}

/** Today, yesterday, or the date, with the year if it is not this year. */
export function dayText({ words, dates }: Messages, timeMs: number, nowMs: number): string {
  const day = startOfDayMs(timeMs)
  if (day === startOfDayMs(nowMs)) return words.today
  if (day === startOfDayBeforeMs(nowMs, 1)) return words.yesterday
  const isThisYear = dayjs(timeMs).year() === dayjs(nowMs).year()
  return dayjs(timeMs).format(isThisYear ? dates.day : dates.dayAndYear)
}

/** A day that is still to come, inside a sentence. */
export function comingDayText(messages: Messages, timeMs: number, nowMs: number): string {
  const { words } = messages
  const tomorrow = startOfNextDayMs(nowMs)
  if (timeMs < tomorrow) return words.comingToday
  if (timeMs < startOfNextDayMs(tomorrow)) return words.comingTomorrow
  return format(words.comingDay, { d: dayText(messages, timeMs, nowMs) })
}

/** A day as it is stored, `2026-12-19`, with the year only if it is not that of `today`, stored in the same way. */
export function calendarDateText({ dates }: Messages, date: string, today: string): string {
  return dayjs(date).format(date.slice(0, 4) === today.slice(0, 4) ? dates.day : dates.dayAndYear)
}

/** `14:32` */
export function timeOfDayText(timeMs: number): string {
  return dayjs(timeMs).format('HH:mm')
}

/** A time that is still to come: `14:32`, and the day if it is not today. */
export function momentText({ words, dates }: Messages, timeMs: number, nowMs: number): string {
  const time = timeOfDayText(timeMs)
  const tomorrow = startOfNextDayMs(nowMs)
  if (timeMs < tomorrow) return time
  if (timeMs < startOfNextDayMs(tomorrow)) return format(words.timeTomorrow, { time })
  return dayjs(timeMs).format(dates.dayAndTime)
}

/** For a page's title: `11/22 14:32`; for another year only the date. */
export function dateAndTimeText({ dates }: Messages, timeMs: number, nowMs: number): string {
  const isThisYear = dayjs(timeMs).year() === dayjs(nowMs).year()
  if (!isThisYear) return dayjs(timeMs).format(dates.titleDayAndYear)
  return `${dayjs(timeMs).format(dates.titleDay)} ${timeOfDayText(timeMs)}`
}

/** How long the last attempt at a question was, and when. */
export function lastTimeText(messages: Messages, durationMs: number, timeMs: number, nowMs: number): string {
  return format(messages.words.lastTime, {
    n: wholeSeconds(durationMs),
    d: dayText(messages, timeMs, nowMs),
  })
}

/** Whole seconds, rounded down; with minutes from 60 s on. */
export function spokenText({ words }: Messages, durationMs: number): string {
  const all = Math.floor(Math.max(0, durationMs) / 1000)
  if (all < 60) return format(words.seconds, { n: all })
  return format(words.minutesAndSeconds, { m: Math.floor(all / 60), s: all % 60 })
}

/** `12.3 MB`; like WeChat's, an MB is 1024 × 1024 bytes. Never 0 for something that exists. */
export function sizeText(sizeBytes: number): string {
  const megabytes = sizeBytes / (1024 * 1024)
  const shown = sizeBytes > 0 ? Math.max(0.1, Math.round(megabytes * 10) / 10) : 0
  return `${shown} MB`
}
