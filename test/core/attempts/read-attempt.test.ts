import fc from 'fast-check'
import { attemptVersion, createAttempt } from '../../../miniprogram/core/attempts/attempt'
import { isNewer, migrate, readAttempt } from '../../../miniprogram/core/attempts/read-attempt'
import { anyAttempt, question } from './sample-attempts'

const throughStorage = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('readAttempt', () => {
  test('reads every attempt that was stored', () => {
    fc.assert(
      fc.property(anyAttempt, (attempt) => {
        const stored = throughStorage(attempt)
        // JSON has no -0
        expect(readAttempt(stored)).toEqual(throughStorage(attempt))
      }),
    )
  })

  test('never throws, and its result can be read again', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const attempt = readAttempt(value)
        if (attempt) expect(readAttempt(attempt)).toEqual(attempt)
      }),
    )
  })

  test('an attempt with one malformed field is rejected, or read without that field', () => {
    const fields = Object.keys(createAttempt({ createdAtMs: 0, question: null, recording: recording() }))
    fc.assert(
      fc.property(anyAttempt, fc.constantFrom(...fields), fc.anything(), (attempt, field, value) => {
        const read = readAttempt({ ...attempt, [field]: value })
        if (read) expect(readAttempt(throughStorage(read))).toEqual(throughStorage(read))
      }),
    )
  })

  test.each([
    ['id', 'a'],
    ['id', 1_700_000_000_000],
    ['question', undefined],
    ['question', { id: 'a', text: 'b' }],
    ['createdAtMs', -1],
    ['createdAtMs', null],
    ['durationMs', '1'],
    ['recording', undefined],
    ['recording', { filePath: '', isKept: 1, sizeBytes: 0, levels: [] }],
    ['status', 'toString'],
    ['logid', 1],
    ['answer', null],
  ])('refuses %s: %j', (field, value) => {
    expect(readAttempt({ ...sample(), [field]: value })).toBeNull()
  })

  test.each([
    'https://evil.example/a.mp3',
    'http://tmp.evil.example/a.mp3',
    'http://tmp@evil.example/',
    'file:///etc/passwd',
    '/etc/passwd',
    '../a.mp3',
    'javascript:alert(1)',
  ])('%s is not a path for a recording: keeps the attempt, without audio', (filePath) => {
    const recording = { filePath, isKept: false, sizeBytes: 1, levels: [] }
    expect(readAttempt({ ...sample(), recording })?.recording).toEqual({ ...recording, filePath: '' })
  })

  test('drops malformed optional fields: levels, error, transport, uid source', () => {
    const spoilt = { ...sample(), error: { code: 'unheard-of' }, transport: 'pigeon', uidSource: 3 }
    expect(readAttempt(spoilt)).toEqual({ ...sample(), error: null, transport: null, uidSource: null })
    const { recording: stored } = sample()
    expect(readAttempt({ ...sample(), recording: { ...stored, levels: [2] } })?.recording?.levels).toEqual([])
  })
})

describe('versions', () => {
  const version0 = {
    version: 0,
    id: '1700000000000',
    question,
    createdAtMs: 1_700_000_000_000,
    recording: {
      filePath: 'wxfile://usr/recordings/1700000000000.mp3',
      durationMs: 19_600,
      sizeBytes: 117_600,
    },
    status: 'done',
    logid: '1700000000001',
    answer: 'One.\n\nTwo.',
    error: null,
  }

  test('an entry of version 0 is migrated', () => {
    expect(readAttempt(version0)).toEqual({
      version: attemptVersion,
      id: '1700000000000',
      question,
      createdAtMs: 1_700_000_000_000,
      durationMs: 19_600,
      recording: {
        filePath: 'wxfile://usr/recordings/1700000000000.mp3',
        isKept: true,
        sizeBytes: 117_600,
        levels: [],
      },
      status: 'done',
      logid: '1700000000001',
      transport: null,
      uidSource: null,
      answer: 'One.\n\nTwo.',
      error: null,
    })
  })

  test('so is one without audio', () => {
    expect(readAttempt({ ...version0, recording: null })).toMatchObject({ durationMs: 0, recording: null })
  })

  test('a malformed entry of version 0 never throws, and its result can be read again', () => {
    const spoilt = fc.record({
      field: fc.constantFrom(...Object.keys(version0)),
      inRecording: fc.constantFrom(...Object.keys(version0.recording)),
      value: fc.oneof(fc.anything(), fc.constantFrom(undefined, null, '', -1, NaN, [], {})),
    })
    fc.assert(
      fc.property(fc.array(spoilt, { maxLength: 3 }), (faults) => {
        const entry: Record<string, unknown> = { ...version0 }
        for (const { field, inRecording, value } of faults) {
          entry[field] = field === 'recording' ? { ...version0.recording, [inRecording]: value } : value
        }
        const read = readAttempt(entry)
        if (read) expect(readAttempt(throughStorage(read))).toEqual(throughStorage(read))
      }),
      { numRuns: 500 },
    )
  })

  test('migrating a current entry changes nothing', () => {
    expect(migrate(sample())).toEqual(sample())
  })

  test.each([2, 1.5, -1, NaN, '1', null, undefined])('version %p is not read', (version) => {
    expect(readAttempt({ ...sample(), version })).toBeNull()
  })

  test('newer is not corrupt', () => {
    expect(isNewer({ ...sample(), version: 2 })).toBe(true)
    expect([sample(), version0, null, 'x', { version: '2' }].map(isNewer)).not.toContain(true)
  })
})

function recording() {
  return {
    id: '1700000000000',
    filePath: 'wxfile://tmp/1.mp3',
    durationMs: 1000,
    sizeBytes: 6000,
    levels: [0.123, 1],
  }
}

function sample() {
  return createAttempt({
    createdAtMs: 1_700_000_000_000,
    question,
    recording: recording(),
  })
}
