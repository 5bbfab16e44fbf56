// The simulator's wx.request, on a bare page in Chromium.
import { describeInBrowser } from '../../../browser/chromium'
import type { Page } from 'playwright-core'
import { answerPieces, answerText, sound, startPageServer } from './wx-page-server'
import { useWxPage } from './wx-phone'

declare global {
  // kept on the page between two questions
  var ends: string[]
  var task: WechatMiniprogram.RequestTask
}

describeInBrowser('wx.request in Chromium', () => {
  const phone = useWxPage()

  interface Answer {
    chunks: { kind: string; base64: string }[]
    headers: object[]
    result: Record<string, unknown>
  }
  const ask = (on: Page, path: string, options: object = {}): Promise<Answer> =>
    on.evaluate(
      ({ url, options }) =>
        new Promise<Answer>((resolve) => {
          const chunks: Answer['chunks'] = []
          const headers: object[] = []
          // the server sends the next piece when it has heard that this one is here
          const taken: Promise<unknown>[] = []
          const finish = (result: unknown) =>
            void Promise.allSettled(taken).then(() =>
              resolve({ chunks, headers, result: result as Record<string, unknown> }),
            )
          const task = wx.request({
            url,
            method: 'POST',
            enableChunked: true,
            ...options,
            success: finish,
            fail: finish,
          })
          task.onHeadersReceived((event) => headers.push(event))
          task.onChunkReceived(({ data }: { data: unknown }) => {
            const kind = Object.prototype.toString.call(data).slice(8, -1)
            const view =
              data instanceof Uint8Array
                ? data
                : data instanceof ArrayBuffer
                  ? new Uint8Array(data)
                  : new TextEncoder().encode(String(data))
            chunks.push({ kind, base64: wx.arrayBufferToBase64(Uint8Array.from(view).buffer) })
            taken.push(fetch(new URL('/taken', url)))
          })
        }),
      { url: path.startsWith('/') ? `${phone.server.origin}${path}` : path, options },
    )
  const textOf = (answer: Answer) =>
    Buffer.concat(answer.chunks.map(({ base64 }) => Buffer.from(base64, 'base64'))).toString()

  test('delivers a chunked response in pieces, and a result without a body', async () => {
    const answer = await ask(phone.page, '/chunks')
    expect(answer.chunks).toEqual(answerPieces.map((base64) => ({ kind: 'ArrayBuffer', base64 })))
    expect(answer.headers).toMatchObject([
      { statusCode: 200, header: { 'content-type': 'application/json' } },
    ])
    expect(answer.result).toMatchObject({ statusCode: 200, data: '', errMsg: 'request:ok' })
  })

  test('sound of another origin arrives as its bytes, can be written to a file, and is played', async () => {
    const heard = await phone.page.evaluate(
      (url) =>
        new Promise<object>((resolve) => {
          const filePath = `${wx.env.USER_DATA_PATH}/spoken.mp3`
          const play = async (data: ArrayBuffer, header: Record<string, string>) => {
            await new Promise<unknown>((success) =>
              wx.getFileSystemManager().writeFile({ filePath, data, success }),
            )
            const audio = wx.createInnerAudioContext()
            audio.onError(resolve)
            audio.onTimeUpdate(() => {
              const { duration } = audio
              if (duration > 0) resolve({ duration, sizeBytes: data.byteLength, header })
            })
            audio.src = filePath
            audio.play()
          }
          wx.request({
            url,
            method: 'POST',
            data: { uid: '1', text: 'Hello' },
            responseType: 'arraybuffer',
            success: ({ data, header }) => void play(data as ArrayBuffer, header as Record<string, string>),
            fail: resolve,
          })
        }),
      // another name for the same server: a request through the relay
      `${phone.server.origin.replace('127.0.0.1', 'localhost')}/sound`,
    )
    expect(heard).toMatchObject({
      duration: expect.closeTo(19.5, 0),
      sizeBytes: sound.length,
      header: { 'content-type': 'audio/mpeg', 'content-length': String(sound.length) },
    })
  })

  test('delivers chunks in the other reported forms', async () => {
    for (const [shape, kind] of [
      ['uint8array', 'Uint8Array'],
      ['string', 'String'],
    ] as const) {
      const answer = await ask(await phone.open(`chunks=${shape}`), '/chunks')
      expect(new Set(answer.chunks.map((chunk) => chunk.kind))).toEqual(new Set([kind]))
      expect(textOf(answer)).toBe(answerText)
    }
    const whole = await ask(await phone.open('chunks=body&headers=without-status'), '/whole')
    expect(whole).toMatchObject({ chunks: [], result: { statusCode: 200, data: answerText } })
    expect(whole.headers[0]).not.toHaveProperty('statusCode')
  })

  test('succeeds with every HTTP status; failures have WeChat’s messages', async () => {
    expect((await ask(phone.page, '/500', { enableChunked: false })).result).toMatchObject({
      statusCode: 500,
      data: { code: 13 },
    })
    expect((await ask(phone.page, '/cut')).result).toEqual({
      errMsg: 'request:fail -355:net::ERR_INCOMPLETE_CHUNKED_ENCODING',
      errno: 600001,
    })
    expect((await ask(phone.page, '/silent', { timeout: 300 })).result).toEqual({
      errMsg: 'request:fail timeout',
      errno: 5,
    })
    expect(
      (await ask(phone.page, '/echo', { data: { a: '你' }, enableChunked: false })).result,
    ).toMatchObject({
      data: { method: 'POST', type: 'application/json', body: '{"a":"你"}' },
    })
    const offline = await ask(await phone.open('network=offline'), '/chunks')
    expect(offline.result).toEqual({
      errMsg: 'request:fail -106:net::ERR_INTERNET_DISCONNECTED',
      errno: 600001,
    })
  })

  test('reaches other origins, as phones have no CORS; closing reaches them too', async () => {
    const far = await startPageServer()
    const answer = await ask(phone.page, `${far.origin}/chunks`)
    expect(answer.chunks.map(({ base64 }) => base64)).toEqual(answerPieces)
    expect((await ask(phone.page, `${far.origin}/cut`)).result).toMatchObject({
      errMsg: expect.stringContaining('-355'),
    })
    expect((await ask(phone.page, `${far.origin}/500`, { enableChunked: false })).result).toMatchObject({
      statusCode: 500,
    })
    const moved = (await ask(phone.page, `${far.origin}/moved`, { data: { a: 1 }, enableChunked: false }))
      .result
    expect(moved).toMatchObject({ data: { method: 'POST', url: '/echo', body: '{"a":1}' } })
    expect(moved.data).not.toHaveProperty('origin')
    const [asked, closed] = [far.asked('/silent'), far.untilClosed('/silent')]
    await phone.page.clock.install()
    const silent = ask(phone.page, `${far.origin}/silent`)
    // its time is up once it is there, however long that takes
    await asked
    await phone.page.clock.fastForward(60_000)
    expect((await silent).result).toMatchObject({ errMsg: 'request:fail timeout' })
    await closed
    await far.close()
    expect((await ask(phone.page, `${far.origin}/chunks`)).result).toMatchObject({
      errMsg: 'request:fail -102:net::ERR_CONNECTION_REFUSED',
    })
    const stranger = await fetch(
      `${phone.server.origin}/relay?url=${encodeURIComponent(phone.server.origin)}`,
    )
    expect(stranger.status).toBe(403)
  })

  test('delivers what arrived before the connection broke, however late the page reads it', async () => {
    const answer = await phone.page.evaluate(
      (origin) =>
        new Promise<{ chunks: string[]; result: unknown }>((resolve) => {
          const chunks: string[] = []
          const finish = (result: unknown) => resolve({ chunks, result })
          // another name for the same server: a request through the relay
          const url = `${origin.replace('127.0.0.1', 'localhost')}/cut-while-busy`
          const task = wx.request({ url, enableChunked: true, success: finish, fail: finish })
          task.onHeadersReceived(() => {
            // nothing else runs on the page until the relay has closed its connection
            const busy = new XMLHttpRequest()
            busy.open('GET', '/busy', false)
            busy.send()
          })
          task.onChunkReceived(({ data }) => chunks.push(new TextDecoder().decode(data)))
        }),
      phone.server.origin,
    )
    expect(answer).toEqual({
      chunks: ['first'],
      result: { errMsg: 'request:fail -355:net::ERR_INCOMPLETE_CHUNKED_ENCODING', errno: 600001 },
    })
  })

  test('abort closes the connection and fails with its own message', async () => {
    const closed = phone.server.untilClosed('/silent')
    const result = await phone.page.evaluate(
      (url) =>
        new Promise<unknown>((resolve) => {
          const task = wx.request({ url, enableChunked: true, fail: resolve })
          task.onChunkReceived(() => task.abort())
        }),
      `${phone.server.origin}/silent`,
    )
    expect(result).toEqual({ errMsg: 'request:fail abort' })
    await closed
  })

  test('interrupts a request after 5 s in the background, unless the app returns earlier', async () => {
    await phone.page.clock.install({ time: 0 })
    await phone.page.clock.pauseAt(1_000)
    const begin = async () => {
      const asked = phone.server.asked('/silent')
      await phone.page.evaluate((url) => {
        globalThis.ends = []
        globalThis.task = wx.request({
          url,
          enableChunked: true,
          fail: ({ errMsg }) => globalThis.ends.push(errMsg),
        })
      }, `${phone.server.origin}/silent`)
      // wx.request sends one task later
      await phone.page.clock.runFor(1)
      await asked
    }
    const ends = () => phone.page.evaluate(() => globalThis.ends)
    const ended = async () => {
      while ((await ends()).length === 0) await phone.page.clock.runFor(1)
      return ends()
    }
    await begin()
    await phone.page.evaluate(() => hideApp())
    await phone.page.clock.runFor(4_999)
    expect(await ends()).toEqual([])
    await phone.page.clock.runFor(1)
    expect(await ended()).toEqual(['request:fail interrupted'])

    await phone.page.evaluate(() => showApp())
    await begin()
    await phone.page.evaluate(() => hideApp())
    await phone.page.clock.runFor(4_999)
    await phone.page.evaluate(() => showApp())
    await phone.page.clock.runFor(10_000)
    await phone.page.evaluate(() => globalThis.task.abort())
    expect(await ended()).toEqual(['request:fail abort'])
  })
})
