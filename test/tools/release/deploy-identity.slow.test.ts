import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import JSZip from 'jszip'
import { silence, startFakeWeChat } from './fake-wechat'
import type { CloudFunction, FakeWeChat } from './fake-wechat'
import { runCommand } from './run-command'
import { makeSampleProject } from './sample-project'

const appid = 'wx0123456789abcdef'
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const sources = ['index.js', 'package.json'].map((name) => {
  const file = `cloudfunctions/identity/${name}`
  return [file, readFileSync(path.join(__dirname, '../../..', file), 'utf8')] as const
})

let root: string
let wechat: FakeWeChat
let identity: CloudFunction

beforeAll(() => {
  root = makeSampleProject({
    ...Object.fromEntries(sources),
    'miniprogram/config.ts': "export const config = { cloudEnvironment: 'words-1a2b' }\n",
  })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))
beforeEach(async () => {
  wechat = await startFakeWeChat(appid, publicKey, Buffer.alloc(0))
  identity = { status: 'Active', installDependency: 'FALSE' }
  wechat.environments.set('words-1a2b', new Map([['identity', identity]]))
  wechat.environments.set('empty-1a2b', new Map())
  writeFileSync(path.join(root, 'ca.pem'), wechat.certificate)
})
afterEach(() => wechat.close())

const deploy = (parameters: string[] = [], changes: NodeJS.ProcessEnv = {}) =>
  runCommand(root, ['tools/release/deploy-identity.ts', ...parameters], {
    WECHAT_APPID: appid,
    WECHAT_PRIVATE_KEY: privateKey,
    HTTPS_PROXY: wechat.proxy,
    NODE_EXTRA_CA_CERTS: path.join(root, 'ca.pem'),
    ...changes,
  })

test('deploys the sources to the environment in config.ts; dependencies are installed in the cloud', async () => {
  mkdirSync(path.join(root, 'cloudfunctions/identity/node_modules'), { recursive: true })
  writeFileSync(path.join(root, 'cloudfunctions/identity/node_modules/left-behind.js'), '')
  const outcome = await deploy()
  expect(outcome).toEqual({
    ...{ code: 0, signal: null, stderr: '' },
    stdout: 'deployed identity to words-1a2b: 2 files\n',
  })
  expect(wechat.strangers).toEqual([])
  expect(identity.installDependency).toBe('TRUE')
  const { files } = await JSZip.loadAsync(identity.code ?? '')
  const sent = await Promise.all(
    Object.values(files).map(async (entry) => [
      `cloudfunctions/identity/${entry.name}`,
      await entry.async('string'),
    ]),
  )
  expect(sent.sort()).toEqual(sources)
})

test.each<[string, () => ReturnType<typeof deploy>, string]>([
  [
    'an environment that is not there',
    () => deploy(['--env', 'other-1a2b']),
    'this appid has no cloud environment other-1a2b: its id is in the cloud console',
  ],
  [
    'an environment without the function',
    () => deploy(['--env', 'empty-1a2b']),
    'empty-1a2b has no function identity yet: create it once, in the cloud console or DevTools, with Node 16 or newer',
  ],
  [
    'WeChat’s cloud does not answer',
    () => {
      wechat.answer('/wxa/ci/cloudapihttpagent', silence)
      return deploy(['--timeout', '2'])
    },
    'network: servicewechat.com did not answer within 2 s',
  ],
  [
    'no environment',
    () => deploy(['--env', '']),
    'no cloud environment: --env ID, or cloudEnvironment in config.ts',
  ],
])('%s: one line, exit code 1', async (_what, run, message) => {
  const { code, stdout, stderr } = await run()
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `failed: ${message}\n` })
  expect(identity.code).toBeUndefined()
})
