// `2026-12-01` ↔ the number of a day, whatever the time zone: what plans and seasons count in.

/** Days since 1 January 1970. */
export type DayNumber = number

/** Null if there is no such day. */
export function dayOfText(text: string): DayNumber | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return null
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number]
  const day = daysBefore(year, month) + date - 1
  return month >= 1 && month <= 12 && textOfDay(day) === text ? day : null
}

export function textOfDay(day: DayNumber): string {
  let year = 1970 + Math.floor(day / 366)
  while (daysBefore(year + 1, 1) <= day) year += 1
  let month = 1
  while (month < 12 && daysBefore(year, month + 1) <= day) month += 1
  const date = day - daysBefore(year, month) + 1
  return [String(year), padded(month), padded(date)].join('-')
}

/** Days from the epoch to the first of the month, after the calendar of 1582. */
function daysBefore(year: number, month: number): number {
  const leapDays = (untilYear: number) =>
    Math.floor(untilYear / 4) - Math.floor(untilYear / 100) + Math.floor(untilYear / 400)
  const isLeap = leapDays(year) > leapDays(year - 1)
  const monthDays = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const days = monthDays.slice(0, month - 1).reduce((sum, length) => sum + length, 0)
  return (year - 1970) * 365 + leapDays(year - 1) - leapDays(1969) + days
}

function padded(number: number): string {
  return String(number).padStart(2, '0')
}
