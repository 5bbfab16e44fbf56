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

  function writers(manager: LoggedLine['manager']) {
    const writer =
      (level: string) =>
      (...values: unknown[]): void => {
        const text = JSON.stringify(values)
        if (new TextEncoder().encode(text).byteLength > bytesMax[manager]) return
        lines.push({ manager, level, text, filters: manager === 'realtime' ? filters : [] })
      }
    return { info: writer('info'), warn: writer('warn') }
  }

  const realtime = {
    ...writers('realtime'),
    setFilterMsg: (text: string): void => void (filters = [text]),
    addFilterMsg: (text: string): void => void (filters = [...filters, text]),
  }
  const local = writers('local')
  return {
    api: { getRealtimeLogManager: () => realtime, getLogManager: () => local },
    lines: (): readonly LoggedLine[] => lines,
  }
}
