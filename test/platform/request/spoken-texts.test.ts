// Texts and the service's answers → files on a phone, as far as WeChat's guide describes it.
import type { AppError } from '../../../miniprogram/core/errors'
import { createSpokenTexts, type SpeechFiles } from '../../../miniprogram/platform/request/spoken-texts'
import type { SpeechWx } from '../../../miniprogram/platform/request/speech-request'
import { createFakeClock } from '../../fakes/fake-clock'

// the real wx fits the slices: a compile-time test
const fitsWx: WechatMiniprogram.Wx extends SpeechWx ? true : never = true
const fitsFiles: WechatMiniprogram.FileSystemManager extends SpeechFiles ? true : never = true

type Sent = Parameters<SpeechWx['request']>[0]

const settle = async () => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
}
/** MP3 of that size: an ID3 tag is enough to be one. */
const mp3 = (sizeBytes = 100): ArrayBuffer => {
  const bytes = new Uint8Array(sizeBytes)
  bytes.set([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 10])
  return bytes.buffer
}

function setUp({ speaks = true } = {}) {
  const clock = createFakeClock()
  const sent: Sent[] = []
  const aborted: Sent[] = []
  const stored = new Map<string, { size: number; lastModifiedTime: number }>()
  const phone = { isFull: false, writes: 0, statsForm: 'object' as 'object' | 'list' }
  const files: SpeechFiles = {
    access: ({ path, success, fail }) => (stored.has(path) ? success({}) : fail({ errMsg: 'no such file' })),
    mkdir: ({ fail }) => fail({ errMsg: 'file already exists' }),
    writeFile({ filePath, data, success, fail }) {
      if (phone.isFull) return fail({ errMsg: 'the maximum size is exceeded', errno: 1300202 })
      phone.writes += 1
      stored.set(filePath, { size: data.byteLength, lastModifiedTime: phone.writes })
      success({})
    },
    stat({ path, success }) {
      const all = [...stored].map(([file, stats]) => ({ path: file.slice(path.length), stats }))
      const folder = { path: '/', stats: { size: 0, lastModifiedTime: 0 } }
      const list = [...all, folder]
      success({
        stats:
          phone.statsForm === 'list'
            ? list
            : Object.fromEntries(list.map((each) => [each.path, each.stats] as const)),
      })
    },
    unlink({ filePath, success }) {
      stored.delete(filePath)
      success({})
    },
  }
  const voice = createSpokenTexts(
    {
      request(options) {
        sent.push(options)
        return {
          abort() {
            aborted.push(options)
            options.fail({ errMsg: 'request:fail abort' })
          },
        }
      },
    },
    {
      ...{ files, clock, speaks, userDataPath: 'wxfile://usr', url: 'https://api.example.com/speech' },
      uid: () => Promise.resolve('42'),
    },
  )
  /** Asks for a text; resolves once it is sent, or found. */
  const ask = async (text: string) => {
    const file = voice.fileFor(text)
    const outcome = file.catch((error: unknown) => (error as AppError).code)
    await settle()
    return { file, outcome }
  }
  const answer = async (statusCode: number, data: unknown = '', header?: Record<string, string>) => {
    sent[sent.length - 1]?.success({ statusCode, data, header })
    await settle()
  }
  /** Asks, and the service answers with sound of that size. */
  const hear = async (text: string, sizeBytes?: number) => {
    const { file } = await ask(text)
    await answer(200, mp3(sizeBytes))
    return file
  }
  return { voice, clock, sent, aborted, stored, phone, ask, answer, hear }
}

test('asks the service once for a text, and the phone from then on', async () => {
  const { sent, hear, ask } = setUp()
  const path = await hear('Do you like tea?')
  expect(path).toMatch(/^wxfile:\/\/usr\/speech\/[\w-]+\.mp3$/)
  const [request] = sent
  expect(request).toMatchObject({
    ...{ url: 'https://api.example.com/speech', method: 'POST', responseType: 'arraybuffer' },
    data: '{"uid":"42","text":"Do you like tea?"}',
  })
  expect(await (await ask('Do you like tea?')).file).toBe(path)
  expect(sent).toHaveLength(1)
  expect(await hear('Do you like coffee?')).not.toBe(path)
  expect([fitsWx, fitsFiles]).toEqual([true, true])
})

test('calls for one text share a request', async () => {
  const { sent, ask, answer } = setUp()
  const [one, other] = [await ask('tea'), await ask('tea')]
  expect(sent).toHaveLength(1)
  await answer(200, mp3())
  expect(await one.file).toBe(await other.file)
})

test.each(['object', 'list'] as const)('keeps 5 MB: the oldest make room (stats as %s)', async (form) => {
  const { stored, phone, hear, ask, sent } = setUp()
  phone.statsForm = form
  const megabyte = 1024 * 1024
  const first = await hear('one', 2 * megabyte)
  const second = await hear('two', 2 * megabyte)
  const third = await hear('three', 2 * megabyte)
  expect([...stored.keys()]).toEqual([second, third])
  await ask('one')
  expect(sent).toHaveLength(4)
  expect(first).not.toBe(second)
})

describe('failures', () => {
  test('a refusal until later keeps its time', async () => {
    const { ask, answer, clock } = setUp()
    const { file } = await ask('tea')
    await answer(429, new TextEncoder().encode('{"code":8,"message":"daily"}').buffer, {
      'Retry-After': '7200',
    })
    await expect(file).rejects.toMatchObject({
      code: 'http',
      detail: { httpStatus: 429, grpcCode: 8, retryAtMs: clock.nowMs() + 7_200_000 },
    })
  })

  test.each([501, 404])('%i: there is no voice any more in this launch', async (status) => {
    const { voice, ask, answer } = setUp()
    expect(voice.isThere).toBe(true)
    const { outcome } = await ask('tea')
    await answer(status)
    expect(await outcome).toBe('http')
    expect(voice.isThere).toBe(false)
  })

  test('where the service does not speak there is none from the beginning', () => {
    expect(setUp({ speaks: false }).voice.isThere).toBe(false)
  })

  test('a page of the network instead of sound is not kept', async () => {
    const { stored, ask, answer, hear } = setUp()
    const { outcome } = await ask('tea')
    await answer(200, new TextEncoder().encode('<html>Log in</html>').buffer)
    expect(await outcome).toBe('service')
    expect(stored.size).toBe(0)
    expect(await hear('tea')).toContain('speech/')
  })

  test('no connection', async () => {
    const { sent, ask } = setUp()
    const { outcome } = await ask('tea')
    sent[0]?.fail({ errMsg: 'request:fail -106:net::ERR_INTERNET_DISCONNECTED' })
    expect(await outcome).toBe('network')
  })

  test('a request that never ends is given up', async () => {
    const { aborted, clock, ask } = setUp()
    const { outcome } = await ask('tea')
    clock.advance(37_000)
    expect(await outcome).toBe('timeout')
    expect(aborted).toHaveLength(1)
  })

  test('no room on the phone', async () => {
    const { phone, ask, answer } = setUp()
    phone.isFull = true
    const { outcome } = await ask('tea')
    await answer(200, mp3())
    expect(await outcome).toBe('storage-full')
  })
})

test('abort ends what is on its way; asked for again at once, it is another request', async () => {
  const { voice, sent, aborted, ask, answer } = setUp()
  const first = await ask('tea')
  voice.abort()
  const second = voice.fileFor('tea')
  await settle()
  expect(await first.outcome).toBe('interrupted')
  expect([sent.length, aborted.length]).toEqual([2, 1])
  await answer(200, mp3())
  await expect(second).resolves.toContain('speech/')
})

test('abort before the request: nothing is sent', async () => {
  const { voice, sent } = setUp()
  const outcome = voice.fileFor('tea').catch((error: unknown) => (error as AppError).code)
  voice.abort()
  expect(await outcome).toBe('interrupted')
  expect(sent).toEqual([])
})

test('forgets one file, or all', async () => {
  const { voice, stored, hear } = setUp()
  await hear('one')
  const two = await hear('two')
  await hear('three')
  voice.forget('one')
  await settle()
  expect(stored.size).toBe(2)
  expect(stored.has(two)).toBe(true)
  voice.forgetAll()
  await settle()
  expect(stored.size).toBe(0)
})
