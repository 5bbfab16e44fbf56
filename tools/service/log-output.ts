// Log lines → a stream that perhaps nobody reads: then some lines wait, the rest is dropped and counted, and nothing waits for them.
import type { Writable } from 'node:stream'

export interface LogOutput {
  write(line: string): void
  /** Resolves when every line is out, or after `maxMs`. */
  flush(maxMs: number): Promise<void>
}

/** `waitingMaxBytes` is what may wait: some thousand lines. */
export function createLogOutput(stream: Writable, waitingMaxBytes = 1_000_000): LogOutput {
  let dropped = 0
  // its reader may end before the service does
  stream.on('error', () => undefined)

  return {
    write(line) {
      if (stream.writableLength + line.length > waitingMaxBytes) {
        dropped++
        return
      }
      if (dropped > 0)
        stream.write(`{"level":40,"msg":"${dropped} lines of the log are lost: nobody read them"}\n`)
      dropped = 0
      stream.write(line)
    },
    flush: (maxMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, maxMs)
        stream.write('', () => {
          clearTimeout(timer)
          resolve()
        })
      }),
  }
}
