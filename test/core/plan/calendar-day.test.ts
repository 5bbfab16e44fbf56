import fc from 'fast-check'
import { dayOfText, textOfDay } from '../../../miniprogram/core/plan/calendar-day'

test('days are those of the calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 47_000 }), (day) => {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10)
      expect(textOfDay(day)).toBe(text)
      expect(dayOfText(text)).toBe(day)
    }),
  )
})

test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '01.12.2026', '2026-04-31', ''])(
  '%j is no day',
  (text) => {
    expect(dayOfText(text)).toBeNull()
  },
)
