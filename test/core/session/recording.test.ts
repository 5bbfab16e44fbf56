// From the tap on the microphone to the saved recording, as a page sees it.
import { AppError } from '../../../miniprogram/core/errors'
import type { Recording } from '../../../miniprogram/core/ports'
import { someRecording } from '../../fakes/fake-recorder'
import { createFakeRecordings } from '../../fakes/fake-recordings'
import { settle } from '../../fakes/recorded-exchange'
import { keptRecording, recorded, setUp, someQuestion } from './session-world'

describe('recording', () => {
  test('from tap to recording', async () => {
    const { clock, kept, recorder, session } = setUp()
    session.record(someQuestion)
    expect(session.state).toMatchObject({ phase: 'recording', status: 'starting' })
    recorder.last().handlers.onStart()
    clock.advance(1_000)
    expect(session.state).toMatchObject({ status: 'live', elapsedMs: 1_000 })
    session.finish()
    expect(session.state).toMatchObject({ status: 'stopping' })
    expect(recorder.last().calls).toEqual(['stop'])
    recorder.last().handlers.onStop(someRecording)
    expect(session.state).toMatchObject({ phase: 'recording', status: 'stopping' })
    await settle()
    expect(clock.pendingTimers()).toBe(0)
    expect(kept).toEqual([[someQuestion, someRecording]])
    expect(session.state).toMatchObject({ phase: 'recorded', recording: keptRecording, error: null })
  })

  test('a recording that lasts for this launch only says so', async () => {
    const { recorder, refusals, session } = setUp()
    refusals.push(new AppError('storage-full'))
    session.record(null)
    recorder.last().handlers.onStart()
    recorder.last().handlers.onStop(someRecording)
    await settle()
    expect(session.state).toMatchObject({ phase: 'recorded', error: { code: 'storage-full' } })
  })

  test('a take that the recorder ends is saved, whatever is tapped meanwhile', async () => {
    const { recorder, session, kept } = setUp()
    session.record(null)
    recorder.last().handlers.onStart()
    recorder.last().handlers.onStop(someRecording)
    session.finish()
    session.pause()
    expect(recorder.last().calls).toEqual([])
    await settle()
    expect(session.state.phase).toBe('recorded')
    expect(kept).toHaveLength(1)
  })

  test('the time stops while paused', async () => {
    const { clock, recorder, session } = setUp()
    session.record(null)
    recorder.last().handlers.onStart()
    clock.advance(2_000)
    session.pause()
    recorder.last().handlers.onPause(false)
    expect(clock.pendingTimers()).toBe(0)
    clock.advance(60_000)
    expect(session.state).toMatchObject({ status: 'paused', elapsedMs: 2_000 })
    session.resume()
    recorder.last().handlers.onResume()
    clock.advance(1_500)
    expect(session.state).toMatchObject({ status: 'live', elapsedMs: 3_500 })
    expect(recorder.last().calls).toEqual(['pause', 'resume'])
  })

  test("setting the phone's clock back does not reduce the time", () => {
    const { clock, recorder, session } = setUp()
    session.record(null)
    recorder.last().handlers.onStart()
    clock.advance(2_000)
    clock.setBack(3_600_000)
    clock.advance(1_000)
    expect(session.state).toMatchObject({ elapsedMs: 3_000 })
  })

  test('the live bars show the newest values', async () => {
    const { clock, recorder, session } = setUp()
    session.record(null)
    recorder.last().handlers.onStart()
    recorder.last().handlers.onLevels(Array.from({ length: 30 }, (_, i) => i / 30))
    clock.advance(3_000)
    expect(session.state).toMatchObject({ levels: Array.from({ length: 25 }, (_, i) => (i + 5) / 30) })
  })

  // frames of 1, 2 and 20 kB at 48 kb/s: a phone chooses
  test.each([170, 341, 3_413])('a frame every %i ms: one level with each tenth of a second', (frameMs) => {
    const { clock, recorder, seen, session } = setUp()
    session.record(null)
    const { handlers } = recorder.last()
    handlers.onStart()
    seen.length = 0
    let sentCount = 0
    for (let soundMs = frameMs; soundMs <= 20_000; soundMs += frameMs) {
      clock.advance(frameMs)
      const levels = Array.from(
        { length: Math.floor(soundMs / 100) - sentCount },
        (_, i) => (sentCount + i) / 200,
      )
      sentCount += levels.length
      handlers.onLevels(levels)
    }
    clock.advance(frameMs)
    // one announcement, and so one setData, for the time and the levels together
    const spokenMs = session.state.phase === 'recording' ? session.state.elapsedMs : 0
    expect(seen.length).toBeLessThanOrEqual(spokenMs / 100 + 1)
    const newest = seen.flatMap((state) =>
      state.phase === 'recording' ? [Math.round((state.levels.at(-1) ?? 0) * 200)] : [],
    )
    // in order, and at last the newest; a tick that comes late catches up by one
    const steps = newest.slice(1).map((value, index) => value - (newest[index] ?? 0))
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...steps)).toBeLessThanOrEqual(2)
    expect(newest.at(-1)).toBe(sentCount - 1)
  })

  test('silence is measured in the sound, and starts again after a voice or a pause', () => {
    const { clock, recorder, session } = setUp()
    session.record(null)
    const { handlers } = recorder.last()
    handlers.onStart()
    handlers.onLevels(Array.from({ length: 39 }, () => 0))
    clock.advance(3_900)
    expect(session.state).toMatchObject({ silentMs: 3_900 })
    handlers.onLevels([0.4, 0])
    clock.advance(200)
    expect(session.state).toMatchObject({ silentMs: 100 })
    session.pause()
    handlers.onPause(false)
    handlers.onResume()
    expect(session.state).toMatchObject({ silentMs: 0 })
  })

  test('cancel leads back to the previous state, and late events of the take change nothing', async () => {
    const { clock, recorder, session } = await recorded()
    session.record(null)
    recorder.last().handlers.onStart()
    session.cancel()
    expect(recorder.last().calls).toEqual(['cancel'])
    expect(session.state).toMatchObject({ phase: 'recorded', recording: keptRecording })
    const before = session.state
    recorder.last().handlers.onStop({ ...someRecording, durationMs: 1 })
    recorder.last().handlers.onError(new AppError('recorder-failed'))
    expect(session.state).toBe(before)
    expect(clock.pendingTimers()).toBe(0)
  })

  test('a failure says why and loses no earlier recording', async () => {
    const { clock, recorder, session } = await recorded()
    session.record(null)
    const error = new AppError('microphone-busy')
    recorder.last().handlers.onError(error)
    expect(session.state).toMatchObject({ phase: 'recorded', recording: keptRecording, error })
    expect(clock.pendingTimers()).toBe(0)
  })

  test.each(['hide', 'leave'] as const)('%s ends the take and saves it', async (what) => {
    const { recorder, session } = setUp()
    session.record(null)
    recorder.last().handlers.onStart()
    if (what === 'hide') session.appHidden()
    else session.leave()
    expect(recorder.last().calls).toEqual(['stop'])
    session.finish()
    expect(recorder.last().calls).toEqual(['stop'])
    recorder.last().handlers.onStop(someRecording)
    await settle()
    expect(session.state.phase).toBe('recorded')
  })

  test('hidden by the permission dialog: continues once the app is back', () => {
    const { recorder, session } = setUp()
    session.record(null)
    session.appHidden()
    expect(session.state).toMatchObject({ status: 'starting' })
    session.appShown()
    recorder.last().handlers.onStart()
    expect(session.state).toMatchObject({ status: 'live' })
    expect(recorder.last().calls).toEqual([])
  })

  test('a recorder that starts while the app is hidden is stopped, and its recording is saved', async () => {
    const { recorder, session } = setUp()
    session.record(null)
    session.appHidden()
    recorder.last().handlers.onStart()
    expect(recorder.last().calls).toEqual(['stop'])
    session.appShown()
    expect(session.state).toMatchObject({ status: 'stopping' })
    recorder.last().handlers.onStop(someRecording)
    await settle()
    expect(session.state.phase).toBe('recorded')
  })

  test('a second tap on record starts nothing and does not change the question', async () => {
    const { kept, recorder, session } = setUp()
    session.record(someQuestion)
    session.record(null)
    expect(recorder.takes).toHaveLength(1)
    recorder.last().handlers.onStop(someRecording)
    await settle()
    expect(kept).toEqual([[someQuestion, someRecording]])
  })

  test('pause and resume are passed on only where they make sense', () => {
    const { recorder, session } = setUp()
    session.record(null)
    session.pause()
    session.resume()
    recorder.last().handlers.onStart()
    session.resume()
    expect(recorder.last().calls).toEqual([])
    recorder.last().handlers.onPause(false)
    session.pause()
    expect(recorder.last().calls).toEqual([])
  })

  test('events of the recorder while it is stopping do not start it again', () => {
    const { recorder, session } = setUp()
    session.record(null)
    session.finish()
    const { handlers } = recorder.last()
    handlers.onStart()
    expect(session.state).toMatchObject({ status: 'stopping' })
    handlers.onPause(false)
    handlers.onResume()
    expect(session.state).toMatchObject({ status: 'stopping' })
  })

  test('a cancelled take leaves nothing running and is not saved', async () => {
    const { clock, kept, recorder, session } = setUp()
    session.record(someQuestion)
    session.cancel()
    const { handlers } = recorder.last()
    handlers.onStart()
    expect(clock.pendingTimers()).toBe(0)
    handlers.onResume()
    expect(clock.pendingTimers()).toBe(0)
    session.record(someQuestion)
    recorder.last().handlers.onStart()
    handlers.onPause(false)
    clock.advance(300)
    expect(session.state).toMatchObject({ status: 'live', elapsedMs: 300 })
    handlers.onError(new AppError('recorder-failed'))
    clock.advance(300)
    expect(session.state).toMatchObject({ status: 'live', elapsedMs: 600 })
    handlers.onStop(someRecording)
    await settle()
    expect(kept).toEqual([])
  })

  test.each(['dismiss', 'reset'] as const)('%s clears the error of a take', (way) => {
    const { recorder, session } = setUp()
    const before = session.state
    session[way]()
    expect(session.state).toBe(before)
    session.record(null)
    recorder.last().handlers.onError(new AppError('microphone-busy'))
    session[way]()
    expect(session.state).toEqual({ phase: 'idle', run: 1, error: null, cancelled: null })
  })

  test('a file system that does not respond holds up no take, and may still save it later', async () => {
    let save: (saved: { recording: Recording; error: null }) => void = () => undefined
    const { clock, recorder, session } = setUp({
      recordings: createFakeRecordings(() => new Promise((resolve) => (save = resolve))),
    })
    session.record(null)
    recorder.last().handlers.onStart()
    recorder.last().handlers.onStop(someRecording)
    clock.advance(9_999)
    expect(session.state).toMatchObject({ phase: 'recording', status: 'stopping' })
    clock.advance(1)
    expect(session.state).toMatchObject({
      phase: 'recorded',
      recording: someRecording,
      error: { code: 'recording-unkept' },
    })
    save({ recording: keptRecording, error: null })
    await settle()
    expect(session.state).toMatchObject({ phase: 'recorded', recording: keptRecording, error: null })
  })
})
