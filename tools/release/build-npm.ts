// package.json's dependencies in node_modules → miniprogram/miniprogram_npm, in DevTools' format; and what one page alone
// needs → its own package, so that it costs the first page nothing.
// npm's prepare script. Needs no network, appid or key.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { loadMiniprogramCi, quietly } from './miniprogram-ci'

const root = path.resolve(__dirname, '../..')
const output = path.join(root, 'miniprogram', 'miniprogram_npm')

/** The packages that ship: package.json's dependencies and theirs. Throws if one is not installed. */
function shippedPackages(folder: string, names = new Set<string>()): Set<string> {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (names.has(name)) continue
    names.add(name)
    shippedPackages(path.join(root, 'node_modules', name), names)
  }
  return names
}

/**
 * WeChat's build can neither put one package of a package.json elsewhere nor read the `.cjs` that is fflate's main file.
 * Its UMD build is one file, ready to use.
 */
const ofPages = [{ page: 'transfer', name: 'fflate', file: 'umd/index.js' }]

function buildForPages(): void {
  for (const { page, name, file } of ofPages) {
    const folder = path.join(root, 'miniprogram/pages', page, 'miniprogram_npm', name)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    cpSync(path.join(root, 'node_modules', name, file), path.join(folder, 'index.js'))
    console.log(`npm build: ${name} → ${path.relative(root, folder)}`)
  }
}

async function main(): Promise<void> {
  const names = [...shippedPackages(root)]
  const { warnList } = await quietly(async () => {
    const ci = await loadMiniprogramCi()
    rmSync(output, { recursive: true, force: true })
    // Equals DevTools' "Build npm" with the `packNpmRelationList` of project.config.json.
    return ci.packNpmManually({
      packageJsonPath: path.join(root, 'package.json'),
      miniprogramNpmDistDir: path.join(root, 'miniprogram'),
      // It searches everywhere for package.json files: without this it spends seconds in the development packages.
      ignores: [
        '.git/**',
        '{miniprogram,test,tools}/**',
        `node_modules/!(${names.map(topFolder).join('|')})/**`,
      ],
    })
  })
  for (const warning of warnList) console.warn(`npm build: ${warning.jsPath}: ${warning.msg}`)
  const built = readdirSync(output)
  const missing = names.filter((name) => !built.includes(topFolder(name)))
  if (missing.length > 0) throw new Error(`not built: ${missing.join(', ')}`)
  console.log(`npm build: ${built.join(', ')} → miniprogram/miniprogram_npm`)
  buildForPages()
}

/** `@scope/name` is in the folder `@scope`. */
function topFolder(name: string): string {
  return name.split('/')[0] ?? name
}

// miniprogram-ci leaves a child process running that keeps Node alive.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error('npm build failed:', error)
    process.exit(1)
  },
)
