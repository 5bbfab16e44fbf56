// An answer that is over → one line about it: for people, or structured for machines. Never text, audio, uid or key.
import pino from 'pino'
import type { RefusalReason } from './refusal'
import type { LogEntry } from './request-log'

export interface Log {
  /** `fault` is what broke when that was the service itself. */
  answer(entry: LogEntry, fault?: unknown): void
  /** What happens to the service: it listens, it closes. */
  note(text: string): void
}

/** Said well enough by the outcome and the status. */
const saidByOutcome: ReadonlySet<RefusalReason> = new Set<RefusalReason>(['request', 'recording', 'closing'])

/** For a terminal. */
export function createTextLog(write: (line: string) => void): Log {
  return {
    note: write,
    answer({ logid, scenario, status, totalMs = 0, outcome, reason, upstream }, fault) {
      const ending = outcome === 'client-closed' ? 'client closed' : outcome
      write(`${logid} ${scenario} ${status} ${Math.round(totalMs)} ms ${ending}`)
      const { refusedStatus, refusedCode } = upstream
      if (reason !== undefined && !saidByOutcome.has(reason))
        write(`  ${[reason, refusedStatus, refusedCode].filter(Boolean).join(' ')}`)
      if (fault !== undefined) write(`  ${JSON.stringify(whereItBroke(fault))}`)
    },
  }
}

/** Lines of JSON to standard output, or to `destination`. */
export function createJsonLog(destination: pino.DestinationStream = pino.destination(1)): Log {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    note: (text) => logger.info(text),
    answer({ scenario, outcome, firstTextMs, totalMs, closedAfterMs, upstream, ...entry }, fault) {
      const line = {
        ...entry,
        engine: scenario,
        firstTextMs: round(firstTextMs),
        totalMs: round(totalMs),
        closedAfterMs: round(closedAfterMs),
        ...(Object.keys(upstream).length > 0 && { upstream }),
        ...(fault !== undefined && { fault: whereItBroke(fault) }),
      }
      const { reason } = entry
      if (reason === 'fault' || reason === 'upstream-misconfigured') logger.error(line, outcome)
      else if (reason === undefined) logger.info(line, outcome)
      else logger.warn(line, outcome)
    },
  }
}

const round = (ms: number | undefined) => (ms === undefined ? undefined : Math.round(ms))

/** An error's name and place. Its message may quote what was being read: a JSON syntax error does. */
function whereItBroke(fault: unknown) {
  if (!(fault instanceof Error)) return { name: typeof fault }
  const places = fault.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  return { name: fault.name, at: places.slice(0, 3).map((line) => line.trim()) }
}
