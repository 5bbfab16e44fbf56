import { readFileSync } from 'node:fs'
import { ended, sending, streaming } from '../../../miniprogram/core/attempts/attempt'
import type { Attempt } from '../../../miniprogram/core/attempts/attempt'
import { createAttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import type { AttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { pageLength } from '../../../miniprogram/core/attempts/attempt-index'
import { AppError } from '../../../miniprogram/core/errors'
import { readSound, type Sound } from '../../../miniprogram/core/recording/read-sound'
import { createFakeClock } from '../../fakes/fake-clock'
import { createPhone } from './phone'
import type { Launch } from './phone'
import { question } from './sample-attempts'

const phoneClock = () => createFakeClock(1_700_000_000_000)
const request = { logid: '17', transport: 'inline' as const, uidSource: 'installation' as const }

function setUp() {
  const phone = createPhone()
  const clock = phoneClock()
  const start = (): { log: AttemptLog; launch: Launch } => {
    const launch = phone.launch()
    return { launch, log: createAttemptLog({ store: launch.store, files: launch.files, clock }) }
  }
  const sayings = (log: AttemptLog): (string | undefined)[] => log.list().map(({ id }) => phone.kept.get(id))
  return { phone, clock, start, sayings, ...start() }
}

const corrupt = (json: string): string => JSON.stringify({ ...(JSON.parse(json) as Attempt), status: 'gone' })

describe('adding a take', () => {
  test('moves its file, stores it, lists it; a later launch has it all, at the new address', async () => {
    const { phone, log, start } = setUp()
    const recording = phone.record('one')
    const attempt = await log.add(question, recording)
    expect(phone.temporary.size).toBe(0)
    expect(phone.kept).toEqual(new Map([[attempt.id, 'one']]))
    expect(attempt).toMatchObject({ question, status: 'recorded', durationMs: 1000, error: null })
    expect(log.get(attempt.id)).toEqual(attempt)

    const later = start()
    const again = later.log.get(attempt.id)
    expect(again?.recording?.filePath).toBe(later.launch.files.pathOf(attempt.id))
    expect(again?.recording?.filePath).not.toBe(attempt.recording?.filePath)
    expect(later.log.list()).toEqual([
      {
        id: attempt.id,
        createdAtMs: 1_700_000_000_000,
        question,
        status: 'recorded',
        durationMs: 1000,
        sizeBytes: 3,
        audio: 'kept',
      },
    ])
  })

  test('ids differ within a millisecond, and after the clock was set back to a time that is taken', async () => {
    const { phone, log, start } = setUp()
    const record = (to: AttemptLog, said: string) => to.add(null, { ...phone.record(said), id: to.nextId() })
    const ids = [await record(log, 'a'), await record(log, 'b')].map(({ id }) => id)
    const third = await record(start().log, 'c')
    expect(new Set([...ids, third.id]).size).toBe(3)
    expect([...phone.kept.values()]).toEqual(['a', 'b', 'c'])
  })

  test('newest first', async () => {
    const { phone, clock, log, sayings } = setUp()
    for (const said of ['a', 'b', 'c']) {
      await log.add(question, phone.record(said))
      clock.advance(5)
    }
    expect(sayings(log)).toEqual(['c', 'b', 'a'])
  })

  test('no room for files: the attempt is there with its reason, and its file is moved once there is', async () => {
    const { phone, log, sayings } = setUp()
    phone.filesLimit = 0
    const recording = phone.record('one')
    const attempt = await log.add(question, recording)
    expect(attempt).toMatchObject({
      error: { code: 'storage-full' },
      recording: { isKept: false, filePath: recording.filePath },
    })
    expect(log.list()).toMatchObject([{ audio: 'temporary' }])
    // it can be sent meanwhile: what came of that stays
    log.update(attempt.id, sending(request))
    log.update(attempt.id, streaming('One'))
    phone.filesLimit = 10
    await log.recover()
    expect(log.get(attempt.id)).toMatchObject({
      status: 'streaming',
      answer: 'One',
      recording: { isKept: true },
    })
    expect(sayings(log)).toEqual(['one'])
  })

  test('no room for the entry: told, the file is safe, and adding again goes on with it', async () => {
    const { phone, log, sayings } = setUp()
    phone.storageLimit = 10
    const recording = phone.record('one')
    await expect(log.add(question, recording)).rejects.toMatchObject({ code: 'storage-full' })
    expect([...phone.kept.values()]).toEqual(['one'])
    expect(log.list()).toEqual([])
    phone.storageLimit = Infinity
    const attempt = await log.add(question, recording)
    expect(attempt).toMatchObject({ question, recording: { isKept: true } })
    expect(sayings(log)).toEqual(['one'])
  })

  test('… or recovery in the same launch does, with its question', async () => {
    const { phone, log } = setUp()
    phone.storageLimit = 10
    await expect(log.add(question, phone.record('one'))).rejects.toMatchObject({ code: 'storage-full' })
    phone.storageLimit = Infinity
    const { found } = await log.recover()
    expect(found).toEqual([])
    expect(log.list()).toMatchObject([{ question, audio: 'kept' }])
  })

  test('… or, after a kill, the file alone tells when it was', async () => {
    const { phone, log, start } = setUp()
    phone.storageLimit = 10
    await expect(log.add(question, phone.record('one'))).rejects.toMatchObject({ code: 'storage-full' })
    phone.storageLimit = Infinity
    const later = start().log
    const { found } = await later.recover()
    expect(found).toHaveLength(1)
    expect(later.list()).toMatchObject([{ question: null, createdAtMs: 1_700_000_000_000, audio: 'kept' }])
    expect((await later.recover()).found).toEqual([])
  })

  test('added again, also while its file is still being moved: one attempt, and its sound stays', async () => {
    const { phone, log, sayings } = setUp()
    let letMove: () => void = () => undefined
    phone.answersKeep = new Promise<void>((resolve) => (letMove = resolve))
    const recording = phone.record('one')
    const first = log.add(question, recording)
    const second = log.add(question, recording)
    const recovered = log.recover()
    letMove()
    await recovered
    expect(await second).toEqual(await first)
    expect(await log.add(null, recording)).toEqual(await first)
    expect(log.list()).toMatchObject([{ id: recording.id, question, audio: 'kept' }])
    expect(sayings(log)).toEqual(['one'])
  })

  test('a file written under an id of this launch is left to its recording; the next launch finds it', async () => {
    const { phone, log, launch, start } = setUp()
    const id = log.nextId()
    await launch.files.write(id, new TextEncoder().encode('one'))
    expect((await log.recover()).found).toEqual([])
    expect((await start().log.recover()).found).toEqual([id])
    const filePath = launch.files.pathOf(id)
    expect(await log.add(question, { ...phone.record('one'), id, filePath })).toMatchObject({ id })
  })

  test('a take removed while it could not be kept does not come back', async () => {
    const { phone, log } = setUp()
    phone.filesLimit = 0
    const recording = phone.record('one')
    const { id } = await log.add(question, recording)
    await log.remove([id])
    phone.filesLimit = 10
    await log.recover()
    expect(log.list()).toEqual([])
    // nor is it brought back by whoever still holds it
    expect((await log.add(question, recording)).recording).toBeNull()
    expect(log.list()).toEqual([])
    expect(phone.kept.size).toBe(0)
  })
})

describe('updating', () => {
  test('text is written to the entry alone, a status to the index too', async () => {
    const { phone, log, launch } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    log.update(id, sending(request))
    log.update(id, streaming('O'))
    const before = launch.writes()
    log.update(id, streaming('One'))
    expect(launch.writes()).toBe(before + 1)
    log.update(id, ended({ status: 'done', answer: 'One', error: null }))
    expect(log.list()).toMatchObject([{ status: 'done' }])
    expect(log.get(id)).toMatchObject({ ...request, status: 'done', answer: 'One' })
  })

  test('full storage: told, and everything is as it was', async () => {
    const { phone, log } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    const before = log.get(id)
    phone.storageLimit = 0
    expect(() => log.update(id, streaming('x'.repeat(100)))).toThrow(new AppError('storage-full'))
    expect(log.get(id)).toEqual(before)
    expect(log.list()).toMatchObject([{ status: 'recorded' }])
  })

  test('what is not there is null', () => {
    const { log } = setUp()
    expect(log.update('1700000000000', streaming('x'))).toBeNull()
    expect(log.get('1700000000000')).toBeNull()
  })
})

describe('recovery', () => {
  test('an attempt left half-way becomes interrupted and keeps its text; one of this launch is left alone', async () => {
    const { phone, log, start } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    log.update(id, sending(request))
    log.update(id, streaming('One'))
    expect((await log.recover()).interrupted).toEqual([])
    const later = start().log
    expect(await later.recover()).toEqual({ interrupted: [id], found: [], setAsideCount: 0, newerCount: 0 })
    expect(later.get(id)).toMatchObject({ status: 'interrupted', answer: 'One', logid: '17' })
    expect(later.list()).toMatchObject([{ status: 'interrupted' }])
    expect((await later.recover()).interrupted).toEqual([])
  })

  test('a corrupt entry is set aside as it is; its take stays, with what the index knows', async () => {
    const { phone, log, start, sayings } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    const key = `attempt.${id}`
    const spoilt = corrupt(phone.stored.get(key) ?? '')
    phone.stored.set(key, spoilt)
    const later = start().log
    expect(later.get(id)).toMatchObject({
      question,
      durationMs: 1000,
      status: 'recorded',
      recording: { isKept: true },
    })
    expect(phone.stored.get(`attempt-aside.${id}`)).toBe(spoilt)
    expect(await later.recover()).toMatchObject({ setAsideCount: 1, found: [] })
    expect(sayings(later)).toEqual(['one'])
  })

  test('one that the index does not know either is found by its file', async () => {
    const { phone, log, start, sayings } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    for (const [key, json] of [...phone.stored]) {
      if (key.startsWith('attempt-index.')) phone.stored.delete(key)
      else phone.stored.set(key, corrupt(json))
    }
    const later = start().log
    expect(later.list()).toEqual([])
    expect(await later.recover()).toMatchObject({ setAsideCount: 1, found: [id] })
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

  test('an entry of a newer version is counted, and neither shown nor touched', async () => {
    const { phone, log, start } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    const newer = JSON.stringify({ version: 2, id, shape: 'unheard-of' })
    phone.stored.set(`attempt.${id}`, newer)
    for (const key of [...phone.stored.keys()]) if (key.startsWith('attempt-index.')) phone.stored.delete(key)
    const later = start().log
    expect(await later.recover()).toEqual({ interrupted: [], found: [], setAsideCount: 0, newerCount: 1 })
    expect(later.list()).toEqual([])
    expect(later.get(id)).toBeNull()
    expect(phone.stored.get(`attempt.${id}`)).toBe(newer)
    expect(phone.kept.size).toBe(1)
  })

  test('a folder that cannot be read, and a real sound whose entry is lost', async () => {
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

describe('removing', () => {
  test.each(['remove', 'removeAudio'] as const)(
    '%s while the file is still being moved: it goes too',
    async (how) => {
      const { phone, launch } = setUp()
      let letMove: () => void = () => undefined
      const free = new Promise<void>((resolve) => {
        letMove = resolve
      })
      const keep = (path: string, name: string) => free.then(() => launch.files.keep(path, name))
      const files = { ...launch.files, keep }
      const log = createAttemptLog({ store: launch.store, files, clock: phoneClock() })
      const added = log.add(question, phone.record('one'))
      await log[how](log.list().map(({ id }) => id))
      letMove()
      expect((await added).recording).toBeNull()
      expect(phone.kept.size).toBe(0)
      await log.recover()
      expect(log.list()).toMatchObject(how === 'remove' ? [] : [{ audio: 'none', question }])
    },
  )

  test('an attempt goes with its file and with what was set aside of it', async () => {
    const { phone, log, start } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    const other = await log.add(question, phone.record('two'))
    phone.stored.set(`attempt-aside.${id}`, '{}')
    await log.remove([id])
    expect(log.list()).toMatchObject([{ id: other.id }])
    expect([...phone.kept.keys()]).toEqual([other.id])
    expect([...phone.stored.keys()].filter((key) => key.includes(id))).toEqual([])
    expect(start().log.list()).toMatchObject([{ id: other.id }])
  })

  test('everything: nothing is left, whatever it was', async () => {
    const { phone, log } = setUp()
    await log.add(question, phone.record('one'))
    phone.stored.set('attempt-aside.1600000000000', '1')
    phone.stored.set('attempt.1600000000001', JSON.stringify({ version: 9 }))
    phone.kept.set('1600000000002', 'lost')
    await log.removeAll()
    expect(phone.stored.size).toBe(0)
    expect(phone.kept.size).toBe(0)
    expect(log.list()).toEqual([])
  })

  test('full storage does not stop it', async () => {
    const { phone, log } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    phone.storageLimit = 0
    await log.remove([id])
    expect(log.list()).toEqual([])
    expect(phone.kept.size).toBe(0)
    expect([...phone.stored.keys()].filter((key) => key.startsWith('attempt.'))).toEqual([])
  })

  test('a file that cannot be deleted: told, its attempt stays, the next launch tries again', async () => {
    const { phone, launch, start } = setUp()
    const files = { ...launch.files, remove: () => Promise.reject(new Error('busy')) }
    const log = createAttemptLog({ store: launch.store, files, clock: phoneClock() })
    const { id } = await log.add(question, phone.record('one'))
    await expect(log.remove([id])).rejects.toThrow('busy')
    expect(log.list()).toMatchObject([{ id }])
    const later = start().log
    await later.recover()
    expect(later.list()).toEqual([])
    expect(phone.kept.size).toBe(0)
  })

  test('one that cannot be deleted fails no later removal; asked for again, it is told again', async () => {
    const { phone, launch } = setUp()
    const stuck = new Set<string>()
    const remove = (name: string) =>
      stuck.has(name) ? Promise.reject(new AppError('recording-unreadable')) : launch.files.remove(name)
    const files = { ...launch.files, remove }
    const log = createAttemptLog({ store: launch.store, files, clock: phoneClock() })
    const one = await log.add(question, phone.record('one'))
    const two = await log.add(question, phone.record('two'))
    stuck.add(one.id)
    await expect(log.remove([one.id])).rejects.toMatchObject({ code: 'recording-unreadable' })
    await log.remove([two.id])
    expect(log.list()).toMatchObject([{ id: one.id }])
    await expect(log.remove([one.id, one.id])).rejects.toMatchObject({ code: 'recording-unreadable' })
    stuck.clear()
    await log.remove([one.id, one.id])
    await log.remove([one.id])
    expect(log.list()).toEqual([])
    expect(phone.stored.size).toBe(0)
  })

  test('audio alone: question, answer and the time spoken stay', async () => {
    const { phone, log, start } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    log.update(id, ended({ status: 'done', answer: 'One', error: null }))
    await log.removeAudio([id])
    expect(phone.kept.size).toBe(0)
    const later = start().log
    await later.recover()
    expect(later.get(id)).toMatchObject({ recording: null, durationMs: 1000, answer: 'One', status: 'done' })
    expect(later.list()).toMatchObject([{ audio: 'none', sizeBytes: 0, durationMs: 1000 }])
  })
})

describe('two thousand attempts', () => {
  async function many() {
    const setting = setUp()
    const first = await setting.log.add(question, setting.phone.record('0'))
    const json = setting.phone.stored.get(`attempt.${first.id}`) ?? ''
    for (let i = 1; i < 2000; i += 1) {
      const id = String(1_700_000_000_000 + i)
      setting.phone.stored.set(`attempt.${id}`, json.split(first.id).join(id))
      setting.phone.kept.set(id, String(i))
    }
    // the launch that finds them writes their pages
    setting.start().log.list()
    return setting
  }
  const entriesRead = ({ reads }: Launch): number => reads.filter((key) => key.startsWith('attempt.')).length

  test('the list reads pages, no entry, and recovery that finds all in order neither', async () => {
    const { phone, start } = await many()
    const { log, launch } = start()
    const list = log.list()
    expect(list).toHaveLength(2000)
    expect(list[0]?.id).toBe('1700000001999')
    expect(log.list()).toBe(list)
    expect(launch.reads).toHaveLength(2000 / pageLength + 1)
    await log.recover()
    expect(entriesRead(launch)).toBe(0)
    expect(launch.writes()).toBe(0)
    const pages = [...phone.stored].filter(([key]) => key.startsWith('attempt-index.'))
    expect(Math.max(...pages.map(([, page]) => page.length))).toBeLessThan(60_000)
  })

  test('a change writes one page and one entry', async () => {
    const { start } = await many()
    const { log, launch } = start()
    log.update('1700000000777', ended({ status: 'done', answer: 'x', error: null }))
    // and, once a launch, that it was touched
    expect(launch.writes()).toBe(3)
    log.update('1700000000777', ended({ status: 'stopped', answer: 'x', error: null }))
    expect(launch.writes()).toBe(5)
    expect(entriesRead(launch)).toBe(2)
  })

  test('a page that is missing or corrupt is made again from its entries alone', async () => {
    const { phone, start } = await many()
    const whole = start().log.list()
    const keys = [...phone.stored.keys()].filter((key) => key.startsWith('attempt-index.'))
    phone.stored.delete(keys[3] ?? '')
    phone.stored.set(keys[5] ?? '', '{"not":"a page"}')
    const page: unknown = JSON.parse(phone.stored.get(keys[7] ?? '') ?? '')
    // one entry spoilt, one twice, one that is no more
    const [spoilt, ...rest] = page as { id: string }[]
    const stray = { ...rest[0], id: '1500000000000' }
    phone.stored.set(keys[7] ?? '', JSON.stringify([{ ...spoilt, audio: 1 }, rest[0], stray, ...rest]))
    const { log, launch } = start()
    expect(log.list()).toEqual(whole)
    expect(entriesRead(launch)).toBe(2 * pageLength + 1)
    const last = start()
    expect(last.log.list()).toEqual(whole)
    expect(entriesRead(last.launch)).toBe(0)
  })
})
