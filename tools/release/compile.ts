// `npm run compile [-- --json]`: the working tree → whether it can be uploaded to WeChat, and its size.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { compileProject } from './compile-project'
import { kilobytes } from './package-size'
import type { PackageSize } from './package-size'
import { formatProblem } from './problem'

const root = path.resolve(__dirname, '../..')

/** `main package 171 kB of 600 kB (WeChat: 2097 kB): core 40.1 kB, i18n 13.0 kB` */
function formatPackage({
  name,
  sizeBytes,
  limitBytes,
  budgetBytes = limitBytes,
  folders,
}: PackageSize): string {
  const parts = Object.entries(folders).map(([folder, bytes]) => `${folder} ${kilobytes(bytes)}`)
  const bounds = `${kilobytes(budgetBytes)} (WeChat: ${kilobytes(limitBytes)})`
  return `${name} package ${kilobytes(sizeBytes)} of ${bounds}: ${parts.join(', ')}`
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
  const { problems, packages } = await compileProject(root)
  const ok = problems.length === 0
  if (values.json) {
    console.log(JSON.stringify({ ok, problems, packages }))
  } else {
    for (const problem of problems) console.error(formatProblem(problem))
    for (const size of packages) console.log(formatPackage(size))
    if (!ok) console.error(`compile failed: ${problems.length} problem${problems.length === 1 ? '' : 's'}`)
  }
  return ok ? 0 : 1
}

function fail(error: unknown): never {
  process.stderr.write(`compile failed: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

// miniprogram-ci does not handle all of its own rejections, and leaves a child process running that keeps Node alive.
process.on('uncaughtException', fail).on('unhandledRejection', fail)
main().then((code) => process.exit(code), fail)
