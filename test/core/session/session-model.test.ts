// Any order of taps, callbacks, hiding, late events and time: the invariants.
import fc from 'fast-check'
import { AppError } from '../../../miniprogram/core/errors'
import { createRunTracer } from '../../../miniprogram/core/diagnostics/run-trace'
import type { RunTrace } from '../../../miniprogram/core/diagnostics/run-trace'
import type { Clock, ExchangeHandlers, Recording, TakeHandlers } from '../../../miniprogram/core/ports'
import { cancelledTakeIn, isInHistory } from '../../../miniprogram/core/session/held-recording'
import { spokenMinMs } from '../../../miniprogram/core/session/practice-session'
import { bringBackMs, createPracticeSession } from '../../../miniprogram/core/session/session-runner'
import { answerToRead, type ReadableAnswer } from '../../../miniprogram/core/session/kept-answer'
import type { SessionState } from '../../../miniprogram/core/session/session-state'
import { createFakeClock } from '../../fakes/fake-clock'
import type { FakeClock } from '../../fakes/fake-clock'
import { someRecording } from '../../fakes/fake-recorder'
import { createFakeRecordings } from '../../fakes/fake-recordings'
import { replay } from '../diagnostics/replay'

const limits = { firstByteMs: 30_000, idleMs: 5_000, frameMaxBytes: 10_000, flushMs: 64 }

/** A call to a port in progress. Correct ports end each once; what they report after its end must do no harm. */
interface Open<Handlers> {
  readonly handlers: Handlers
  /** It has ended, or the session has closed it. */
  isOver: boolean
  isStopped: boolean
}

function setUp() {
  const clock = createFakeClock()
  const takes: Open<TakeHandlers>[] = []
  const exchanges: Open<ExchangeHandlers>[] = []
  const discarded: Open<TakeHandlers>[] = []
  const storage = { kept: [] as Recording[], isFull: false }
  const recordings = createFakeRecordings((_question, recording) => {
    storage.kept.push(recording)
    return Promise.resolve({ recording, error: storage.isFull ? new AppError('storage-full') : null })
  })
  const traces = new Map<number, RunTrace>()
  let posts = 0
  const session = createPracticeSession(
    {
      clock,
      recorder: {
        start(handlers) {
          const take = { handlers, isOver: false, isStopped: false }
          takes.push(take)
          return {
            pause: () => undefined,
            resume: () => undefined,
            stop: () => void (take.isStopped = true),
            cancel() {
              take.isOver = true
              discarded.push(take)
            },
          }
        },
      },
      transport: {
        send(_request, handlers) {
          posts += 1
          const exchange = { handlers, isOver: false, isStopped: false }
          exchanges.push(exchange)
          const abort = () => void (exchange.isOver = true)
          return { isWaiting: false, abort, stop: abort, reconnect: () => false }
        },
      },
      recordings,
      hooks: [createRunTracer(createTicking(clock), (trace) => void traces.set(trace.startedAtMs, trace))],
    },
    limits,
  )
  const seen: SessionState[] = []
  session.subscribe((state) => seen.push(state))
  /** When the notice that stands was first seen. */
  const notice = { id: '', sinceMs: 0 }
  return {
    ...{ clock, takes, discarded, exchanges, storage, recordings, session, seen, traces, notice },
    posts: () => posts,
  }
}

/** No two runs begin at the same time. */
function createTicking(clock: FakeClock): Pick<Clock, 'nowMs' | 'monotonicMs'> {
  let ticks = 0
  return { nowMs: () => clock.nowMs() + ++ticks / 1024, monotonicMs: clock.monotonicMs }
}

type World = ReturnType<typeof setUp>
type Step = readonly [name: string, run: (world: World) => void]

const last = <T>(list: readonly T[]): T | undefined => list[list.length - 1]
const content = (text: string) => JSON.stringify({ result: { content: text } }) + '\n'

function onTake(run: (handlers: TakeHandlers) => void, isEnd = false) {
  return ({ takes }: World) => {
    const take = last(takes)
    if (!take || take.isOver) return
    if (isEnd) take.isOver = true
    run(take.handlers)
  }
}

function onExchange(run: (handlers: ExchangeHandlers) => void, isEnd = false) {
  return ({ exchanges }: World) => {
    const exchange = last(exchanges)
    if (!exchange || exchange.isOver) return
    if (isEnd) exchange.isOver = true
    run(exchange.handlers)
  }
}

function speak(world: World): void {
  world.session.record(null)
  onTake((handlers) => handlers.onStart())(world)
  world.clock.advance(2_000)
}

let takeNumber = 0
const stopTake = onTake((handlers) => {
  takeNumber += 1
  handlers.onStop({ ...someRecording, id: `take-${takeNumber}` })
}, true)

const steps: readonly Step[] = [
  ['record', ({ session }) => session.record(null)],
  ['something is said', speak],
  [
    'a take is cancelled',
    (world) => {
      speak(world)
      world.session.cancel()
      stopTake(world)
    },
  ],
  ['pause', ({ session }) => session.pause()],
  ['resume', ({ session }) => session.resume()],
  ['finish', ({ session }) => session.finish()],
  ['cancel', ({ session }) => session.cancel()],
  ['bring back', ({ session }) => session.bringBack()],
  ['covered', ({ session }) => session.keepCancelled()],
  ['discard', ({ session }) => session.discard()],
  ['send', ({ session }) => session.send()],
  ['stop', ({ session }) => session.stop()],
  ['reset', ({ session }) => session.reset()],
  ['dismiss', ({ session }) => session.dismiss()],
  [
    'the take is moved',
    ({ session, recordings }) => {
      const { state } = session
      if (!('recording' in state)) return
      const { filePath } = state.recording
      recordings.moved({ ...state.recording, filePath: `${filePath}+` }, null)
    },
  ],
  [
    'the take is deleted',
    ({ session, recordings }) => {
      const { state } = session
      if ('recording' in state) recordings.removed([state.recording.id])
    },
  ],
  [
    'the cancelled take is deleted',
    ({ session, recordings }) => {
      const cancelled = cancelledTakeIn(session.state)
      if (cancelled) recordings.removed([cancelled.recording.id])
    },
  ],
  ['storage fills up', ({ storage }) => void (storage.isFull = true)],
  ['there is room', ({ storage }) => void (storage.isFull = false)],
  ['another take is deleted', ({ recordings }) => recordings.removed(['another'])],
  ['leave', ({ session }) => session.leave()],
  ['hide', ({ session }) => session.appHidden()],
  ['show', ({ session }) => session.appShown()],
  ['take starts', onTake((handlers) => handlers.onStart())],
  ['take pauses', onTake((handlers) => handlers.onPause(false))],
  ['take resumes', onTake((handlers) => handlers.onResume())],
  ['take is heard', onTake((handlers) => handlers.onLevels([0.5, 0.2]))],
  ['take stops', stopTake],
  ['take fails', onTake((handlers) => handlers.onError(new AppError('microphone-busy')), true)],
  ['upload continues', onExchange((handlers) => handlers.onUploadProgress(0.5))],
  ['request leaves', onExchange((handlers) => handlers.onRequest())],
  ['text comes', onExchange((handlers) => handlers.onChunk(Buffer.from(content('One.\\n\\nTwo'))))],
  ['garbage comes', onExchange((handlers) => handlers.onChunk(Buffer.from('{"result":{"con')))],
  [
    'error frame comes',
    onExchange((handlers) => handlers.onChunk(Buffer.from('{"error":{"code":8,"message":"quota"}}'))),
  ],
  ['answer ends', onExchange((handlers) => handlers.onEnd(), true)],
  [
    'no connection',
    onExchange((handlers) => handlers.onError(new AppError('network', { isUnsent: true })), true),
  ],
  ['exchange fails', onExchange((handlers) => handlers.onError(new AppError('network')), true)],
  [
    'late event of an old take',
    ({ takes }) => takes.filter(isDone).forEach(({ handlers }) => handlers.onStart()),
  ],
  [
    'late events of an old exchange',
    ({ exchanges }) =>
      exchanges.filter(isDone).forEach(({ handlers }) => {
        handlers.onChunk(Buffer.from(content('late')))
        handlers.onEnd()
      }),
  ],
  ['a second', ({ clock }) => clock.advance(1_000)],
  ['two minutes', ({ clock }) => clock.advance(121_000)],
  ['sleep', ({ clock }) => clock.sleep(600_000)],
]

function isDone({ isOver }: { isOver: boolean }): boolean {
  return isOver
}

function check(world: World, before: SessionState, step: string): void {
  const { clock, exchanges, takes, session, seen } = world
  const { state } = session
  // one stream and one take at a time
  expect(exchanges.filter(({ isOver }) => !isOver).length).toBeLessThanOrEqual(1)
  expect(takes.filter(({ isOver }) => !isOver).length).toBeLessThanOrEqual(1)
  // an exchange is open exactly while a page waits for it
  const isWaiting = state.phase === 'sending' || state.phase === 'streaming'
  expect(exchanges.some(({ isOver }) => !isOver)).toBe(isWaiting)
  // nothing is left running, except for the notice
  const cancelled = cancelledTakeIn(state)
  const timers = cancelled && isInHistory(cancelled) ? 1 : 0
  if (!isWaiting && state.phase !== 'recording') expect([step, clock.pendingTimers()]).toEqual([step, timers])
  // run numbers only increase, and each run ends once
  expect(state.run).toBeGreaterThanOrEqual(before.run)
  const ends = seen.filter(({ phase }, i) => phase === 'ended' && seen[i - 1]?.phase !== 'ended')
  const fresh = ends.filter((end) => seen.filter(({ run }) => run === end.run)[0]?.phase === 'sending')
  expect(new Set(fresh.map(({ run }) => run)).size).toBe(fresh.length)
  // only a tap on "next" or a deletion removes a recording from the page
  const recordingOf = (of: SessionState): Recording | null => {
    if ('recording' in of) return of.recording
    return of.phase === 'recording' ? recordingOf(of.previous) : null
  }
  if (step !== 'reset' && step !== 'the take is deleted' && recordingOf(before))
    expect(recordingOf(state)).not.toBeNull()
  // a whole answer stays the one to read, whatever becomes of the next one
  if (readable(before)?.reason === 'done' && recordingOf(before)?.id === recordingOf(state)?.id)
    expect(readable(state)?.reason).toBe('done')
}

function readable(state: SessionState): ReadableAnswer | null {
  switch (state.phase) {
    case 'ended':
      return answerToRead(state)
    case 'streaming':
      return state.kept
    case 'sending':
      return state.previous && answerToRead(state.previous)
    case 'recording':
      return readable(state.previous)
    default:
      return null
  }
}

const timeSteps = ['a second', 'two minutes', 'sleep']

/** No take of a second or more disappears except after its notice has ended, or for another take. */
function checkCancelled(world: World, before: SessionState, step: string): void {
  const { clock, discarded, recordings, session, notice } = world
  if (discarded.splice(0).length > 0 && step !== 'discard') {
    expect(before).toMatchObject({ phase: 'recording' })
    if (before.phase === 'recording') expect(before.elapsedMs).toBeLessThan(spokenMinMs)
  }
  const removed = recordings.deletedIds.splice(0)
  const [was, is] = [cancelledTakeIn(before), cancelledTakeIn(session.state)]
  if (was && was.recording.id !== is?.recording.id) {
    const { id } = was.recording
    if (removed.length > 0) {
      expect(removed).toEqual([id])
      expect(['reset', 'send', 'take stops', 'a take is cancelled', ...timeSteps]).toContain(step)
    } else {
      const kept = isInHistory(was) ? ['hide', 'leave', 'covered'] : []
      expect(['bring back', 'the cancelled take is deleted', ...kept]).toContain(step)
    }
    if (step === 'bring back') expect(session.state).toMatchObject({ phase: 'recorded', recording: { id } })
    if (timeSteps.includes(step))
      expect(clock.monotonicMs() - notice.sinceMs).toBeGreaterThanOrEqual(bringBackMs)
  } else {
    expect(removed).toEqual([])
  }
  // it is not timed while nobody sees it
  if (is && ['hide', 'leave', 'covered'].includes(step)) expect(isInHistory(is)).toBe(false)
  const shownId = is && session.state.phase !== 'recording' ? is.recording.id : ''
  if (shownId !== notice.id) Object.assign(notice, { id: shownId, sinceMs: clock.monotonicMs() })
}

test('the invariants hold for any order of events', async () => {
  const names = fc.array(fc.nat(steps.length - 1), { minLength: 1, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(names, async (order) => {
      const world = setUp()
      let posts = 0
      for (const index of order) {
        const step = steps[index]
        if (!step) throw new Error('no such step')
        const [name, run] = step
        const before = world.session.state
        run(world)
        await Promise.resolve()
        check(world, before, name)
        checkCancelled(world, before, name)
        if (name !== 'send') expect(world.posts()).toBe(posts)
        expect(world.posts() - posts).toBeLessThanOrEqual(1)
        posts = world.posts()
      }
      // the timeline for support shows what happened
      for (const trace of world.traces.values()) {
        expect(replay(trace)).toEqual(trace.steps.map(({ state }) => state))
      }
      // a take that stopped was saved, whatever happened in between
      const stopped = world.storage.kept.length
      expect(stopped).toBeLessThanOrEqual(world.takes.length)
    }),
    { numRuns: 500 },
  )
})
