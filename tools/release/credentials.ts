// Environment → appid and upload key, checked before anything is sent; and text → the same text without the key.
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'

export interface Credentials {
  readonly appid: string
  /** PEM. Stays in memory: miniprogram-ci takes it as text, so no key file can be left behind by a kill. */
  readonly privateKey: string
}

/** A mistake in the user's input or project. `message` is one line, written for the user. */
export class ReleaseError extends Error {}

/**
 * Removes WECHAT_PRIVATE_KEY from `environment`, so that no child process inherits it.
 * Throws ReleaseError. Its message never contains the value given as the key or the key's path: people mix them up.
 */
export function takeCredentials(environment: NodeJS.ProcessEnv): Credentials {
  const { WECHAT_APPID: appid = '', WECHAT_PRIVATE_KEY: text, WECHAT_PRIVATE_KEY_PATH: file } = environment
  delete environment['WECHAT_PRIVATE_KEY']
  if (appid === '') throw new ReleaseError('WECHAT_APPID is not set')
  if (!/^wx[0-9a-f]{16}$/.test(appid)) {
    throw new ReleaseError('WECHAT_APPID is not an appid: expected wx followed by 16 hexadecimal digits')
  }
  if (!text && !file) {
    throw new ReleaseError(
      'no key: set WECHAT_PRIVATE_KEY to its text, or WECHAT_PRIVATE_KEY_PATH to its file',
    )
  }
  if (text) return { appid, privateKey: checkedKey(text, 'WECHAT_PRIVATE_KEY') }
  return {
    appid,
    privateKey: checkedKey(readKeyFile(file ?? ''), 'the file that WECHAT_PRIVATE_KEY_PATH names'),
  }
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException
    throw new ReleaseError(`the file that WECHAT_PRIVATE_KEY_PATH names can't be read: ${code}`)
  }
}

function checkedKey(value: string, source: string): string {
  // CI settings pages often store a key on one line, with \n written out
  const text = `${value.replace(/\\n/g, '\n').trim()}\n`
  let type: string | undefined
  try {
    type = createPrivateKey(text).asymmetricKeyType
  } catch {
    throw new ReleaseError(`${source} is not a private key in PEM form, without a passphrase`)
  }
  if (type !== 'rsa') throw new ReleaseError(`${source} is not an RSA key, but ${type ?? 'something else'}`)
  return text
}

/** For all output. A key's own lines are long enough that nothing else contains them. */
export function withoutKey(text: string, privateKey: string): string {
  const secrets = privateKey.split('\n').filter((line) => line.length >= 16 && !line.startsWith('-----'))
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '[key]'), text)
}
