// Sending a recording and reading its answer, as a page sees it.
import { AppError } from '../../../miniprogram/core/errors'
import { someRecording } from '../../fakes/fake-recorder'
import { settle } from '../../fakes/recorded-exchange'
import { ended, keptRecording, recorded, requested, setUp, streaming, textOf } from './session-world'

describe('sending', () => {
  test('each tap sends one POST with its own logid', async () => {
    const { session, transport } = await recorded()
    session.send()
    session.send()
    expect(transport.exchanges).toHaveLength(1)
    session.stop()
    session.send()
    expect(transport.exchanges).toHaveLength(2)
    const [first, second] = transport.exchanges
    expect(first?.request.logid).toMatch(/^\d{13}$/)
    expect(second?.request.logid).not.toBe(first?.request.logid)
    expect(second?.request.recording).toBe(keptRecording)
  })

  test('upload progress, then the request', async () => {
    const { session, transport } = await recorded()
    session.send()
    transport.last().handlers.onUploadProgress(0.4)
    expect(session.state).toMatchObject({ phase: 'sending', uploadFraction: 0.4, requested: false })
    transport.last().handlers.onRequest()
    expect(session.state).toMatchObject({ phase: 'sending', uploadFraction: null, requested: true })
  })

  test('a failure before the request leaves the recording unsent, with the reason', async () => {
    const { session, transport } = await recorded()
    session.send()
    const error = new AppError('recording-too-large')
    transport.last().handlers.onError(error)
    expect(session.state).toMatchObject({ phase: 'recorded', error })
  })

  test('without a connection, the request never leaves: the recording is unsent, with the reason', async () => {
    const { session, transport } = await requested()
    transport.last().handlers.onError(new AppError('network', { isUnsent: true }))
    expect(session.state).toMatchObject({ phase: 'recorded', error: { code: 'network' } })
  })

  test.each(['stop', 'leave'] as const)('%s during the upload leaves the recording unsent', async (what) => {
    const { session, transport } = await recorded()
    session.send()
    session[what]()
    expect(transport.last().aborts).toBe(1)
    expect(session.state).toMatchObject({ phase: 'recorded', error: null })
  })

  test.each([
    ['stop', 'stopped'],
    ['leave', 'interrupted'],
  ] as const)('%s after the request ends it, without text', async (what, reason) => {
    const { session } = await requested()
    session[what]()
    expect(ended(session.state)).toMatchObject({ reason, error: null })
    expect(textOf(session.state)).toEqual([])
  })

  test('sending again without success: the earlier answer is back, with its end reason or why it was not sent', async () => {
    const { session, transport } = await streaming()
    transport.last().handlers.onError(new AppError('network'))
    const { run } = session.state
    session.send()
    session.stop()
    expect(ended(session.state)).toMatchObject({ reason: 'network', error: { code: 'network' } })
    expect(session.state.run).toBeGreaterThan(run)
    session.send()
    transport.last().handlers.onError(new AppError('upload-failed'))
    expect(ended(session.state)).toMatchObject({ reason: 'network', error: { code: 'upload-failed' } })
    expect(textOf(session.state)).toEqual(['One.', 'Two'])
  })

  /** 30 s, and 8.8 s for the 132 kB of the recording over a weak network. */
  const limitMs = 38_800

  test('a stalled upload is given up, a slow one is not', async () => {
    const { clock, session, transport } = await recorded()
    session.send()
    for (let part = 1; part <= 5; part++) {
      clock.advance(limitMs - 1_000)
      transport.last().handlers.onUploadProgress(part / 10)
    }
    clock.advance(limitMs - 1)
    expect(session.state.phase).toBe('sending')
    clock.advance(1)
    expect(session.state).toMatchObject({ phase: 'recorded', error: { code: 'upload-failed' } })
    expect(transport.last().aborts).toBe(1)
    expect(clock.pendingTimers()).toBe(0)
  })

  test('the limit for the first byte starts with the request', async () => {
    const { clock, session, transport } = await recorded()
    session.send()
    clock.advance(20_000)
    transport.last().handlers.onRequest()
    clock.advance(limitMs - 1)
    expect(session.state.phase).toBe('sending')
  })

  test('no first byte within the limit', async () => {
    const { clock, session, transport } = await requested()
    clock.advance(limitMs - 1)
    expect(session.state.phase).toBe('sending')
    clock.advance(1)
    expect(ended(session.state)).toMatchObject({ reason: 'idle', error: { code: 'timeout' } })
    expect(transport.last().aborts).toBe(1)
  })
})

test('next question: back to the initial state, and late events change nothing', async () => {
  const { recorder, session, transport } = await streaming()
  session.stop()
  const { run } = session.state
  session.reset()
  expect(session.state).toMatchObject({ phase: 'idle', error: null })
  expect(session.state.run).toBeGreaterThan(run)
  transport.last().content('late')
  recorder.last().handlers.onStop(someRecording)
  expect(session.state.phase).toBe('idle')
})

test('a listener is not called after it unsubscribed', () => {
  const { session } = setUp()
  const heard: string[] = []
  const unsubscribe = session.subscribe(({ phase }) => heard.push(phase))
  session.record(null)
  unsubscribe()
  session.cancel()
  expect(heard).toEqual(['recording'])
})

test('hooks are called in order, before the page, for every event and for chunks of the current run only', async () => {
  const heard: string[] = []
  const { recorder, session, transport } = setUp({
    hooks: [
      { happened: ({ type }) => void heard.push(type), received: (size) => void heard.push(`${size}`) },
      { changed: ({ phase }) => void heard.push(`→ ${phase}`) },
      { hidden: () => void heard.push('hidden'), left: () => void heard.push('left') },
    ],
  })
  session.subscribe(({ phase }) => void heard.push(`page ${phase}`))
  session.record(null)
  recorder.last().handlers.onStop(someRecording)
  await settle()
  session.send()
  transport.last().handlers.onRequest()
  session.appHidden()
  session.appShown()
  transport.last().handlers.onChunk(new Uint8Array(7))
  session.stop()
  session.reset()
  transport.last().handlers.onChunk(new Uint8Array(8))
  session.leave()
  const reported = (phase: string) => [`→ ${phase}`, `page ${phase}`]
  expect(heard).toEqual([
    ...[
      'record',
      ...reported('recording'),
      'take-stopping',
      ...reported('recording'),
      'take-saved',
      ...reported('recorded'),
    ],
    ...['send', ...reported('sending'), 'requested', ...reported('sending'), 'hide', 'hidden', 'show', '7'],
    ...['stop', ...reported('ended'), 'reset', ...reported('idle'), 'leave', 'left'],
  ])
})
