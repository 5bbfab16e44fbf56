// `npm run service:environment`: the list of settings.ts → the table in docs/deploy.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Variable } from './environment'
import { variables } from './settings'

const documentFile = resolve(__dirname, '../../docs/deploy.md')

/** `document` with the table below the heading "Environment" renewed. */
export function withEnvironmentTable(document: string): string {
  const rows = Object.entries<Variable<unknown>>(variables).map(([name, { shownDefault, meaning }]) => [
    `\`${name}\``,
    shownDefault,
    meaning,
  ])
  const table = render([['variable', 'default', 'meaning'], ...rows])
  return document.replace(/(?<=^## Environment\n\n)(\|.*\n)+/m, () => table)
}

/** Aligned, as Prettier does it. */
function render([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => (cells[column] ?? '').length)),
  )
  const line = (cells: readonly string[], filler = ' ') =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width, filler)).join(' | ')} |\n`
  return [line(head), line([], '-'), ...rows.map((cells) => line(cells))].join('')
}

if (process.argv[1] === __filename) {
  writeFileSync(documentFile, withEnvironmentTable(readFileSync(documentFile, 'utf8')))
}
