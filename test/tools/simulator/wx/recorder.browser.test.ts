// The simulator's recorder and audio player, on a bare page in Chromium.
import { describeInBrowser } from '../../../browser/chromium'
import { firstError, record, useWxPage } from './wx-phone'

/** Walks MPEG frames from the first byte to the last; throws on anything but mono MPEG 2 layer III. */
function walk(bytes: Buffer): { frames: number; seconds: number } {
  let offset = 0
  let frames = 0
  while (offset < bytes.length) {
    const header = bytes.readUInt32BE(offset)
    // sync, MPEG 2, layer III, no CRC | 48 kb/s, 16 kHz | mono
    expect((header >>> 16).toString(16)).toBe('fff3')
    expect((header >>> 12) & 0xf).toBe(6)
    expect((header >>> 10) & 3).toBe(2)
    expect((header >>> 6) & 3).toBe(3)
    offset += (72 * 48_000) / 16_000
    frames += 1
  }
  expect(offset).toBe(bytes.length)
  return { frames, seconds: (frames * 576) / 16_000 }
}

describeInBrowser('the recorder and the player in Chromium', () => {
  const phone = useWxPage()

  test('records an MP3 of the requested format and length, loud where the voice is; the frames add up to the file', async () => {
    const take = await record(phone.page, 2_000)
    expect(take.events).toEqual(['called', 'start', 'stop'])
    const bytes = Buffer.from(take.bytes, 'base64')
    expect(bytes.length).toBe(take.stopped.fileSize)
    const { seconds } = walk(bytes)
    expect(take.stopped.duration).toBeGreaterThanOrEqual(2_000)
    // the encoder pads at both ends: at most three frames of 36 ms
    expect(Math.abs(seconds - take.stopped.duration / 1000)).toBeLessThan(0.12)
    expect(take.frames).toBe(take.bytes)
    expect(take.frameSizes.slice(0, -1).every((size) => size === 2048)).toBe(true)
    expect(take.frameSizes.length).toBeGreaterThanOrEqual(6)
    expect(take.lastMarks.indexOf(true)).toBe(take.lastMarks.length - 1)

    const loudness = await phone.page.evaluate(async (filePath) => {
      const encoded = await new Promise<ArrayBuffer>((resolve) =>
        wx.getFileSystemManager().readFile({ filePath, success: ({ data }) => resolve(data as ArrayBuffer) }),
      )
      const decoded = await new OfflineAudioContext(1, 16000, 16000).decodeAudioData(encoded)
      return Math.sqrt(
        decoded.getChannelData(0).reduce((sum, value) => sum + value * value, 0) / decoded.length,
      )
    }, take.stopped.tempFilePath)
    expect(loudness).toBeGreaterThan(0.005)
  })

  test('a slow audio start loses no sound', async () => {
    await phone.page.evaluate(() => {
      const resume = AudioContext.prototype.resume
      AudioContext.prototype.resume = async function () {
        await resume.call(this)
        await new Promise((resolve) => setTimeout(resolve, 400))
      }
    })
    const take = await record(phone.page, 300, 0, { frameSize: 1 })
    const { seconds } = walk(Buffer.from(take.bytes, 'base64'))
    expect(Math.abs(seconds - take.stopped.duration / 1000)).toBeLessThan(0.12)
  })

  test('does not record pauses, and stops at the duration limit', async () => {
    const paused = await record(phone.page, 600, 400)
    expect(paused.events).toEqual(['called', 'start', 'pause', 'resume', 'stop'])
    const [before, after] = paused.pausedAtMs
    expect(after).toBe(before)
    expect(paused.stopped.duration).toBeGreaterThanOrEqual(600)
    const limited = await record(await phone.open(), 20_000, 0, { duration: 1000 })
    expect(limited.stopped.duration).toBeGreaterThanOrEqual(1000)
    expect(limited.stopped.duration).toBeLessThan(5_000)
  })

  test('ahead: records five seconds in half a second, then in real time', async () => {
    const take = await record(await phone.open('sound=ahead'), 5_000)
    const { seconds } = walk(Buffer.from(take.bytes, 'base64'))
    expect(take.stopped.duration).toBeGreaterThanOrEqual(5_000)
    expect(Math.abs(seconds - take.stopped.duration / 1000)).toBeLessThan(0.12)
    expect(take.frames).toBe(take.bytes)
  })

  test('writes webm into a file named .mp3, like DevTools', async () => {
    const take = await record(await phone.open('recorder=webm'), 300)
    expect(Buffer.from(take.bytes, 'base64').subarray(0, 4).toString('hex')).toBe('1a45dfa3')
    expect(take.frameSizes).toEqual([])
  })

  test.each([
    ['microphone=refused', { errMsg: 'operateRecorder:fail auth deny' }],
    ['microphone=system-off', { errMsg: 'operateRecorder:fail:system permission denied' }],
    ['microphone=busy', { errMsg: 'operateRecorder:fail:request audio focus fail' }],
    ['privacy=refused', { errMsg: 'operateRecorder:fail privacy permission is not authorized', errno: 104 }],
    [
      'privacy=undeclared',
      { errMsg: 'operateRecorder:fail api scope is not declared in the privacy agreement', errno: 112 },
    ],
  ])('%s', async (query, error) => {
    expect(await firstError(await phone.open(query))).toEqual(error)
  })

  test('ignores stop() before onStart, and rejects a second start()', async () => {
    const outcome = await phone.page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const manager = wx.getRecorderManager()
          const events: string[] = []
          manager.onStop(() => {
            events.push('stop')
            resolve(events)
          })
          manager.onError(({ errMsg }) => events.push(errMsg))
          manager.onStart(() => {
            events.push('start')
            manager.stop()
          })
          const options = {
            format: 'mp3',
            sampleRate: 16000,
            encodeBitRate: 48000,
            numberOfChannels: 1,
          } as const
          manager.start(options)
          manager.stop()
          manager.start(options)
        }),
    )
    expect(outcome).toEqual([
      "operateRecorder:fail:audio is recording, don't start record again",
      'start',
      'stop',
    ])
  })

  test('pauses on an interruption; resume works only after its end', async () => {
    const outcome = await phone.page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const manager = wx.getRecorderManager()
          const events: string[] = []
          manager.onStart(() => globalThis.__simulator?.set('call', 'active'))
          manager.onInterruptionBegin(() => events.push('begin'))
          manager.onPause(() => {
            events.push('pause')
            manager.resume()
          })
          manager.onError(({ errMsg }) => {
            events.push(errMsg)
            globalThis.__simulator?.set('call', 'none')
          })
          manager.onInterruptionEnd(() => {
            events.push('end')
            manager.resume()
          })
          manager.onResume(() => {
            events.push('resume')
            manager.stop()
          })
          manager.onStop(() => resolve(events))
          manager.start({ format: 'mp3', sampleRate: 16000, encodeBitRate: 48000, numberOfChannels: 1 })
        }),
    )
    expect(outcome).toEqual(['begin', 'pause', 'operateRecorder:fail:resume record fail', 'end', 'resume'])
  })

  test('plays a recording to its end, with duration 0 at onCanplay; a missing file is an error', async () => {
    const take = await record(phone.page, 1_000)
    const played = await phone.page.evaluate(
      (src) =>
        new Promise<{ events: string[]; early: number; late: number }>((resolve) => {
          const audio = wx.createInnerAudioContext()
          const events: string[] = []
          let early = -1
          let late = -1
          audio.onCanplay(() => {
            if (early === -1) early = audio.duration
          })
          audio.onPlay(() => events.push('play'))
          // a busy page may know the length only after the end
          const finish = () => {
            late = audio.duration
            if (late === 0) return void setTimeout(finish, 10)
            audio.destroy()
            resolve({ events, early, late })
          }
          audio.onEnded(() => {
            events.push('ended')
            finish()
          })
          audio.onError((error) => resolve({ events: [JSON.stringify(error)], early, late }))
          audio.src = src
          audio.play()
        }),
      take.stopped.tempFilePath,
    )
    expect(played.events).toEqual(['play', 'ended'])
    expect(played.early).toBe(0)
    expect(Math.abs(played.late - take.stopped.duration / 1000)).toBeLessThan(0.2)

    const missing = await phone.page.evaluate(
      () =>
        new Promise<unknown>((resolve) => {
          const audio = wx.createInnerAudioContext()
          audio.onError(resolve)
          audio.src = 'http://tmp/none.mp3'
        }),
    )
    expect(missing).toMatchObject({ errCode: 10003 })
  })

  test('hiding the app pauses playback', async () => {
    const take = await record(phone.page, 1_000)
    const events = await phone.page.evaluate(
      (src) =>
        new Promise<string[]>((resolve) => {
          const audio = wx.createInnerAudioContext()
          const events: string[] = []
          audio.onPlay(() => {
            events.push('play')
            hideApp()
          })
          audio.onPause(() => {
            events.push('pause')
            audio.onStop(() => resolve([...events, 'stop']))
            audio.stop()
          })
          audio.src = src
          audio.play()
        }),
      take.stopped.tempFilePath,
    )
    expect(events).toEqual(['play', 'pause', 'stop'])
  })
})
