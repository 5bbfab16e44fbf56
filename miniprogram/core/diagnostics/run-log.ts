// Timelines of the last runs ↔ one storage key.
import type { Clock, KeyValueStore } from '../ports'
import type { SessionHooks } from '../session/session-runner'
import { readAmount, readFields, readText } from '../stored-value'
import { lineOf, type RunLine } from './run-line'
import { createRunTracer } from './run-trace'
import type { RunTrace } from './run-trace'

const runsKey = 'runs'
const runsMax = 10

interface RunLog {
  /** Hooks for one session. */
  observe(): SessionHooks
  /** Newest first, including those of earlier launches. */
  list(): readonly RunTrace[]
}

/** Never throws: practice does not depend on it. `report` gets a line about each run that is over and needs one. */
export function createRunLog(
  store: KeyValueStore,
  clock: Pick<Clock, 'nowMs' | 'monotonicMs'>,
  report: (line: RunLine) => void = () => undefined,
): RunLog {
  let runs: readonly RunTrace[] | null = null

  const load = (): readonly RunTrace[] => (runs ??= readRuns(store.get(runsKey)))

  function put(trace: RunTrace): void {
    const others = load().filter(({ startedAtMs }) => startedAtMs !== trace.startedAtMs)
    runs = [trace, ...others].slice(0, runsMax)
    try {
      store.set(runsKey, runs)
    } catch {
      // storage is full: recordings need the room more
    }
  }

  function ended(trace: RunTrace): void {
    const line = lineOf(trace)
    if (line) report(line)
  }

  return { observe: () => createRunTracer(clock, put, ended), list: load }
}

/** Drops anything but timelines. */
function readRuns(value: unknown): RunTrace[] {
  return Array.isArray(value) ? value.filter(isTrace) : []
}

function isTrace(value: unknown): value is RunTrace {
  const fields = readFields(value) ?? {}
  const { startedAtMs, from, steps, chunks, chunkCount, receivedBytes, longestGapMs } = fields
  return (
    readAmount(startedAtMs) !== null &&
    readText(from) !== null &&
    [chunkCount, receivedBytes, longestGapMs].every(isAmount) &&
    Array.isArray(steps) &&
    steps.every(isStep) &&
    Array.isArray(chunks) &&
    chunks.every((chunk) => Array.isArray(chunk) && chunk.length === 2 && chunk.every(isAmount))
  )
}

function isStep(value: unknown): boolean {
  const { atMs, event, state, detail } = readFields(value) ?? {}
  const isDetail = detail === undefined || readText(detail) !== null
  return isAmount(atMs) && readText(event) !== null && readText(state) !== null && isDetail
}

function isAmount(value: unknown): boolean {
  return readAmount(value) !== null
}
