// The project in the working directory → its compiled files and their source maps, in the folder given.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { compileSettings, loadMiniprogramCi, quietly } from '../../../tools/release/miniprogram-ci'

async function main([folder = '']: string[]): Promise<void> {
  const files = await quietly(async () => {
    const ci = await loadMiniprogramCi()
    ci.proxy('http://127.0.0.1:9')
    const project = new ci.Project({
      ...{ appid: 'touristappid', type: 'miniProgram', projectPath: process.cwd(), privateKey: 'none' },
      attr: () => Promise.resolve((ci as unknown as { DefaultProjectAttr: unknown }).DefaultProjectAttr),
    } as ConstructorParameters<typeof ci.Project>[0])
    const options = { project, setting: compileSettings, includedMap: true }
    return ci.getCompiledResult(options as unknown as Parameters<typeof ci.getCompiledResult>[0])
  })
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
