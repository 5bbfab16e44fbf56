// Rows and findings → what the page shows, and the report to copy, which is the same in both languages.
import { format, type Messages } from '../../i18n/index'
import type { Finding, Group, Row, Verdict } from './row'

export type Findings = ReadonlyMap<string, Finding>

/** `waiting` and `running` are those without a verdict yet. */
type RowState = Verdict | 'waiting' | 'running'

interface RowView {
  readonly id: string
  readonly expected: string
  readonly source: string
  readonly seen: string
  readonly state: RowState
  readonly label: string
  /** It can be run on its own. */
  readonly isOffered: boolean
}

interface GroupView {
  readonly id: Group
  readonly title: string
  readonly rows: readonly RowView[]
}

const groups: readonly Group[] = ['network', 'files', 'recorder', 'player', 'page']

export function groupsOf(
  rows: readonly Row[],
  findings: Findings,
  running: string | null,
  { deviceCheck }: Messages,
): GroupView[] {
  const viewOf = ({ id, expected, source, isByHand }: Row): RowView => {
    const found = findings.get(id)
    const state = found?.verdict ?? (id === running ? 'running' : 'waiting')
    const label = state === 'waiting' ? '' : deviceCheck[state]
    const isOffered = isByHand === true && running === null
    return { id, expected, source, seen: found?.seen ?? '', state, label, isOffered }
  }
  return groups
    .map((id) => ({ id, title: deviceCheck[id], rows: rows.filter(({ group }) => group === id).map(viewOf) }))
    .filter((group) => group.rows.length > 0)
}

/** How many of each verdict; `''` without any. */
export function summaryOf(findings: Findings, { deviceCheck, clauseComma }: Messages): string {
  const verdicts = ['ok', 'deviates', 'unknown', 'skipped'] as const
  return verdicts
    .map(
      (verdict) =>
        [verdict, [...findings.values()].filter((found) => found.verdict === verdict).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([verdict, n]) => format(deviceCheck.count, { n, verdict: deviceCheck[verdict] }))
    .join(clauseComma)
}

/** Versions, and what was seen: nothing of the student, and no address. */
export function reportOf(facts: readonly string[], rows: readonly Row[], findings: Findings): string {
  const lines = rows.flatMap(({ id, expected, source }) => {
    const found = findings.get(id)
    if (!found) return []
    const wanted = found.verdict === 'ok' ? '' : ` (expected: ${expected}; ${source})`
    return [`${found.verdict} ${id}: ${found.seen}${wanted}`]
  })
  return [...facts, '', ...lines].join('\n')
}
