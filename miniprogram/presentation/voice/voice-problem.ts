// Why nothing was read aloud → one sentence with a way on, in the student's language.
import type { AppError } from '../../core/errors'
import { momentText } from '../../i18n/day'
import { format, type Messages } from '../../i18n/index'
import { isTooEarly } from '../../i18n/sentences'

export function voiceProblemOf(error: AppError, messages: Messages, nowMs: number): string {
  const { words } = messages
  const { code, detail } = error
  if (isTooEarly(error, nowMs)) {
    return format(words.voiceLater, { when: momentText(messages, detail.retryAtMs ?? 0, nowMs) })
  }
  switch (code) {
    case 'network':
    case 'timeout':
    case 'interrupted':
      return words.voiceOffline
    case 'storage-full':
      return words.voiceNoRoom
    case 'http':
      if (detail.httpStatus === 429) return words.voiceBusy
      return detail.httpStatus === 501 || detail.httpStatus === 404 ? words.voiceAbsent : words.voiceFailed
    default:
      return words.voiceFailed
  }
}
