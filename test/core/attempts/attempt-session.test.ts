// What is in storage after everything that a student or a kill can do.
import { AppError } from '../../../miniprogram/core/errors'
import { question } from './sample-attempts'
import { launch, only, record, settle, type Launched } from './attempt-world'

test('a recording is in permanent storage, with its attempt, before it can be sent', async () => {
  const one = launch()
  await record(one)
  const attempt = only(one)
  expect(attempt).toMatchObject({ status: 'recorded', question: { id: question.id }, error: null })
  expect(attempt.recording?.isKept).toBe(true)
  expect(one.session.state).toMatchObject({
    phase: 'recorded',
    recording: { filePath: attempt.recording?.filePath },
  })
})

test('a run is written as it proceeds, and how it ended', async () => {
  const one = launch()
  await record(one)
  one.session.send()
  expect(only(one)).toMatchObject({ status: 'sending', transport: 'inline', uidSource: 'installation' })
  one.transport.last().handlers.onRequest()
  one.transport.last().content('One.\\n\\nTwo')
  one.clock.advance(1_000)
  expect(only(one)).toMatchObject({ status: 'streaming', answer: 'One.\n\nTwo' })
  one.transport.last().content(' and three.')
  one.transport.last().handlers.onEnd()
  expect(only(one)).toMatchObject({
    status: 'done',
    answer: 'One.\n\nTwo and three.',
    logid: one.transport.last().request.logid,
  })
  expect(one.clock.pendingTimers()).toBe(0)
})

test('killed in mid-answer: the next launch has the recording and the text, and sends it again', async () => {
  const first = launch()
  await record(first, 'said once')
  first.session.send()
  first.transport.last().handlers.onRequest()
  first.transport.last().content('One.')
  first.clock.advance(1_000)

  const second = launch(first.phone)
  const recovery = await second.log.recover()
  const attempt = only(second)
  expect(recovery.interrupted).toEqual([attempt.id])
  expect(attempt).toMatchObject({ status: 'interrupted', answer: 'One.' })

  const session = second.open({ attempt })
  expect(session.state).toMatchObject({ phase: 'ended', reason: 'interrupted', text: { finished: ['One.'] } })
  session.send()
  expect(second.transport.last().request.recording?.filePath).toBe(attempt.recording?.filePath)
  second.transport.last().handlers.onRequest()
  second.transport.last().content('All of it.')
  second.transport.last().handlers.onEnd()
  expect(only(second)).toMatchObject({ status: 'done', answer: 'All of it.' })
})

test('leaving and hiding write delayed text', async () => {
  for (const away of ['appHidden', 'leave'] as const) {
    const one = launch()
    await record(one)
    one.session.send()
    one.transport.last().handlers.onRequest()
    one.transport.last().content('One.')
    one.transport.last().content(' Two.')
    one.session[away]()
    expect(only(one)).toMatchObject({
      status: away === 'leave' ? 'interrupted' : 'streaming',
      answer: 'One. Two.',
    })
  }
})

test('another take is another attempt; cancelling it leads back to the first', async () => {
  const one = launch()
  await record(one, 'first')
  const first = only(one)
  one.session.record(question)
  one.session.cancel()
  one.session.send()
  expect(one.log.list().find(({ id }) => id === first.id)?.status).toBe('sending')
  one.session.stop()
  await record(one, 'second')
  one.session.send()
  expect(one.log.list().map(({ status }) => status)).toEqual(['sending', 'recorded'])
})

test('cancelled while it was being saved: it is in the log, but the first recording is sent', async () => {
  const one = launch()
  await record(one, 'first')
  const first = only(one)
  one.session.record(question)
  one.recorder.last().handlers.onStart()
  one.recorder.last().handlers.onStop(one.phone.record('second'))
  one.session.cancel()
  await settle()
  one.session.send()
  expect(one.log.list().find(({ id }) => id === first.id)?.status).toBe('sending')
  expect(one.log.list().map(({ status }) => status)).toEqual(['recorded', 'sending'])
})

test('an attempt without audio opens as an empty page', async () => {
  const one = launch()
  await record(one)
  await one.log.removeAudio([only(one).id])
  expect(one.open({ attempt: only(one) }).state.phase).toBe('idle')
})

describe('deleted while the page shows it', () => {
  test.each<[string, (one: Launched) => void]>([
    ['recorded', () => undefined],
    ['sending', ({ session }) => session.send()],
    [
      'streaming',
      ({ session, transport }) => {
        session.send()
        transport.last().handlers.onRequest()
        transport.last().content('One.')
      },
    ],
    [
      'ended',
      ({ session, transport }) => {
        session.send()
        transport.last().handlers.onRequest()
        transport.last().handlers.onEnd()
      },
    ],
  ])('%s: the page is empty, nothing is sent, nothing comes back', async (phase, bring) => {
    const one = launch()
    await record(one)
    bring(one)
    expect(one.session.state.phase).toBe(phase)
    await one.log.remove([only(one).id])
    expect(one.session.state).toMatchObject({ phase: 'idle', error: null })
    one.session.send()
    one.transport.exchanges.at(-1)?.content('late')
    one.transport.exchanges.at(-1)?.handlers.onEnd()
    expect(one.transport.exchanges.length).toBe(phase === 'recorded' ? 0 : 1)
    if (phase === 'sending' || phase === 'streaming') expect(one.transport.last().aborts).toBe(1)
    expect(one.clock.pendingTimers()).toBe(0)
    expect(one.log.list()).toEqual([])
    expect(one.phone.kept.size).toBe(0)
  })

  test('only its audio: that page has nothing left to send', async () => {
    const one = launch()
    await record(one)
    await one.log.removeAudio([only(one).id])
    expect(one.session.state.phase).toBe('idle')
    expect(only(one)).toMatchObject({ status: 'recorded', recording: null })
  })

  test('during another take: that one continues, and cancelling it leads to an empty page', async () => {
    const one = launch()
    await record(one)
    one.session.record(question)
    await one.log.removeAll()
    expect(one.session.state).toMatchObject({ phase: 'recording' })
    one.session.cancel()
    expect(one.session.state.phase).toBe('idle')
  })

  test('another one: nothing happens here', async () => {
    const one = launch()
    await record(one, 'first')
    const first = only(one).id
    await record(one, 'second')
    const before = one.session.state
    await one.log.remove([first])
    expect(one.session.state).toBe(before)
  })
})

describe('a recording in the cloud', () => {
  /** Uploaded and sent; the answer has not begun. */
  async function uploaded() {
    const one = launch()
    await record(one)
    one.session.send()
    one.uploads.put(only(one).id, 'cloud://a')
    one.transport.last().handlers.onRequest()
    return one
  }

  test('stays after a failure, even in the next launch, and is deleted after a complete answer', async () => {
    const one = await uploaded()
    one.transport.last().handlers.onError(new AppError('network'))
    expect(one.deleted).toEqual([])
    const next = launch(one.phone, { attempt: only(one) })
    next.session.send()
    expect(next.uploads.fileIDOf(only(one).id)).toBe('cloud://a')
    next.transport.last().handlers.onRequest()
    next.transport.last().content('One.')
    next.transport.last().handlers.onEnd()
    await settle()
    expect(next.deleted).toEqual(['cloud://a'])
    expect(next.uploads.fileIDOf(only(one).id)).toBeNull()
  })

  test('stays when the answer is stopped', async () => {
    const one = await uploaded()
    one.session.stop()
    expect([one.deleted, one.uploads.fileIDOf(only(one).id)]).toEqual([[], 'cloud://a'])
  })

  test('is deleted with its attempt', async () => {
    const one = await uploaded()
    await one.log.remove([only(one).id])
    await settle()
    expect(one.deleted).toEqual(['cloud://a'])
  })
})
