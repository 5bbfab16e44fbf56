// Rows → a table of what was killed and what became of the answers.
import { createRandom } from '../fault-plan'
import { startFleet } from './fleet'
import { missingPrograms } from './processes'
import { answersAtOnce, momentsOf, rows, type Row } from './rows'
import type { Outcome } from './trial'

export interface OnceOptions {
  readonly seed: number
  /** Moments a row. */
  readonly count: number
  /** Only rows whose name contains it. */
  readonly only?: string | undefined
}

/** Prints the table and every deviation; returns the number of deviations. */
export async function runOnce({ seed, count, only = '' }: OnceOptions): Promise<number> {
  const selected = rows.filter(({ name }) => name.includes(only))
  const possible = missingPrograms.length === 0 ? selected : selected.filter(needsNothing)
  if (possible.length < selected.length)
    console.log(`without ${missingPrograms.join(', ')}: one instance alone`)
  console.log('| what was killed | where | instances | runs | whole | honest end | asked once | longest |')
  console.log('| --- | --- | --: | --: | --: | --: | --: | --: |')
  let deviations = 0
  const fleetOf = ({ instances, workers }: Row) => `${instances} of ${workers}`
  for (const size of new Set(possible.map(fleetOf))) {
    const own = possible.filter((row) => fleetOf(row) === size)
    const [first] = own
    if (!first) continue
    const fleet = await startFleet(first, answersAtOnce)
    try {
      for (const row of own) {
        const outcomes = await row.run(fleet, momentsOf(row, createRandom(seed), count))
        console.log(line(row, outcomes))
        const { maxMs = Infinity } = row
        const problems = outcomes.flatMap(({ problem, tookMs }) =>
          tookMs > maxMs ? (problem ?? `it took ${tookMs} ms`) : (problem ?? []),
        )
        problems.slice(0, 5).forEach((problem) => console.log(`  seed ${seed}, ${problem}`))
        deviations += problems.length
      }
      const complaints = fleet.instances.flatMap((instance) => instance.complaints)
      complaints.slice(0, 5).forEach((complaint) => console.log(`  an instance wrote: ${complaint}`))
      deviations += complaints.length
    } finally {
      await fleet.close()
    }
  }
  return deviations
}

const needsNothing = ({ name, instances }: Row) => instances === 1 && name !== 'nginx'

function line({ name, moments, instances }: Row, outcomes: readonly Outcome[]): string {
  const how = (isSo: (outcome: Outcome) => boolean) => outcomes.filter(isSo).length
  const cells = [
    ...[name, moments, instances, outcomes.length],
    how(({ isWhole }) => isWhole),
    how(({ isWhole, problem }) => !isWhole && problem === null),
    how(({ isAskedOnce }) => isAskedOnce),
    `${(Math.max(...outcomes.map(({ tookMs }) => tookMs)) / 1000).toFixed(1)} s`,
  ]
  return `| ${cells.join(' | ')} |`
}
