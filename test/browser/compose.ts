// Typing with an input method: the letters come first, and are replaced by what is chosen.
import type { Locator } from 'playwright-core'

/** @param letters the text under composition, after each key */
export async function compose(field: Locator, letters: readonly string[], chosen: string): Promise<void> {
  await field.focus()
  const keyboard = await field.page().context().newCDPSession(field.page())
  for (const text of letters) {
    await keyboard.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  }
  await keyboard.send('Input.insertText', { text: chosen })
  await keyboard.detach()
}
