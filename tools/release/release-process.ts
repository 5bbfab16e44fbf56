// The process of a command that talks to WeChat: any failure is one line without the key, and exit code 1.
import type { Credentials } from './credentials'
import { takeCredentials, withoutKey } from './credentials'
import { describeFailure } from './wechat-failure'

export interface ReleaseProcess {
  /** From the environment. From then on the key is in no output. Throws ReleaseError. */
  credentials(): Credentials
  print(text: string): void
  fail(error: unknown): never
}

/** Once per process, before anything that can fail. */
export function createReleaseProcess(): ReleaseProcess {
  let privateKey = ''
  const fail = (error: unknown): never => {
    process.stderr.write(`${withoutKey(`failed: ${describeFailure(error)}`, privateKey)}\n`)
    process.exit(1)
  }
  // miniprogram-ci does not handle all of its own rejections
  process.on('uncaughtException', fail).on('unhandledRejection', fail)
  return {
    credentials() {
      const credentials = takeCredentials(process.env)
      privateKey = credentials.privateKey
      return credentials
    },
    print: (text) => console.log(withoutKey(text, privateKey)),
    fail,
  }
}
