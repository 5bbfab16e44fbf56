// A session whose exchange waits for another one: what the page sees, and what ends the waiting.
import { createExchangeLine } from '../../../miniprogram/core/session/exchange-line'
import { someRecording } from '../../fakes/fake-recorder'
import { createFakeRecordings } from '../../fakes/fake-recordings'
import { createFakeTransport } from '../../fakes/fake-transport'
import { recordExchange, settle } from '../../fakes/recorded-exchange'
import { setUp } from './session-world'

/** Another answer is being written. */
async function waiting() {
  const transport = createFakeTransport()
  const line = createExchangeLine(transport)
  const recordings = createFakeRecordings((_question, recording) =>
    Promise.resolve({ recording, error: null }),
  )
  line.send({ logid: 'other', recording: { ...someRecording, id: 'other' } }, recordExchange().handlers)
  const other = transport.last()
  const world = setUp({ transport: line, recordings })
  world.session.record(null)
  world.recorder.last().handlers.onStart()
  world.session.finish()
  world.recorder.last().handlers.onStop(someRecording)
  await settle()
  world.session.send()
  return { ...world, transport, line, recordings, endOther: () => other.handlers.onEnd() }
}

test('it says so, and waits however long the other one takes; then its own limit begins', async () => {
  const { session, clock, transport, endOther, seen } = await waiting()
  expect(session.state).toMatchObject({ phase: 'sending', isWaiting: true, requested: false })
  expect(seen.filter((state) => state.phase === 'sending')).not.toContainEqual(
    expect.objectContaining({ isWaiting: false }),
  )
  clock.advance(120_000)
  expect(session.state).toMatchObject({ isWaiting: true })
  endOther()
  expect(session.state).toMatchObject({ phase: 'sending', isWaiting: false })
  transport.last().handlers.onRequest()
  clock.advance(38_801)
  expect(session.state).toMatchObject({ phase: 'ended', reason: 'idle' })
})

test('stopped: nothing is sent, and the recording is as before', async () => {
  const { session, transport, endOther } = await waiting()
  session.stop()
  expect(session.state).toMatchObject({ phase: 'recorded', error: null })
  endOther()
  expect(transport.exchanges).toHaveLength(1)
})

test('deleted: nothing is sent', async () => {
  const { session, recordings, transport, endOther } = await waiting()
  recordings.removed([someRecording.id])
  expect(session.state.phase).toBe('idle')
  endOther()
  expect(transport.exchanges).toHaveLength(1)
})

test('hidden and shown: it begins after the return, with the whole limit', async () => {
  const { session, clock, transport, line, endOther } = await waiting()
  line.appHidden()
  session.appHidden()
  endOther()
  clock.advance(60_000)
  expect(transport.exchanges).toHaveLength(1)
  session.appShown()
  line.appShown()
  expect(session.state).toMatchObject({ phase: 'sending', isWaiting: false })
  // 30 s, and 8.8 s for the upload
  clock.advance(38_000)
  expect(session.state.phase).toBe('sending')
  // nothing was sent: it is as before
  clock.advance(2_000)
  expect(session.state).toMatchObject({ phase: 'recorded', error: { code: 'upload-failed' } })
})
