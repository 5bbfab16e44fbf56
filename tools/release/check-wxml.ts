// WXML files → the official compiler's (wcc) errors, plus missing files and unknown tags, which it does not report.
import { createRequire } from 'node:module'
import path from 'node:path'
import { parse } from '@wxml/parser'
import type { WxmlNode } from '@wxml/parser'
import { readJson } from './check-json'
import { knownTags } from './components'
import type { Problem } from './problem'
import { resolveInProject } from './project'
import type { Project } from './project'

/** Comes with miniprogram-simulate. It is a binary for x86-64 Linux, macOS or Windows. */
interface OfficialCompiler {
  wxmlToJs(
    root: string,
    options: { wxmlList: readonly string[]; wxsList: readonly string[]; maxBuffer: number },
  ): string
}

export function checkWxml(project: Project): Problem[] {
  const simulate = createRequire(__filename).resolve('miniprogram-simulate')
  const { wxmlToJs } = createRequire(simulate)('miniprogram-compiler') as OfficialCompiler
  const inFolder = (extension: string) =>
    project.files
      .filter((file) => file.endsWith(extension))
      .map((file) => path.posix.relative(project.folder, file))
  const wxsList = inFolder('.wxs')
  const app = readJson(project, `${project.folder}/app.json`)
  return inFolder('.wxml').flatMap((name) => {
    const file = path.posix.join(project.folder, name)
    const problems = checkNodes(
      project,
      file,
      knownTags(app, readJson(project, file.replace(/wxml$/, 'json'))),
    )
    try {
      // One file per call: it stops at the first error.
      wxmlToJs(path.join(project.root, project.folder), { wxmlList: [name], wxsList, maxBuffer: 16 << 20 })
    } catch (error) {
      problems.push(wccProblem(project, file, error))
    }
    return problems
  })
}

function wccProblem(project: Project, file: string, error: unknown): Problem {
  const text = error instanceof Error ? error.message : String(error)
  const found = /([^\s:：]+\.(?:wxml|wxs)):(\d+):(\d+):\s*([^\n]*)/.exec(text)
  if (found?.[1] === undefined)
    return { file, line: 1, column: 1, message: `the official compiler: ${text.trim()}` }
  return {
    file: path.posix.join(project.folder, found[1]),
    line: Number(found[2]),
    column: Number(found[3]),
    message: found[4] ?? '',
  }
}

/** A file that only holds templates uses the components of whoever imports it, so its tags cannot be checked here. */
function checkNodes(project: Project, file: string, tags: ReadonlySet<string>): Problem[] {
  const hasConfig = project.has(file.replace(/wxml$/, 'json'))
  const problems: Problem[] = []
  const visit = (node: WxmlNode) => {
    const { line, column } = node.loc.start
    const report = (message: string) => problems.push({ file, line, column, message })
    if (hasConfig && node.type === 'WXElement' && node.name !== undefined && !tags.has(node.name)) {
      report(`unknown component <${node.name}>: not built in, and not in usingComponents`)
    }
    const source = node.startTag?.attributes?.find(({ key }) => key === 'src')?.value
    if (source && (node.name === 'import' || node.name === 'include')) {
      const target = source.endsWith('.wxml') ? source : `${source}.wxml`
      if (!project.has(resolveInProject(project, file, target))) {
        report(`<${node.name}>: no such file: ${source}`)
      }
    }
    node.children?.forEach(visit)
  }
  parse(project.read(file)).body.forEach(visit)
  return problems
}
