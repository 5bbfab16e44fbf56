// `npm run mutation -- [folder …]` → the share of mutants in each folder of core that its own tests kill.
// Only the folder's own tests run: all the others would kill a few more, but take twenty times as long.
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import type { Stryker } from '@stryker-mutator/core'

const root = join(__dirname, '../..')
const minimumScore = 85

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

interface Suite {
  readonly name: string
  readonly mutate: string[]
  readonly testMatch: string
}

const folders = readdirSync(join(root, 'miniprogram/core'), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
)

const suites: readonly Suite[] = [
  ...folders.map(({ name }) => ({
    name,
    // the topics are data, not code
    mutate: [`miniprogram/core/${name}/**/*.ts`, '!miniprogram/core/questions/topics/*.ts'],
    testMatch: `<rootDir>/test/core/${name}/**/*.test.ts`,
  })),
  { name: 'core', mutate: ['miniprogram/core/*.ts'], testMatch: '<rootDir>/test/core/*.test.ts' },
]

async function run({ name, mutate, testMatch }: Suite): Promise<MutantResult[]> {
  const { Stryker } = await import('@stryker-mutator/core')
  const { compilation } = (await import(join(root, 'tools/jest.config.mjs'))) as { compilation: object }
  return new Stryker({
    mutate,
    testRunner: 'jest',
    jest: {
      config: {
        ...compilation,
        testMatch: [testMatch],
        testEnvironment: './test/mutation/fail-fast.cjs',
        setupFilesAfterEnv: ['<rootDir>/test/mutation/short-properties.ts'],
      },
      enableFindRelatedTests: false,
    },
    // skips the tests that do not reach a mutant
    coverageAnalysis: 'perTest',
    // suites also read streams during collection; a mutant is left to the tests that reach it
    ignoreStatic: true,
    concurrency: 2,
    incremental: true,
    incrementalFile: `build/mutation/${name}/incremental.json`,
    tempDirName: 'build/mutation/sandbox',
    ignorePatterns: ['build', 'coverage', 'docs', 'cloudfunctions', 'miniprogram/miniprogram_npm'],
    reporters: ['progress-append-only', 'html'],
    htmlReporter: { fileName: `build/mutation/${name}/report.html` },
    // the first run also records coverage per test, which makes it several times slower than a run with a mutant
    timeoutFactor: 0.5,
    timeoutMS: 3_000,
  }).runMutationTest()
}

const isSurvivor = ({ status }: MutantResult): boolean => status === 'Survived' || status === 'NoCoverage'

/** Per cent of the mutants that run. */
function scoreOf(mutants: readonly MutantResult[]): number {
  const killed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
  return (100 * killed) / (killed + mutants.filter(isSurvivor).length)
}

function print({ fileName, location: { start }, mutatorName, replacement }: MutantResult): void {
  const change = (replacement ?? '').replace(/\s+/g, ' ').slice(0, 90)
  console.log(`${relative(root, fileName)}:${start.line}:${start.column} ${mutatorName}: ${change}`)
}

async function main() {
  // a prime, so that some cuts fall inside characters
  process.env['EVERY_NTH'] = '13'
  const { positionals: names } = parseArgs({ allowPositionals: true })
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name))
  if (unknown !== undefined)
    throw new Error(`${unknown}: expected one of ${suites.map(({ name }) => name).join(', ')}`)
  const results: { name: string; mutants: readonly MutantResult[] }[] = []
  for (const suite of suites) {
    if (names.length > 0 && !names.includes(suite.name)) continue
    const mutants = await run(suite)
    mutants.filter(isSurvivor).forEach(print)
    results.push({ name: suite.name, mutants })
  }
  const all = results.flatMap(({ mutants }) => mutants)
  for (const { name, mutants } of [...results, { name: 'all', mutants: all }]) {
    console.log(
      `${name.padEnd(12)} ${String(mutants.length).padStart(5)} mutants ${scoreOf(mutants).toFixed(1).padStart(6)} %`,
    )
  }
  if (scoreOf(all) < minimumScore) process.exitCode = 1
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
