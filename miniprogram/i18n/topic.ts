// A topic's names → what a student reads of it.
import type { AskedQuestion } from '../core/questions/question'
import type { Language } from './language'

/** `Hometown · 家乡` for who reads Chinese: the exam is English. */
export function topicText({ en, zh }: AskedQuestion['topic'], language: Language): string {
  return language === 'zh' ? `${en} · ${zh}` : en
}
