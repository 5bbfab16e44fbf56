// The plan, settings and taps → patches for setData: all of the plan page's logic, without WeChat.
import { dayOfText } from '../../core/plan/calendar-day'
import { questionOf } from '../../core/questions/bank'
import { minutesChoices } from '../../core/settings'
import type { Services } from '../../services'
import { format, messagesFor } from '../../i18n/index'
import { createAppearance, type AppearanceServices } from '../../presentation/appearance'
import { diffing, type Patch } from '../../presentation/patch'
import { changeSettings, chooseSetting } from '../../presentation/settings/change-settings'
import { planViewOf, type PlanView } from './plan-view'

/** What this page needs of the app's services. */
export type PlanServices = AppearanceServices &
  Pick<Services, 'planner' | 'questions' | 'navigation' | 'dialogs'> & {
    readonly attempts: Pick<Services['attempts'], 'onChanged'>
  }

/** `show` gets one patch per change, never empty; the first before this returns. */
export function createPlanPresenter(services: PlanServices, show: (patch: Patch) => void) {
  const { planner, settings, navigation } = services
  const showView = diffing<PlanView>(show)

  function refresh(): void {
    const { language } = services
    showView(planViewOf(planner.plan(), settings.current, { language, messages: messagesFor(language) }))
  }

  const appearance = createAppearance(
    services,
    ({ words }) => words.plan,
    (data) => {
      show(data)
      refresh()
    },
  )
  // an answer may end, or a recording be saved, behind this page
  const unsubscribe = services.attempts.onChanged(refresh)

  return {
    shown() {
      appearance.shown()
      refresh()
    },
    acts: {
      examDate({ value }: Pick<ActData, 'value'>) {
        if (dayOfText(value) !== null) void changeSettings(services, { examDate: value })
      },
      removeExamDate: () => void changeSettings(services, { examDate: null }),
      minutesADay() {
        const { words } = messagesFor(services.language)
        const choices = minutesChoices.map((value) => ({ value, label: format(words.minutes, { n: value }) }))
        return chooseSetting(services, 'minutesADay', words.minutesADay, choices)
      },
      practise({ id }: Pick<ActData, 'id'>) {
        const question = questionOf(id)
        if (!question) return
        services.questions.queue(question)
        navigation.openTab('practice')
      },
      openPhrases: () => navigation.openPage('review'),
    },
    close() {
      appearance.close()
      unsubscribe()
    },
  }
}
