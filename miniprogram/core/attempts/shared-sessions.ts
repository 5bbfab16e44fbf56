// Pages that come and go → sessions: an answer outlives the page that asked for it, and another page can join it.
import type { PracticeSession } from '../session/session-runner'
import { isAnswering, type SessionState } from '../session/session-state'
import type { AttemptSessionOptions } from './attempt-session'

export interface SharedSessions {
  /**
   * A session of a page's own, until the page calls `leave()`. If the attempt's answer is being written, the page joins it:
   * both see it, and whatever one page does with it happens on the other.
   */
  open(options?: AttemptSessionOptions): PracticeSession
  appHidden(): void
  appShown(): void
}

interface Shared {
  readonly session: PracticeSession
  readonly users: Set<User>
}

interface User {
  readonly changed: (state: SessionState) => void
  readonly unwritten: NonNullable<AttemptSessionOptions['onUnwritten']>
}

/** `create`: a session that ends its answer when it is left. */
export function createSharedSessions(
  create: (options: AttemptSessionOptions) => PracticeSession,
): SharedSessions {
  const all = new Set<Shared>()

  /** The session that is writing the answer to this recording. */
  function answering(recordingId: string): Shared | undefined {
    for (const shared of all) {
      const { state } = shared.session
      if (isAnswering(state) && state.recording.id === recordingId) return shared
    }
    return undefined
  }

  function createShared(options: AttemptSessionOptions): Shared {
    const users = new Set<User>()
    const session = create({
      ...options,
      onUnwritten(error) {
        for (const { unwritten } of users) unwritten(error)
      },
    })
    const shared = { session, users }
    all.add(shared)
    session.subscribe((state) => {
      for (const { changed } of [...users]) changed(state)
      leaveUnused(shared)
    })
    return shared
  }

  function leaveUnused(shared: Shared): void {
    const { session, users } = shared
    if (users.size > 0 || isAnswering(session.state) || !all.delete(shared)) return
    session.leave()
  }

  function open({ onUnwritten = () => undefined, ...options }: AttemptSessionOptions = {}): PracticeSession {
    const listeners = new Set<(state: SessionState) => void>()
    const changed = (state: SessionState): void => {
      for (const listener of [...listeners]) listener(state)
    }
    const user: User = { changed, unwritten: onUnwritten }
    const { attempt } = options
    let shared = (attempt && answering(attempt.id)) ?? createShared(options)
    shared.users.add(user)

    function moveTo(other: Shared): void {
      const before = shared
      shared = other
      other.users.add(user)
      before.users.delete(user)
      leaveUnused(before)
      changed(other.session.state)
    }

    return {
      get state() {
        return shared.session.state
      },
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      record: (question) => shared.session.record(question),
      pause: () => shared.session.pause(),
      resume: () => shared.session.resume(),
      finish: () => shared.session.finish(),
      cancel: () => shared.session.cancel(),
      bringBack: () => shared.session.bringBack(),
      keepCancelled: () => shared.session.keepCancelled(),
      discard: () => shared.session.discard(),
      send() {
        const { state } = shared.session
        const other = 'recording' in state ? answering(state.recording.id) : undefined
        // an attempt has one answer at a time: this page shows the one that is being written
        if (other && other !== shared) moveTo(other)
        else shared.session.send()
      },
      stop: () => shared.session.stop(),
      dismiss: () => shared.session.dismiss(),
      reset() {
        if (isAnswering(shared.session.state)) moveTo(createShared({}))
        else shared.session.reset()
      },
      leave() {
        shared.users.delete(user)
        leaveUnused(shared)
      },
      appHidden: () => shared.session.appHidden(),
      appShown: () => shared.session.appShown(),
    }
  }

  return {
    open,
    appHidden() {
      for (const { session } of [...all]) session.appHidden()
    },
    appShown() {
      for (const { session } of [...all]) session.appShown()
    },
  }
}
