import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { createMeasuredSpeech } from '../../../miniprogram/core/attempts/measured-speech'
import { readSound } from '../../../miniprogram/core/recording/read-sound'
import { createPhone } from './phone'

const hometown = new Uint8Array(readFileSync(join(__dirname, '../../fixtures/audio/hometown.mp3')))

async function addOne() {
  const phone = createPhone()
  const launch = phone.launch()
  const log = createAttemptLog({ ...launch, clock: { nowMs: () => 0 } })
  const { id } = await log.add(null, phone.record('audio'))
  let readCount = 0
  let bytes: () => Promise<Uint8Array> = () => Promise.resolve(hometown)
  const files = {
    read() {
      readCount += 1
      return bytes()
    },
  }
  return {
    ...{ phone, log, id },
    speechOf: createMeasuredSpeech({ log, files }),
    reads: () => readCount,
    read: (next: typeof bytes) => (bytes = next),
  }
}

test('reads the file of an attempt from before once, and stores what it found', async () => {
  const { log, id, speechOf, reads } = await addOne()
  const sound = readSound(hometown)
  const speech = 'speech' in sound ? sound.speech : undefined
  expect(speech?.pauses.length).toBeGreaterThan(0)
  await expect(speechOf(id)).resolves.toEqual(speech)
  expect(log.get(id)?.speech).toEqual(speech)
  await expect(speechOf(id)).resolves.toEqual(speech)
  expect(reads()).toBe(1)
})

test('a file that cannot be read, or is no recording, changes nothing', async () => {
  const { log, id, speechOf, read } = await addOne()
  const before = log.get(id)
  read(() => Promise.reject(new Error('gone')))
  await expect(speechOf(id)).resolves.toBeUndefined()
  read(() => Promise.resolve(new Uint8Array([1, 2, 3])))
  await expect(speechOf(id)).resolves.toBeUndefined()
  expect(log.get(id)).toEqual(before)
})

test('without room to store it, it is known all the same', async () => {
  const { phone, id, speechOf } = await addOne()
  phone.storageLimit = 0
  await expect(speechOf(id)).resolves.toMatchObject({ pauses: expect.any(Array) as unknown })
})

test('an attempt without audio, and one that does not exist, are not read', async () => {
  const { log, id, speechOf, reads } = await addOne()
  await log.removeAudio([id])
  await expect(speechOf(id)).resolves.toBeUndefined()
  await expect(speechOf('1799999999999')).resolves.toBeUndefined()
  expect(reads()).toBe(0)
})
