import type { Origin } from '../../../miniprogram/core/phrases/phrase'
import { messagesFor } from '../../../miniprogram/i18n/index'
import { copiedAnswer, copiedPhrase } from '../../../miniprogram/presentation/reading/copied-text'

const answer = (...finished: string[]) => ({ finished, growing: '' })

test.each([
  ['a labelled answer', answer('You said: i like tea', 'Better: I **like** tea.'), 'generated'],
  ['an ordinary answer', answer('# Tea', 'I like it.'), 'generated'],
  ['what remained of an answer that was cut after the transcript', answer('You said: i like tea'), 'own'],
])('%s', (_what, text, origin) => {
  const [zh, en] = [copiedAnswer(text, messagesFor('zh')), copiedAnswer(text, messagesFor('en'))]
  expect(zh.endsWith('\n（AI 生成）')).toBe(origin === 'generated')
  expect(en.endsWith('\n(AI-generated)')).toBe(origin === 'generated')
})

test('the whole of a labelled answer', () => {
  const text = answer('You said: i like tea', 'Better: I **like** tea.')
  expect(copiedAnswer(text, messagesFor('zh'))).toBe(
    '你说的：i like tea\n\n更好的说法：I like tea.\n（AI 生成）',
  )
})

test('a phrase says that a model wrote it, if one did', () => {
  const copied = (origin: Origin) => copiedPhrase({ text: 'I like tea.', origin }, messagesFor('en'))
  expect(copied('answer')).toBe('I like tea.\n(AI-generated)')
  expect(copied('model-answer')).toBe('I like tea.')
})
