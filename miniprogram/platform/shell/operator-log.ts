// Lines about runs → WeChat's real-time log, which the operator reads and searches, and its local log, which comes with feedback.
import type { RunLine } from '../../core/diagnostics/run-line'

/** The slices of `wx` that are used. WeChat takes up to 5 KB in one call; a `RunLine` has 1 KB at most. */
interface OperatorLogWx {
  /** Base library 2.7.1. */
  getRealtimeLogManager?(): RealtimeLog | undefined
  /** Base library 2.1.0. `level: 1` keeps WeChat from adding each call of its API, with what is copied or stored. */
  getLogManager?(option: { level: 1 }): LocalLog | undefined
}

interface RealtimeLog {
  info(text: string): void
  warn(text: string): void
  /** Base library 2.7.3. */
  setFilterMsg?(text: string): void
  /** Base library 2.8.1. */
  addFilterMsg?(text: string): void
}

interface LocalLog {
  info(text: string): void
  warn(text: string): void
}

/** Search words share 1 KB: after that many request IDs, they start again. */
const logidsMax = 50

/** The function never throws: practice does not depend on it. */
export function createOperatorLog(wx: OperatorLogWx): (line: RunLine) => void {
  const realtime = attempt(() => wx.getRealtimeLogManager?.())
  const local = attempt(() => wx.getLogManager?.({ level: 1 }))
  let logids = 0

  function write(log: LocalLog | undefined, { text, isProblem }: RunLine): void {
    if (isProblem) log?.warn(text)
    else log?.info(text)
  }

  /** The console finds lines by these words. */
  function mark(logid: string): void {
    if (logids % logidsMax === 0) realtime?.setFilterMsg?.(logid)
    else realtime?.addFilterMsg?.(logid)
    logids += 1
  }

  return (line) => {
    const { logid } = line
    if (logid !== undefined) attempt(() => mark(logid))
    attempt(() => write(realtime, line))
    attempt(() => write(local, line))
  }
}

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
