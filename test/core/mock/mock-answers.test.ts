// The status of each answer of a set, from the log and the queue.
import type { Attempt, AttemptError, AttemptStatus } from '../../../miniprogram/core/attempts/attempt'
import { readAnswers } from '../../../miniprogram/core/mock/mock-answers'
import { answered, createMockSet, skipped } from '../../../miniprogram/core/mock/mock-set'
import { summary } from '../../pages/history/summaries'
import { questions } from './mock-world'

const network: AttemptError = { code: 'network' }

function read(
  status: AttemptStatus,
  error: AttemptError | null,
  queue = {},
  audio: 'kept' | 'none' = 'kept',
) {
  const set = skipped(answered(createMockSet(questions, 0), { id: '1', durationMs: 1 }), null)
  const attempts = {
    list: () => [summary(1, { status, audio }), summary(2)],
    get: (id: string) => (id === '1' ? ({ answers: [], error } as unknown as Attempt) : null),
  }
  return readAnswers(set, attempts, { running: null, waiting: [], ...queue })
}

test.each<[AttemptStatus, AttemptError | null, string, AttemptError | null]>([
  ['recorded', null, 'unsent', null],
  ['recorded', network, 'failed', network],
  ['sending', null, 'writing', null],
  ['streaming', null, 'writing', null],
  ['done', network, 'ready', null],
  ['stopped', null, 'stopped', null],
  ['idle', null, 'failed', null],
  ['interrupted', network, 'failed', network],
])('%s, %j: %s', (status, error, expected, shown) => {
  expect([...read(status, error)]).toEqual([['1', { status: expected, error: shown, hasAudio: true }]])
})

test('the queue takes precedence over the log', () => {
  expect(read('recorded', network, { running: '1' }).get('1')?.status).toBe('writing')
  expect(read('recorded', network, { waiting: ['1'] }).get('1')?.status).toBe('queued')
  expect(read('recorded', network, { running: '2', waiting: ['3'] }).get('1')?.status).toBe('failed')
})

test('without audio, without an entry, without a set', () => {
  expect(read('idle', null, {}, 'none').get('1')).toEqual({ status: 'failed', error: null, hasAudio: false })
  const attempts = { list: () => [summary(1, { status: 'idle' })], get: () => null }
  const idleQueue = { running: null, waiting: [] }
  const set = answered(createMockSet(questions, 0), { id: '1', durationMs: 1 })
  expect(readAnswers(set, attempts, idleQueue).get('1')).toMatchObject({ status: 'failed', error: null })
  expect(readAnswers(null, attempts, idleQueue).size).toBe(0)
})
