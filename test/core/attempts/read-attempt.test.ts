import fc from 'fast-check'
import { attemptVersion, createAttempt } from '../../../miniprogram/core/attempts/attempt'
import { isNewer, migrate, readAttempt } from '../../../miniprogram/core/attempts/read-attempt'
import { anyAttempt } from './any-attempt'
import { question } from './sample-attempts'

const anAnswer = {
  ...{ status: 'done', logid: '1', transport: 'cloud', uidSource: 'installation', text: 'One.' },
  error: { code: 'network', isUnsent: true },
}

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
    ['answers', undefined],
    ['answers', [null]],
    ['answers', [{ ...anAnswer, status: 'toString' }]],
    ['answers', [{ ...anAnswer, status: 'recorded' }]],
    ['answers', [anAnswer, { ...anAnswer, logid: 1 }]],
    ['answers', [{ ...anAnswer, text: null }, anAnswer]],
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
    const error = { code: 'unheard-of' }
    const spoilt = {
      ...sample(),
      error,
      answers: [{ ...anAnswer, error, transport: 'pigeon', uidSource: 3 }],
    }
    const read = { ...anAnswer, error: null, transport: null, uidSource: null }
    expect(readAttempt(spoilt)).toEqual({ ...sample(), error: null, answers: [read] })
    const { recording: stored } = sample()
    expect(readAttempt({ ...sample(), recording: { ...stored, levels: [2] } })?.recording?.levels).toEqual([])
  })

  test('an attempt without audio, of which it is known that nothing can be told, keeps that', () => {
    const attempt = { ...sample(), recording: null, speech: null }
    expect(readAttempt(throughStorage(attempt))).toEqual(attempt)
  })

  test.each([
    [undefined],
    ['loud'],
    [{}],
    [{ firstWordMs: -1 }],
    [{ lastWordMs: 500 }],
    [{ lastWordMs: null }],
    [{ levelDb: '-18' }],
    [{ levelDb: -Infinity }],
    [{ pauses: {} }],
    [{ pauses: [null] }],
    [{ pauses: [{ startMs: 300 }] }],
    [{ pauses: [{ startMs: 600, endMs: 300 }] }],
  ])('reads %j in its speech as an attempt that was never measured', (spoilt) => {
    const { speech, ...unmeasured } = sample()
    const stored =
      typeof spoilt === 'object' && Object.keys(spoilt).length > 0 ? { ...speech, ...spoilt } : spoilt
    expect(readAttempt({ ...unmeasured, speech: stored })).toEqual(unmeasured)
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
      answers: [
        {
          status: 'done',
          logid: '1700000000001',
          transport: null,
          uidSource: null,
          text: 'One.\n\nTwo.',
          error: null,
        },
      ],
      error: null,
    })
  })

  const version1 = {
    ...{ version: 1, id: '1700000000000', question, createdAtMs: 1_700_000_000_000, durationMs: 19_600 },
    recording: { filePath: 'wxfile://usr/1.mp3', isKept: true, sizeBytes: 117_600, levels: [0.5] },
    ...{ status: 'idle', logid: '1700000000001', transport: 'cloud', uidSource: 'installation' },
    ...{ answer: 'One.\n\nTwo', error: { code: 'timeout' } },
  }

  test('an entry of version 1 is migrated: its answer is the only one', () => {
    const { version, status, logid, transport, uidSource, answer: text, error, ...rest } = version1
    expect(version).toBe(1)
    const answer = { status, logid, transport, uidSource, text, error }
    expect(readAttempt(version1)).toEqual({
      ...rest,
      version: attemptVersion,
      answers: [answer],
      error: null,
    })
  })

  test('of version 1, never sent: no answer, and why', () => {
    const entry = { ...version1, status: 'recorded', logid: '', answer: '', error: { code: 'upload-failed' } }
    expect(readAttempt(entry)).toMatchObject({ answers: [], error: { code: 'upload-failed' } })
  })

  test('of version 1, complete: an error is of an exchange that was never sent', () => {
    const entry = { ...version1, status: 'done', error: { code: 'upload-failed' } }
    expect(readAttempt(entry)).toMatchObject({
      answers: [{ status: 'done', error: null }],
      error: { code: 'upload-failed' },
    })
  })

  test.each([
    ['status', 'toString'],
    ['logid', 1],
    ['answer', null],
  ])('of version 1, refuses %s: %j', (field, value) => {
    expect(readAttempt({ ...version1, [field]: value })).toBeNull()
  })

  test('so is one without audio', () => {
    expect(readAttempt({ ...version0, recording: null })).toMatchObject({ durationMs: 0, recording: null })
  })

  test('a malformed entry of an old version never throws, and its result can be read again', () => {
    const spoilt = fc.record({
      field: fc.constantFrom(...Object.keys(version1)),
      inRecording: fc.constantFrom(...Object.keys(version0.recording)),
      value: fc.oneof(fc.anything(), fc.constantFrom(undefined, null, '', -1, NaN, [], {})),
    })
    fc.assert(
      fc.property(fc.array(spoilt, { maxLength: 3 }), fc.constantFrom(version0, version1), (faults, old) => {
        const entry: Record<string, unknown> = { ...old }
        for (const { field, inRecording, value } of faults) {
          entry[field] = field === 'recording' ? { ...old.recording, [inRecording]: value } : value
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

  test.each([3, 1.5, -1, NaN, '1', null, undefined])('version %p is not read', (version) => {
    expect(readAttempt({ ...sample(), version })).toBeNull()
  })

  test('newer is not corrupt', () => {
    expect(isNewer({ ...sample(), version: 3 })).toBe(true)
    expect([sample(), version0, null, 'x', { version: '3' }].map(isNewer)).not.toContain(true)
  })
})

function recording() {
  return {
    id: '1700000000000',
    filePath: 'wxfile://tmp/1.mp3',
    durationMs: 1000,
    sizeBytes: 6000,
    levels: [0.123, 1],
    speech: { firstWordMs: 100, lastWordMs: 900, pauses: [{ startMs: 300, endMs: 600 }], levelDb: -18 },
  }
}

function sample() {
  return createAttempt({
    createdAtMs: 1_700_000_000_000,
    question,
    recording: recording(),
  })
}
