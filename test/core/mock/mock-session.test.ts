// State and event → state and effects: the result of each tap and of each event of the ports.
import { AppError } from '../../../miniprogram/core/errors'
import { initialMock, mockTransition } from '../../../miniprogram/core/mock/mock-session'
import { answered, createMockSet, skipped, takeStarted } from '../../../miniprogram/core/mock/mock-set'
import type {
  MockEffect,
  MockEvent,
  MockSession,
  TakeOutcome,
} from '../../../miniprogram/core/mock/mock-state'
import type { Recording } from '../../../miniprogram/core/ports'
import type { RecordingState } from '../../../miniprogram/core/session/session-state'
import { questions } from './mock-world'

const nowMs = 5_000
const recording: Recording = { id: '1', filePath: 'a.mp3', durationMs: 20_000, sizeBytes: 1, levels: [] }
const short: Recording = { ...recording, durationMs: 900 }
const full = new AppError('storage-full')
const unkept = new AppError('recording-unkept')
const busy = new AppError('microphone-busy')

const live: RecordingState = {
  ...{
    phase: 'recording',
    run: 7,
    status: 'live',
    elapsedMs: 20_000,
    levels: [],
    silentMs: 0,
    isInterrupted: false,
    isHidden: false,
  },
  isCancelled: false,
  previous: { phase: 'idle', run: 6, error: null, cancelled: null },
}
const set = createMockSet(questions.slice(0, 2), 0)
const asking = (index: 0 | 1) =>
  takeStarted(index === 0 ? set : answered(set, { id: '0', durationMs: 1 }), nowMs)

const paused: MockSession = { ...initialMock, set, phase: 'paused', isSeen: true }
const failed: MockSession = { ...paused, error: unkept }
const taking: MockSession = { ...paused, phase: 'taking', set: asking(0), take: live }
const reading: MockSession = { ...taking, take: { ...live, elapsedMs: 2_900 } }
const stopping: MockSession = { ...taking, take: { ...live, status: 'stopping' } }
const done: MockSession = { ...stopping, intent: 'done' }
const last: MockSession = { ...done, set: asking(1) }
const holding: MockSession = { ...paused, error: full, unsaved: recording }

const takeEnded = (outcome: Partial<TakeOutcome & { run: number }>): MockEvent => ({
  ...{ type: 'take-ended', run: 7, recording, isLogged: true, error: null },
  ...outcome,
})
const proceed: MockEvent = { type: 'continue', unsentIds: [] }
const saved: MockEvent = { type: 'save-ended', recording, error: null }
const notSaved: MockEvent = { ...saved, error: full }
const nothing = { recording: null, isLogged: false }
const lastAnswered = answered(asking(1), recording)
const firstAnswered = answered(set, recording)
const send = { send: ['1'] }
const next = { phase: 'taking' }
/** What a new phase clears. */
const cleared = { take: null, intent: null, error: null }

type Row = readonly [
  name: string,
  before: MockSession,
  event: MockEvent,
  after: object,
  effects?: readonly MockEffect[],
]

const spoken: MockSession = { ...paused, isSpoken: true }
const asked: MockSession = { ...spoken, phase: 'asking', voice: 'speaking' }

describe.each<[string, readonly Row[]]>([
  [
    'while the voice asks',
    [
      ['a question comes', spoken, proceed, { phase: 'asking', voice: 'coming', set }, ['ask']],
      [
        'after an answer',
        { ...done, isSpoken: true },
        takeEnded({}),
        { phase: 'asking', set: firstAnswered, voice: 'coming' },
        ['write-set', send, 'ask'],
      ],
      ['nobody sees it', { ...spoken, isSeen: false }, proceed, { phase: 'paused' }],
      [
        'it is heard',
        { ...asked, voice: 'coming' },
        { type: 'asked', asking: 'speaking' },
        { voice: 'speaking' },
      ],
      [
        'to its end',
        asked,
        { type: 'asked', asking: 'heard' },
        { ...next, voice: 'heard', set: asking(0) },
        ['write-set', 'record'],
      ],
      [
        'there is no sound: it can be read',
        asked,
        { type: 'asked', asking: 'failed' },
        { ...next, voice: 'failed', set: asking(0) },
        ['write-set', 'record'],
      ],
      ['a call', asked, { type: 'asked', asking: 'interrupted' }, { phase: 'paused', voice: 'read' }],
      [
        'an answer before its end: first silence, then the take',
        asked,
        { type: 'answer' },
        { ...next, voice: 'heard', set: asking(0) },
        ['write-set', 'hush', 'record'],
      ],
      [
        'skip',
        asked,
        { type: 'skip' },
        { phase: 'asking', set: skipped(set, null), voice: 'coming' },
        ['write-set', 'hush', 'ask'],
      ],
      ['end', asked, { type: 'end' }, { phase: 'summary', voice: 'read' }, ['hush']],
      ['hidden', asked, { type: 'hidden' }, { phase: 'paused', isSeen: false, voice: 'read' }, ['hush']],
      ['leave', asked, { type: 'leave' }, { phase: 'paused', isSeen: false, voice: 'read' }, ['hush']],
      ['done', asked, { type: 'done' }, {}],
      ['the voice ends late', taking, { type: 'asked', asking: 'heard' }, {}],
    ],
  ],
  [
    'while a take is in progress',
    [
      ['done', taking, { type: 'done' }, { intent: 'done' }, ['finish-take']],
      ['done, before it is live', { ...taking, take: { ...live, status: 'starting' } }, { type: 'done' }, {}],
      ['done once more', done, { type: 'done' }, {}],
      ['skip', taking, { type: 'skip' }, { intent: 'skip' }, ['finish-take']],
      ['skip, being saved', done, { type: 'skip' }, {}],
      [
        'skip while reading',
        reading,
        { type: 'skip' },
        { ...next, set: takeStarted(skipped(set, null), nowMs) },
        ['write-set', 'discard-take', 'record'],
      ],
      ['end', taking, { type: 'end' }, { intent: 'end' }, ['finish-take']],
      ['end, being saved', done, { type: 'end' }, { intent: 'end' }],
      [
        'end while reading',
        reading,
        { type: 'end' },
        { phase: 'summary', set },
        ['write-set', 'discard-take'],
      ],
      ['leave', taking, { type: 'leave' }, { isSeen: false }, ['finish-take']],
      ['new set', taking, { type: 'start-new' }, {}],
      ['enter', taking, { type: 'enter', unfinished: null }, {}],
      ['the previous take ends late', { ...taking, take: null }, takeEnded({}), {}],
      ['an older run', taking, takeEnded({ run: 6 }), {}],
    ],
  ],
  [
    'when a take ends',
    [
      [
        'done',
        done,
        takeEnded({}),
        { ...next, set: takeStarted(firstAnswered, nowMs) },
        ['write-set', send, 'record'],
      ],
      [
        'done, page covered',
        { ...done, isSeen: false },
        takeEnded({}),
        { phase: 'paused', set: firstAnswered },
        ['write-set', send],
      ],
      [
        'walked out of',
        { ...stopping, isSeen: false },
        takeEnded({}),
        { phase: 'paused', set: firstAnswered },
        ['write-set'],
      ],
      [
        'done, the last one',
        last,
        takeEnded({}),
        { phase: 'summary', set: lastAnswered },
        ['write-set', send],
      ],
      [
        'done, not stored in time',
        done,
        takeEnded({ error: unkept }),
        { phase: 'paused', error: unkept, set: firstAnswered },
        ['write-set', send],
      ],
      [
        'done, no room for the attempt',
        done,
        takeEnded({ isLogged: false, error: full }),
        { phase: 'paused', error: full, unsaved: recording, set },
        ['write-set'],
      ],
      [
        'skipped',
        { ...stopping, intent: 'skip' },
        takeEnded({}),
        { ...next, set: takeStarted(skipped(set, recording), nowMs) },
        ['write-set', 'record'],
      ],
      [
        'skipped, and failed',
        { ...stopping, intent: 'skip' },
        takeEnded({ ...nothing, error: busy }),
        { ...next, set: takeStarted(skipped(set, null), nowMs) },
        ['write-set', 'record'],
      ],
      [
        'ended',
        { ...stopping, intent: 'end' },
        takeEnded({}),
        { phase: 'summary', set: firstAnswered },
        ['write-set', send],
      ],
      [
        'stopped without a tap',
        stopping,
        takeEnded({}),
        { phase: 'paused', set: firstAnswered },
        ['write-set', send],
      ],
      [
        'stopped without a tap, in the first seconds',
        stopping,
        takeEnded({ recording: short }),
        { phase: 'paused', set },
        ['write-set'],
      ],
      [
        'failed',
        taking,
        takeEnded({ ...nothing, error: busy }),
        { phase: 'paused', error: busy, set },
        ['write-set'],
      ],
    ],
  ],
  [
    'at rest',
    [
      ['continue', paused, proceed, { ...next, set: asking(0) }, ['write-set', 'record']],
      [
        'continue, with answers that were never sent',
        paused,
        { type: 'continue', unsentIds: ['1'] },
        { ...next, set: asking(0) },
        ['write-set', send, 'record'],
      ],
      ['continue, page covered', { ...paused, isSeen: false }, proceed, {}],
      ['continue without a set', initialMock, proceed, {}],
      ['continue, with an unsaved recording', holding, proceed, { intent: 'done' }, ['save']],
      [
        'saved after that',
        { ...holding, intent: 'done' },
        saved,
        { ...next, unsaved: null, set: takeStarted(firstAnswered, nowMs) },
        ['write-set', send, 'record'],
      ],
      [
        'not saved after that',
        { ...holding, intent: 'done', error: null },
        notSaved,
        { phase: 'paused', error: full, intent: null, unsaved: recording },
      ],
      [
        'saved without a tap',
        holding,
        takeEnded({}),
        { phase: 'paused', error: null, unsaved: null, set: firstAnswered },
        ['write-set', send],
      ],
      [
        'saved after the end',
        { ...holding, phase: 'summary' },
        saved,
        { phase: 'summary', unsaved: null, set: firstAnswered },
        ['write-set', send],
      ],
      ['not saved after the end', { ...holding, phase: 'summary', error: null }, notSaved, {}],
      ['saved after Skip', { ...holding, unsaved: null }, saved, {}],
      [
        'skip, with an unsaved recording',
        holding,
        { type: 'skip' },
        { phase: 'paused', error: null, unsaved: null, set: skipped(set, null) },
        ['write-set'],
      ],
      ['its file is moved late', failed, takeEnded({}), { error: null }],
      ['another file is moved', paused, takeEnded({}), {}],
      ['dismiss', failed, { type: 'dismiss' }, { error: null }],
      ['end', failed, { type: 'end' }, { phase: 'summary', error: null }],
      ['end at the start', initialMock, { type: 'end' }, {}],
      ['enter', { ...initialMock, set }, { type: 'enter', unfinished: null }, { phase: 'start', set }],
      [
        'enter, with an unfinished set',
        initialMock,
        { type: 'enter', unfinished: set },
        { set },
        ['write-set'],
      ],
      ['new set', holding, { type: 'start-new' }, {}, ['draw']],
      [
        'drawn',
        { ...holding, isUnwritten: true },
        { type: 'drawn', questions },
        {
          ...next,
          unsaved: null,
          isUnwritten: false,
          set: takeStarted(createMockSet(questions, nowMs), nowMs),
        },
        ['write-set', 'record'],
      ],
      ['the summary', { ...paused, phase: 'start' }, { type: 'show-summary' }, { phase: 'summary' }],
      ['no summary without a set', initialMock, { type: 'show-summary' }, {}],
    ],
  ],
  [
    'answers',
    [
      ['back', { ...paused, isSeen: false }, { type: 'shown', isSpoken: false }, { isSeen: true }],
      ['unwritten', paused, { type: 'write-failed' }, { isUnwritten: true }],
    ],
  ],
])('%s', (_when, rows) => {
  test.each(rows.map((row) => [row[0], row] as const))(
    '%s',
    (_name, [, before, event, after, effects = []]) => {
      const state = { ...before, ...('phase' in after && cleared), ...after }
      expect(mockTransition(before, event, nowMs)).toEqual({ state, effects })
    },
  )
})
