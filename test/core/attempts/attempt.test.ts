import {
  createAttempt,
  ended,
  failed,
  interrupted,
  saved,
  recordingOf,
  sending,
  streaming,
  unsent,
  withoutAudio,
} from '../../../miniprogram/core/attempts/attempt'
import { AppError } from '../../../miniprogram/core/errors'
import { question } from './sample-attempts'

const recording = {
  id: '1700000000000',
  filePath: 'wxfile://tmp/1.mp3',
  durationMs: 1000,
  sizeBytes: 6000,
  levels: [0.12, 1],
}
const fresh = createAttempt({ createdAtMs: 1_700_000_000_000, question, recording })
const request = { logid: '17', transport: 'inline' as const, uidSource: 'installation' as const }

test('a new attempt stores the words of its question, and nothing else of it', () => {
  const bankQuestion = { ...question, difficulty: 3 }
  const attempt = createAttempt({ createdAtMs: 0, question: bankQuestion, recording })
  expect(attempt.question).toEqual(question)
  expect(attempt).toMatchObject({ status: 'recorded', durationMs: 1000, answer: '', logid: '', error: null })
  expect(attempt.recording).toEqual({
    filePath: 'wxfile://tmp/1.mp3',
    isKept: false,
    sizeBytes: 6000,
    levels: [0.12, 1],
  })
})

test('from recorded to done: saved, sending, streaming', () => {
  const done = [
    saved('wxfile://usr/a.mp3'),
    sending(request),
    streaming('One'),
    ended({ status: 'done', answer: 'One.\n\nTwo.', error: null }),
  ].reduce((attempt, change) => change(attempt), fresh)
  expect(done).toMatchObject({ ...request, status: 'done', answer: 'One.\n\nTwo.', error: null })
  expect(recordingOf(done)).toEqual({ ...recording, filePath: 'wxfile://usr/a.mp3', levels: [0.12, 1] })
})

test('a run without text leaves the earlier text, and sending clears the error', () => {
  const partial = { ...fresh, status: 'idle' as const, answer: 'One', error: { code: 'timeout' as const } }
  const sent = sending(request)(partial)
  expect(sent).toMatchObject({ status: 'sending', answer: 'One', error: null })
  const failedAgain = ended({ status: 'network', answer: '', error: new AppError('network') })(sent)
  expect(failedAgain).toMatchObject({ status: 'network', answer: 'One', error: { code: 'network' } })
})

test('a run that was never sent restores everything except the error', () => {
  const before = {
    ...fresh,
    status: 'done' as const,
    logid: '16',
    transport: 'cloud' as const,
    answer: 'One',
  }
  const back = unsent(before, new AppError('upload-failed'))(sending(request)(before))
  expect(back).toEqual({ ...before, error: { code: 'upload-failed' } })
  expect(unsent(before, null)(sending(request)(before))).toEqual(before)
})

test('interrupted changes only attempts that are being sent or answered', () => {
  expect(interrupted({ ...fresh, status: 'streaming' }).status).toBe('interrupted')
  expect(interrupted({ ...fresh, status: 'sending' }).status).toBe('interrupted')
  expect(interrupted(fresh)).toBe(fresh)
})

test('removing audio keeps the time spoken; doing it twice changes nothing more', () => {
  const silent = withoutAudio(fresh)
  expect(silent).toEqual({ ...fresh, recording: null })
  expect(withoutAudio(silent)).toBe(silent)
  expect(recordingOf(silent)).toBeNull()
  expect(saved('x')(silent)).toBe(silent)
})

test('saving clears storage-full, and no other error', () => {
  expect(saved('x')(failed(new AppError('storage-full'))(fresh)).error).toBeNull()
  expect(saved('x')(failed(new AppError('network'))(fresh)).error).toEqual({ code: 'network' })
})

test('an error is stored with what support needs: a shortened message, without the cause', () => {
  const cause = new Error('x')
  const error = new AppError('http', { httpStatus: 502, grpcCode: 14, message: 'x'.repeat(9000), cause })
  expect(failed(error)(fresh).error).toEqual({
    code: 'http',
    httpStatus: 502,
    grpcCode: 14,
    message: 'x'.repeat(500),
  })
})
