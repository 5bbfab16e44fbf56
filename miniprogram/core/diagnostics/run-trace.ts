// Events of a session → timelines of its runs, for support to read and for tests to replay.
import type { Clock } from '../ports'
import type { SessionHooks } from '../session/session-runner'
import type { SessionEvent, SessionState } from '../session/session-state'

/** One event, and the state it led to. */
export interface TraceStep {
  /** Since the run began. */
  readonly atMs: number
  readonly event: SessionEvent['type']
  /** As named by `nameOf`. */
  readonly state: string
  /** The failure's code, with its HTTP or gRPC status, or how an answer ended. */
  readonly detail?: string
}

/** One take or one answer. Contains no speech, no text and nothing that identifies the student. */
export interface RunTrace {
  readonly startedAtMs: number
  /** The state before it, as named by `nameOf`. */
  readonly from: string
  readonly steps: readonly TraceStep[]
  /** When the first and last chunks of the answer came, and their sizes in bytes. */
  readonly chunks: readonly (readonly [atMs: number, size: number])[]
  readonly chunkCount: number
  /** Size of all chunks. */
  readonly receivedBytes: number
  /** The longest time between two chunks; 0 with fewer. */
  readonly longestGapMs: number
  readonly logid?: string
  /** Of the recording. */
  readonly sizeBytes?: number
  readonly durationMs?: number
}

/** Normally there are fewer than twenty, but the app may be hidden and shown many times. The last step is always added. */
const stepsMax = 60
/** At the beginning of an answer, and as many at its end. */
const chunksMax = 60

/** They change what later events lead to, or cost a request. */
const alwaysTraced: ReadonlySet<SessionEvent['type']> = new Set([
  ...(['cancel', 'hide', 'show', 'leave'] as const),
  ...(['connection-lost', 'asked-again', 'reconnected'] as const),
])

/** The phase, with what distinguishes its states. */
export function nameOf(state: SessionState): string {
  switch (state.phase) {
    case 'recording':
      return `recording/${state.status}`
    case 'sending':
      return `sending/${state.requested ? 'requested' : state.isWaiting ? 'waiting' : 'unsent'}`
    case 'ended':
      return `ended/${state.reason}`
    default:
      return state.phase
  }
}

/**
 * Calls `changed` with the whole run after each step, so that a killed run is complete up to its last step, and `ended` once,
 * after the last step.
 */
export function createRunTracer(
  clock: Pick<Clock, 'nowMs' | 'monotonicMs'>,
  changed: (trace: RunTrace) => void,
  ended: (trace: RunTrace) => void = () => undefined,
): SessionHooks {
  let trace: RunTrace | null = null
  let beganMs = 0

  function add(event: TraceStep['event'], state: SessionState, detail: string): void {
    if (!trace || (trace.steps.length >= stepsMax && !isOver(state))) return
    const atMs = clock.monotonicMs() - beganMs
    const step = { atMs, event, state: nameOf(state), ...(detail !== '' && { detail }) }
    trace = { ...trace, ...factsOf(state), steps: [...trace.steps, step] }
    changed(trace)
    if (!isOver(state)) return
    ended(trace)
    trace = null
  }

  return {
    happened(event, before, after) {
      const isBeginning = isOver(before) && !isOver(after)
      if (isBeginning) {
        beganMs = clock.monotonicMs()
        trace = emptyTrace(clock.nowMs(), nameOf(before))
      }
      if (alwaysTraced.has(event.type) || nameOf(before) !== nameOf(after))
        add(event.type, after, detailOf(event))
    },
    received(size) {
      if (!trace) return
      const { chunks, chunkCount, receivedBytes, longestGapMs } = trace
      const atMs = clock.monotonicMs() - beganMs
      const [lastAtMs] = chunks[chunks.length - 1] ?? [atMs]
      const kept = chunks.length < 2 * chunksMax ? chunks : withoutMiddle(chunks)
      trace = {
        ...trace,
        chunkCount: chunkCount + 1,
        chunks: [...kept, [atMs, size]],
        receivedBytes: receivedBytes + size,
        longestGapMs: Math.max(longestGapMs, atMs - lastAtMs),
      }
    },
  }
}

function emptyTrace(startedAtMs: number, from: string): RunTrace {
  return { startedAtMs, from, steps: [], chunks: [], chunkCount: 0, receivedBytes: 0, longestGapMs: 0 }
}

function withoutMiddle<Item>(items: readonly Item[]): Item[] {
  return [...items.slice(0, chunksMax), ...items.slice(chunksMax + 1)]
}

function isOver({ phase }: SessionState): boolean {
  return phase === 'idle' || phase === 'recorded' || phase === 'ended'
}

function factsOf(state: SessionState): Pick<RunTrace, 'logid' | 'sizeBytes' | 'durationMs'> {
  if (!('recording' in state)) return {}
  const { sizeBytes, durationMs } = state.recording
  return { sizeBytes, durationMs, ...('logid' in state && { logid: state.logid }) }
}

function detailOf(event: SessionEvent): string {
  if (event.type === 'exchange-ended') return event.outcome
  if (!('error' in event) || !event.error) return ''
  const { code, detail } = event.error
  const { httpStatus, grpcCode, isUnsent } = detail
  return [
    code,
    ...(httpStatus === undefined ? [] : [`HTTP ${httpStatus}`]),
    ...(grpcCode === undefined ? [] : [`gRPC ${grpcCode}`]),
    ...(isUnsent === true ? ['unsent'] : []),
  ].join(' ')
}
