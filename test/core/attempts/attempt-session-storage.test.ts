// Recordings and answers when storage is full, or the file system does not respond.
import type { AppError } from '../../../miniprogram/core/errors'
import { createPhone } from './phone'
import { question } from './sample-attempts'
import { launch, only, record, settle, type Launched } from './attempt-world'

test('no room for the file: the recording can be played and sent in this launch, and says so', async () => {
  const phone = createPhone()
  phone.filesLimit = 0
  const one = launch(phone)
  await record(one)
  expect(one.session.state).toMatchObject({ phase: 'recorded', error: { code: 'storage-full' } })
  expect(only(one).recording?.isKept).toBe(false)
  one.session.send()
  expect(one.transport.exchanges).toHaveLength(1)
})

test('no room for anything: practice continues without an attempt', async () => {
  const phone = createPhone()
  phone.storageLimit = 1
  phone.filesLimit = 0
  const one = launch(phone)
  await record(one)
  expect(one.session.state).toMatchObject({ phase: 'recorded', error: { code: 'storage-full' } })
  one.session.send()
  one.transport.last().handlers.onRequest()
  one.transport.last().content('One.')
  one.transport.last().handlers.onEnd()
  expect(one.session.state).toMatchObject({ phase: 'ended', reason: 'done' })
  expect(one.log.list()).toEqual([])
})

test('no room for the answer: reported once, and it stays on the page', async () => {
  const errors: AppError[] = []
  const one = launch(undefined, { onUnwritten: (error) => errors.push(error) })
  await record(one)
  one.phone.storageLimit = 1
  one.session.send()
  one.transport.last().handlers.onRequest()
  one.transport.last().content('x'.repeat(5_000))
  one.clock.advance(5_000)
  expect(errors.map(({ code }) => code)).toEqual(['storage-full'])
  expect(one.session.state).toMatchObject({ phase: 'ended', reason: 'idle' })
})

describe('a file system that does not respond', () => {
  async function unkept() {
    const phone = createPhone()
    let answer = (): void => undefined
    phone.beforeMove = new Promise<void>((resolve) => (answer = resolve))
    const one = launch(phone)
    await record(one)
    expect(one.session.state).toMatchObject({ phase: 'recording', status: 'stopping' })
    one.clock.advance(10_000)
    expect(one.session.state).toMatchObject({ phase: 'recorded', error: { code: 'recording-unkept' } })
    expect(one.clock.pendingTimers()).toBe(0)
    return { ...one, answer }
  }

  test('holds up no take: the attempt is in the log, and an ordinary one once its file is moved', async () => {
    const one = await unkept()
    expect(only(one)).toMatchObject({ status: 'recorded', recording: { isKept: false } })
    one.answer()
    await settle()
    expect(one.session.state).toMatchObject({ phase: 'recorded', error: null })
    expect(only(one).recording).toMatchObject({ isKept: true })
    expect(one.session.state).toMatchObject({ recording: { filePath: only(one).recording?.filePath } })
  })

  test('sent in the meantime: the outcome is written once the file is moved', async () => {
    const one = await unkept()
    one.session.send()
    one.transport.last().handlers.onRequest()
    one.answer()
    await settle()
    expect(only(one)).toMatchObject({ status: 'sending', recording: { isKept: true } })
    one.transport.last().content('One.')
    one.transport.last().handlers.onEnd()
    expect(only(one)).toMatchObject({ status: 'done', answer: 'One.' })
    one.session.send()
    expect(one.transport.last().request.recording?.filePath).toBe(only(one).recording?.filePath)
  })

  test('during another take: cancelling that leads back to the recording, with its new path', async () => {
    const one = await unkept()
    one.session.record(question)
    one.answer()
    await settle()
    one.session.cancel()
    expect(one.session.state).toMatchObject({
      phase: 'recorded',
      error: null,
      recording: { filePath: only(one).recording?.filePath },
    })
  })

  test('killed before it responded: the attempt is in the log, with the temporary path', async () => {
    const one = await unkept()
    one.phone.beforeMove = Promise.resolve()
    const next = launch(one.phone)
    await next.log.recover()
    expect(only(next).recording).toMatchObject({ isKept: true })
  })
})

describe('a recording that found no room', () => {
  async function roomless(limits: { storageLimit?: number; filesLimit?: number }) {
    const one = launch()
    Object.assign(one.phone, limits)
    await record(one)
    expect(one.session.state).toMatchObject({ phase: 'recorded', error: { code: 'storage-full' } })
    return one
  }
  const heard = ({ phone, session }: Launched): string | undefined => {
    const path = 'recording' in session.state ? session.state.recording.filePath : ''
    return phone.temporary.get(path) ?? phone.kept.get(/(\d+)\.mp3$/.exec(path)?.[1] ?? '')
  }

  test.each([{ storageLimit: 0 }, { filesLimit: 0 }, { storageLimit: 0, filesLimit: 0 }])(
    '%j: can be played and sent; once there is room it is in the log, and the page has its new path',
    async (limits) => {
      const one = await roomless(limits)
      expect(heard(one)).toBe('a take')
      one.session.send()
      one.transport.last().handlers.onRequest()
      one.transport.last().content('One.')
      one.transport.last().handlers.onEnd()
      Object.assign(one.phone, { storageLimit: Infinity, filesLimit: Infinity })
      await one.log.saveWaiting()
      expect(only(one)).toMatchObject({ status: 'done', answer: 'One.', recording: { isKept: true } })
      expect(heard(one)).toBe('a take')
      expect(one.session.state).toMatchObject({ phase: 'ended', reason: 'done' })
    },
  )

  test('is saved automatically once there is room', async () => {
    const one = launch()
    await record(one, 'first')
    const first = only(one).id
    one.phone.filesLimit = 1
    await record(one, 'second')
    expect(one.session.state).toMatchObject({ error: { code: 'storage-full' } })
    await one.log.remove([first])
    await settle()
    expect(only(one).recording).toMatchObject({ isKept: true })
    expect(one.session.state).toMatchObject({ phase: 'recorded', error: null })
    expect([...one.phone.kept.values()]).toEqual(['second'])
  })
})
