// `npm run bench`: bytes → contents, shipped pipeline and peers, as multiples of one-shot native decode + split + JSON.parse.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildSync } from 'esbuild'
import { candidates } from './candidates'
import { measureInJsc } from './jsc'
import { languages, type Language } from './streams'
import { survivable } from './survival'
import { renderTables, replaceBlock, type Cell, type Report, type Scaling } from './tables'
import type { Measured, Survived, Task } from './worker'

const usage = `npm run bench -- [options]
  --quick   Chinese only, no million frames
  --json    print the numbers as JSON
  --write   write the tables into docs/bench.md`

const root = resolve(__dirname, '../..')
const workerFile = join(root, 'build/bench/worker.cjs')
const shippedName = 'this project'

function buildWorker(): void {
  mkdirSync(join(root, 'build/bench'), { recursive: true })
  buildSync({
    entryPoints: [join(__dirname, 'worker.ts')],
    outfile: workerFile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2019', // as tsconfig.json
    logLevel: 'error',
  })
}

function run<Result>(task: object, isJitless: boolean): Result {
  const flags = isJitless ? ['--jitless', '--no-expose-wasm'] : []
  const output = execFileSync(process.execPath, [...flags, workerFile, JSON.stringify(task)], {
    encoding: 'utf8',
  })
  return JSON.parse(output) as Result
}

const chunkSizes: readonly Task['chunk'][] = [1, 'frame', 1400, 65536]

const cellMs = 600
/** The compiler decides differently in each process, which changes times by about a tenth. */
const processesPerCell = 3

function middleOf(task: Task, isJitless: boolean): Measured {
  const results = Array.from({ length: processesPerCell }, () => run<Measured>(task, isJitless))
  const [, middle] = results.sort((one, other) => one.ratio - other.ratio)
  if (!middle) throw new Error(`nothing measured for ${task.candidate}`)
  return middle
}

function measureCells(measured: readonly Language[]): Cell[] {
  const cells: Cell[] = []
  for (const isJitless of [false, true])
    for (const language of measured)
      for (const chunk of chunkSizes)
        // candidates in turn, so that the machine's load affects all alike
        for (const { name: candidate } of candidates) {
          const stream = { language, frameCount: chunk === 1 ? 100 : 1000 }
          const task = { candidate, stream, chunk, forMs: cellMs / processesPerCell }
          cells.push({ candidate, language, chunk, isJitless, ...middleOf(task, isJitless) })
          process.stderr.write('.')
        }
  return cells
}

/** How time grows with ten times the frames, and with a frame ten times as long. */
function measureScaling(isQuick: boolean): Scaling {
  const time = (stream: Task['stream'], chunk: Task['chunk']) =>
    run<Measured>({ candidate: shippedName, stream, chunk, forMs: 1000 }, false).ms
  const frameCounts = isQuick ? [1000, 10_000, 100_000] : [1000, 10_000, 100_000, 1_000_000]
  return {
    frames: frameCounts.map((frameCount) => ({
      frameCount,
      ms: time({ language: 'Chinese', frameCount }, 1400),
    })),
    giant: [1_000_000, 10_000_000].flatMap((giantBytes) =>
      (['whole', 1400] as const).map((chunk) => ({ giantBytes, chunk, ms: time({ giantBytes }, chunk) })),
    ),
  }
}

function main(): void {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  buildWorker()
  const survived = candidates.map(({ name }) => ({
    candidate: name,
    ...run<Survived>({ survivalOf: name }, false),
  }))
  const cells = measureCells(values.quick ? ['Chinese'] : languages)
  const scaling = measureScaling(values.quick)
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`
  const report: Report = {
    machine,
    hostileStreams: survivable.length,
    survived,
    cells,
    scaling,
    jsc: measureInJsc(join(root, 'build/bench')),
  }
  process.stderr.write('\n')
  console.log(values.json ? JSON.stringify(report, null, 2) : renderTables(report))
  if (values.write) {
    const page = join(root, 'docs/bench.md')
    writeFileSync(page, replaceBlock(readFileSync(page, 'utf8'), renderTables(report)))
  }
}

main()
