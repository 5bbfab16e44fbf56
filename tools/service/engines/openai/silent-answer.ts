// The answer to a recording without words: no model is asked.
import type { NotesLanguage } from '../../question'
import { paragraphBreak } from '../../frames'

/** Not that nothing was said: recognition may have missed it. */
const texts: Record<NotesLanguage, { readonly note: string; readonly nextTake: string }> = {
  en: {
    note: 'No answer could be heard in this recording. It may be silent, too quiet, or too noisy.',
    nextTake:
      'Play the recording first. If you cannot hear yourself either, hold the phone closer, find a quieter place, and record again.',
  },
  zh: {
    note: '这段录音里没有听到你的回答：可能没有声音，也可能声音太小，或者周围太吵。',
    nextTake: '先播放一遍录音；如果自己也听不清，就把手机拿近一点，换个安静的地方，再录一次。',
  },
}

export function silentAnswer(language: NotesLanguage): readonly string[] {
  const { note, nextTake } = texts[language]
  return [`Note: ${note}`, paragraphBreak, `Next take: ${nextTake}`]
}
