// tsconfig.json files → type errors. DevTools only strips types; this also finds missing modules.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Problem } from './problem'

const run = promisify(execFile)
const projects = ['tsconfig.json', 'tools/tsconfig.json', 'test/tsconfig.json']

/** Runs one at a time: each uses a core and some 300 MB. */
export async function checkTypes(root: string): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const project of projects) {
    if (existsSync(path.join(root, project))) problems.push(...(await checkProject(root, project)))
  }
  return problems
}

async function checkProject(root: string, project: string): Promise<Problem[]> {
  try {
    const tsc = createRequire(__filename).resolve('typescript/lib/tsc.js')
    await run(process.execPath, [tsc, '--noEmit', '--pretty', 'false', '-p', project], {
      cwd: root,
      maxBuffer: 16 << 20,
    })
    return []
  } catch (error) {
    const output = (error as { stdout?: string }).stdout
    if (!output) throw error
    const problems = output.split('\n').flatMap((line) => readLine(line) ?? [])
    return problems.length > 0 ? problems : [{ file: project, line: 1, column: 1, message: output.trim() }]
  }
}

/** `miniprogram/app.ts(3,7): error TS2322: …`; undefined for a continuation line. */
function readLine(text: string): Problem | undefined {
  const found = /^(\S.*?)\((\d+),(\d+)\): error (TS\d+: .*)$/.exec(text)
  if (!found) return undefined
  const [, file = '', line, column, message = ''] = found
  return { file, line: Number(line), column: Number(column), message }
}
