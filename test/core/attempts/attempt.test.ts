import {
  answerToRead,
  createAttempt,
  ended,
  errorOf,
  failed,
  interrupted,
  recordingOf,
  saved,
  sending,
  statusOf,
  streaming,
  unsent,
  withoutAudio,
} from '../../../miniprogram/core/attempts/attempt'
import type { Attempt, AttemptChange } from '../../../miniprogram/core/attempts/attempt'
import { AppError } from '../../../miniprogram/core/errors'
import type { EndReason } from '../../../miniprogram/core/session/session-state'
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

const after =
  (...changes: AttemptChange[]): AttemptChange =>
  (attempt) =>
    changes.reduce((current, change) => change(current), attempt)
const answered = (status: EndReason, text: string, error: AppError | null = null, logid = '17') =>
  ended(logid, { status, text, error })
const growing = (text: string, logid = '17') => streaming(logid, text)

test('a new attempt stores the words of its question, and nothing else of it', () => {
  const bankQuestion = { ...question, difficulty: 3 }
  const attempt = createAttempt({ createdAtMs: 0, question: bankQuestion, recording })
  expect(attempt.question).toEqual(question)
  expect(attempt).toMatchObject({ durationMs: 1000, answers: [], error: null })
  expect(statusOf(attempt)).toBe('recorded')
  expect(attempt.recording).toEqual({
    filePath: 'wxfile://tmp/1.mp3',
    isKept: false,
    sizeBytes: 6000,
    levels: [0.12, 1],
  })
})

test('how the student spoke stays with the attempt, also when its audio is deleted', () => {
  const speech = { firstWordMs: 100, lastWordMs: 900, pauses: [], levelDb: -18 }
  const attempt = createAttempt({ createdAtMs: 0, question, recording: { ...recording, speech } })
  expect(recordingOf(attempt)).toEqual({ ...recording, speech })
  expect(withoutAudio(attempt)).toMatchObject({ recording: null, speech })
  expect(createAttempt({ createdAtMs: 0, question, recording })).not.toHaveProperty('speech')
})

test('from recorded to done: saved, sending, streaming', () => {
  const sent = after(saved('wxfile://usr/a.mp3'), sending(request))(fresh)
  expect(statusOf(sent)).toBe('sending')
  const begun = growing('One')(sent)
  expect(statusOf(begun)).toBe('streaming')
  const done = answered('done', 'One.\n\nTwo.')(begun)
  expect(statusOf(done)).toBe('done')
  expect(done.answers).toEqual([{ ...request, status: 'done', text: 'One.\n\nTwo.', error: null }])
  expect(recordingOf(done)).toEqual({ ...recording, filePath: 'wxfile://usr/a.mp3', levels: [0.12, 1] })
})

test('without a request, there is no answer to change', () => {
  expect(growing('One')(fresh)).toBe(fresh)
  expect(answered('done', 'One')(fresh)).toBe(fresh)
})

test('what has been written of a text stays if the end cannot be written', () => {
  const begun = after(sending(request), growing('One'))(fresh)
  expect(answered('truncated', '')(begun).answers).toMatchObject([{ status: 'truncated', text: 'One' }])
})

describe('sent again', () => {
  const first = after(sending(request), answered('done', 'One.'))(fresh)
  const again = { ...request, logid: '18' }
  let requests = 100
  /** Another request and its end. */
  function run(status: EndReason, text: string, error: AppError | null = null): AttemptChange {
    requests += 1
    const logid = String(requests)
    return after(sending({ ...request, logid }), answered(status, text, error, logid))
  }
  const brief = (attempt: Attempt) => [statusOf(attempt), answerToRead(attempt)?.text]
  const texts = (attempt: Attempt) => attempt.answers.map(({ text }) => text).join(' ')

  test('the earlier answer stays while the new one is written, and when it ends with less', () => {
    const sent = sending(again)(first)
    expect(brief(sent)).toEqual(['sending', 'One.'])
    const begun = growing('Tw', '18')(sent)
    expect(brief(begun)).toEqual(['streaming', 'One.'])
    const stopped = answered('stopped', 'Two', null, '18')(begun)
    expect(brief(stopped)).toEqual(['done', 'One.'])
    expect(stopped.answers).toMatchObject([
      { text: 'One.', logid: '17' },
      { text: 'Two', logid: '18' },
    ])
  })

  test('a whole answer is the one to read, and the earlier one stays readable', () => {
    const both = run('done', 'Two.')(first)
    expect(brief(both)).toEqual(['done', 'Two.'])
    expect(texts(both)).toBe('One. Two.')
  })

  test.each(['gap', 'idle', 'network'] as const)(
    'one that is not whole (%s) does not replace it',
    (status) => {
      expect(brief(run(status, 'Much longer than that.')(first))).toEqual(['done', 'One.'])
    },
  )

  test('of two that are not whole, the latest with text is read', () => {
    const none = after(run('idle', 'One'), run('network', '', new AppError('network')))(fresh)
    expect([...brief(none), errorOf(none)?.code]).toEqual(['idle', 'One', 'network'])
    const more = run('stopped', 'Tw')(none)
    expect([...brief(more), errorOf(more)]).toEqual(['stopped', 'Tw', null])
    expect(texts(more)).toBe('One Tw')
  })

  test('only so many are kept: partial ones go first, then the oldest', () => {
    const partials = after(
      run('idle', 'a'),
      run('idle', 'b'),
      run('idle', 'c'),
      run('idle', 'd'),
      run('idle', 'e'),
    )
    expect(texts(partials(fresh))).toBe('b c d e')
    const wholes = after(run('done', 'A'), run('idle', 'x'), run('done', 'B'), run('done', 'C'))(fresh)
    expect(texts(wholes)).toBe('A x B C')
    const full = run('idle', 'y')(wholes)
    expect(texts(full)).toBe('A B C y')
    expect(texts(run('idle', 'z')(full))).toBe('A B C z')
    expect(texts(after(run('done', 'D'), run('done', 'E'))(full))).toBe('B C D E')
    // a request without text costs none, and is forgotten
    expect(texts(after(run('http', ''), run('http', ''))(full))).toBe('A B C y ')
  })

  test('a request that was never sent leaves everything as it was, except for the error', () => {
    const before = run('http', '', new AppError('http'))(first)
    const sent = sending(again)(before)
    const error = new AppError('network', { isUnsent: true })
    expect(unsent('18', before, error)(sent)).toEqual({
      ...before,
      error: { code: 'network', isUnsent: true },
    })
    expect(unsent('18', before, null)(sent)).toEqual(before)
  })

  test('two at once do not mix, and the end of one is no loss to the other', () => {
    const both = after(sending({ ...request, logid: '18' }), sending({ ...request, logid: '19' }))(first)
    const grown = after(growing('b', '19'), growing('a', '18'))(both)
    expect(texts(grown)).toBe('One. a b')
    const oneEnded = answered('done', 'a.', null, '18')(grown)
    expect(brief(oneEnded)).toEqual(['streaming', 'a.'])
    expect(brief(unsent('19', grown, null)(oneEnded))).toEqual(['done', 'a.'])
  })

  test('interrupted by a kill: the whole one is the one to read', () => {
    const killed = interrupted(after(sending(again), growing('Tw', '18'))(first))
    expect(brief(killed)).toEqual(['done', 'One.'])
    expect(killed.answers).toMatchObject([{}, { status: 'interrupted', text: 'Tw' }])
  })
})

test('interrupted changes only attempts that are being sent or answered', () => {
  const sent = sending(request)(fresh)
  expect(statusOf(interrupted(sent))).toBe('interrupted')
  expect(statusOf(interrupted(growing('One')(sent)))).toBe('interrupted')
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
  const error = new AppError('http', {
    httpStatus: 502,
    grpcCode: 14,
    isUnsent: true,
    retryAtMs: 5,
    message: 'x'.repeat(9000),
    cause,
  })
  expect(failed(error)(fresh).error).toEqual({
    code: 'http',
    httpStatus: 502,
    grpcCode: 14,
    isUnsent: true,
    retryAtMs: 5,
    message: 'x'.repeat(500),
  })
})
