import { createPlanner } from '../../miniprogram/core/plan/planner'
import { readSeasons } from '../../miniprogram/core/plan/season'
import { dayNumberOf } from '../../miniprogram/i18n/day'
import type { Language } from '../../miniprogram/i18n/language'
import { createPlanPresenter, type PlanServices } from '../../miniprogram/pages/plan/plan-presenter'
import type { PlanView } from '../../miniprogram/pages/plan/plan-view'
import { applyPatch } from './apply-patch'
import { createFakeDialogs } from './attempt-services'
import { createFakeAppearance, withAppearance } from './fake-appearance'
import { at, summary } from './history/summaries'

const autumn = {
  ...{ from: '2026-09-01', to: '2026-12-31', source: 'reports of candidates', date: '2026-09-20' },
  ...{ new: ['food', 'sleep'], kept: ['home'] },
}

function open(
  language: Language = 'en',
  seasons: readonly unknown[] = [],
  spoken = [] as ReturnType<typeof summary>[],
  due = 0,
) {
  const appearance = createFakeAppearance(language)
  const dialogs = createFakeDialogs()
  const went: string[] = []
  let changed = (): void => undefined
  const phone = { spoken }
  const planner = createPlanner({
    ...{ attempts: { list: () => phone.spoken }, settings: appearance.settings },
    ...{ nowMs: () => at(23, 18), dayOf: dayNumberOf, seasons: readSeasons({ seasons }) },
    phrases: { dueCount: () => due, list: () => [] },
  })
  const services = withAppearance(appearance, {
    ...{ planner, dialogs },
    questions: { next: planner.next, queue: (question: { id: string }) => void went.push(question.id) },
    navigation: {
      openTab: (tab: string) => void went.push(tab),
      openPage: (name: string) => void went.push(name),
    },
    attempts: {
      onChanged(listener: () => void) {
        changed = listener
        return () => void went.push('unsubscribed')
      },
    },
  }) as unknown as PlanServices
  const page = {} as PlanView
  const presenter = createPlanPresenter(services, (patch) =>
    applyPatch(page as unknown as Record<string, unknown>, patch),
  )
  const speak = (attempt: ReturnType<typeof summary>) => {
    phone.spoken = [attempt, ...phone.spoken]
    changed()
  }
  return { page, presenter, settings: appearance.settings, dialogs, went, speak }
}

test('without an exam date and a season: what to do today, through the whole bank', () => {
  const { page } = open()
  expect(page).toMatchObject({
    exam: { date: '', label: 'Choose', isSet: false },
    minutes: '10 min',
    shortfall: null,
    today: { time: 'About 10 min', isDone: false, phrases: '' },
    season: {
      lines: ['No season is known. The plan goes through the 41 topics of the bank.'],
      progress: 'Topics spoken twice 0 / 41',
      share: 0,
    },
  })
  expect(page.today.rows[0]).toEqual({
    id: 'hometown-like-most',
    text: 'What do you like most about your hometown?',
    why: 'Hometown',
  })
})

test('an exam date is chosen, counted down to, and removed', () => {
  const { page, presenter, settings } = open('zh')
  presenter.acts.examDate({ value: '2026-12-19' })
  expect(page.exam).toMatchObject({ date: '2026-12-19', label: '12月19日 · 还有 26 天', isSet: true })
  presenter.acts.examDate({ value: 'soon' })
  expect(settings.current.examDate).toBe('2026-12-19')
  presenter.acts.examDate({ value: '2026-11-23' })
  expect(page.exam.label).toBe('11月23日 · 就是今天')
  settings.change({ examDate: '2025-11-23' })
  expect(page.exam.label).toMatch(/已过$/)
  presenter.acts.removeExamDate()
  expect(page.exam).toMatchObject({ date: '', label: '选日期', isSet: false })
})

test('what does not fit is said at once, with the time that would be enough', async () => {
  const { page, presenter, settings, dialogs } = open('en', [{ ...autumn, kept: ['home', 'work', 'study'] }])
  settings.change({ minutesADay: 5 })
  presenter.acts.examDate({ value: '2026-11-25' })
  expect(page.shortfall).toEqual({
    heading: 'No time to speak every topic twice',
    body: '5 topics are left, and 2 days of 5 min hold 4 questions. No time for: Work. 10 min a day would be enough.',
  })
  dialogs.choice = 1
  await presenter.acts.minutesADay()
  expect(page).toMatchObject({ minutes: '10 min', shortfall: null })
})

test('the season, its source and its end before the exam', () => {
  const { page, presenter } = open('en', [autumn])
  const lines = ['2 new topics, 1 kept', '1 Sep to 31 Dec', 'Source: reports of candidates, 20 Sep']
  expect(page.season.lines).toEqual(lines)
  expect(page.today.rows[0]?.why).toBe('Food and cooking · New this season')
  presenter.acts.examDate({ value: '2027-01-09' })
  expect(page.season.lines).toContain('This season ends before your exam: the questions will change.')
})

test('a tap on a question practises it, one on the phrases opens them', () => {
  const { page, presenter, went } = open('en', [], [], 4)
  expect(page.today.phrases).toBe('Recall 4 phrases')
  presenter.acts.practise({ id: 'home-future' })
  presenter.acts.practise({ id: 'gone' })
  presenter.acts.openPhrases()
  presenter.close()
  expect(went).toEqual(['home-future', 'practice', 'review', 'unsubscribed'])
})

test('what is spoken while the page is open leaves the list, until the day is done', () => {
  const { page, speak } = open()
  for (const { id, text } of [...page.today.rows]) {
    expect(page.today.rows.map((row) => row.id)).toContain(id)
    speak(summary(at(23, 19), { question: { id, text, gloss: '', topic: { en: '', zh: '' } } }))
  }
  expect(page.today).toEqual({ time: '', rows: [], phrases: '', isDone: true })
})
