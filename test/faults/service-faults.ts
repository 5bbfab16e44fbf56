// `npm run faults -- service` → tables of hostile cases, each run against a service in this process, and what went otherwise.
import { bombs } from '../fakes/bombs'
import { readMp3 } from '../../tools/service/mp3'
import { runDisturbed } from './service-disturbed'
import { requestCases, startRequestRun } from './service-requests'
import { startUpstreamRun, upstreamCases } from './service-upstreams'

/** A table of cases and how they are run, one after the other. */
interface Table<Case extends { readonly name: string }> {
  readonly title: string
  readonly cases: readonly Case[]
  readonly start: () => Promise<{
    /** What went otherwise than expected; empty if nothing did. */
    run(one: Case): Promise<readonly string[]>
    close(): Promise<void>
  }>
}

/** Of the cases whose name contains `only`. Returns the number of those that went otherwise than expected, and of bombs that took too long. */
export async function runServiceFaults(seed: number, only = ''): Promise<number> {
  const requests = { title: 'hostile requests', cases: requestCases, start: startRequestRun }
  const upstreams = { title: 'hostile upstreams', cases: upstreamCases, start: startUpstreamRun }
  const failures = [
    await runTable(requests, only),
    await runTable(upstreams, only),
    measureBombs(only),
    await disturb(seed, only),
  ]
  return failures.reduce((sum, count) => sum + count)
}

async function runTable<Case extends { readonly name: string }>(
  { title, cases, start }: Table<Case>,
  only: string,
): Promise<number> {
  const selected = cases.filter(({ name }) => name.includes(only))
  const run = await start()
  let failures = 0
  for (const one of selected) {
    const problems = await run.run(one)
    if (problems.length > 0) failures++
    console.log(`${problems.length > 0 ? '✗' : '✓'} ${one.name}`)
    for (const problem of problems) console.log(`    ${problem}`)
  }
  await run.close()
  console.log(`${title}: ${selected.length}, ${failures} otherwise than expected`)
  return failures
}

/** In processor time; the median, as the machine may be busy. */
const readingMaxMsPerMb = 5

function measureBombs(only: string): number {
  const sizeMb = 2
  let failures = 0
  for (const [name, bombOf] of Object.entries(bombs).filter(([each]) => `reading: ${each}`.includes(only))) {
    const bytes = bombOf(sizeMb * 1_000_000)
    const times = Array.from({ length: 9 }, () => {
      const start = process.cpuUsage()
      readMp3(bytes)
      return process.cpuUsage(start).user / 1_000 / sizeMb
    })
    const msPerMb = times.sort((one, other) => one - other)[4] ?? 0
    if (msPerMb > readingMaxMsPerMb) failures++
    console.log(
      `${msPerMb > readingMaxMsPerMb ? '✗' : '✓'} reading: ${name}: ${msPerMb.toFixed(2)} ms a MB, at most ${readingMaxMsPerMb}`,
    )
  }
  return failures
}

async function disturb(seed: number, only: string): Promise<number> {
  if (!'disturbed'.includes(only)) return 0
  const problems = await runDisturbed(seed)
  for (const problem of problems) console.log(`✗ disturbed: ${problem}`)
  console.log(
    `clients that vanish and read slowly, SIGTERM and SIGKILL, seed ${seed}: ${problems.length} otherwise than expected`,
  )
  return problems.length
}
