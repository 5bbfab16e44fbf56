import { AppError, type ErrorCode } from '../../../miniprogram/core/errors'
import type { Recording } from '../../../miniprogram/core/ports'
import { sampleRecording } from '../../../miniprogram/pages/device-check/sample-recording'
import { offerSample } from '../../../miniprogram/platform/recording/sample-recording'
import { createFakeRecorder, someRecording } from '../../fakes/fake-recorder'
import { hometown, settle } from './recorder-world'

function open({ load = () => Promise.resolve(sampleRecording) } = {}) {
  const fake = createFakeRecorder()
  const answers: ((isWanted: boolean) => void)[] = []
  const results: (Recording | AppError)[] = []
  const recorder = offerSample(fake, {
    files: { write: (name) => Promise.resolve(`http://usr/recordings/${name}.mp3`) },
    nextId: () => '1700000000007',
    ask: () => new Promise((answer) => answers.push(answer)),
    decode: (base64) => Uint8Array.from(Buffer.from(base64, 'base64')).buffer,
    load,
  })
  const ignore = () => undefined
  const take = recorder.start({
    ...{ onStart: ignore, onPause: ignore, onResume: ignore, onLevels: ignore },
    onStop: (recording) => results.push(recording),
    onError: (error) => results.push(error),
  })
  return {
    ...{ fake, take, results, answers },
    fail: (code: ErrorCode) => fake.last().handlers.onError(new AppError(code)),
    async answer(isWanted: boolean) {
      answers.shift()?.(isWanted)
      await settle()
    },
  }
}

test('is the beginning of the fixture', () => {
  const sample = Buffer.from(sampleRecording, 'base64')
  expect(sample.equals(hometown.subarray(0, sample.length))).toBe(true)
})

test.each(['recording-not-mp3', 'recorder-failed'] as const)(
  'after %s, takes the place of the take',
  async (code) => {
    const { fail, answer, results } = open()
    fail(code)
    expect(results).toEqual([])
    await answer(true)
    expect(results).toMatchObject([
      { id: '1700000000007', filePath: 'http://usr/recordings/1700000000007.mp3' },
    ])
    const [recording] = results as Recording[]
    expect(recording?.durationMs).toBeGreaterThan(6_000)
    expect(Math.max(...(recording?.levels ?? []))).toBeGreaterThan(0.3)
  },
)

test('is not asked about after a refusal; what was recorded is left alone', () => {
  const { fake, fail, answers, results } = open()
  fail('microphone-refused')
  fake.last().handlers.onStop(someRecording)
  expect(answers).toHaveLength(0)
  expect(results).toMatchObject([{ code: 'microphone-refused' }, someRecording])
})

test('leaves the error where it is not wanted, or cannot be had', async () => {
  const declined = open()
  declined.fail('recording-not-mp3')
  await declined.answer(false)
  expect(declined.results).toMatchObject([{ code: 'recording-not-mp3' }])
  const missing = open({ load: () => Promise.reject(new Error('offline')) })
  missing.fail('recorder-failed')
  await missing.answer(true)
  expect(missing.results).toMatchObject([{ code: 'recorder-failed' }])
})

test('comes to no take that was cancelled meanwhile', async () => {
  const { take, fake, fail, answer, results } = open()
  fail('recording-not-mp3')
  take.cancel()
  await answer(true)
  expect(results).toEqual([])
  expect(fake.last().calls).toEqual(['cancel'])
})
