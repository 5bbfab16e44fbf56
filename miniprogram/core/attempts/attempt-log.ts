// Recordings and their answers → storage that survives a kill at any moment.
import { toAppError, type AppError } from '../errors'
import type { Clock, KeyValueStore, Recording, RecordingFiles } from '../ports'
import { createAttempt, failed, isHalfWay, recordingOf, saved, statusOf, withoutAudio } from './attempt'
import type { Attempt, AttemptChange } from './attempt'
import type { AskedQuestion } from '../questions/question'
import { createAttemptEntries } from './attempt-entries'
import { createAttemptIndex } from './attempt-index'
import { recoverAttempts } from './attempt-recovery'
import type { Recovery } from './attempt-recovery'
import { createAttemptRemoval } from './attempt-removal'
import { rebuilt, summaryOf } from './attempt-summary'
import type { AttemptSummary } from './attempt-summary'

interface AttemptLogPorts {
  readonly store: KeyValueStore
  readonly files: RecordingFiles
  readonly clock: Pick<Clock, 'nowMs'>
}

/** `error`: why its attempt's entry could not be written; null if it was. */
type MoveListener = (recording: Recording, error: AppError | null) => void

export interface AttemptLog {
  /** For a recording that has just stopped: unique, and larger than all earlier ids. */
  nextId(): string
  /**
   * Writes the attempt of a new recording, moves its file, writes the new path. Resolves with the attempt even if
   * the file could not be moved: it then has `error`, and its recording can be played until the launch ends.
   * Rejects with AppError `storage-full` when no entry could be written; the file is still moved if possible.
   * Adding the same recording again continues with the same attempt, as does `recover`.
   */
  add(question: AskedQuestion | null, recording: Recording): Promise<Attempt>
  /** Null when it does not exist or cannot be read (it is then quarantined). Later changes do not affect the result. */
  get(id: string): Attempt | null
  /**
   * Writes the result of `change` before it returns. Null when the attempt no longer exists.
   * Throws AppError `storage-full`; the attempt is then unchanged.
   */
  update(id: string, change: AttemptChange): Attempt | null
  /**
   * Takes over attempts of another phone: writes what `merge` makes of each and of the one that is here, unless that is
   * the latter. Deletes nothing, and lets be what a newer version of the app has written.
   * Throws AppError `storage-full`; those before are then written.
   */
  adopt(attempts: readonly Attempt[], merge: (mine: Attempt | null, theirs: Attempt) => Attempt): void
  /** Newest first; reads only the index. The same array until something changes. */
  list(): readonly AttemptSummary[]
  /**
   * Once at launch, and again when there may be more room: attempts left halfway become `interrupted`, temporary
   * files are saved, files without an entry get one, unreadable entries are quarantined, removals are finished.
   * Never rejects.
   */
  recover(): Promise<Recovery>
  /**
   * Deletes attempts and their audio. Rejects with AppError `recording-unreadable` when a file could not be
   * deleted: its attempt stays, and the next launch tries again.
   */
  remove(ids: readonly string[]): Promise<void>
  /** Deletes everything: also quarantined entries, those of a newer version, and files without an attempt. */
  removeAll(): Promise<void>
  /** Deletes the audio and keeps the rest. Rejects as `remove` does, and with AppError `storage-full`. */
  removeAudio(ids: readonly string[]): Promise<void>
  /** False also when the phone has lost the file. Never rejects. */
  hasAudio(id: string): Promise<boolean>
  /** Tries again to save recordings that found no room in this launch. Runs after each removal. Never rejects. */
  saveWaiting(): Promise<void>
  /** Calls `listener` after `list()` may have changed; returns a function to unsubscribe. */
  onChanged(listener: () => void): () => void
  /** Calls `listener` with every recording that left temporary storage; returns a function to unsubscribe. */
  onMoved(listener: MoveListener): () => void
  /** Calls `listener` with ids whose attempt or audio was deleted; returns a function to unsubscribe. */
  onRemoved(listener: (ids: readonly string[]) => void): () => void
}

export function createAttemptLog({ store, files, clock }: AttemptLogPorts): AttemptLog {
  const entries = createAttemptEntries(store, (id) => files.pathOf(id))
  const changeListeners = new Set<() => void>()
  const index = createAttemptIndex(store, entries, () => {
    for (const listener of [...changeListeners]) listener()
  })
  const listeners = new Set<(ids: readonly string[]) => void>()
  const removed = (ids: readonly string[]): void => {
    for (const listener of [...listeners]) listener(ids)
    void saveWaiting()
  }
  const moveListeners = new Set<MoveListener>()
  function notifyMoved(attempt: Attempt, error: AppError | null): void {
    const recording = recordingOf(attempt)
    if (!recording) return
    for (const listener of [...moveListeners]) listener(recording, error)
  }
  const removal = createAttemptRemoval({ store, files, entries, index, removed })
  /** By id: attempts of this launch whose recordings are not yet in permanent storage. */
  const unsaved = new Map<string, Attempt>()
  /** Ids handed out in this launch. */
  const issuedIds = new Set<string>()
  const deletedIds = new Set<string>()
  /** Attempts sent in this launch: not yet ended, but not interrupted either. */
  const sentIds = new Set<string>()
  let lastId = 0
  let isSaving = false

  function nextId(): string {
    lastId = Math.max(Math.floor(clock.nowMs()), lastId + 1)
    const id = String(lastId).padStart(13, '0')
    // if the phone's clock was set back, the id may be taken
    if (entries.read(id).kind !== 'missing') return nextId()
    issuedIds.add(id)
    return id
  }

  function write(attempt: Attempt): Attempt {
    // the next launch reads an entry that the index lacks anyway, so a new one is written without delay
    if (index.get(attempt.id)) index.markDirty([attempt.id])
    entries.write(attempt)
    index.put([summaryOf(attempt)])
    if (isHalfWay(statusOf(attempt))) sentIds.add(attempt.id)
    return attempt
  }

  /** Each page of the index once, not once per attempt. */
  function writeAll(attempts: readonly Attempt[]): void {
    let writtenCount = 0
    try {
      for (const attempt of attempts) {
        entries.write(attempt)
        writtenCount += 1
      }
    } finally {
      index.put(attempts.slice(0, writtenCount).map(summaryOf))
    }
  }

  function forget(ids: readonly string[]): void {
    for (const id of ids) {
      unsaved.delete(id)
      deletedIds.add(id)
    }
  }

  /** Writes the entry, moves the file, updates the entry; skips what is already done. */
  async function save(attempt: Attempt): Promise<Attempt> {
    const { id } = attempt
    if (deletedIds.has(id)) return get(id) ?? withoutAudio(attempt)
    let writeError: AppError | null = null
    try {
      if (!get(id)) write(attempt)
    } catch (error) {
      // the file matters more: once moved, it can be recovered without an entry
      writeError = toAppError(error, 'storage-full')
    }
    let change: AttemptChange
    let isMoved = false
    try {
      change = saved(await files.save(attempt.recording?.filePath ?? '', id))
      isMoved = true
    } catch (error) {
      change = failed(toAppError(error, 'recording-unreadable'))
    }
    if (deletedIds.has(id)) {
      // removed in the meantime, before its file was moved
      if (isMoved) await files.remove(id)
      return get(id) ?? withoutAudio(attempt)
    }
    if (writeError) {
      if (isMoved) notifyMoved(change(attempt), writeError)
      throw writeError
    }
    try {
      // based on the current entry: it may have been sent or removed in the meantime
      const updated = update(id, change)
      if (isMoved || !updated) unsaved.delete(id)
      if (isMoved && updated) notifyMoved(updated, null)
      return updated ?? change(attempt)
    } catch {
      // only the new path could not be written: `recover` does that
      return change(get(id) ?? attempt)
    }
  }

  /** One after the other; a second call while it runs does nothing. */
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

  /** Replaces an unreadable entry by what the index knows of it. */
  function recoverCorrupt(id: string): Attempt | null {
    const summary = index.get(id)
    try {
      entries.quarantine(id)
      if (summary) return write(rebuilt(summary))
    } catch {
      // storage is full: the entry stays, and is quarantined another time
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
      const existing = waiting ? null : get(id)
      if (existing) return existing
      const attempt = waiting ?? createAttempt({ createdAtMs: clock.nowMs(), question, recording })
      unsaved.set(id, attempt)
      return save(attempt)
    },
    get,
    update,
    adopt(attempts, merge) {
      const ids = attempts.map(({ id }) => id)
      // deleted before, or still to be deleted: now it is here again
      removal.spare(ids)
      for (const id of ids) deletedIds.delete(id)
      const changed = attempts.flatMap((theirs) => {
        const mine = get(theirs.id)
        if (!mine && entries.read(theirs.id).kind !== 'missing') return []
        const merged = merge(mine, theirs)
        return merged === mine ? [] : merged
      })
      index.markDirty(changed.filter(({ id }) => index.get(id)).map(({ id }) => id))
      writeAll(changed)
    },
    list: () => index.list(),
    recover: () =>
      recoverAttempts({
        entries,
        index,
        files,
        removal,
        get,
        update,
        write,
        save,
        unsaved,
        issuedIds,
        sentIds,
      }),
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
      const attempts = ids.flatMap((id) => get(id) ?? []).filter(({ recording }) => recording)
      const stripped = attempts.map(withoutAudio)
      index.markDirty(stripped.map(({ id }) => id))
      writeAll(stripped)
      removed(stripped.map(({ id }) => id))
      // files last: after a kill before this, the next launch deletes them, as no entry refers to them
      await Promise.all(attempts.map(({ id }) => files.remove(id)))
    },
    async hasAudio(id) {
      const recording = get(id)?.recording
      if (!recording) return false
      return recording.isKept ? files.exists(id) : true
    },
    saveWaiting,
    onChanged(listener) {
      changeListeners.add(listener)
      return () => changeListeners.delete(listener)
    },
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
