// Settings and taps → patches for setData: all of the Me page's logic, without WeChat.
import { isApiAddress } from '../../core/api-address'
import type { StorageUsage } from '../../core/ports'
import type { Services } from '../../services'
import type { Settings } from '../../core/settings'
import { format, messagesFor, type Messages } from '../../i18n/index'
import { offerRoom } from '../../presentation/offer-room'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import type { Patch } from '../../presentation/patch'
import {
  appearanceChoices,
  keepChoices,
  languageChoices,
  rowGroupsOf,
  transportChoices,
  zoneChoices,
  type Choice,
  type RowId,
} from './me-view'

/** What this page needs of the app's services. */
type MeServices = AppearanceServices &
  Pick<Services, 'attempts' | 'dialogs' | 'navigation' | 'nowMs' | 'usage' | 'phrases' | 'hasCloud' | 'build'>

/** `show` gets one patch per change; the first before this returns. */
export function createMePresenter(services: MeServices, show: (patch: Patch) => void) {
  const { settings, dialogs, navigation, build } = services
  let recordings: StorageUsage | null = null
  let isClosed = false

  const wordsNow = (): Messages['words'] => messagesFor(services.language).words

  function groups() {
    const facts = {
      ...{ settings: settings.current, build, recordings },
      ...{ hasCloud: services.hasCloud, phraseCount: services.phrases.list().length },
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

  async function change(changes: Partial<Settings>): Promise<void> {
    try {
      settings.change(changes)
      // this page is visible, so the bars are its own
      appearance.shown()
    } catch {
      const { settingNotSaved: title, settingNotSavedWay: content, ok: yes } = wordsNow()
      await dialogs.confirm({ title, content, yes })
    }
  }

  async function choose<Key extends keyof Settings>(
    key: Key,
    title: string,
    choices: readonly Choice<Settings[Key]>[],
  ): Promise<void> {
    const index = await dialogs.choose(
      title,
      choices.map(({ label }) => label),
    )
    const chosen = index === null ? undefined : choices[index]
    if (chosen) await change({ [key]: chosen.value })
  }

  async function askAddress(): Promise<void> {
    const words = wordsNow()
    const written = await dialogs.write(
      words.apiAddress,
      build.apiAddress,
      words.apiAddressSave,
      words.cancelShort,
    )
    if (written === null) return
    const address = written.trim().replace(/\/+$/, '')
    if (address !== '' && !isApiAddress(address)) {
      const content = format(words.apiAddressWrongWay, { plain: 'http://', secure: 'https://' })
      await dialogs.confirm({ title: words.apiAddressWrong, content, yes: words.ok })
      return
    }
    build.changeAddress(address)
    present()
  }

  /** Promises settle once everything has been done. */
  const acts: Readonly<Record<RowId, () => Promise<void> | void>> = {
    language: () => choose('language', wordsNow().language, languageChoices(wordsNow())),
    appearance: () => choose('appearance', wordsNow().appearance, appearanceChoices(wordsNow())),
    guideZone: () => choose('guideZone', wordsNow().guideZone, zoneChoices(wordsNow())),
    isPaceShown: () => change({ isPaceShown: !settings.current.isPaceShown }),
    hasHaptics: () => change({ hasHaptics: !settings.current.hasHaptics }),
    transport: () => choose('transport', wordsNow().upload, transportChoices(wordsNow(), services.hasCloud)),
    keepAudioDays: () => choose('keepAudioDays', wordsNow().keepAudio, keepChoices(wordsNow())),
    async room() {
      if (await offerRoom(services)) await measure()
    },
    phrases: () => navigation.openPage('phrases'),
    privacy: () => navigation.openPage('privacy'),
    diagnostics: () => navigation.openPage('diagnostics'),
    address: askAddress,
    version: () => undefined,
  }

  function applyAppearance(data: AppearanceData): void {
    show({ ...data, groups: groups() })
  }

  const appearance = createAppearance(services, ({ words }) => words.me, applyAppearance)
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
