import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runCommand, startCommand } from './run-command'
import { makeSampleProject } from './sample-project'
import { silence, startFakeWeChat } from './fake-wechat'
import type { FakeWeChat } from './fake-wechat'

const appid = 'wx0123456789abcdef'
const qrCode = readFileSync(path.join(__dirname, '../../fixtures/release/qrcode.jpg'))
const keyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
const { privateKey, publicKey } = keyPair()
/** Any of its lines in a log would be a leak. */
const keyLines = privateKey.split('\n').filter((line) => line !== '')

/** The expected description of the commit, or its replacement on a machine without git. */
const description = hasGit() ? '[0-9a-f]{7,} feat: a first page' : 'not from a commit'

let root: string
let wechat: FakeWeChat

beforeAll(() => {
  root = makeSampleProject()
  if (!hasGit()) return
  const git = (...parameters: string[]) => execFileSync('git', parameters, { cwd: root })
  writeFileSync(path.join(root, '.gitignore'), 'node_modules\nbuild\n*.pem\n')
  git('init', '--quiet')
  git('add', '.')
  git('-c', 'user.name=A', '-c', 'user.email=a@b.c', 'commit', '--quiet', '--message', 'feat: a first page')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

beforeEach(async () => {
  wechat = await startFakeWeChat(appid, publicKey, qrCode)
  writeFileSync(path.join(root, 'ca.pem'), wechat.certificate)
})
afterEach(() => wechat.close())

function hasGit(): boolean {
  return spawnSync('git', ['--version']).status === 0
}

function environment(changes: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    WECHAT_APPID: appid,
    WECHAT_PRIVATE_KEY: privateKey,
    HTTPS_PROXY: wechat.proxy,
    NODE_EXTRA_CA_CERTS: path.join(root, 'ca.pem'),
    ...changes,
  }
}

const publish = (parameters: string[], changes: NodeJS.ProcessEnv = {}) =>
  runCommand(root, ['tools/release/publish.ts', ...parameters], environment(changes))

test('preview uploads the compiled files, signed, and saves the QR code', async () => {
  const outcome = await publish(['preview', '--robot', '7', '--qrcode', 'build/code.jpg'])
  expect(outcome).toMatchObject({ code: 0, stderr: '' })
  expect(outcome.stdout).toMatch(
    new RegExp(`^preview of ${description}, [\\d.]+ kB, as robot 7: build/code.jpg\\n$`),
  )
  expect(readFileSync(path.join(root, 'build/code.jpg'))).toEqual(qrCode)
  expect(wechat.strangers).toEqual([])
  expect(wechat.received).toHaveLength(1)
  const [{ path: address, query, files } = { path: '', query: new URLSearchParams(), files: new Map() }] =
    wechat.received
  expect(address).toBe('/wxa/ci/testSourceURL')
  expect(query.get('appid')).toBe(appid)
  expect(query.get('robot')).toBe('7')
  // as many bytes as were compiled and measured before
  const sent = [...(files as Map<string, Buffer>)].filter(([file]) => !file.endsWith('.js.map'))
  const sizeBytes = sent.reduce((sum, [file, content]) => sum + file.length + content.length, 0)
  expect(outcome.stdout).toContain(` ${(sizeBytes / 1000).toFixed(1)} kB,`)
  expect([...files.keys()]).toEqual(expect.arrayContaining(['/app.js', '/pages/home/home.wxml']))
})

test('upload sends the version from package.json and the commit; the key may be in a file', async () => {
  writeFileSync(path.join(root, 'upload.pem'), privateKey)
  const changes = { WECHAT_PRIVATE_KEY: '', WECHAT_PRIVATE_KEY_PATH: 'upload.pem', WECHAT_ROBOT: '3' }
  const outcome = await publish(['upload'], changes)
  expect(outcome).toMatchObject({ code: 0, stderr: '' })
  expect(outcome.stdout).toMatch(
    new RegExp(`^uploaded 3\\.2\\.1 \\(${description}\\), [\\d.]+ kB, as robot 3\\n$`),
  )
  const [upload] = wechat.received
  expect(upload?.path).toBe('/wxa/ci/upload')
  expect(upload?.query.get('version')).toBe('3.2.1')
  expect(upload?.query.get('robot')).toBe('3')
  expect(upload?.query.get('desc')).toMatch(new RegExp(`^${description}$`))
  expect([...(upload?.files.keys() ?? [])]).toContain('/app.js')
})

test('reports the key of another appid in one line, without the key', async () => {
  await expectFailure(
    publish(['preview'], { WECHAT_PRIVATE_KEY: keyPair().privateKey }),
    'failed: the key does not belong to this appid (errCode -80011: invalid signature)',
  )
  expect(wechat.received).toEqual([])
})

test('publishes nothing while the service has no address', async () => {
  const config = path.join(root, 'miniprogram/config.ts')
  writeFileSync(config, "export const address =\n  'https://api.example.com'\n")
  for (const action of ['preview', 'upload']) {
    await expectFailure(
      publish([action]),
      'failed: miniprogram/config.ts:2:12 api.example.com is a placeholder: put in the address of your service (docs/deploy.md, 4)',
    )
  }
  rmSync(config)
  expect(wechat.received).toEqual([])
})

test('SIGTERM and SIGINT midway leave no trace of the key', async () => {
  const temporary = path.join(root, 'build/tmp')
  mkdirSync(temporary, { recursive: true })
  wechat.answer('/wxa/ci/getattr', silence)
  const signals = ['SIGTERM', 'SIGINT'] as const
  const started = signals.map(() =>
    startCommand(root, ['tools/release/publish.ts', 'upload'], environment({ TMPDIR: temporary })),
  )
  await wechat.asked('/wxa/ci/getattr', started.length)
  expect(filesWithKey(root)).toEqual([])
  started.forEach(({ process: child }, at) => child.kill(signals[at]))
  const outcomes = await Promise.all(started.map(({ ended }) => ended))
  expect(outcomes.map(({ signal }) => signal)).toEqual(signals)
  expect(filesWithKey(root)).toEqual([])
})

async function expectFailure(running: ReturnType<typeof runCommand>, message: string): Promise<void> {
  const { code, stdout, stderr } = await running
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr.startsWith(message) ? message : stderr).toBe(message)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  for (const line of keyLines) expect(stderr).not.toContain(line)
}

/** Ignores the key file that a test created itself. */
function filesWithKey(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return filesWithKey(file)
    if (!entry.isFile() || entry.name === 'upload.pem' || !existsSync(file)) return []
    return readFileSync(file, 'utf8').includes(keyLines[5] ?? '-----BEGIN RSA') ? [file] : []
  })
}
