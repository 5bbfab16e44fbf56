// The bench's numbers → the tables in docs/bench.md.
import type { Language } from './streams'
import type { Measured, Task } from './worker'

export interface Cell extends Measured {
  candidate: string
  language: Language
  chunk: Task['chunk']
  isJitless: boolean
}

export interface Scaling {
  frames: { frameCount: number; ms: number }[]
  giant: { giantBytes: number; chunk: Task['chunk']; ms: number }[]
}

export interface Report {
  machine: string
  hostileStreams: number
  survived: { candidate: string; survived: number }[]
  cells: Cell[]
  scaling: Scaling
  /** A sentence. */
  jsc: string
}

export const blockStart = '<!-- written by `npm run bench -- --write` -->'
export const blockEnd = '<!-- end of the bench -->'

const columns: { title: string; chunk: Task['chunk']; isJitless: boolean }[] = [
  { title: '1 byte', chunk: 1, isJitless: false },
  { title: 'a frame', chunk: 'frame', isJitless: false },
  { title: '1.4 kB', chunk: 1400, isJitless: false },
  { title: '64 kB', chunk: 65536, isJitless: false },
  { title: 'no JIT: a frame', chunk: 'frame', isJitless: true },
  { title: 'no JIT: 1.4 kB', chunk: 1400, isJitless: true },
]

export function renderTables(report: Report): string {
  const inChinese = report.cells.filter(({ language }) => language === 'Chinese')
  const head = ['Chinese, by chunk size', ...columns.map(({ title }) => title), 'hostile streams read']
  const rows = report.survived.map(({ candidate, survived }) => [
    candidate,
    ...columns.map(({ chunk, isJitless }) =>
      ratio(
        inChinese.find(
          (cell) => cell.candidate === candidate && cell.chunk === chunk && cell.isJitless === isJitless,
        ),
      ),
    ),
    `${survived} of ${report.hostileStreams}`,
  ])
  return [
    ...table([head, ...rows]),
    '',
    ...scalingLines(report.scaling),
    '',
    report.jsc,
    '',
    `Multiples of reading the whole stream at once with native TextDecoder, split and JSON.parse; – where the text came out wrong. ${report.machine}.`,
  ].join('\n')
}

/** Replaces what is between the markers of `document` with `text`. */
export function replaceBlock(
  document: string,
  text: string,
  markers: { readonly start: string; readonly end: string } = { start: blockStart, end: blockEnd },
): string {
  const start = document.indexOf(markers.start)
  const end = document.indexOf(markers.end)
  if (start < 0 || end < start) throw new Error(`the document has lost the marker ${markers.start}`)
  return `${document.slice(0, start)}${markers.start}\n\n${text}\n\n${document.slice(end)}`
}

function ratio(cell: Cell | undefined): string {
  if (!cell?.isRight) return '–'
  return cell.ratio < 10 ? cell.ratio.toFixed(1) : cell.ratio.toFixed(0)
}

function scalingLines({ frames, giant }: Scaling): string[] {
  const growth = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? '–' : (to / from).toFixed(1)
  const [before, after] = frames.slice(-2)
  const giantGrowth = (chunk: Task['chunk']) => {
    const [small, large] = giant.filter((each) => each.chunk === chunk)
    return growth(small?.ms, large?.ms)
  }
  return [
    `From ${before?.frameCount} to ${after?.frameCount} frames the time grows ${growth(before?.ms, after?.ms)} times; ` +
      `from one frame of 1 MB to one of 10 MB, ${giantGrowth('whole')} times in one chunk and ${giantGrowth(1400)} times in chunks of 1.4 kB.`,
  ]
}

/** Padded as Prettier pads it, so that formatting leaves docs/bench.md as it is. */
export function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (row: string[]) => `| ${row.map((cell, column) => pad(cell, column)).join(' | ')} |`
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), rule, ...body.map(line)]
}
