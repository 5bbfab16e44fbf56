// What a killed launch left in storage and files → every take in the log again, and what to tell the student.
import { AppError } from '../errors'
import type { SavedFile, RecordingFiles } from '../ports'
import { readSound } from '../recording/read-sound'
import { createAttempt, interrupted, isHalfWay, kept, withoutAudio } from './attempt'
import type { Attempt, AttemptChange } from './attempt'
import type { AttemptEntries } from './attempt-entries'
import type { AttemptIndex } from './attempt-index'
import type { AttemptRemoval } from './attempt-removal'
import { readId } from './read-attempt'

export interface Recovery {
  /** Attempts that the last launch left half-way, newest first: to be offered for sending again. */
  readonly interrupted: readonly string[]
  /** Takes found again by their files alone: their question is not known. */
  readonly found: readonly string[]
  /** Entries that cannot be read and were set aside, those of earlier launches too. */
  readonly quarantinedCount: number
  /** Entries of a newer version of the app: not shown, and not touched. */
  readonly newerCount: number
}

interface RecoveryParts {
  readonly entries: AttemptEntries
  readonly index: AttemptIndex
  readonly files: RecordingFiles
  readonly removal: Pick<AttemptRemoval, 'finish'>
  readonly get: (id: string) => Attempt | null
  readonly update: (id: string, change: AttemptChange) => Attempt | null
  readonly write: (attempt: Attempt) => Attempt
  readonly save: (attempt: Attempt) => Promise<Attempt>
  /** By id, recordings of this launch: theirs is the only temporary storage that still lives. */
  readonly unsaved: ReadonlyMap<string, Attempt>
  /** Ids given to recordings in this launch: their files are nobody's to find. */
  readonly given: ReadonlySet<string>
  /** Attempts sent in this launch. */
  readonly live: ReadonlySet<string>
}

/** Reads no entry of which index and files say that it is in order. Never rejects. */
export async function recoverAttempts(parts: RecoveryParts): Promise<Recovery> {
  const { entries, index, files, removal, get, update, write, save, unsaved, given, live } = parts
  const interruptedIds: string[] = []
  const foundIds: string[] = []
  let newerCount = 0

  for (const id of entries.ids()) {
    if (index.get(id)) continue
    if (entries.read(id).kind === 'newer') newerCount += 1
    // sets it aside if need be
    else get(id)
  }
  // all before the first await: what is sent from now on is not of an earlier launch
  for (const { id, status } of index.list()) {
    if (isHalfWay(status) && !live.has(id)) interrupt(id)
  }
  await removal.finish()
  for (const attempt of [...unsaved.values()]) await tryTo(() => save(attempt))
  // a folder that cannot be read says nothing about what is in it
  const names = new Map((await tryTo(() => files.list()))?.map((file) => [file.name, file]))
  for (const file of names.values()) await tryTo(() => placeFile(file))
  for (const { id, audio } of index.list()) {
    if (audio === 'temporary') await tryTo(() => keepAgain(id))
  }
  return {
    interrupted: interruptedIds.filter((id) => index.get(id)),
    found: foundIds,
    quarantinedCount: entries.quarantinedIds().length,
    newerCount,
  }

  function interrupt(id: string): void {
    if (!get(id)) return
    interruptedIds.push(id)
    try {
      update(id, interrupted)
    } catch {
      // storage is full: it is told all the same, and marked by the next launch
    }
  }

  async function placeFile({ name, filePath }: SavedFile): Promise<void> {
    const summary = index.get(name)
    if (!summary) {
      if (readId(name) === null || entries.read(name).kind !== 'missing' || given.has(name)) return
      write(await attemptOf(name, filePath))
      foundIds.push(name)
    } else if (summary.audio === 'none') {
      // killed before its file went; never on the index's word alone
      if (get(name)?.recording === null) await files.remove(name)
    }
  }

  async function keepAgain(id: string): Promise<void> {
    const recording = get(id)?.recording
    if (!recording || unsaved.has(id)) return
    try {
      // at once where the file was moved already
      update(id, kept(await files.save(recording.filePath, id)))
    } catch (error) {
      // temporary storage has ended with the launch that wrote this path
      if (error instanceof AppError && error.code === 'recording-unreadable') update(id, withoutAudio)
    }
  }

  async function attemptOf(id: string, filePath: string): Promise<Attempt> {
    const bytes = (await tryTo(() => files.read(filePath))) ?? new Uint8Array(0)
    const sound = readSound(bytes)
    const unknown = { durationMs: 0, sizeBytes: bytes.length, levels: [] }
    const recording = { id, filePath, ...(sound instanceof AppError ? unknown : sound) }
    return kept(filePath)(createAttempt({ createdAtMs: Number(id), question: null, recording }))
  }
}

/** What could not be mended now is left as it is, for the next launch. */
async function tryTo<T>(mend: () => Promise<T>): Promise<T | undefined> {
  try {
    return await mend()
  } catch {
    return undefined
  }
}
