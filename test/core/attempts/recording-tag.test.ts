import { createAttempt, type Attempt } from '../../../miniprogram/core/attempts/attempt'
import { summaryOf } from '../../../miniprogram/core/attempts/attempt-summary'
import { recordingTag } from '../../../miniprogram/core/attempts/recording-tag'
import type { AskedQuestion } from '../../../miniprogram/core/questions/question'
import { questionTag } from '../../../miniprogram/core/recording/question-tag'
import { question } from './sample-attempts'

const recordingAt = (createdAtMs: number) => ({
  ...{ id: String(createdAtMs), filePath: 'wxfile://tmp/1.mp3' },
  ...{ durationMs: 1000, sizeBytes: 6000, levels: [] },
})
const attempt = (createdAtMs: number, asked: AskedQuestion | null): Attempt =>
  createAttempt({ createdAtMs, question: asked, recording: recordingAt(createdAtMs) })

const attempts = [
  attempt(1, question),
  attempt(2, { ...question, id: 'other' }),
  attempt(3, question),
  attempt(4, null),
]
const log = {
  list: () => attempts.map(summaryOf),
  get: (id: string) => attempts.find((one) => one.id === id) ?? null,
}

test('names the question, how often it was recorded, and the language of notes', () => {
  const reader = { readsQuestion: true, notes: 'zh' } as const
  expect(recordingTag(log, recordingAt(1), reader)).toEqual(questionTag({ question, takeNumber: 1 }, 'zh'))
  expect(recordingTag(log, recordingAt(3), reader)).toEqual(questionTag({ question, takeNumber: 2 }, 'zh'))
})

test('without a question, names the language alone', () => {
  const reader = { readsQuestion: true, notes: 'en' } as const
  expect(recordingTag(log, recordingAt(4), reader)).toEqual(questionTag(null, 'en'))
  expect(recordingTag(log, recordingAt(5), reader)).toEqual(questionTag(null, 'en'))
})

test('a service that does not know the tag gets the recorder’s bytes alone', () => {
  expect(recordingTag(log, recordingAt(3), { readsQuestion: false, notes: 'zh' })).toHaveLength(0)
})
