// A run's trace → lines for support, the same in both languages.
import dayjs from 'dayjs'
import type { RunTrace } from '../../core/diagnostics/run-trace'

interface Timeline {
  startedAtMs: number
  heading: string
  /** One line per step. */
  text: string
}

export function timelineOf(run: RunTrace): Timeline {
  const { startedAtMs, from, steps, logid, durationMs, sizeBytes } = run
  const facts = [
    ...(logid === undefined ? [] : [`logid ${logid}`]),
    ...(durationMs === undefined || sizeBytes === undefined
      ? []
      : [`take ${seconds(durationMs)}, ${sizeBytes} B`]),
    `from ${from}`,
  ]
  const lines = steps.map(({ atMs, event, state, detail }) => {
    const what = detail === undefined ? event : `${event} (${detail})`
    return `+${seconds(atMs)} ${what} → ${state}`
  })
  return {
    startedAtMs,
    heading: dayjs(startedAtMs).format('YYYY-MM-DD HH:mm:ss'),
    text: [facts.join(' · '), ...lines, ...chunkLines(run)].join('\n'),
  }
}

function chunkLines({ chunks, chunkCount }: RunTrace): string[] {
  if (chunkCount === 0) return []
  const missing = chunkCount - chunks.length
  const note = missing > 0 ? ` (${missing} in the middle left out)` : ''
  const sizes = chunks.map(([atMs, size]) => `+${seconds(atMs)} ${size}`)
  return [`${chunkCount} chunks${note}: ${sizes.join(', ')}`]
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
