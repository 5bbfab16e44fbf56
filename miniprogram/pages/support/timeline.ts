// A run's trace → what the page shows of it, and lines to copy for support, the same in both languages.
import dayjs from 'dayjs'
import type { RunTrace } from '../../core/diagnostics/run-trace'
import { format, type Messages } from '../../i18n/index'

interface Timeline {
  /** When the run began; its key. */
  readonly startedAtMs: number
  readonly heading: string
  /** The recording, the request and what came back, in the student's language. */
  readonly summary: string
  /** One line per step, by the names that the code uses. */
  readonly steps: string
}

export function timelineOf(run: RunTrace, { words }: Messages): Timeline {
  const { startedAtMs, logid, durationMs, sizeBytes, chunks, chunkCount } = run
  const lines: string[] = []
  const time = (ms: number) => format(words.seconds, { n: hundredths(ms) })
  if (durationMs !== undefined && sizeBytes !== undefined) {
    lines.push(
      format(words.runRecording, {
        time: time(durationMs),
        size: `${kilobytes(sizeBytes)}, ${bitRate(sizeBytes, durationMs)}`,
      }),
    )
  }
  if (logid !== undefined) lines.push(`${words.requestId} ${logid}`)
  if (chunkCount > 0) {
    const received = { n: chunkCount, size: kilobytes(run.receivedBytes) }
    const times = { first: time(chunks[0]?.[0] ?? 0), gap: time(run.longestGapMs) }
    lines.push(format(words.runAnswer, { ...received, ...times }))
  }
  return { startedAtMs, heading: headingOf(run), summary: lines.join('\n'), steps: stepLines(run).join('\n') }
}

export function copyOf(run: RunTrace): string {
  const { from, logid, durationMs, sizeBytes } = run
  const facts = [
    ...(logid === undefined ? [] : [`logid ${logid}`]),
    ...(durationMs === undefined || sizeBytes === undefined
      ? []
      : [`take ${seconds(durationMs)}, ${sizeBytes} B, ${bitRate(sizeBytes, durationMs)}`]),
    `from ${from}`,
  ]
  return [headingOf(run), facts.join(' · '), ...stepLines(run), ...chunkLines(run)].join('\n')
}

function headingOf({ startedAtMs }: RunTrace): string {
  return dayjs(startedAtMs).format('YYYY-MM-DD HH:mm:ss')
}

function stepLines({ steps }: RunTrace): string[] {
  return steps.map(({ atMs, event, state, detail }) => {
    const what = detail === undefined ? event : `${event} (${detail})`
    return `+${seconds(atMs)} ${what} → ${state}`
  })
}

function chunkLines({ chunks, chunkCount, receivedBytes, longestGapMs }: RunTrace): string[] {
  if (chunkCount === 0) return []
  const missing = chunkCount - chunks.length
  const note = missing > 0 ? ` (${missing} in the middle left out)` : ''
  const sizes = chunks.map(([atMs, size]) => `+${seconds(atMs)} ${size}`)
  return [
    `${chunkCount} chunks, ${receivedBytes} B, longest gap ${seconds(longestGapMs)}`,
    `chunks${note}: ${sizes.join(', ')}`,
  ]
}

function seconds(ms: number): string {
  return `${hundredths(ms)} s`
}

function hundredths(ms: number): string {
  return (ms / 1000).toFixed(2)
}

/** 48 kb/s is asked for; an iPhone may take its own, and its recordings are larger then. */
function bitRate(sizeBytes: number, durationMs: number): string {
  return `${Math.round((sizeBytes * 8) / Math.max(1, durationMs))} kb/s`
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
