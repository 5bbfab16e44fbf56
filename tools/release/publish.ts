// `npm run preview` and `npm run upload`: the working tree → WeChat, through miniprogram-ci. Any failure is one line and exit code 1.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { checkSources } from './compile-project'
import { ReleaseError } from './credentials'
import type { Credentials } from './credentials'
import {
  compile,
  compileSettings,
  isPacked,
  loadMiniprogramCi,
  openOfficial,
  quietly,
} from './miniprogram-ci'
import { checkSize, kilobytes, measurePackages } from './package-size'
import { findPlaceholders } from './placeholders'
import { projectError } from './problem'
import { openProject } from './project'
import { readOptions } from './publish-options'
import type { PublishOptions } from './publish-options'
import { drawQrCode } from './qr-code'
import { createReleaseProcess } from './release-process'
import { withinTime } from './wechat-failure'

const root = path.resolve(__dirname, '../..')
const command = createReleaseProcess()

/** Resolves to the message for the user. */
async function publish(options: PublishOptions, credentials: Credentials): Promise<string> {
  const project = openProject(root)
  const placeholders = findPlaceholders(project)
  if (placeholders.length > 0) throw projectError(placeholders)
  const sources = await checkSources(project)
  if (sources.length > 0) throw projectError(sources)
  return quietly(async (lines) => {
    const ci = await loadMiniprogramCi()
    const { timeoutMs } = options
    const official = await openOfficial(ci, lines, { root, credentials, timeoutMs })
    const files = await compile(ci, project, official)
    if (!isPacked(files)) throw projectError(files)
    const packages = measurePackages(project, files)
    const oversize = checkSize(project, packages)
    if (oversize.length > 0) throw projectError(oversize)

    const size = kilobytes(packages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0))
    const { version } = JSON.parse(project.read('package.json')) as { version: string }
    const { action, robot, qrCodePath } = options
    const description = describeCommit()
    const request = {
      // under exactOptionalPropertyTypes its class does not satisfy its own interface
      project: official as unknown as Parameters<typeof ci.upload>[0]['project'],
      version,
      desc: description,
      robot,
      setting: compileSettings,
    }
    if (action === 'upload') {
      await withinTime(options.timeoutMs, ci.upload(request))
      return `uploaded ${version} (${description}), ${size}, as robot ${robot}`
    }
    mkdirSync(path.dirname(qrCodePath), { recursive: true })
    rmSync(qrCodePath, { force: true })
    const picture = { qrcodeFormat: 'image', qrcodeOutputDest: qrCodePath } as const
    await withinTime(options.timeoutMs, ci.preview({ ...request, ...picture }))
    if (!isPicture(readFileSync(qrCodePath)))
      throw new ReleaseError('WeChat sent a QR code that is not a picture')
    return `preview of ${description}, ${size}, as robot ${robot}: ${path.relative(process.cwd(), qrCodePath)}`
  })
}

/** `7741abf feat(recorder): …`; with `-dirty` after the hash when there are uncommitted changes. */
function describeCommit(): string {
  const git = (...parameters: string[]) =>
    execFileSync('git', parameters, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  try {
    return `${git('describe', '--always', '--dirty', '--exclude=*')} ${git('log', '-1', '--format=%s')}`
  } catch {
    return 'not from a commit'
  }
}

function isPicture(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 4).toString('latin1')
  return start.startsWith('\xff\xd8\xff') || start === '\x89PNG'
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env, root)
  command.print(await publish(options, command.credentials()))
  if (options.action === 'preview' && process.stdout.isTTY) await showQrCode(options.qrCodePath)
}

/** The preview exists and its picture is saved, so a drawing error is not a failure. */
async function showQrCode(file: string): Promise<void> {
  const giveUp = () => {
    console.log('(the QR code cannot be drawn here)')
    process.exit(0)
  }
  process.removeAllListeners('uncaughtException').on('uncaughtException', giveUp)
  console.log(await drawQrCode(readFileSync(file)).catch(giveUp))
}

main().then(() => process.exit(0), command.fail)
