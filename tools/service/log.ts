// A finished answer → one log line, as text or JSON. Never text, audio, uid or key.
import pino from 'pino'
import { createLogOutput, type LogOutput } from './log-output'
import type { RefusalReason } from './refusal'
import type { LogEntry } from './request-log'

export interface Log {
  /** `fault` is the error when the service itself failed. */
  answer(entry: LogEntry, fault?: unknown): void
  /** A service event, such as listening or closing. */
  note(text: string): void
  /** The operator should do something. */
  warn(text: string): void
  /** Before the process ends. Resolves soon, even if nobody reads the log. */
  flush(): Promise<void>
}

/** Reasons that outcome and status already convey. */
const obviousReasons: ReadonlySet<RefusalReason> = new Set<RefusalReason>(['request', 'recording', 'closing'])

/** For a terminal. */
export function createTextLog(write: (line: string) => void): Log {
  return {
    note: write,
    warn: write,
    flush: () => Promise.resolve(),
    answer({ logid, scenario, status, totalMs = 0, outcome, reason, upstream }, fault) {
      const ending = outcome === 'client-closed' ? 'client closed' : outcome
      write(`${logid} ${scenario} ${status} ${Math.round(totalMs)} ms ${ending}`)
      const { refusedStatus, refusedCode } = upstream
      if (reason !== undefined && !obviousReasons.has(reason))
        write(`  ${[reason, refusedStatus, refusedCode].filter(Boolean).join(' ')}`)
      if (fault !== undefined) write(`  ${JSON.stringify(describeFault(fault))}`)
    },
  }
}

/** JSON lines. */
export function createJsonLog(output: LogOutput = createLogOutput(process.stdout)): Log {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, output)
  return {
    note: (text) => logger.info(text),
    warn: (text) => logger.warn(text),
    flush: () => output.flush(1_000),
    answer({ scenario, outcome, firstTextMs, totalMs, closedAfterMs, upstream, ...entry }, fault) {
      const line = {
        ...entry,
        engine: scenario,
        firstTextMs: round(firstTextMs),
        totalMs: round(totalMs),
        closedAfterMs: round(closedAfterMs),
        ...(Object.keys(upstream).length > 0 && { upstream }),
        ...(fault !== undefined && { fault: describeFault(fault) }),
      }
      const { reason } = entry
      if (reason === 'fault' || reason === 'upstream-misconfigured') logger.error(line, outcome)
      else if (reason === undefined) logger.info(line, outcome)
      else logger.warn(line, outcome)
    },
  }
}

const round = (ms: number | undefined) => (ms === undefined ? undefined : Math.round(ms))

/** An error's name and stack. Its message could quote input, as a JSON syntax error does. */
function describeFault(fault: unknown) {
  if (!(fault instanceof Error)) return { name: typeof fault }
  const frames = fault.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  return { name: fault.name, at: frames.slice(0, 3).map((line) => line.trim()) }
}
