// A recording is moved or deleted, whatever the session is doing with it.
import { AppError } from '../../../miniprogram/core/errors'
import type { Recording } from '../../../miniprogram/core/ports'
import { transition } from '../../../miniprogram/core/session/practice-session'
import type {
  EndedState,
  IdleState,
  RecordedState,
  RecordingState,
  SendingState,
  SessionState,
  StreamingState,
} from '../../../miniprogram/core/session/session-state'
import { someRecording } from '../../fakes/fake-recorder'

const text = { finished: ['One.'], growing: '' }
const network = new AppError('network')
const here: Recording = { ...someRecording, filePath: 'here' }
const there: Recording = { ...someRecording, filePath: 'there' }

const idle: IdleState = { phase: 'idle', run: 3, error: null, cancelled: null }
const recorded: RecordedState = {
  phase: 'recorded',
  run: 3,
  recording: here,
  error: network,
  cancelled: null,
}
const ended: EndedState = {
  phase: 'ended',
  run: 3,
  recording: here,
  logid: '7',
  text,
  reason: 'network',
  error: network,
  cancelled: null,
  kept: null,
}
const sending: SendingState = {
  phase: 'sending',
  run: 4,
  recording: here,
  logid: '8',
  uploadFraction: 0.5,
  isWaiting: false,
  requested: false,
  isReconnecting: false,
  text,
  previous: null,
}
const sendingAgain: SendingState = { ...sending, previous: ended }
const streaming: StreamingState = {
  phase: 'streaming',
  isReconnecting: false,
  run: 4,
  recording: here,
  logid: '8',
  text,
  kept: null,
}
const recording = (previous: RecordingState['previous']): RecordingState => ({
  phase: 'recording',
  run: 4,
  status: 'live',
  elapsedMs: 100,
  levels: [],
  silentMs: 0,
  isInterrupted: false,
  isHidden: false,
  isCancelled: false,
  previous,
})

const all: readonly (readonly [name: string, state: SessionState])[] = [
  ['idle', idle],
  ['recorded', recorded],
  ['ended', ended],
  ['sending', sending],
  ['sending again', sendingAgain],
  ['streaming', streaming],
  ['a new take', recording(recorded)],
  ['a first take', recording(idle)],
]

describe('moved', () => {
  const moved = { type: 'recording-moved', recording: there, error: null } as const

  test.each<[string, SessionState, SessionState]>([
    ['recorded', recorded, { ...recorded, recording: there }],
    ['ended', ended, { ...ended, recording: there }],
    ['sending', sending, { ...sending, recording: there }],
    [
      'sending again',
      sendingAgain,
      { ...sendingAgain, recording: there, previous: { ...ended, recording: there } },
    ],
    ['streaming', streaming, { ...streaming, recording: there }],
    ['behind a new take', recording(recorded), recording({ ...recorded, recording: there })],
    ['behind a new take, with its answer', recording(ended), recording({ ...ended, recording: there })],
  ])('%s: continues with the new path', (_name, before, after) => {
    expect(transition(before, moved)).toEqual({ state: after, effects: [] })
    // again
    expect(transition(after, moved)).toEqual({ state: after, effects: [] })
  })

  test.each(all)('another one, while %s: nothing', (_name, state) => {
    const other = { ...moved, recording: { ...there, id: 'another' } }
    expect(transition(state, other)).toEqual({ state, effects: [] })
  })

  test.each(['recording-unkept', 'storage-full'] as const)(
    '%s is cleared once the recording is saved',
    (code) => {
      const unsaved = { ...recorded, error: new AppError(code) }
      expect(transition(unsaved, moved).state).toEqual({ ...recorded, recording: there, error: null })
      const full = new AppError('storage-full')
      expect(transition(unsaved, { ...moved, error: full }).state).toMatchObject({ error: full })
    },
  )
})

describe('deleted', () => {
  const deleted = { type: 'recordings-deleted', ids: ['another', here.id] } as const
  const empty = (run: number): IdleState => ({ phase: 'idle', run, error: null, cancelled: null })

  test.each<[string, SessionState, SessionState, string[]]>([
    ['recorded', recorded, empty(4), []],
    ['ended', ended, empty(4), []],
    ['sending', sending, empty(5), ['close-exchange']],
    ['streaming', streaming, empty(5), ['close-exchange']],
    ['behind a new take', recording(recorded), recording(empty(4)), []],
  ])('%s: it is gone for good', (_name, before, state, effects) => {
    expect(transition(before, deleted)).toEqual({ state, effects })
  })

  test.each(all)('another one, while %s: nothing', (_name, state) => {
    const { state: after, effects } = transition(state, { ...deleted, ids: ['another'] })
    expect(after).toBe(state)
    expect(effects).toEqual([])
  })
})
