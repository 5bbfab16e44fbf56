// Taps and the session's states → events; effects of `mock-session` → ports. One per launch.
import { toAppError, type AppError } from '../errors'
import type { AskedQuestion } from '../questions/question'
import type { AttemptLog } from '../attempts/attempt-log'
import type { Outbox } from '../attempts/outbox'
import type { Clock, Recording } from '../ports'
import type { PracticeSession } from '../session/session-runner'
import { mute, type Examiner } from './examiner'
import { goneAnswer, readAnswers, unsentIdsIn, type MockAnswer } from './mock-answers'
import { initialMock, mockTransition } from './mock-session'
import * as sets from './mock-set'
import type { MockSet } from './mock-set'
import type { MockEffect, MockEvent, MockState } from './mock-state'
import type { MockStore } from './mock-store'

interface MockParts {
  readonly store: MockStore
  readonly clock: Pick<Clock, 'nowMs'>
  readonly attempts: Pick<AttemptLog, 'add' | 'get' | 'list'>
  /** Sends the answers, also after the page has closed. */
  readonly outbox: Pick<Outbox, 'offer' | 'send' | 'state' | 'subscribe'>
  /** For the takes. */
  openSession(): PracticeSession
  /** Asks the questions; without one they are read. */
  readonly examiner?: Examiner
  /** The questions of a new set. `recent`: ids of recently practised questions. */
  draw(recent: ReadonlySet<string>): readonly AskedQuestion[]
}

/** Questions of this many recent attempts (about five sets) are not drawn again if there are others. */
const recentCount = 50

export type MockRunner = ReturnType<typeof createMockRunner>

/** Any method may be called at any time; if it makes no sense, nothing happens. */
export function createMockRunner(parts: MockParts) {
  const { store, clock, attempts, outbox, openSession, draw, examiner = mute } = parts
  const listeners = new Set<(state: MockState) => void>()
  const events: MockEvent[] = []
  let current = initialMock
  let answers: ReadonlyMap<string, MockAnswer> = new Map()
  let session: PracticeSession | null = null

  const stateNow = (): MockState => ({
    ...current,
    isUnwritten: current.isUnwritten || outbox.state.isUnwritten,
    answerOf: (id) => answers.get(id) ?? goneAnswer,
  })
  const askedQuestion = () => current.set && sets.askedQuestion(current.set)

  /** Events that an effect causes are handled after all effects of the current one. */
  function dispatch(event: MockEvent): void {
    events.push(event)
    if (events.length > 1) return
    const before = current
    for (const next of events) {
      const { state, effects } = mockTransition(current, next, clock.nowMs())
      current = state
      for (const effect of effects) {
        if (typeof effect === 'string') perform[effect]()
        else outbox.offer(effect.send)
      }
    }
    // the take changes ten times a second, without affecting answers
    if (events.some(({ type }) => type !== 'take-changed')) readAll()
    events.length = 0
    if (current !== before) announce()
  }

  function readAll(): void {
    answers = readAnswers(current.set, attempts, outbox.state)
  }

  function announce(): void {
    for (const listener of [...listeners]) listener(stateNow())
  }

  outbox.subscribe(() => {
    // otherwise the event that is being handled announces it
    if (events.length > 0) return
    readAll()
    announce()
  })

  const perform: Record<Extract<MockEffect, string>, () => void> = {
    'write-set'() {
      try {
        if (current.set) store.write(current.set)
      } catch {
        // the attempts are in the log; a kill now loses only the progress in the set
        dispatch({ type: 'write-failed' })
      }
    },
    draw() {
      const recent = attempts.list().slice(0, recentCount)
      const questions = draw(new Set(recent.map(({ question }) => question?.id ?? '')))
      dispatch({ type: 'drawn', questions })
    },
    ask() {
      const { text = '' } = askedQuestion() ?? {}
      examiner.ask(text, (asking) => dispatch({ type: 'asked', asking }))
    },
    hush: () => examiner.hush(),
    record() {
      const following = current.isSpoken && current.set ? sets.followingQuestion(current.set) : null
      if (following) examiner.prepare(following.text)
      session ??= openTakeSession()
      // from now on, whatever it holds belongs to this take
      session.reset()
      session.record(askedQuestion())
    },
    'resume-take': () => session?.resume(),
    'finish-take': () => session?.finish(),
    'discard-take': () => session?.discard(),
    save: () => current.unsaved && void save(current.unsaved),
  }

  function openTakeSession(): PracticeSession {
    const opened = openSession()
    opened.subscribe((state) => {
      if (state.phase === 'recording') return dispatch({ type: 'take-changed', take: state })
      const { run, error, recording } = { error: null, recording: null, ...state }
      const isLogged = attempts.list().some(({ id }) => id === recording?.id)
      dispatch({ type: 'take-ended', run, recording, isLogged, error })
    })
    return opened
  }

  async function save(recording: Recording): Promise<void> {
    let error: AppError | null = null
    try {
      await attempts.add(askedQuestion(), recording)
    } catch (failure) {
      error = toAppError(failure, 'storage-full')
    }
    dispatch({ type: 'save-ended', recording, error })
  }

  function readUnfinished(): MockSet | null {
    const unfinished = store.read()
    return unfinished && sets.takeRecovered(unfinished, attempts.list())
  }

  return {
    get state() {
      return stateNow()
    },
    /** A restart would interrupt the student. */
    get isBusy() {
      return (
        current.phase === 'asking' ||
        current.phase === 'taking' ||
        (current.phase === 'paused' && current.isSeen)
      )
    },
    /** Calls `listener` after every change, ten times a second during a take; returns a function to unsubscribe. */
    subscribe(listener: (state: MockState) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** The page was opened: back to the start, with the unfinished set. */
    enter: () => dispatch({ type: 'enter', unfinished: current.set ?? readUnfinished() }),
    /** Draws a new set and asks its first question. Recordings of the previous set are in the log. */
    startNew: () => dispatch({ type: 'start-new' }),
    /** Asks the open question, or tries again to save its recording; sends, in turn, answers that were never sent. */
    continueSet: () => dispatch({ type: 'continue', unsentIds: unsentIdsIn(current.set, answers) }),
    /** Saves the take, queues it for sending, asks the next question at once. */
    done: () => dispatch({ type: 'done' }),
    /** Asks the next question. A take of three seconds or more is saved, but not sent. */
    skip: () => dispatch({ type: 'skip' }),
    /** To the summary. A take of three seconds or more is saved and sent. `continueSet` continues the set. */
    end: () => dispatch({ type: 'end' }),
    /** Ends the voice in the middle of its question and records. */
    answerNow: () => dispatch({ type: 'answer' }),
    /** Resumes a take that a call or another app has paused. */
    resumeTake: () => dispatch({ type: 'resume' }),
    showSummary: () => dispatch({ type: 'show-summary' }),
    /** Sends these again, in this order: one POST each. */
    send: outbox.send,
    /** Whatever prevented a take has been resolved. */
    dismissError: () => dispatch({ type: 'dismiss' }),
    /** The page is visible, for the first time or again. */
    shown: () => dispatch({ type: 'shown', isSpoken: examiner.speaks }),
    /** Another page covers it, or WeChat went to the background: no take begins. */
    hidden: () => dispatch({ type: 'hidden' }),
    /** The page was closed: saves the take. Answers go on. */
    leave: () => dispatch({ type: 'leave' }),
  }
}
