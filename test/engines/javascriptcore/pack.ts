// Runs in a process of its own, as miniprogram-ci leaves it unclean: a project's folder → what WeChat would ship, in another folder.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compileOffline, isPacked } from '../../../tools/release/miniprogram-ci'
import { formatProblem } from '../../../tools/release/problem'
import { openProject } from '../../../tools/release/project'

async function pack(root: string, into: string): Promise<number> {
  const packed = await compileOffline(openProject(root))
  if (!isPacked(packed)) {
    for (const problem of packed) console.error(formatProblem(problem))
    return 1
  }
  for (const [file, content] of Object.entries(packed)) {
    mkdirSync(dirname(join(into, file)), { recursive: true })
    writeFileSync(join(into, file), content)
  }
  return 0
}

const [root = '', into = ''] = process.argv.slice(2)
// it keeps a child process, and with it Node, alive
void pack(root, into).then((code) => process.exit(code))
