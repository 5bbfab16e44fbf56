// `npm run stack -- [FILE] [--map FILE]`: a stack trace, from a file or standard input → the same with our files and lines.
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ReleaseError } from './credentials'
import { mapStack } from './map-stack'
import { loadMiniprogramCi, quietly } from './miniprogram-ci'
import { openProject } from './project'
import { readRobot, readTimeout } from './publish-options'
import { createReleaseProcess } from './release-process'
import { readSourceMaps } from './source-maps'
import { withinTime } from './wechat-failure'

const root = path.resolve(__dirname, '../..')
const command = createReleaseProcess()

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      map: { type: 'string' },
      robot: { type: 'string' },
      timeout: { type: 'string' },
    },
  })
  const [file] = positionals
  const trace = readTrace(file)
  const maps = await readSourceMaps(values.map ?? (await download(values)))
  command.print(mapStack(trace, maps, openProject(root)).trimEnd())
}

function readTrace(file: string | undefined): string {
  try {
    return readFileSync(file ?? 0, 'utf8')
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException
    throw new ReleaseError(`${file ?? 'standard input'} can't be read: ${code}`)
  }
}

/** The maps of the version that this robot uploaded last. */
async function download(options: { robot?: string; timeout?: string }): Promise<string> {
  const robot = readRobot(options.robot, process.env)
  const timeoutMs = readTimeout(options.timeout)
  const { appid, privateKey } = command.credentials()
  const zip = path.join(root, 'build/source-maps.zip')
  mkdirSync(path.dirname(zip), { recursive: true })
  await quietly(async () => {
    const ci = await loadMiniprogramCi()
    const official = new ci.Project({ appid, type: 'miniProgram', projectPath: root, privateKey })
    const request = {
      // under exactOptionalPropertyTypes its class does not satisfy its own interface
      project: official as unknown as Parameters<typeof ci.getDevSourceMap>[0]['project'],
      robot,
      sourceMapSavePath: zip,
      // seconds before each part
      sleep: 0.5,
    }
    await withinTime(timeoutMs, ci.getDevSourceMap(request))
  })
  return zip
}

main().then(() => process.exit(0), command.fail)
