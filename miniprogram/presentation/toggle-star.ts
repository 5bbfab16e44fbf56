// A tap on a star → the star stored, or a dialog that says why not.
import type { Services } from '../services'
import { messagesFor } from '../i18n/index'

/** @param id a topic's or a question's */
export function toggleStar(
  { stars, dialogs, language }: Pick<Services, 'stars' | 'dialogs' | 'language'>,
  id: string,
): void {
  try {
    stars.toggle(id)
  } catch {
    const { words } = messagesFor(language)
    void dialogs.confirm({ title: words.starNotSaved, content: words.starNotSavedWay, yes: words.ok })
  }
}
