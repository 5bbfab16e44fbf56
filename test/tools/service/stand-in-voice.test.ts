// The mock's voice, by the real synthesiser.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findStandInVoice } from '../../../tools/service/engines/scripted/voice'
import { readMp3 } from '../../../tools/service/mp3'
import type { Voice } from '../../../tools/service/voice'
import { readSound } from '../../../miniprogram/core/recording/read-sound'
import { describeUnlessMissing, findProgram } from '../../installed'

const missing = findProgram(['espeak-ng']) ? undefined : 'espeak-ng (apt-get install espeak-ng)'
const text = 'What do you like most about your hometown?'

const speak = (voice: Voice | undefined, text: string, signal = new AbortController().signal) => {
  const request = { text, student: '1', signal, onAsked: () => undefined, report: () => undefined }
  return voice?.speak(request) ?? Promise.reject(new Error('no voice'))
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voice-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

// main.slow.test.ts says what happens without it
describeUnlessMissing('espeak-ng', missing, () => {
  test('speaks a question in as many seconds as somebody would, as MP3 in which a voice is heard', async () => {
    const mp3 = await speak(findStandInVoice(folder), text)
    const sound = readMp3(mp3)
    expect('durationMs' in sound && sound.durationMs).toBeGreaterThan(1_500)
    expect('durationMs' in sound && sound.durationMs).toBeLessThan(4_000)
    expect(readSound(mp3)).toMatchObject({ speech: { firstWordMs: expect.any(Number) } })
  })

  test('speaks a text once, also for the next process: what is in the folder is taken', async () => {
    const [one, other] = [findStandInVoice(join(folder, 'a')), findStandInVoice(join(folder, 'b'))]
    const first = await speak(one, text)
    expect((await speak(other, text)).equals(first)).toBe(true)
    const [file = ''] = readdirSync(join(folder, 'a'))
    writeFileSync(join(folder, 'a', file), 'kept')
    expect((await speak(findStandInVoice(join(folder, 'a')), text)).toString()).toBe('kept')
    expect(readdirSync(join(folder, 'a'))).toEqual([file])
  })

  test('takes no text for an option, and speaks several at once', async () => {
    const voice = findStandInVoice(folder)
    const texts = [
      '--version',
      '-f /etc/passwd',
      '<speak>Hello</speak>',
      "it's “fine” – 100 %",
      'a'.repeat(1_000),
    ]
    for (const mp3 of await Promise.all(texts.map((each) => speak(voice, each))))
      expect(readMp3(mp3)).toHaveProperty('durationMs')
    expect(readdirSync(folder)).toHaveLength(texts.length)
  })

  test('ends with those who wait, and leaves nothing half written', async () => {
    const stop = new AbortController()
    const speaking = speak(findStandInVoice(folder), text, stop.signal)
    stop.abort()
    await expect(speaking).rejects.toThrow()
    expect(readdirSync(folder)).toEqual([])
  })
})
