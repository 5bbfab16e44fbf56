// Adding and updating attempts, and a large index.
import { ended, sending, streaming } from '../../../miniprogram/core/attempts/attempt'
import type { AttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { AppError } from '../../../miniprogram/core/errors'
import type { Launch } from './phone'
import { question } from './sample-attempts'
import { request, setUp } from './log-world'

describe('adding a recording', () => {
  test('moves its file, stores it, lists it; a later launch has all of it, at the new path', async () => {
    const { phone, log, start } = setUp()
    const recording = phone.record('one')
    const attempt = await log.add(question, recording)
    expect(phone.temporary.size).toBe(0)
    expect(phone.kept).toEqual(new Map([[attempt.id, 'one']]))
    expect(attempt).toMatchObject({ question, answers: [], durationMs: 1000, error: null })
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

  test('ids differ within a millisecond, and after the clock was set back to the time of an earlier id', async () => {
    const { phone, log, start } = setUp()
    const record = (to: AttemptLog, said: string) => to.add(null, { ...phone.record(said), id: to.nextId() })
    const ids = [await record(log, 'a'), await record(log, 'b')].map(({ id }) => id)
    const third = await record(start().log, 'c')
    expect(new Set([...ids, third.id]).size).toBe(3)
    expect([...phone.kept.values()]).toEqual(['a', 'b', 'c'])
  })

  test('who wants to know hears that the list has changed, and not what it does not show', async () => {
    const { phone, log } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    log.update(id, sending(request))
    let count = 0
    const unsubscribe = log.onChanged(() => (count += 1))
    log.list()
    log.update(id, streaming('17', 'a'))
    expect(count).toBe(1)
    log.list()
    log.update(id, streaming('17', 'ab'))
    expect(count).toBe(1)
    await log.remove([id])
    expect(count).toBe(2)
    unsubscribe()
    await log.add(question, phone.record('two'))
    expect(count).toBe(2)
  })

  test('newest first', async () => {
    const { phone, clock, log, sayings } = setUp()
    for (const said of ['a', 'b', 'c']) {
      await log.add(question, phone.record(said))
      clock.advance(5)
    }
    expect(sayings(log)).toEqual(['c', 'b', 'a'])
  })

  test('no room for files: the attempt has the error, and its file is moved once there is room', async () => {
    const { phone, log, sayings } = setUp()
    phone.filesLimit = 0
    const recording = phone.record('one')
    const attempt = await log.add(question, recording)
    expect(attempt).toMatchObject({
      error: { code: 'storage-full' },
      recording: { isKept: false, filePath: recording.filePath },
    })
    expect(log.list()).toMatchObject([{ audio: 'temporary' }])
    // it can be sent in the meantime: the answer stays
    log.update(attempt.id, sending(request))
    log.update(attempt.id, streaming('17', 'One'))
    phone.filesLimit = 10
    await log.recover()
    expect(log.get(attempt.id)).toMatchObject({
      answers: [{ status: 'streaming', text: 'One' }],
      recording: { isKept: true },
    })
    expect(sayings(log)).toEqual(['one'])
  })

  test('no room for the entry: rejects, the file is safe, and adding again continues with it', async () => {
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

  test('no room for the entry: recovery in the same launch continues with it and its question', async () => {
    const { phone, log } = setUp()
    phone.storageLimit = 10
    await expect(log.add(question, phone.record('one'))).rejects.toMatchObject({ code: 'storage-full' })
    phone.storageLimit = Infinity
    const { found } = await log.recover()
    expect(found).toEqual([])
    expect(log.list()).toMatchObject([{ question, audio: 'kept' }])
  })

  test('no room for the entry, then a kill: the time is known from the file name', async () => {
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

  test('added again, even while its file is being moved: one attempt, and its audio stays', async () => {
    const { phone, log, sayings } = setUp()
    let letMove: () => void = () => undefined
    phone.beforeMove = new Promise<void>((resolve) => (letMove = resolve))
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

  test('a file with an id of this launch is not recovered before the next launch', async () => {
    const { phone, log, launch, start } = setUp()
    const id = log.nextId()
    await launch.files.write(id, new TextEncoder().encode('one'))
    expect((await log.recover()).found).toEqual([])
    expect((await start().log.recover()).found).toEqual([id])
    const filePath = launch.files.pathOf(id)
    expect(await log.add(question, { ...phone.record('one'), id, filePath })).toMatchObject({ id })
  })

  test('a recording removed while it could not be saved does not come back', async () => {
    const { phone, log } = setUp()
    phone.filesLimit = 0
    const recording = phone.record('one')
    const { id } = await log.add(question, recording)
    await log.remove([id])
    phone.filesLimit = 10
    await log.recover()
    expect(log.list()).toEqual([])
    // even if it is added again
    expect((await log.add(question, recording)).recording).toBeNull()
    expect(log.list()).toEqual([])
    expect(phone.kept.size).toBe(0)
  })
})

describe('updating', () => {
  test('text is written to the entry only, a status to the index too', async () => {
    const { phone, log, launch } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    log.update(id, sending(request))
    log.update(id, streaming('17', 'O'))
    const before = launch.writes()
    log.update(id, streaming('17', 'One'))
    expect(launch.writes()).toBe(before + 1)
    log.update(id, ended('17', { status: 'done', text: 'One', error: null }))
    expect(log.list()).toMatchObject([{ status: 'done' }])
    expect(log.get(id)).toMatchObject({ answers: [{ ...request, status: 'done', text: 'One' }] })
  })

  test('full storage: throws, and nothing has changed', async () => {
    const { phone, log } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    log.update(id, sending(request))
    const before = log.get(id)
    phone.storageLimit = 0
    expect(() => log.update(id, streaming('17', 'x'.repeat(100)))).toThrow(new AppError('storage-full'))
    expect(log.get(id)).toEqual(before)
    expect(log.list()).toMatchObject([{ status: 'sending' }])
  })

  test('null for an attempt that does not exist', () => {
    const { log } = setUp()
    expect(log.update('1700000000000', streaming('17', 'x'))).toBeNull()
    expect(log.get('1700000000000')).toBeNull()
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
    // the first launch writes their pages
    setting.start().log.list()
    return setting
  }
  const entriesRead = ({ reads }: Launch): number => reads.filter((key) => key.startsWith('attempt.')).length

  test('the list reads pages but no entries, and so does recovery if all is in order', async () => {
    const { phone, start } = await many()
    const { log, launch } = start()
    const list = log.list()
    expect(list).toHaveLength(2000)
    expect(list[0]?.id).toBe('1700000001999')
    expect(log.list()).toBe(list)
    expect(launch.reads).toHaveLength(2000 / 100 + 1)
    await log.recover()
    expect(entriesRead(launch)).toBe(0)
    expect(launch.writes()).toBe(0)
    const pages = [...phone.stored].filter(([key]) => key.startsWith('attempt-index.'))
    expect(Math.max(...pages.map(([, page]) => page.length))).toBeLessThan(60_000)
  })

  test('a change writes one page and one entry', async () => {
    const { start } = await many()
    const { log, launch } = start()
    log.update('1700000000777', sending(request))
    // and, once per launch, the touched ids
    expect(launch.writes()).toBe(3)
    log.update('1700000000777', ended('17', { status: 'stopped', text: 'x', error: null }))
    expect(launch.writes()).toBe(5)
    expect(entriesRead(launch)).toBe(2)
  })

  test('a missing or corrupt page is rebuilt from its entries only', async () => {
    const { phone, start } = await many()
    const whole = start().log.list()
    const keys = [...phone.stored.keys()].filter((key) => key.startsWith('attempt-index.'))
    phone.stored.delete(keys[3] ?? '')
    phone.stored.set(keys[5] ?? '', '{"not":"a page"}')
    const page: unknown = JSON.parse(phone.stored.get(keys[7] ?? '') ?? '')
    // one corrupt summary, one duplicate, one without an entry
    const [spoilt, ...rest] = page as { id: string }[]
    const stray = { ...rest[0], id: '1500000000000' }
    phone.stored.set(keys[7] ?? '', JSON.stringify([{ ...spoilt, audio: 1 }, rest[0], stray, ...rest]))
    const { log, launch } = start()
    expect(log.list()).toEqual(whole)
    expect(entriesRead(launch)).toBe(2 * 100 + 1)
    const last = start()
    expect(last.log.list()).toEqual(whole)
    expect(entriesRead(last.launch)).toBe(0)
  })
})
