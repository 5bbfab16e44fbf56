// State and event → state and effects: every decision of a mock Part 1, without performing any.
import type { AppError } from '../errors'
import type { Recording } from '../ports'
import * as sets from './mock-set'
import type { MockEffect, MockEvent, MockSession, TakeOutcome } from './mock-state'

interface MockTransition {
  readonly state: MockSession
  readonly effects: readonly MockEffect[]
}

/** Until then the student is assumed to be reading the question; a longer take contains speech and is saved. */
export const readingMs = 3_000

export const initialMock: MockSession = {
  ...{ set: null, phase: 'start', take: null, error: null, isUnwritten: false },
  ...{ isSeen: false, isSpoken: false, voice: 'read', intent: null, unsaved: null },
}

/** An event that makes no sense in a state changes nothing. */
export function mockTransition(before: MockSession, event: MockEvent, nowMs: number): MockTransition {
  const { state, effects } = decide(before, event, nowMs)
  return state.set === before.set ? { state, effects } : does(state, 'write-set', ...effects)
}

function decide(state: MockSession, event: MockEvent, nowMs: number): MockTransition {
  switch (event.type) {
    case 'write-failed':
      return does({ ...state, isUnwritten: true })
    case 'shown':
      return does({ ...state, isSeen: true, isSpoken: event.isSpoken })
    case 'hidden':
      return state.phase === 'asking' ? unasked({ ...state, isSeen: false }, 'paused') : unseen(state)
    case 'leave':
      return state.phase === 'asking'
        ? unasked({ ...state, isSeen: false }, 'paused')
        : unseen(state, 'finish-take')
    case 'resume':
      return does(state, 'resume-take')
    default:
      if (state.phase === 'asking') return whileAsking(state, event, nowMs)
      return state.phase === 'taking' ? whileTaking(state, event, nowMs) : atRest(state, event, nowMs)
  }
}

function unseen(state: MockSession, ...effects: readonly MockEffect[]): MockTransition {
  return does({ ...state, isSeen: false }, ...effects)
}

function whileAsking(state: MockSession, event: MockEvent, nowMs: number): MockTransition {
  const { set } = state
  if (!set) return does(state)
  switch (event.type) {
    case 'asked':
      if (event.asking === 'speaking') return does({ ...state, voice: 'speaking' })
      if (event.asking === 'interrupted') return rest(state, 'paused')
      return record(state, event.asking, nowMs)
    case 'answer': {
      const { state: taking, effects } = record(state, 'heard', nowMs)
      return does(taking, 'hush', ...effects)
    }
    case 'skip': {
      const { state: after, effects } = ask({ ...state, set: sets.skipped(set, null) }, nowMs)
      return does(after, 'hush', ...effects)
    }
    case 'end':
      return unasked(state, 'summary')
    default:
      return does(state)
  }
}

/** The voice ends in the middle of the question, which will be asked anew. */
function unasked(state: MockSession, phase: 'paused' | 'summary'): MockTransition {
  return does(rest(state, phase).state, 'hush')
}

function whileTaking(state: MockSession, event: MockEvent, nowMs: number): MockTransition {
  const { take } = state
  if (event.type === 'take-changed') return does({ ...state, take: event.take })
  if (!take) return does(state)
  switch (event.type) {
    case 'take-ended':
      return event.run === take.run ? takeEnded(state, event, nowMs) : does(state)
    case 'done':
      if (take.status !== 'live' && take.status !== 'paused') return does(state)
      return does({ ...state, intent: 'done' }, 'finish-take')
    case 'skip':
    case 'end': {
      const stopping: MockSession = { ...state, intent: event.type }
      // already being saved: `end` then leads to the summary
      if (take.status === 'stopping') return does(event.type === 'end' ? stopping : state)
      if (take.elapsedMs >= readingMs) return does(stopping, 'finish-take')
      const { state: after, effects } = takeLogged(stopping, { recording: null, error: null }, nowMs)
      return does(after, 'discard-take', ...effects)
    }
    default:
      return does(state)
  }
}

function atRest(state: MockSession, event: MockEvent, nowMs: number): MockTransition {
  const { set, phase, unsaved } = state
  const isPaused = phase === 'paused'
  switch (event.type) {
    case 'enter':
      return rest({ ...state, set: set ?? event.unfinished }, 'start')
    case 'start-new':
      return does(state, 'draw')
    case 'drawn': {
      const drawn = sets.createMockSet(event.questions, nowMs)
      return ask({ ...state, set: drawn, unsaved: null, isUnwritten: false }, nowMs)
    }
    case 'continue': {
      if (!set) return does(state)
      const continued = { ...state, isUnwritten: false }
      const next = unsaved ? does({ ...continued, intent: 'done' }, 'save') : ask(continued, nowMs)
      return sending(event.unsentIds, next)
    }
    case 'skip': {
      if (!isPaused || !set) return does(state)
      const skipped = sets.skipped(set, null)
      const isAtEnd = sets.askedIndex(skipped) === null
      return rest({ ...state, set: skipped, unsaved: null }, isAtEnd ? 'summary' : 'paused')
    }
    case 'end':
      return isPaused ? rest(state, 'summary') : does(state)
    case 'show-summary':
      return phase === 'start' && set ? rest(state, 'summary') : does(state)
    case 'dismiss':
      return isPaused ? does({ ...state, error: null }) : does(state)
    case 'take-ended': {
      const { recording, isLogged, error } = event
      if (recording && isLogged && recording.id === unsaved?.id) return saved(state, recording, nowMs)
      // the file may have been moved in the meantime
      return isPaused && state.error ? does({ ...state, error }) : does(state)
    }
    case 'save-ended':
      if (event.recording.id !== unsaved?.id) return does(state)
      return event.error ? rest(state, phase, event.error) : saved(state, event.recording, nowMs)
    default:
      return does(state)
  }
}

function takeEnded(state: MockSession, outcome: TakeOutcome, nowMs: number): MockTransition {
  const { recording, isLogged, error } = outcome
  if (!recording || isLogged) return takeLogged(state, outcome, nowMs)
  const set = state.set && sets.takeDropped(state.set)
  return rest({ ...state, set, unsaved: recording }, 'paused', error)
}

type Logged = Pick<TakeOutcome, 'recording' | 'error'>

/** The recording, if there is one, is in the log. */
function takeLogged(state: MockSession, { recording, error }: Logged, nowMs: number): MockTransition {
  const { set, intent } = state
  if (!set) return does(state)
  const isSkipped = intent === 'skip'
  const isAnswer = recording && !isSkipped && (intent !== null || recording.durationMs >= readingMs)
  if (isAnswer)
    return sending(sentNow(state, recording), follow({ ...state, set: sets.answered(set, recording) }))
  return follow({ ...state, set: isSkipped ? sets.skipped(set, recording) : sets.takeDropped(set) })

  function follow(after: MockSession): MockTransition {
    if (intent === 'end') return rest(after, 'summary')
    if (error && !(isSkipped && !recording)) return rest(after, 'paused', error)
    const isAtEnd = after.set === null || sets.askedIndex(after.set) === null
    return intent !== null || isAtEnd ? ask(after, nowMs) : rest(after, 'paused')
  }
}

/** The recording that found no room before is now in the log. */
function saved(state: MockSession, recording: Recording, nowMs: number): MockTransition {
  const { set, phase, intent } = state
  if (!set) return does(state)
  const after = { ...state, set: sets.answered(set, recording), unsaved: null }
  const next = intent === 'done' ? ask(after, nowMs) : rest(after, phase)
  return sending(sentNow(state, recording), next)
}

/** An answer is sent as soon as the student has finished it, or has seen it end; one that the student walked out of, with the next tap. */
function sentNow({ intent, isSeen }: MockSession, { id }: Recording): readonly string[] {
  return intent !== null || isSeen ? [id] : []
}

function sending(attemptIds: readonly string[], { state, effects }: MockTransition): MockTransition {
  return attemptIds.length > 0 ? does(state, { send: attemptIds }, ...effects) : { state, effects }
}

/** Asks the open question, if there is one and the page is visible. */
function ask(state: MockSession, nowMs: number): MockTransition {
  const { set, isSeen } = state
  if (!set || sets.askedIndex(set) === null) return rest(state, 'summary')
  if (!isSeen) return rest(state, 'paused')
  if (!state.isSpoken) return record(state, 'read', nowMs)
  return does({ ...rest(state, 'asking').state, voice: 'coming' }, 'ask')
}

/** Starts the take that answers the open question. */
function record(state: MockSession, voice: MockSession['voice'], nowMs: number): MockTransition {
  const set = state.set && sets.takeStarted(state.set, nowMs)
  return does({ ...rest({ ...state, set }, 'taking').state, voice }, 'record')
}

/** Only `paused` shows an error. */
function rest(
  state: MockSession,
  phase: MockSession['phase'],
  error: AppError | null = null,
): MockTransition {
  return does({
    ...state,
    phase,
    error: phase === 'paused' ? error : null,
    take: null,
    intent: null,
    voice: 'read',
  })
}

function does(state: MockSession, ...effects: readonly MockEffect[]): MockTransition {
  return { state, effects }
}
