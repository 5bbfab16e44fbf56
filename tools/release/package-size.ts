// Packed files → each package's size, by folder, and the packages over a limit.
import path from 'node:path'
import type { PackedFiles } from './miniprogram-ci'
import type { Problem } from './problem'
import { readJson } from './check-json'
import type { Project } from './project'

/** Applies to the main package and to each subpackage: https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages.html */
const packageLimitBytes = 2 * 1024 * 1024

export interface PackageSize {
  /** `main`, or the subpackage's root. */
  readonly name: string
  readonly sizeBytes: number
  /** WeChat's limit. */
  readonly limitBytes: number
  /** The project's own limit for the main package: package.json's `miniprogram.budgetBytes`. */
  readonly budgetBytes?: number
  /** Sizes by top-level folder, largest first; `.` holds the files beside app.json. */
  readonly folders: Readonly<Record<string, number>>
  readonly largestFile: string
}

/** The main package comes first. A file counts with its content and its path; source maps are uploaded but do not count. */
export function measurePackages(project: Project, files: PackedFiles): PackageSize[] {
  const app = readJson(project, `${project.folder}/app.json`)
  const subpackages = (app['subPackages'] ?? app['subpackages'] ?? []) as { root: string }[]
  const roots = subpackages.map(({ root }) => root.replace(/^\/|\/$/g, ''))
  const { miniprogram } = readJson(project, 'package.json') as { miniprogram?: { budgetBytes?: number } }
  const sized = Object.entries(files)
    .filter(([file]) => !file.endsWith('.js.map'))
    .map(([file, content]) => ({
      file,
      root: roots.find((root) => file.startsWith(`${root}/`)) ?? '',
      sizeBytes: Buffer.byteLength(content) + Buffer.byteLength(`/${file}`),
    }))
    .sort((a, b) => b.sizeBytes - a.sizeBytes)
  return ['', ...roots].map((root) => {
    const inside = sized.filter((entry) => entry.root === root)
    const folders = new Map<string, number>()
    for (const { file, sizeBytes } of inside) {
      const [first = '', ...rest] = path.posix.relative(root, file).split('/')
      const folder = rest.length > 0 ? first : '.'
      folders.set(folder, (folders.get(folder) ?? 0) + sizeBytes)
    }
    return {
      name: root === '' ? 'main' : root,
      sizeBytes: inside.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      limitBytes: packageLimitBytes,
      ...(root === '' && miniprogram?.budgetBytes ? { budgetBytes: miniprogram.budgetBytes } : {}),
      folders: Object.fromEntries([...folders].sort(([, a], [, b]) => b - a)),
      largestFile: inside[0]?.file ?? '',
    }
  })
}

/** At most one problem per package, reported at its largest file. */
export function checkSize(project: Project, packages: readonly PackageSize[]): Problem[] {
  return packages.flatMap(({ name, sizeBytes, limitBytes, budgetBytes = limitBytes, largestFile }) => {
    if (sizeBytes <= Math.min(budgetBytes, limitBytes)) return []
    const bound =
      sizeBytes > limitBytes
        ? `WeChat's limit of ${kilobytes(limitBytes)}`
        : `the budget of ${kilobytes(budgetBytes)} in package.json`
    const message = `the ${name} package has ${kilobytes(sizeBytes)}, over ${bound}; this is its largest file`
    const file = path.posix.join(project.folder, largestFile)
    // a packed script's source may be .ts
    const source = project.has(file) ? file : file.replace(/\.js$/, '.ts')
    return [{ file: source, line: 1, column: 1, message }]
  })
}

export function kilobytes(sizeBytes: number): string {
  return `${(sizeBytes / 1000).toFixed(sizeBytes < 100_000 ? 1 : 0)} kB`
}
