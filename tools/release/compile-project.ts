// A project's folder → everything that would prevent its upload, and the size of its packages.
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
  /** Empty when the project can be uploaded. */
  readonly problems: readonly Problem[]
  /** Empty when the official compiler was not run or failed. */
  readonly packages: readonly PackageSize[]
}

/** Every check without the official compiler, which stops at its first error and misses some. */
export async function checkSources(project: Project): Promise<Problem[]> {
  const syntax = await checkJson(project)
  return [...syntax, ...checkComponentPaths(project), ...checkWxml(project), ...checkWxss(project)]
}

/** `root`: absolute path. Writes no files; needs no network, appid or key. Takes half a minute on two cores. */
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
