// Attempts of another phone in the log: written as they are merged, deleted by nothing.
import { createAttempt, saved, withoutAudio } from '../../../miniprogram/core/attempts/attempt'
import type { Attempt } from '../../../miniprogram/core/attempts/attempt'
import { createAttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { AppError } from '../../../miniprogram/core/errors'
import { question } from './sample-attempts'
import { phoneClock, setUp } from './log-world'

const attempt = (id: string): Attempt => {
  const recording = { id, filePath: '', durationMs: 1_000, sizeBytes: 3, levels: [] }
  return withoutAudio(createAttempt({ createdAtMs: Number(id), question, recording }))
}
const [one, two] = [attempt('1600000000001'), attempt('1600000000002')]
const theirs = (_mine: Attempt | null, other: Attempt) => other

test('new ones are listed at once, and are there after a launch', async () => {
  const { log, start } = setUp()
  let changes = 0
  log.onChanged(() => (changes += 1))
  log.adopt([one, two], theirs)
  expect(changes).toBe(1)
  expect(log.list().map(({ id }) => id)).toEqual([two.id, one.id])
  const later = start().log
  await later.recover()
  expect(later.get(one.id)).toEqual(one)
})

test('an attempt that is here is merged; one that stays is not written', async () => {
  const { log, phone, launch } = setUp()
  const { id } = await log.add(question, phone.record('mine'))
  const before = launch.writes()
  log.adopt([attempt(id)], (mine) => mine ?? one)
  expect(launch.writes()).toBe(before)
  log.adopt([attempt(id)], (mine) => ({ ...(mine ?? one), askAgain: 'soon' }))
  expect(log.get(id)).toMatchObject({ askAgain: 'soon', recording: { isKept: true } })
  expect(log.list()).toMatchObject([{ id, askAgain: 'soon', audio: 'kept' }])
})

test.each([1, 2, 3])('killed before write %d: the next launch lists what was written', (writes) => {
  const { phone, start } = setUp()
  start().log.adopt([one], theirs)
  const killed = phone.launch(writes)
  const log = createAttemptLog({ store: killed.store, files: killed.files, clock: phoneClock() })
  const again = (mine: Attempt | null, other: Attempt) => ({ ...(mine ?? other), askAgain: 'soon' as const })
  try {
    log.adopt([one, two], again)
  } catch {
    // what becomes of the rest does not matter: the launch is over
  }
  expect(killed.isDead()).toBe(true)
  const { log: later } = start()
  for (const { id, askAgain } of later.list()) expect(later.get(id)?.askAgain).toBe(askAgain)
  expect(later.list().map(({ id }) => id)).toContain(one.id)
})

test('full storage: throws, and what was written before is listed', () => {
  const { log, phone } = setUp()
  phone.storageLimit = 1_000
  const many = Array.from({ length: 9 }, (_, at) => attempt(String(1_600_000_000_000 + at)))
  expect(() => log.adopt(many, theirs)).toThrow(AppError)
  const { length } = log.list()
  expect(length).toBeGreaterThan(0)
  expect(length).toBeLessThan(9)
})

test('what a newer version has written is let be', () => {
  const { log, phone } = setUp()
  const newer = JSON.stringify({ ...one, version: 99 })
  phone.stored.set(`attempt.${one.id}`, newer)
  log.adopt([one], theirs)
  expect(phone.stored.get(`attempt.${one.id}`)).toBe(newer)
})

test('one that was to be deleted stays: no launch deletes it for that', async () => {
  const { log, phone, start } = setUp()
  const { id } = await log.add(question, phone.record('one'))
  phone.stored.set('attempts-removing', JSON.stringify([id, two.id]))
  log.adopt([{ ...attempt(id), recording: null }], (mine) => saved('')(mine ?? one))
  const later = start().log
  await later.recover()
  expect(later.get(id)).not.toBeNull()
  expect(phone.kept.get(id)).toBe('one')
})
