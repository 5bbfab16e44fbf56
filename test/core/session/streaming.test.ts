// Reading an answer while it streams in, as a page sees it.
import { AppError } from '../../../miniprogram/core/errors'
import { ended, limits, requested, streaming, textOf } from './session-world'

describe('the answer', () => {
  test('to its end', async () => {
    const { clock, session, transport } = await streaming()
    expect(session.state.phase).toBe('streaming')
    expect(textOf(session.state)).toEqual(['One.', 'Two'])
    transport.last().content(' and three.')
    transport.last().handlers.onEnd()
    expect(ended(session.state)).toMatchObject({ reason: 'done', error: null })
    expect(textOf(session.state)).toEqual(['One.', 'Two and three.'])
    expect(clock.pendingTimers()).toBe(0)
  })

  test('frames without text do not start the answer', async () => {
    const { session, transport } = await requested()
    transport.last().content('')
    transport.last().content('\n')
    expect(session.state.phase).toBe('sending')
    transport.last().handlers.onEnd()
    expect(ended(session.state)).toMatchObject({ reason: 'truncated', error: null })
  })

  test('text that arrives only at the end is still an answer', async () => {
    const { session, transport } = await streaming()
    session.stop()
    session.send()
    transport.last().handlers.onRequest()
    transport.last().content('\\')
    expect(session.state.phase).toBe('sending')
    transport.last().handlers.onEnd()
    expect(ended(session.state)).toMatchObject({ reason: 'done', error: null })
    expect(textOf(session.state)).toEqual(['\\'])
  })

  test('an error frame that is found only at the end', async () => {
    const { session, transport } = await streaming()
    // inside an object that is never closed
    transport.last().handlers.onChunk(Buffer.from('{"a":'))
    transport
      .last()
      .handlers.onChunk(Buffer.from('{"error":{"grpc_code":8,"http_code":429,"message":"quota"}}'))
    expect(session.state.phase).toBe('streaming')
    transport.last().handlers.onEnd()
    expect(ended(session.state)).toMatchObject({ reason: 'service', error: { detail: { httpStatus: 429 } } })
  })

  test('a frame above the limit ends it', async () => {
    const { session, transport } = await streaming()
    transport
      .last()
      .handlers.onChunk(Buffer.from(`{"result":{"content":"${'x'.repeat(limits.frameMaxBytes)}`))
    expect(ended(session.state)).toMatchObject({ reason: 'service', error: { code: 'frame-too-large' } })
    expect(transport.last().aborts).toBe(1)
  })

  test('growing text is announced once per flush interval, the first text at once', async () => {
    const { clock, seen, transport } = await requested()
    const before = seen.length
    transport.last().content('a')
    expect(seen).toHaveLength(before + 1)
    for (let i = 0; i < 64; i++) {
      transport.last().content('b')
      clock.advance(1)
    }
    expect(seen).toHaveLength(before + 2)
    transport.last().content('c')
    expect(seen).toHaveLength(before + 2)
    clock.advance(64)
    expect(seen).toHaveLength(before + 3)
    clock.advance(1_000)
    expect(seen).toHaveLength(before + 3)
  })

  test('stop works during silence and keeps the text, held-back characters too', async () => {
    const { clock, session, transport } = await streaming()
    transport.last().content('\\')
    clock.advance(4_000)
    session.stop()
    expect(ended(session.state)).toMatchObject({ reason: 'stopped', error: null })
    expect(textOf(session.state)).toEqual(['One.', 'Two\\'])
    expect(transport.last().aborts).toBe(1)
    expect(clock.pendingTimers()).toBe(0)
  })

  test('a second tap on send does nothing', async () => {
    const { session, transport } = await streaming()
    session.send()
    transport.last().content('\\')
    session.stop()
    expect(transport.exchanges).toHaveLength(1)
    expect(textOf(session.state)).toEqual(['One.', 'Two\\'])
  })

  test('silence for 5 s ends it once and keeps the text', async () => {
    const { clock, session, seen, transport } = await streaming()
    clock.advance(4_999)
    expect(session.state.phase).toBe('streaming')
    clock.advance(1)
    expect(ended(session.state)).toMatchObject({ reason: 'idle', error: null })
    expect(textOf(session.state)).toEqual(['One.', 'Two'])
    expect(transport.last().aborts).toBe(1)
    clock.advance(60_000)
    expect(seen.filter(({ phase }) => phase === 'ended')).toHaveLength(1)
  })

  test('the time that the phone sleeps does not count as silence', async () => {
    const { clock, session } = await streaming()
    session.appHidden()
    clock.sleep(600_000)
    clock.advance(0)
    session.appShown()
    clock.advance(4_999)
    expect(session.state.phase).toBe('streaming')
    clock.advance(1)
    expect(ended(session.state).reason).toBe('idle')
  })

  test('an error frame ends it, whatever comes after it', async () => {
    const { session, transport } = await streaming()
    transport
      .last()
      .handlers.onChunk(Buffer.from('{"error":{"grpc_code":8,"http_code":429,"message":"quota"}}'))
    transport.last().handlers.onEnd()
    expect(ended(session.state)).toMatchObject({
      reason: 'service',
      error: { code: 'service', detail: { grpcCode: 8, httpStatus: 429 } },
    })
    expect(textOf(session.state)).toEqual(['One.', 'Two'])
  })

  test('an end inside a frame or without any text is truncated', async () => {
    const inside = await streaming()
    inside.transport.last().handlers.onChunk(Buffer.from('{"result":{"content":" an'))
    inside.transport.last().handlers.onEnd()
    expect(ended(inside.session.state).reason).toBe('truncated')
    const without = await requested()
    without.transport.last().handlers.onEnd()
    expect(ended(without.session.state).reason).toBe('truncated')
  })

  test.each([
    ['network', 'network'],
    ['interrupted', 'interrupted'],
    ['http', 'http'],
    ['timeout', 'idle'],
    ['domain-not-allowed', 'network'],
  ] as const)('a failure %s ends it as %s', async (code, reason) => {
    const { session, transport } = await streaming()
    transport.last().handlers.onError(new AppError(code))
    expect(ended(session.state)).toMatchObject({ reason, error: { code } })
    expect(textOf(session.state)).toEqual(['One.', 'Two'])
  })

  test('leaving the page closes it and keeps the text', async () => {
    const { session, transport } = await streaming()
    session.leave()
    expect(ended(session.state).reason).toBe('interrupted')
    expect(transport.last().aborts).toBe(1)
  })

  test('late events from an old run change nothing', async () => {
    const { session, transport } = await streaming()
    session.stop()
    const old = transport.last()
    session.send()
    transport.last().handlers.onRequest()
    const before = session.state
    old.content('late')
    old.handlers.onEnd()
    old.handlers.onError(new AppError('network'))
    expect(session.state).toBe(before)
    transport.last().content('new')
    expect(textOf(session.state)).toEqual(['new'])
  })

  test('a second run without text leaves the first answer readable', async () => {
    const { session, transport } = await streaming()
    transport.last().handlers.onError(new AppError('network'))
    session.send()
    transport.last().handlers.onRequest()
    transport.last().handlers.onError(new AppError('http', { httpStatus: 503 }))
    expect(ended(session.state)).toMatchObject({ reason: 'http', error: { code: 'http' } })
    expect(textOf(session.state)).toEqual(['One.', 'Two'])
  })

  test('a stream that ends well with something unreadable in it has a gap', async () => {
    const { session, transport } = await streaming()
    transport.last().handlers.onChunk(Buffer.from('{"half\n'))
    transport.last().content(' and three.')
    transport.last().handlers.onEnd()
    expect(ended(session.state)).toMatchObject({ reason: 'gap', error: null })
    expect(textOf(session.state)).toEqual(['One.', 'Two and three.'])
  })
})

describe('sent again after a whole answer', () => {
  async function whole() {
    const world = await streaming()
    world.transport.last().handlers.onEnd()
    const { logid } = ended(world.session.state)
    world.session.send()
    world.transport.last().handlers.onRequest()
    return { ...world, logid }
  }
  const again = ['One.', 'Two']

  test('less than whole: the whole one is shown, and the end is that of the new one', async () => {
    const { session, transport, logid } = await whole()
    transport.last().content('New')
    expect(textOf(session.state)).toEqual(['New'])
    session.stop()
    expect(ended(session.state)).toMatchObject({
      reason: 'stopped',
      text: { finished: ['New'] },
      kept: { reason: 'done' },
    })
    expect(ended(session.state).logid).not.toBe(logid)
    expect(textOf(session.state)).toEqual(again)
  })

  test('and again, and again: it stays, until there is another whole one', async () => {
    const { session, transport } = await whole()
    session.stop()
    for (const content of ['More', '']) {
      session.send()
      transport.last().handlers.onRequest()
      transport.last().content(content)
      transport.last().handlers.onError(new AppError('network'))
      expect(textOf(session.state)).toEqual(again)
    }
    session.send()
    transport.last().handlers.onRequest()
    transport.last().content('Whole.')
    transport.last().handlers.onEnd()
    expect(ended(session.state)).toMatchObject({ reason: 'done', kept: null })
    expect(textOf(session.state)).toEqual(['Whole.'])
  })

  test('of two partial ones, the latest with text is shown', async () => {
    const { session, transport } = await streaming()
    session.stop()
    session.send()
    transport.last().handlers.onRequest()
    transport.last().content('Other')
    session.stop()
    expect(ended(session.state)).toMatchObject({ reason: 'stopped', kept: null })
    expect(textOf(session.state)).toEqual(['Other'])
  })
})

describe('where the service keeps its answers', () => {
  test('only the student stops it, by a tap or by deleting the recording', async () => {
    const stopped = await streaming()
    stopped.session.stop()
    expect(stopped.transport.last()).toMatchObject({ aborts: 1, stops: 1 })
    const left = await streaming()
    left.session.appHidden()
    left.session.leave()
    const silent = await streaming()
    silent.clock.advance(limits.idleMs)
    for (const { transport } of [left, silent]) {
      expect(transport.last()).toMatchObject({ aborts: 1, stops: 0 })
    }
  })

  const silence = expect.objectContaining({ code: 'timeout' }) as AppError

  test('silence has it asked for again, and watching goes on from there', async () => {
    const { clock, session, transport } = await streaming()
    const { handlers } = transport.last()
    const causes: AppError[] = []
    transport.last().reconnect = (cause) => causes.push(cause) > 0
    clock.advance(limits.idleMs)
    expect(causes).toEqual([silence])
    handlers.onLost(causes[0] as AppError)
    expect(session.state).toMatchObject({ phase: 'streaming', isReconnecting: true })
    // nothing is watched while it waits to ask again
    clock.advance(60_000)
    expect(causes).toHaveLength(1)
    handlers.onAskedAgain()
    clock.advance(limits.idleMs - 1)
    handlers.onReconnected()
    expect(session.state).toMatchObject({ phase: 'streaming', isReconnecting: false })
    clock.advance(limits.idleMs)
    expect(causes).toHaveLength(2)
    handlers.onError(causes[1] as AppError)
    expect(ended(session.state)).toMatchObject({ reason: 'idle', error: null })
    expect(clock.pendingTimers()).toBe(0)
  })

  test('hidden meanwhile, nothing is watched until the app is shown', async () => {
    const { clock, session, transport } = await streaming()
    const causes: AppError[] = []
    transport.last().reconnect = (cause) => causes.push(cause) > 0
    transport.last().handlers.onLost(new AppError('interrupted'))
    session.appHidden()
    transport.last().handlers.onAskedAgain()
    clock.advance(60_000)
    expect(causes).toEqual([])
    session.appShown()
    clock.advance(limits.idleMs)
    expect(causes).toEqual([silence])
  })
})
