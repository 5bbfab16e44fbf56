// The command of `npm run service`, in its own process, with the real clock and MP3 reader.
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { errorOf } from './openai/start-openai'
import { ask, askForSpeech, fixture, goodBody, methodPath } from './start-service'

const root = join(__dirname, '../../..')

const start = (...args: string[]) => startIn({}, ...args)

function startIn(environment: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/service/main.ts', ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
  })
  let output = ''
  let look = () => {}
  const take = (text: Buffer) => {
    output += text.toString()
    look()
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    ended,
    output: () => output,
    stop: () => child.kill('SIGTERM'),
    /** Resolves to the first match in the output; rejects if the process exits without one. */
    prints: (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        look = () => {
          const match = pattern.exec(output)
          if (match) resolve(match)
        }
        look()
        void ended.then(() => {
          reject(new Error(`ended: ${output}`))
        })
      }),
  }
}

const postTo = (origin: string, body: string) =>
  ask(`${origin}/scenario/ok;ms=0${methodPath}`, { method: 'POST', body })

test('says which variable is unknown and that nothing is read aloud, listens, answers, logs and stops', async () => {
  // without a synthesiser on PATH
  const running = startIn({ ACTIV_MAX: '5', PATH: '' }, '--port', '0')
  try {
    const [, origin = ''] = await running.prints(
      /^nothing is read aloud: that takes espeak-ng \(.*\)\nACTIV_MAX is unknown: do you mean ACTIVE_MAX\?\nservice on (http:\/\/127\.0\.0\.1:\d+)\n/,
    )
    const answer = await postTo(origin, goodBody())
    expect(answer.status).toBe(200)
    expect(answer.text.split('\n')[0]).toBe(
      '{"result":{"logid":"1700000000000","uid":"18446744073709551615","content":""}}',
    )
    await running.prints(/\n1700000000000 ok 200 \d+ ms finished\n/)
    const speech = await askForSpeech({ origin }, 'Hello')
    expect([speech.status, errorOf(speech.text).grpc_code]).toEqual([501, 12])
    const refused = await postTo(
      origin,
      goodBody({ media_buf: fixture('audio/hometown.wav').toString('base64') }),
    )
    expect(refused).toMatchObject({
      status: 400,
      text: expect.stringContaining('"media_buf is WAVE, not MP3"'),
    })
  } finally {
    running.stop()
  }
  expect(await running.ended).toBe(0)
})

test('reports a taken port and uses the next', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const running = start('--port', String(port))
  try {
    const [, taken, next] = await running.prints(
      /(?:^|\n)port (\d+) is taken\nservice on http:\/\/127\.0\.0\.1:(\d+)\n/,
    )
    expect(Number(taken)).toBe(port)
    expect(Number(next)).toBeGreaterThan(port)
  } finally {
    running.stop()
    other.close()
  }
  expect(await running.ended).toBe(0)
})

test('a service that listens answers to the name that its proxy uses, and keeps to its port', async () => {
  const environment = {
    ENGINE: 'openai',
    OPENAI_API_KEY: 'sk-none',
    PORT: '0',
    METRICS_PORT: '0',
    DRAIN_MS: '0',
    GRACE_MS: '0',
  }
  const running = startIn({ ...environment, ALLOWED_HOSTS: 'api.example.com' })
  try {
    const [, port = ''] = await running.prints(/service on http:\/\/127\.0\.0\.1:(\d+)"/)
    const healthOf = (host: string) => ask(`http://127.0.0.1:${port}/healthz`, { headers: { host } })
    expect((await healthOf('api.example.com')).status).toBe(200)
    const refused = await healthOf('rebound.example')
    expect(refused).toMatchObject({ status: 403, text: expect.not.stringMatching(/ALLOWED_HOSTS|rebound/) })
    await running.prints(/"level":40,.*Host rebound\.example.*add its name to ALLOWED_HOSTS/)

    const second = startIn({ ...environment, PORT: port, WORKERS: '1' })
    expect(await second.ended).toBe(1)
    expect(second.output()).toBe(`port ${port} on 127.0.0.1 is taken\n`)
  } finally {
    running.stop()
  }
  expect(await running.ended).toBe(0)
})

// only Linux answers on all of 127.0.0.0/8
const testOnLinux = process.platform === 'linux' ? test : test.skip

testOnLinux(
  'on another address of this machine, answers whoever calls it by that, and says what to type on a phone',
  async () => {
    const running = start('--port', '0', '--host', '127.0.0.2')
    try {
      const [, origin = ''] = await running.prints(
        /^service on (http:\/\/127\.0\.0\.2:\d+)\non a phone in the same network: \1\/scenario\/ok\n/,
      )
      const statusOf = async (headers: Record<string, string>) => (await ask(origin, { headers })).status
      expect(await statusOf({})).toBe(200)
      expect(await statusOf({ host: 'localhost' })).toBe(200)
      expect(await statusOf({ host: 'rebound.example' })).toBe(403)
      expect(await statusOf({ origin: 'https://other.example' })).toBe(403)
      expect((await postTo(origin, goodBody())).status).toBe(200)
    } finally {
      running.stop()
    }
    expect(await running.ended).toBe(0)
  },
)

test('--help says that the default is a mock', async () => {
  const running = start('--help')
  expect(await running.ended).toBe(0)
  expect(running.output()).toContain('a mock')
  expect(running.output()).toContain('--content-origin')
})

test.each([
  [['--port', 'many'], '--port many: not a port'],
  [['--port', '65536'], '--port 65536: not a port'],
  [['--content-origin', 'here'], '--content-origin here: not an origin'],
  [['--engine', 'magic'], '--engine=magic: expected scripted or openai'],
  [['--nothing'], "Unknown option '--nothing'"],
])('%j is refused', async (args, message) => {
  const running = start(...args)
  expect(await running.ended).toBe(1)
  expect(running.output()).toContain(message)
})
