// A script → one that does the same with what ships: core's files are those that WeChat's own compiler makes, in ES5.
import { readFileSync, rmSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { runCommand } from '../../tools/release/run-command'
import { makeSampleProject } from '../../tools/release/sample-project'
import { forShell } from './shell'

const root = resolve(__dirname, '../../..')
const miniprogram = join(root, 'miniprogram')
const folder = join(root, 'build/engines')
const packed = join(folder, 'packed')

/** Bundles `entry` for JavaScriptCore's shell, as the global `globalName`. Returns the file. */
export async function bundleShipped(entry: string, globalName: string): Promise<string> {
  const options = { ...forShell, entryPoints: [entry], globalName, define: { 'process.env': '{}' } }
  const { metafile } = await build({ ...options, absWorkingDir: root, metafile: true, write: false })
  const sources = Object.keys(metafile.inputs).filter((file) => file.startsWith('miniprogram/'))
  await packSources(sources)
  const outfile = join(folder, `${globalName}.js`)
  await build({ ...options, outfile, plugins: [fromPacked] })
  return outfile
}

/** Only these files, with this project's settings: the whole project would take three times as long. */
async function packSources(sources: readonly string[]): Promise<void> {
  const settings = JSON.parse(readFileSync(join(root, 'project.config.json'), 'utf8')) as {
    cloudfunctionRoot?: string
    setting: Record<string, unknown>
  }
  // a mini program without npm packages and cloud functions
  delete settings.cloudfunctionRoot
  delete settings.setting['packNpmManually']
  delete settings.setting['packNpmRelationList']
  const imports = sources.map((file) => `import './${relative('miniprogram', file).replace(/\.ts$/, '')}'`)
  const project = makeSampleProject({
    ...Object.fromEntries(sources.map((file) => [file, readFileSync(join(root, file), 'utf8')])),
    'project.config.json': JSON.stringify(settings),
    'miniprogram/app.ts': [...imports, 'App({})'].join('\n'),
  })
  rmSync(packed, { recursive: true, force: true })
  const { code, stdout, stderr } = await runCommand(project, [join(__dirname, 'pack.ts'), project, packed])
  rmSync(project, { recursive: true, force: true })
  if (code !== 0) throw new Error(`WeChat's compiler ended with ${code}: ${stdout}${stderr}`)
}

const fromPacked: Plugin = {
  name: 'from-packed',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path)
      if (!file.startsWith(miniprogram + sep)) return null
      return { path: join(packed, `${relative(miniprogram, file)}.js`) }
    })
  },
}
