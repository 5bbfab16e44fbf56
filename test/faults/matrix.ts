// Every scenario × transport × tap, on several phones at a time → a table of the outcomes.
import type { Browser } from 'playwright-core'
import type { RunningApp } from '../browser/running-app'
import { cellsFor, taps, type Cell } from './expectations'
import { runCell, type CellResult } from './matrix-cell'

export interface MatrixResult {
  readonly cell: Cell
  readonly result: CellResult
}

/** The scenarios that the service itself lists. */
export async function listScenarios(app: RunningApp): Promise<string[]> {
  const response = await fetch(`${app.serviceAddress}/scenario`, { headers: { accept: 'application/json' } })
  return ((await response.json()) as { name: string }[]).map(({ name }) => name)
}

/** @param only selects the cells whose `scenario/mode/tap` contains it; all when absent */
export async function runMatrix(
  browser: Browser,
  app: RunningApp,
  options: { readonly phones: number; readonly only?: string | undefined },
): Promise<MatrixResult[]> {
  const all = cellsFor(await listScenarios(app))
  const cells = all.filter((cell) => nameOf(cell).includes(options.only ?? ''))
  // slow cells first
  const waiting = [...cells].sort((one, other) => weightOf(other) - weightOf(one))
  const results = new Map<Cell, CellResult>()

  // Two phones that send in the same millisecond use the same id: the service's log can only tell them apart by scenario.
  const running = new Set<string>()
  function next(): Cell | undefined {
    const at = waiting.findIndex(({ scenario }) => !running.has(scenario))
    return at < 0 ? undefined : waiting.splice(at, 1)[0]
  }

  async function phone(): Promise<void> {
    for (let cell = next(); cell; cell = next()) {
      running.add(cell.scenario)
      results.set(cell, await runCell(browser, app, cell))
      running.delete(cell.scenario)
    }
  }
  await Promise.all(Array.from({ length: options.phones }, phone))
  return cells.flatMap((cell) => {
    const result = results.get(cell)
    return result ? [{ cell, result }] : []
  })
}

function nameOf({ scenario, mode, tap }: Cell): string {
  return `${scenario}/${mode}/${tap}`
}

function weightOf({ scenario, tap }: Cell): number {
  return (tap === 'hide' ? 2 : 0) + (/late|stall|long/.test(scenario) ? 1 : 0)
}

/** One row per scenario and transport, one column per tap; below, the checks that failed. */
export function formatMatrix(results: readonly MatrixResult[]): string {
  const rows = [['', '', ...taps]]
  for (const { cell } of results.filter(({ cell: { tap } }, at) => at === 0 || tap === taps[0])) {
    const ofRow = results.filter(
      ({ cell: { scenario, mode } }) => scenario === cell.scenario && mode === cell.mode,
    )
    const cells = taps.map((tap) => {
      const found = ofRow.find((one) => one.cell.tap === tap)
      return found ? cellText(found.result) : '–'
    })
    rows.push([cell.scenario, cell.mode, ...cells])
  }
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const lines = rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const misses = results.flatMap(({ cell, result }) =>
    result.problems.map((problem) => `MISS ${nameOf(cell)}: ${problem}`),
  )
  return [...lines, ...misses].join('\n')
}

function cellText({ reason, textLength, outcome, closedAfterMs, problems }: CellResult): string {
  const closed = closedAfterMs === undefined ? '' : ` ${(closedAfterMs / 1_000).toFixed(1)} s`
  return `${problems.length > 0 ? '✗ ' : ''}${reason} ${textLength} ${outcome}${closed}`
}
