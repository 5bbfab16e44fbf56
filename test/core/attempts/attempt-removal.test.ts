// Deleting attempts, or only their audio.
import { ended, sending } from '../../../miniprogram/core/attempts/attempt'
import { createAttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { AppError } from '../../../miniprogram/core/errors'
import { question } from './sample-attempts'
import { phoneClock, setUp } from './log-world'

describe('removing', () => {
  test.each(['remove', 'removeAudio'] as const)(
    '%s while the file is still being moved: it goes too',
    async (how) => {
      const { phone, launch } = setUp()
      let letMove: () => void = () => undefined
      const free = new Promise<void>((resolve) => {
        letMove = resolve
      })
      const save = (path: string, name: string) => free.then(() => launch.files.save(path, name))
      const files = { ...launch.files, save }
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

  test('an attempt is deleted with its file and its quarantined entry', async () => {
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

  test('removeAll leaves nothing', async () => {
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

  test('a file that cannot be deleted: rejects, its attempt stays, the next launch tries again', async () => {
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

  test('a file that cannot be deleted fails its own removals, but no others', async () => {
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

  test('only the audio: question, answer and time spoken stay', async () => {
    const { phone, log, start } = setUp()
    const { id } = await log.add(question, phone.record('one'))
    log.update(id, sending({ logid: '17', transport: 'inline', uidSource: 'installation' }))
    log.update(id, ended('17', { status: 'done', text: 'One', error: null }))
    await log.removeAudio([id])
    expect(phone.kept.size).toBe(0)
    const later = start().log
    await later.recover()
    expect(later.get(id)).toMatchObject({
      recording: null,
      durationMs: 1000,
      answers: [{ text: 'One', status: 'done' }],
    })
    expect(later.list()).toMatchObject([{ audio: 'none', sizeBytes: 0, durationMs: 1000 }])
  })
})
