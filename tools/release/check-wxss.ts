// WXSS files → syntax errors, and imports of missing files, which the official compiler accepts.
import postcss from 'postcss'
import { locate } from './problem'
import type { Problem } from './problem'
import { resolveInProject } from './project'
import type { Project } from './project'

export function checkWxss(project: Project): Problem[] {
  return project.files
    .filter((file) => file.endsWith('.wxss'))
    .flatMap((file) => {
      try {
        return missingImports(project, file)
      } catch (error) {
        if (!(error instanceof postcss.CssSyntaxError)) throw error
        return [{ file, line: error.line ?? 1, column: error.column ?? 1, message: error.reason }]
      }
    })
}

function missingImports(project: Project, file: string): Problem[] {
  const text = project.read(file)
  const problems: Problem[] = []
  postcss.parse(text).walkAtRules('import', (rule) => {
    const target = /^(?:url\(\s*)?['"]?([^'")\s]+)/.exec(rule.params)?.[1] ?? ''
    if (project.has(resolveInProject(project, file, target))) return
    const { line, column } = rule.source?.start ?? locate(text, '@import')
    problems.push({ file, line, column, message: `@import: no such file: ${target}` })
  })
  return problems
}
