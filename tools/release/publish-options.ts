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
      robot: { type: 'string', default: environment['WECHAT_ROBOT'] || '1' },
      timeout: { type: 'string', default: '300' },
      qrcode: { type: 'string', default: 'build/preview.jpg' },
    },
  })
  const [action] = positionals
  if (action !== 'preview' && action !== 'upload') throw new ReleaseError('expected preview or upload')
  const robot = Number(values.robot)
  if (!Number.isInteger(robot) || robot < 1 || robot > 30)
    throw new ReleaseError('--robot is a number from 1 to 30')
  const timeoutMs = Number(values.timeout) * 1000
  if (!(timeoutMs > 0)) throw new ReleaseError('--timeout is a number of seconds')
  return { action, robot, timeoutMs, qrCodePath: path.resolve(root, values.qrcode) }
}
