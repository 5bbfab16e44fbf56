// The command's arguments and the environment → what to publish, and how.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ReleaseError } from './credentials'

export interface PublishOptions {
  readonly action: 'preview' | 'upload'
  /** 1 to 30: WeChat keeps one preview and one development version per robot. */
  readonly robot: number
  /** Time limit for each of the two steps that need servicewechat.com. */
  readonly timeoutMs: number
  /** Output file for the preview's QR code. */
  readonly qrCodePath: string
}

/** `root` resolves a relative path. Throws ReleaseError. */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv, root: string): PublishOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      robot: { type: 'string' },
      timeout: { type: 'string' },
      qrcode: { type: 'string', default: 'build/preview.jpg' },
    },
  })
  const [action] = positionals
  if (action !== 'preview' && action !== 'upload') throw new ReleaseError('expected preview or upload')
  const robot = readRobot(values.robot, environment)
  const timeoutMs = readTimeout(values.timeout)
  return { action, robot, timeoutMs, qrCodePath: path.resolve(root, values.qrcode) }
}

/** `given`: the value of `--robot`. Throws ReleaseError. */
export function readRobot(given: string | undefined, environment: NodeJS.ProcessEnv): number {
  const robot = Number(given ?? (environment['WECHAT_ROBOT'] || '1'))
  if (!Number.isInteger(robot) || robot < 1 || robot > 30)
    throw new ReleaseError('--robot is a number from 1 to 30')
  return robot
}

/** `given`: the value of `--timeout`, in seconds; 300 by default. Throws ReleaseError. */
export function readTimeout(given = '300'): number {
  const timeoutMs = Number(given) * 1000
  if (!(timeoutMs > 0)) throw new ReleaseError('--timeout is a number of seconds')
  return timeoutMs
}
