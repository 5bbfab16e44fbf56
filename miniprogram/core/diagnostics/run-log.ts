// Timelines of the last runs ↔ one storage key.
import type { Clock, KeyValueStore } from '../ports'
import type { SessionHooks } from '../session/session-runner'
import { createRunTracer } from './run-trace'
import type { RunTrace } from './run-trace'

export const runsKey = 'runs'
export const runsMax = 10

export interface RunLog {
  /** For one session. */
  observe(): SessionHooks
  /** The newest first; those of earlier launches too. */
  list(): readonly RunTrace[]
}

/** Never throws: practice goes on without it. */
export function createRunLog(store: KeyValueStore, clock: Pick<Clock, 'nowMs' | 'monotonicMs'>): RunLog {
  let runs: readonly RunTrace[] | null = null

  const load = (): readonly RunTrace[] => (runs ??= readRuns(store.get(runsKey)))

  function put(trace: RunTrace): void {
    const others = load().filter(({ startedAtMs }) => startedAtMs !== trace.startedAtMs)
    runs = [trace, ...others].slice(0, runsMax)
    try {
      store.set(runsKey, runs)
    } catch {
      // storage is full: the takes need the room more
    }
  }

  return { observe: () => createRunTracer(clock, put), list: load }
}

/** What is no timeline is left out. */
function readRuns(value: unknown): RunTrace[] {
  if (!Array.isArray(value)) return []
  const isTrace = (run: Partial<RunTrace> | null): boolean =>
    typeof run?.startedAtMs === 'number' && Array.isArray(run.steps) && Array.isArray(run.chunks)
  return (value as RunTrace[]).filter(isTrace)
}
