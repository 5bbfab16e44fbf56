// A choice of the student → the setting stored, or a dialog that says why not. Shared by the Me and the Support page.
import type { Settings } from '../../core/settings'
import type { Services } from '../../services'
import { messagesFor } from '../../i18n/index'
import { markedLabels, type Choice } from './setting-rows'

type SettingServices = Pick<Services, 'settings' | 'dialogs' | 'language'>

export async function changeSettings(services: SettingServices, changes: Partial<Settings>): Promise<void> {
  try {
    services.settings.change(changes)
  } catch {
    const {
      settingNotSaved: title,
      settingNotSavedWay: content,
      ok: yes,
    } = messagesFor(services.language).words
    await services.dialogs.confirm({ title, content, yes })
  }
}

/** Offers the choices, the present one marked. A closed sheet changes nothing. */
export async function chooseSetting<Key extends keyof Settings>(
  services: SettingServices,
  key: Key,
  title: string,
  choices: readonly Choice<Settings[Key]>[],
): Promise<void> {
  const index = await services.dialogs.choose(title, markedLabels(choices, services.settings.current[key]))
  const chosen = index === null ? undefined : choices[index]
  if (chosen) await changeSettings(services, { [key]: chosen.value })
}
