// A model answer → paragraphs in the form that a service that listens writes: see docs/protocol.md. Nobody has listened to anything.
import type { NotesLanguage } from '../../question'
import { withSlips, type Slip } from './slips'

const notes: Readonly<Record<NotesLanguage, (slip: Slip) => string>> = {
  en: ({ wrong, right, reason }) => `Say “${right}”, not “${wrong}”: ${reason.en}.`,
  zh: ({ wrong, right, reason }) => `“${wrong}” 应该说成 “${right}”：${reason.zh}。`,
}

const nextTakes: Readonly<Record<NotesLanguage, (takeNumber: number) => string>> = {
  en: (takeNumber) =>
    takeNumber > 1
      ? `You have answered this ${takeNumber} times. Say it in one go now, with no longer pause than a breath.`
      : 'Say it again without looking, and add one example of your own.',
  zh: (takeNumber) =>
    takeNumber > 1
      ? `这个问题你已经回答了 ${takeNumber} 次。这一次试着一口气说完，中间只停一次呼吸的时间。`
      : '不看文字再说一遍，并加上一个你自己的例子。',
}

export function listeningParagraphs(
  modelAnswer: readonly string[],
  takeNumber: number,
  language: NotesLanguage,
): readonly string[] {
  const better = modelAnswer.join(' ')
  const { said, slips } = withSlips(better)
  return [
    `You said: ${said}`,
    `Better: ${better}`,
    ...slips.slice(0, 2).map((slip) => `Note: ${notes[language](slip)}`),
    `Next take: ${nextTakes[language](takeNumber)}`,
  ]
}
