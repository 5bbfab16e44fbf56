// `npm run deploy:identity [-- --env ID]`: cloudfunctions/identity → WeChat's cloud, which installs its dependencies.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ReleaseError } from './credentials'
import { loadMiniprogramCi, openOfficial, quietly } from './miniprogram-ci'
import { openProject } from './project'
import type { Project } from './project'
import { readTimeout } from './publish-options'
import { createReleaseProcess } from './release-process'
import { withinTime } from './wechat-failure'

const root = path.resolve(__dirname, '../..')
const command = createReleaseProcess()
const name = 'identity'

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { env: { type: 'string' }, timeout: { type: 'string' } } })
  const project = openProject(root)
  const env = values.env ?? environmentIn(project)
  if (env === '') throw new ReleaseError('no cloud environment: --env ID, or cloudEnvironment in config.ts')
  const timeoutMs = readTimeout(values.timeout)
  const credentials = command.credentials()
  const { filesCount } = await quietly(async (lines) => {
    const ci = await loadMiniprogramCi()
    const official = await openOfficial(ci, lines, { root, credentials, timeoutMs })
    const upload = ci.cloud.uploadFunction({
      // under exactOptionalPropertyTypes its class does not satisfy its own interface
      project: official as unknown as Parameters<typeof ci.cloud.uploadFunction>[0]['project'],
      ...{ env, name, path: path.join(root, 'cloudfunctions', name), remoteNpmInstall: true },
    })
    return withinTime(
      timeoutMs,
      upload.catch((error: unknown) => {
        throw explained(error, env)
      }),
    )
  })
  command.print(`deployed ${name} to ${env}: ${filesCount} files`)
}

/** What `config.ts` gives the mini program; `''` for none. */
function environmentIn(project: Project): string {
  const file = path.posix.join(project.folder, 'config.ts')
  return project.has(file) ? (/cloudEnvironment: '([^']*)'/.exec(project.read(file))?.[1] ?? '') : ''
}

function explained(error: unknown, env: string): unknown {
  const message = error instanceof Error ? error.message : String(error)
  if (message === 'env not found')
    return new ReleaseError(`this appid has no cloud environment ${env}: its id is in the cloud console`)
  // miniprogram-ci means to create the function then, but fails; and it would create one for Node 8, which is too old
  if (message.includes('ResourceNotFound.Function')) {
    return new ReleaseError(
      `${env} has no function ${name} yet: create it once, in the cloud console or DevTools, with Node 16 or newer`,
    )
  }
  return error
}

main().then(() => process.exit(0), command.fail)
