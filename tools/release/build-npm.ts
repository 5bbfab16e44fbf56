// package.json's dependencies in node_modules → miniprogram/miniprogram_npm, in DevTools' format.
// npm's prepare script. Needs no network, appid or key.
import { readFileSync, readdirSync, rmSync } from 'node:fs'
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
