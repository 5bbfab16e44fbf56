// Any attempt that can be stored.
import fc from 'fast-check'
import { attemptVersion, type Attempt, type AttemptAnswer } from '../../../miniprogram/core/attempts/attempt'
import { anyCharacter } from '../../any-character'

const anyText = fc.string({ unit: anyCharacter, maxLength: 20 })
const anyAmount = fc.double({ min: 0, max: 1e15, noNaN: true })
const anyId = fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 }).map(String)

const anyError = fc.option(
  fc.record(
    {
      code: fc.constantFrom('network' as const, 'http' as const, 'storage-full' as const),
      httpStatus: fc.nat(),
      grpcCode: fc.nat(),
      isUnsent: fc.constant(true),
      retryAtMs: anyAmount,
      message: anyText,
    },
    { requiredKeys: ['code'] },
  ),
)

const anyAnswer: fc.Arbitrary<AttemptAnswer> = fc.record({
  status: fc.constantFrom(
    ...(['sending', 'streaming', 'done', 'gap', 'stopped', 'idle'] as const),
    ...(['truncated', 'network', 'http', 'service', 'interrupted'] as const),
  ),
  logid: anyText,
  transport: fc.constantFrom('inline' as const, 'cloud' as const, null),
  uidSource: fc.constantFrom('cloud' as const, 'installation' as const, null),
  text: anyText,
  error: anyError,
})

const anySpeech = fc
  .record({
    times: fc.array(anyAmount, { minLength: 2, maxLength: 8 }),
    levelDb: fc.integer({ min: -60, max: 0 }),
  })
  .map(({ times, levelDb }) => {
    const [firstWordMs = 0, ...later] = times.sort((a, b) => a - b)
    const lastWordMs = later.pop() ?? firstWordMs
    const pauses = later.flatMap((startMs, at) => {
      const endMs = later[at + 1]
      return at % 2 === 0 && endMs !== undefined ? [{ startMs, endMs }] : []
    })
    return { firstWordMs, lastWordMs, pauses, levelDb }
  })

const anyUnmeasured = fc.record({
  version: fc.constant(attemptVersion),
  id: anyId,
  question: fc.option(
    fc.record({ id: anyText, topic: fc.record({ en: anyText, zh: anyText }), text: anyText, gloss: anyText }),
  ),
  createdAtMs: anyAmount,
  durationMs: anyAmount,
  recording: fc.option(
    fc.record({
      filePath: fc.constantFrom('', 'wxfile://tmp_1.mp3', 'http://tmp/1.mp3', 'http://usr/recordings/1.mp3'),
      isKept: fc.boolean(),
      sizeBytes: anyAmount,
      levels: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
    }),
  ),
  answers: fc.array(anyAnswer, { maxLength: 4 }),
  error: anyError,
})

export const anyAttempt: fc.Arbitrary<Attempt> = fc
  .tuple(anyUnmeasured, fc.constantFrom(true, false), fc.option(anySpeech))
  .map(([attempt, isMeasured, speech]) => (isMeasured ? { ...attempt, speech } : attempt))
