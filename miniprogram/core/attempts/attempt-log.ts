// Takes and what becomes of them → storage that a kill at any moment leaves whole.
import { toAppError, type AppError } from '../errors'
import type { Clock, KeyValueStore, Recording, RecordingFiles } from '../ports'
import { createAttempt, failed, isHalfWay, kept, recordingOf, withoutAudio } from './attempt'
import type { Attempt, AttemptChange } from './attempt'
import type { AskedQuestion } from '../questions/question'
import { createAttemptEntries } from './attempt-entries'
import { createAttemptIndex } from './attempt-index'
import { recoverAttempts } from './attempt-recovery'
import type { Recovery } from './attempt-recovery'
import { createAttemptRemoval } from './attempt-removal'
import { summaryOf } from './attempt-summary'
import type { AttemptSummary } from './attempt-summary'

interface AttemptLogPorts {
  readonly store: KeyValueStore
  readonly files: RecordingFiles
  readonly clock: Pick<Clock, 'nowMs'>
}

/** `unwritten`: why its attempt's entry could not be written, null when it is there. */
type MoveListener = (recording: Recording, unwritten: AppError | null) => void

export interface AttemptLog {
  /** For the recording that has just stopped: unique, and larger than every id given before. */
  nextId(): string
  /**
   * A take has stopped: writes its attempt, moves its file, writes where it is. Resolves with the attempt even when
   * the file could not be moved: it then has `error`, and its recording plays until the launch ends.
   * Rejects with AppError `storage-full` when no entry could be written; the file is moved if it can be.
   * The same recording may be added again: that goes on with the same attempt, as `recover` does.
   */
  add(question: AskedQuestion | null, recording: Recording): Promise<Attempt>
  /** Null when it is not there, or cannot be read (it is then set aside). Changes made later don't show in it. */
  get(id: string): Attempt | null
  /**
   * Writes what `change` makes of it, before it returns. Null when it is not there any more.
   * Throws AppError `storage-full`; the attempt is then as it was.
   */
  update(id: string, change: AttemptChange): Attempt | null
  /** Newest first; reads the index alone. The same array until something changes. */
  list(): readonly AttemptSummary[]
  /**
   * Once at launch, and again whenever there may be room again: attempts left half-way become `interrupted`, files
   * without a place or an entry get one, entries that cannot be read are set aside, removals are finished.
   * Never rejects.
   */
  recover(): Promise<Recovery>
  /**
   * Deletes attempts with their audio. Rejects with AppError `recording-unreadable` when a file could not be
   * deleted: its attempt stays, and the next launch tries again.
   */
  remove(ids: readonly string[]): Promise<void>
  /** Everything: also what was set aside, what a newer version wrote, and files without an attempt. */
  removeAll(): Promise<void>
  /** Deletes the audio and keeps the rest. Rejects as `remove` does, and with AppError `storage-full`. */
  removeAudio(ids: readonly string[]): Promise<void>
  /** False when its audio should be there and the phone has lost it. Never rejects. */
  hasAudio(id: string): Promise<boolean>
  /** Takes of this launch that found no room get another chance. Never rejects; by itself after each removal. */
  saveWaiting(): Promise<void>
  /** Calls `listener` with every recording that has left temporary storage; returns how to stop that. */
  onMoved(listener: MoveListener): () => void
  /** Calls `listener` with every attempt that is gone, or its audio; returns how to stop that. */
  onRemoved(listener: (ids: readonly string[]) => void): () => void
}

export function createAttemptLog({ store, files, clock }: AttemptLogPorts): AttemptLog {
  const entries = createAttemptEntries(store, (id) => files.pathOf(id))
  const index = createAttemptIndex(store, entries)
  const listeners = new Set<(ids: readonly string[]) => void>()
  const removed = (ids: readonly string[]): void => {
    for (const listener of [...listeners]) listener(ids)
    void saveWaiting()
  }
  const moveListeners = new Set<MoveListener>()
  function tellMoved(attempt: Attempt, unwritten: AppError | null): void {
    const recording = recordingOf(attempt)
    if (!recording) return
    for (const listener of [...moveListeners]) listener(recording, unwritten)
  }
  const removal = createAttemptRemoval({ store, files, entries, index, removed })
  /** By id: recordings of this launch that are not yet where they belong. */
  const unsaved = new Map<string, Attempt>()
  /** Ids of this launch's recordings. */
  const given = new Set<string>()
  /** Ids of recordings that were deleted in this launch. */
  const forgotten = new Set<string>()
  /** Sent in this launch: half-way, but not left so. */
  const live = new Set<string>()
  let lastId = 0
  let isSaving = false

  function nextId(): string {
    lastId = Math.max(Math.floor(clock.nowMs()), lastId + 1)
    const id = String(lastId).padStart(13, '0')
    // the phone's clock may have been set back to a time that is taken
    if (entries.read(id).kind !== 'missing') return nextId()
    given.add(id)
    return id
  }

  function write(attempt: Attempt): Attempt {
    // an entry that the index lacks is read by the next launch anyway: a fresh take's comes before all else
    if (index.get(attempt.id)) index.markDirty([attempt.id])
    entries.write(attempt)
    index.put([summaryOf(attempt)])
    if (isHalfWay(attempt.status)) live.add(attempt.id)
    return attempt
  }

  function forget(ids: readonly string[]): void {
    for (const id of ids) {
      unsaved.delete(id)
      forgotten.add(id)
    }
  }

  /** Entry, file, entry: whatever of it is done already is not done again. */
  async function save(attempt: Attempt): Promise<Attempt> {
    const { id } = attempt
    if (forgotten.has(id)) return get(id) ?? withoutAudio(attempt)
    let refusal: AppError | null = null
    try {
      if (!get(id)) write(attempt)
    } catch (error) {
      // the file is worth more than its entry: moved, it can be found again
      refusal = toAppError(error, 'storage-full')
    }
    let change: AttemptChange
    let isMoved = false
    try {
      change = kept(await files.save(attempt.recording?.filePath ?? '', id))
      isMoved = true
    } catch (error) {
      change = failed(toAppError(error, 'recording-unreadable'))
    }
    if (forgotten.has(id)) {
      // removed meanwhile: the file came too late to go with it
      if (isMoved) await files.remove(id)
      return get(id) ?? withoutAudio(attempt)
    }
    if (refusal) {
      if (isMoved) tellMoved(change(attempt), refusal)
      throw refusal
    }
    try {
      // what the entry says now: it may have been sent, or removed
      const settled = update(id, change)
      if (isMoved || !settled) unsaved.delete(id)
      if (isMoved && settled) tellMoved(settled, null)
      return settled ?? change(attempt)
    } catch {
      // the entry is there, only not where its file is now: `recover` sees to that
      return change(get(id) ?? attempt)
    }
  }

  /** Settled one after the other, and not twice at once. */
  async function saveWaiting(): Promise<void> {
    if (isSaving) return
    isSaving = true
    // still no room: another time
    for (const attempt of [...unsaved.values()]) await save(attempt).catch(() => undefined)
    isSaving = false
  }

  function get(id: string): Attempt | null {
    const entry = entries.read(id)
    if (entry.kind === 'attempt') return entry.attempt
    return entry.kind === 'corrupt' ? recoverCorrupt(id) : null
  }

  /** What the index knows takes the place of an entry that cannot be read. */
  function recoverCorrupt(id: string): Attempt | null {
    const summary = index.get(id)
    try {
      entries.quarantine(id)
      if (summary) return write(fromSummary(summary))
    } catch {
      // storage is full: it stays where it is, and is set aside another time
      return null
    }
    entries.remove(id)
    return null
  }

  function update(id: string, change: AttemptChange): Attempt | null {
    const before = get(id)
    if (!before) return null
    const after = change(before)
    return after === before ? before : write(after)
  }

  return {
    nextId,
    async add(question, recording) {
      const { id } = recording
      const waiting = unsaved.get(id)
      const settled = waiting ? null : get(id)
      if (settled) return settled
      const attempt = waiting ?? createAttempt({ createdAtMs: clock.nowMs(), question, recording })
      unsaved.set(id, attempt)
      return save(attempt)
    },
    get,
    update,
    list: () => index.list(),
    recover: () =>
      recoverAttempts({ entries, index, files, removal, get, update, write, save, unsaved, given, live }),
    remove(ids) {
      forget(ids)
      return removal.remove(ids)
    },
    removeAll() {
      forget([...unsaved.keys()])
      return removal.removeAll()
    },
    async removeAudio(ids) {
      forget(ids)
      const attempts = ids.map(get).filter(mayBeHeard)
      const silent = attempts.map(withoutAudio)
      index.markDirty(silent.map(({ id }) => id))
      let writtenCount = 0
      try {
        for (const attempt of silent) {
          entries.write(attempt)
          writtenCount += 1
        }
      } finally {
        // each page once, not once an attempt
        index.put(silent.slice(0, writtenCount).map(summaryOf))
      }
      removed(silent.map(({ id }) => id))
      // files last: killed before them, the next launch sees that they are not wanted
      await Promise.all(attempts.map(({ id }) => files.remove(id)))
    },
    async hasAudio(id) {
      const recording = get(id)?.recording
      if (!recording) return false
      return recording.isKept ? files.exists(id) : true
    },
    saveWaiting,
    onMoved(listener) {
      moveListeners.add(listener)
      return () => moveListeners.delete(listener)
    },
    onRemoved(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function mayBeHeard(attempt: Attempt | null): attempt is Attempt {
  return attempt !== null && attempt.recording !== null
}

function fromSummary(summary: AttemptSummary): Attempt {
  const { id, createdAtMs, question, durationMs, sizeBytes, audio } = summary
  const recording = { id, filePath: '', durationMs, sizeBytes, levels: [] }
  const attempt = createAttempt({ createdAtMs, question, recording })
  const status = summary.status === 'recorded' ? 'recorded' : 'interrupted'
  if (audio === 'none') return { ...withoutAudio(attempt), status }
  return { ...(audio === 'kept' ? kept('')(attempt) : attempt), status }
}
