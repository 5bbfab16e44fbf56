import { generateKeyPairSync } from 'node:crypto'
import { takeCredentials, withoutKey } from '../../../tools/release/credentials'

const appid = 'wx0123456789abcdef'
const pem = { type: 'pkcs8', format: 'pem' } as const
const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(pem).toString()
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem).toString()
const locked = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString()

test('removes the key from the environment', () => {
  const environment = { WECHAT_APPID: appid, WECHAT_PRIVATE_KEY: privateKey, PATH: '/bin' }
  expect(takeCredentials(environment)).toEqual({ appid, privateKey })
  expect(environment).toEqual({ WECHAT_APPID: appid, PATH: '/bin' })
})

test('accepts a key with line breaks written out, as CI services store it', () => {
  const onOneLine = privateKey.trim().replaceAll('\n', '\\n')
  expect(takeCredentials({ WECHAT_APPID: appid, WECHAT_PRIVATE_KEY: onOneLine }).privateKey).toBe(privateKey)
})

test.each<[string, NodeJS.ProcessEnv, string]>([
  ['no appid', { WECHAT_APPID: '' }, 'WECHAT_APPID is not set'],
  ['the committed appid', { WECHAT_APPID: 'touristappid' }, 'WECHAT_APPID is not an appid'],
  ['no key', { WECHAT_PRIVATE_KEY: '' }, 'no key: set WECHAT_PRIVATE_KEY'],
  ['a path instead of a key', { WECHAT_PRIVATE_KEY: 'a.pem' }, 'WECHAT_PRIVATE_KEY is not a private key'],
  ['half a key', { WECHAT_PRIVATE_KEY: privateKey.slice(0, 900) }, 'WECHAT_PRIVATE_KEY is not a private key'],
  ['a key of another type', { WECHAT_PRIVATE_KEY: elliptic }, 'WECHAT_PRIVATE_KEY is not an RSA key, but ec'],
  ['a locked key', { WECHAT_PRIVATE_KEY: locked }, 'WECHAT_PRIVATE_KEY is not a private key'],
  [
    'a missing file',
    { WECHAT_PRIVATE_KEY: '', WECHAT_PRIVATE_KEY_PATH: 'gone.pem' },
    "the file that WECHAT_PRIVATE_KEY_PATH names can't be read: ENOENT",
  ],
  [
    'a file that is not a key',
    { WECHAT_PRIVATE_KEY: '', WECHAT_PRIVATE_KEY_PATH: __filename },
    'the file that WECHAT_PRIVATE_KEY_PATH names is not a private key',
  ],
])('%s', (_name, changes, message) => {
  const environment = { WECHAT_APPID: appid, WECHAT_PRIVATE_KEY: privateKey, ...changes }
  expect(() => takeCredentials(environment)).toThrow(message)
})

test('does not repeat a key given as its path', () => {
  const environment = { WECHAT_APPID: appid, WECHAT_PRIVATE_KEY: '', WECHAT_PRIVATE_KEY_PATH: privateKey }
  expect(() => takeCredentials(environment)).toThrow(
    /^the file that WECHAT_PRIVATE_KEY_PATH names can't be read: E[A-Z]+$/,
  )
})

test('removes every line of the key from a text', () => {
  const lines = privateKey.split('\n').filter((line) => line.length >= 16 && !line.startsWith('-'))
  const text = withoutKey(`failed: ${lines.join(' and ')}, so it is`, privateKey)
  expect(text).toMatch(/^failed: (\[key\] and )+\[key\], so it is$/)
})
