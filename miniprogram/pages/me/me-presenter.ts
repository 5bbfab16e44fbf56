// Settings and taps → patches for setData: all of the Me page's logic, without WeChat.
import type { StorageUsage } from '../../core/ports'
import type { Services } from '../../services'
import { messagesFor, type Messages } from '../../i18n/index'
import { offerRoom } from '../../presentation/offer-room'
import { createAppearance, type AppearanceServices } from '../../presentation/appearance'
import { changeSettings, chooseSetting } from '../../presentation/settings/change-settings'
import type { Patch } from '../../presentation/patch'
import {
  appearanceChoices,
  keepChoices,
  languageChoices,
  notesChoices,
  rowGroupsOf,
  zoneChoices,
  type MeRow,
} from './me-view'

/** What this page needs of the app's services. */
type MeServices = AppearanceServices &
  Pick<Services, 'attempts' | 'dialogs' | 'navigation' | 'nowMs' | 'usage' | 'phrases' | 'speaker'>

/** `show` gets one patch per change; the first before this returns. */
export function createMePresenter(services: MeServices, show: (patch: Patch) => void) {
  const { settings, navigation } = services
  let recordings: StorageUsage | null = null
  let isClosed = false

  const wordsNow = (): Messages['words'] => messagesFor(services.language).words

  function groups() {
    const facts = {
      settings: settings.current,
      recordings,
      phraseCount: services.phrases.list().length,
      speaks: services.speaker.speaks,
    }
    return rowGroupsOf(facts, messagesFor(services.language))
  }

  function present(): void {
    if (!isClosed) show({ groups: groups() })
  }

  async function measure(): Promise<void> {
    recordings = (await services.usage().catch(() => null))?.recordings ?? null
    present()
  }

  /** Promises settle once everything has been done. */
  const acts: Readonly<Record<MeRow | 'privacy', () => Promise<void> | void>> = {
    plan: () => navigation.openPage('plan'),
    phrases: () => navigation.openPage('phrases'),
    guideZone: () => chooseSetting(services, 'guideZone', wordsNow().guideZone, zoneChoices(wordsNow())),
    isPaceShown: () => changeSettings(services, { isPaceShown: !settings.current.isPaceShown }),
    hasHaptics: () => changeSettings(services, { hasHaptics: !settings.current.hasHaptics }),
    isMockSpoken: () => changeSettings(services, { isMockSpoken: !settings.current.isMockSpoken }),
    async language() {
      await chooseSetting(services, 'language', wordsNow().language, languageChoices(wordsNow()))
      applyBars()
    },
    notesLanguage: () =>
      chooseSetting(services, 'notesLanguage', wordsNow().notesLanguage, notesChoices(wordsNow())),
    async appearance() {
      await chooseSetting(services, 'appearance', wordsNow().appearance, appearanceChoices(wordsNow()))
      applyBars()
    },
    keepAudioDays: () =>
      chooseSetting(services, 'keepAudioDays', wordsNow().keepAudio, keepChoices(wordsNow())),
    async room() {
      if (await offerRoom(services)) await measure()
    },
    transfer: () => navigation.openPage('transfer'),
    privacy: () => navigation.openPage('privacy'),
    support: () => navigation.openPage('support'),
  }

  const appearance = createAppearance(
    services,
    ({ words }) => words.me,
    (data) => show({ ...data, groups: groups() }),
  )

  /** This page is visible, so the bars are its own. */
  function applyBars(): void {
    if (!isClosed) appearance.shown()
  }

  return {
    shown() {
      appearance.shown()
      void measure()
    },
    acts,
    close() {
      isClosed = true
      appearance.close()
    },
  }
}
