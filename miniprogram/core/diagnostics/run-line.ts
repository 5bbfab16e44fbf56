// A run that is over → one line for the operator's log, with nothing of the student in it.
import type { RunTrace, TraceStep } from './run-trace'

export interface RunLine {
  /** ASCII, so that its length is its size in bytes. */
  readonly text: string
  /** Of the request, if there was one. */
  readonly logid: string | undefined
  /** The run failed, or its answer is not whole. A stop or a cancelled take is the student's wish, not a failure. */
  readonly isProblem: boolean
}

/** Longer steps leave out their middle. WeChat keeps 5 KB of a page until it passes them on: ordinary lines have half a kilobyte. */
const stepsBytesMax = 800

/** Null for what needs no line: a take that failed nowhere is in the line of its answer. */
export function lineOf(run: RunTrace): RunLine | null {
  const { logid, durationMs, sizeBytes, chunkCount, chunks, receivedBytes, longestGapMs, from, steps } = run
  const last = steps[steps.length - 1]
  const hasFailed = last !== undefined && isProblem(last)
  if (logid === undefined && !hasFailed) return null
  const facts = [
    ...(logid === undefined ? [] : [`logid ${logid}`]),
    ...(durationMs === undefined || sizeBytes === undefined
      ? []
      : [`recording ${Math.round(durationMs)} ms ${sizeBytes} B`]),
    ...(chunkCount === 0
      ? []
      : [
          `${chunkCount} chunks ${receivedBytes} B first +${chunks[0]?.[0] ?? 0} ms longest gap ${longestGapMs} ms`,
        ]),
  ]
  return {
    text: [...facts, `from ${from}`, ...stepLines(run)].join(' | '),
    logid,
    isProblem: hasFailed,
  }
}

const goodEnds: ReadonlySet<string> = new Set(['ended/done', 'ended/stopped'])

function isProblem({ state, detail }: TraceStep): boolean {
  return state.startsWith('ended/') ? !goodEnds.has(state) : detail !== undefined
}

function stepLines({ steps }: RunTrace): string[] {
  const lines = steps.map(({ atMs, event, state, detail }) => {
    const what = detail === undefined ? event : `${event} (${detail})`
    return `+${Math.round(atMs)} ms ${what} > ${state}`
  })
  const sizeOf = (some: readonly string[]) => some.reduce((sum, line) => sum + line.length + 3, 0)
  let left = 0
  while (sizeOf(lines) > stepsBytesMax) {
    lines.splice(lines.length >> 1, 1)
    left += 1
  }
  if (left > 0) lines.splice(lines.length >> 1, 0, `(${left} steps left out)`)
  return lines
}
