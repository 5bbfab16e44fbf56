// `npm run faults` → takes through a fault proxy in Node and in Chromium, and the matrix of scenarios, transports and taps;
// what is hostile to the service; and what is killed while a reference answer is written.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launchChromium } from '../browser/chromium'
import { startApp } from '../browser/running-app'
import { runBrowserFaults } from './browser-faults'
import { formatMatrix, runMatrix } from './matrix'
import { runOnce } from './once/main'
import { runPipelineFaults } from './pipeline-faults'
import { runServiceFaults } from './service-faults'

const usage = `npm run faults -- [parts] [options]
  parts        pipeline (1,000 takes in Node), browser (100 in Chromium), matrix, service (hostile requests and upstreams),
               once (a reference answer, while connections, instances and what is between them are killed; default: all)
  --seed N     the first seed for pipeline, browser the service's disturbed clients and once (default: 1)
  --count N    number of seeds, for once of moments a row; --seed N --count 1 repeats one run
  --only TEXT  run the matrix cells whose scenario/transport/tap contains it, such as stall/cloud, the service's cases, or once's rows
  --phones N   number of Chromium pages at a time (default: 6)`

const parts: readonly string[] = ['pipeline', 'browser', 'matrix', 'service', 'once']

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string' },
      only: { type: 'string' },
      phones: { type: 'string', default: '6' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const unknown = positionals.find((part) => !parts.includes(part))
  if (unknown !== undefined) throw new Error(`${unknown}: expected ${parts.join(', ')}`)
  const selected = positionals.length === 0 ? parts : positionals
  const [seed, phones] = [values.seed, values.phones].map(Number)
  const count = values.count === undefined ? undefined : Number(values.count)
  if (!seed || !phones || count === 0 || Number.isNaN(count)) throw new Error(usage)
  let failures = 0

  if (selected.includes('pipeline')) {
    const startMs = Date.now()
    const result = await runPipelineFaults(seed, count ?? 1_000)
    console.log(
      `pipeline in Node: ${count ?? 1_000} takes, ${seconds(startMs)}: ${JSON.stringify(result.outcomes)}`,
    )
    result.failures.forEach((failure) => console.log(failure))
    failures += result.failures.length
  }
  if (selected.includes('browser') || selected.includes('matrix')) {
    const microphoneFile = join(__dirname, '../fixtures/audio/hometown.wav')
    const [app, browser] = await Promise.all([startApp(), launchChromium({ microphoneFile })])
    try {
      if (selected.includes('browser')) {
        const startMs = Date.now()
        const result = await runBrowserFaults(browser, app, { firstSeed: seed, count: count ?? 100, phones })
        console.log(
          `page in Chromium: ${count ?? 100} answers, ${seconds(startMs)}: ${JSON.stringify(result.outcomes)}`,
        )
        result.failures.forEach((failure) => console.log(failure))
        failures += result.failures.length
      }
      if (selected.includes('matrix')) {
        const startMs = Date.now()
        const results = await runMatrix(browser, app, { phones, only: values.only })
        console.log(formatMatrix(results))
        const missed = results.filter(({ result }) => result.problems.length > 0).length
        console.log(`matrix: ${results.length} cells, ${missed} missed, ${seconds(startMs)}`)
        failures += missed
      }
    } finally {
      await browser.close()
      await app.stop()
    }
  }
  if (selected.includes('service')) failures += await runServiceFaults(seed, values.only)
  if (selected.includes('once')) failures += await runOnce({ seed, count: count ?? 200, only: values.only })
  process.exitCode = failures > 0 ? 1 : 0
}

function seconds(sinceMs: number): string {
  return `${Math.round((Date.now() - sinceMs) / 1_000)} s`
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
