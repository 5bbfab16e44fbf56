// Stage: a project's folder → everything that would stop it from being sent, and the size of what would be sent.
import { checkJson } from './check-json'
import { checkTypes } from './check-types'
import { checkWxml } from './check-wxml'
import { checkWxss } from './check-wxss'
import { checkComponentPaths } from './components'
import { compileOffline, isPacked } from './miniprogram-ci'
import { checkSize, measurePackages } from './package-size'
import type { PackageSize } from './package-size'
import type { Problem } from './problem'
import { openProject } from './project'
import type { Project } from './project'

export interface CompileReport {
  /** Empty when the project may be sent. */
  readonly problems: readonly Problem[]
  /** Empty when the official compiler was not run, or refused. */
  readonly packages: readonly PackageSize[]
}

/** All that is found without the official compiler, which stops at its first mistake and never sees some. */
export async function checkSources(project: Project): Promise<Problem[]> {
  const syntax = await checkJson(project)
  return [...syntax, ...checkComponentPaths(project), ...checkWxml(project), ...checkWxss(project)]
}

/** `root`: absolute path. Writes no file; needs no network, appid or key. Half a minute of two cores. */
export async function compileProject(root: string): Promise<CompileReport> {
  const project = openProject(root)
  const sources = await checkSources(project)
  const [types, official] = await Promise.all([
    checkTypes(root),
    sources.length === 0 ? compileOffline(project) : [],
  ])
  if (!isPacked(official)) return { problems: [...sources, ...types, ...official], packages: [] }
  const packages = measurePackages(project, official)
  return { problems: [...types, ...checkSize(project, packages)], packages }
}
