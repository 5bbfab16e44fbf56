// A choice of the student → stored, or a dialog that says why not. Shared by all pages with settings.
import type { Settings } from '../../core/settings'
import type { Services } from '../../services'
import { messagesFor } from '../../i18n/index'
import { markedLabels, type Choice } from './setting-rows'

type SettingServices = Pick<Services, 'settings' | 'dialogs' | 'language'>

/** Makes the change before it returns, or says why it could not be stored; resolves once that has been read. */
export async function storeChoice(
  { dialogs, language }: Pick<Services, 'dialogs' | 'language'>,
  change: () => void,
): Promise<void> {
  try {
    change()
  } catch {
    const { settingNotSaved: title, settingNotSavedWay: content, ok: yes } = messagesFor(language).words
    await dialogs.confirm({ title, content, yes })
  }
}

export function changeSettings(services: SettingServices, changes: Partial<Settings>): Promise<void> {
  return storeChoice(services, () => services.settings.change(changes))
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
