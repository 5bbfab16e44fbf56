// Stage: environment → appid and upload key, checked before anything is sent; and a text in which neither shows the key.
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'

export interface Credentials {
  readonly appid: string
  /** PEM. Stays in memory: miniprogram-ci takes it as text, so no file has to be written that a kill could leave behind. */
  readonly privateKey: string
}

/** What is wrong with what the user gave or has: `message` is one line, made for them to read. */
export class ReleaseError extends Error {}

/**
 * Takes WECHAT_PRIVATE_KEY out of `environment`, so that no child process inherits it.
 * Throws ReleaseError. Its message never holds what was given as the key or as the key's path: they get mixed up.
 */
export function takeCredentials(environment: NodeJS.ProcessEnv): Credentials {
  const { WECHAT_APPID: appid = '', WECHAT_PRIVATE_KEY: text, WECHAT_PRIVATE_KEY_PATH: file } = environment
  delete environment['WECHAT_PRIVATE_KEY']
  if (appid === '') throw new ReleaseError('WECHAT_APPID is not set')
  if (!/^wx[0-9a-f]{16}$/.test(appid)) {
    throw new ReleaseError('WECHAT_APPID is no appid: it must be wx and 16 of 0-9a-f')
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

function checkedKey(given: string, source: string): string {
  // settings pages of CI services often keep a key on one line, with its line breaks written out
  const text = `${given.replace(/\\n/g, '\n').trim()}\n`
  let type: string | undefined
  try {
    type = createPrivateKey(text).asymmetricKeyType
  } catch {
    throw new ReleaseError(`${source} is not a private key in PEM form, without a passphrase`)
  }
  if (type !== 'rsa') throw new ReleaseError(`${source} is not an RSA key, but ${type ?? 'something else'}`)
  return text
}

/** For every line that leaves the program. A key's own lines are the only ones that are long and shared with it. */
export function withoutKey(text: string, privateKey: string): string {
  const secrets = privateKey.split('\n').filter((line) => line.length >= 16 && !line.startsWith('-----'))
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '[key]'), text)
}
