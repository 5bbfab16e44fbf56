// wx's log managers → lines that the browser's console and tests can read. Nothing leaves the page.

export interface LoggedLine {
  readonly manager: 'realtime' | 'local'
  readonly level: string
  /** The arguments of the call, as JSON. */
  readonly text: string
  /** The words by which the operator's console would find it. */
  readonly filters: readonly string[]
}

/** Larger calls are dropped, as WeChat does. */
const bytesMax = { realtime: 5 * 1024, local: 100 * 1024 }

export function createLogs() {
  const lines: LoggedLine[] = []
  let filters: readonly string[] = []

  function writer(manager: LoggedLine['manager'], level: string) {
    return (...values: unknown[]): void => {
      const text = JSON.stringify(values)
      if (new TextEncoder().encode(text).byteLength > bytesMax[manager]) return
      lines.push({ manager, level, text, filters: manager === 'realtime' ? filters : [] })
    }
  }

  function requireText(text: unknown): string {
    if (typeof text !== 'string') throw new TypeError('a filter message is a string')
    return text
  }

  const realtime = {
    info: writer('realtime', 'info'),
    warn: writer('realtime', 'warn'),
    error: writer('realtime', 'error'),
    setFilterMsg: (text: unknown): void => void (filters = [requireText(text)]),
    addFilterMsg: (text: unknown): void => void (filters = [...filters, requireText(text)]),
    /** No effect: the simulator's lines belong to no page. */
    in: (): void => undefined,
  }
  const local = {
    debug: writer('local', 'debug'),
    info: writer('local', 'info'),
    log: writer('local', 'log'),
    warn: writer('local', 'warn'),
  }
  return {
    api: { getRealtimeLogManager: () => realtime, getLogManager: () => local },
    lines: (): readonly LoggedLine[] => lines,
  }
}
