// What a launch recovers after the previous one was killed.
import { readFileSync } from 'node:fs'
import {
  attemptVersion,
  ended,
  sending,
  statusOf,
  streaming,
} from '../../../miniprogram/core/attempts/attempt'
import type { Attempt } from '../../../miniprogram/core/attempts/attempt'
import { createAttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { readSound, type Sound } from '../../../miniprogram/core/recording/read-sound'
import { question } from './sample-attempts'
import { phoneClock, request, setUp } from './log-world'

const corrupt = (json: string): string =>
  JSON.stringify({ ...(JSON.parse(json) as Attempt), answers: 'gone' })

describe('recovery', () => {
  test('an attempt left halfway becomes interrupted and keeps its text; one of this launch is left alone', async () => {
    const { phone, log, start } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    log.update(id, sending(request))
    log.update(id, streaming('17', 'One'))
    expect((await log.recover()).interrupted).toEqual([])
    const later = start().log
    expect(await later.recover()).toEqual({
      interrupted: [id],
      found: [],
      quarantinedCount: 0,
      newerCount: 0,
    })
    expect(later.get(id)).toMatchObject({ answers: [{ status: 'interrupted', text: 'One', logid: '17' }] })
    expect(later.list()).toMatchObject([{ status: 'interrupted' }])
    expect((await later.recover()).interrupted).toEqual([])
  })

  test('a corrupt entry is quarantined unchanged; its attempt stays, with what the index knows', async () => {
    const { phone, log, start, sayings } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    const key = `attempt.${id}`
    const spoilt = corrupt(phone.stored.get(key) ?? '')
    phone.stored.set(key, spoilt)
    const later = start().log
    expect(later.get(id)).toMatchObject({
      question,
      durationMs: 1000,
      answers: [],
      recording: { isKept: true },
    })
    expect(phone.stored.get(`attempt-aside.${id}`)).toBe(spoilt)
    expect(await later.recover()).toMatchObject({ quarantinedCount: 1, found: [] })
    expect(sayings(later)).toEqual(['one'])
  })

  test('a corrupt entry with an answer: it was sent, and the answer is lost', async () => {
    const { phone, log, start } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    log.update(id, sending(request))
    log.update(id, ended('17', { status: 'done', text: 'One', error: null }))
    phone.stored.set(`attempt.${id}`, corrupt(phone.stored.get(`attempt.${id}`) ?? ''))
    const found = start().log.get(id)
    expect(found && statusOf(found)).toBe('interrupted')
    expect(found?.answers).toMatchObject([{ text: '' }])
  })

  test('one that is not in the index either is found by its file', async () => {
    const { phone, log, start, sayings } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    for (const [key, json] of [...phone.stored]) {
      if (key.startsWith('attempt-index.')) phone.stored.delete(key)
      else phone.stored.set(key, corrupt(json))
    }
    const later = start().log
    expect(later.list()).toEqual([])
    expect(await later.recover()).toMatchObject({ quarantinedCount: 1, found: [id] })
    expect(sayings(later)).toEqual(['one'])
    expect(later.list()).toMatchObject([{ question: null }])
  })

  test('with storage full, a corrupt entry stays where it is', async () => {
    const { phone, log, start } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    const spoilt = corrupt(phone.stored.get(`attempt.${id}`) ?? '')
    phone.stored.set(`attempt.${id}`, spoilt)
    phone.storageLimit = 0
    const later = start().log
    expect(later.get(id)).toBeNull()
    await later.recover()
    expect(phone.stored.get(`attempt.${id}`)).toBe(spoilt)
  })

  test('an entry of a newer version is counted, but neither shown nor changed', async () => {
    const { phone, log, start } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    const newer = JSON.stringify({ version: attemptVersion + 1, id, shape: 'unheard-of' })
    phone.stored.set(`attempt.${id}`, newer)
    for (const key of [...phone.stored.keys()]) if (key.startsWith('attempt-index.')) phone.stored.delete(key)
    const later = start().log
    expect(await later.recover()).toEqual({ interrupted: [], found: [], quarantinedCount: 0, newerCount: 1 })
    expect(later.list()).toEqual([])
    expect(later.get(id)).toBeNull()
    expect(phone.stored.get(`attempt.${id}`)).toBe(newer)
    expect(phone.kept.size).toBe(1)
  })

  test('an unreadable folder, then a real recording whose entry is lost', async () => {
    const { phone, log, launch, start } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    const unreadable = { ...launch.files, list: () => Promise.reject(new Error('busy')) }
    const blind = createAttemptLog({ store: launch.store, files: unreadable, clock: phoneClock() })
    expect(await blind.recover()).toMatchObject({ found: [] })
    expect(blind.list()).toMatchObject([{ id, audio: 'kept' }])

    phone.stored.clear()
    const sound = new Uint8Array(readFileSync(`${__dirname}/../../fixtures/audio/hometown.mp3`))
    const { launch: last } = start()
    const files = { ...last.files, read: () => Promise.resolve(sound) }
    const later = createAttemptLog({ store: last.store, files, clock: phoneClock() })
    expect((await later.recover()).found).toEqual([id])
    const found = later.get(id)
    expect(found?.durationMs).toBeGreaterThan(19_000)
    expect(found?.durationMs).toBeLessThan(20_500)
    expect(found?.recording?.sizeBytes).toBe(sound.length)
    // as the recorder reads it
    expect(found?.recording?.levels).toEqual((readSound(sound) as Sound).levels)
  })
})
