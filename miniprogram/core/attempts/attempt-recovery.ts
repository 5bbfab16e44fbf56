// What a killed launch left in storage and files → every recording in the log again, and a report.
import { AppError } from '../errors'
import type { SavedFile, RecordingFiles } from '../ports'
import { readSound } from '../recording/read-sound'
import { createAttempt, interrupted, isHalfWay, saved, withoutAudio } from './attempt'
import type { Attempt, AttemptChange } from './attempt'
import type { AttemptEntries } from './attempt-entries'
import type { AttemptIndex } from './attempt-index'
import type { AttemptRemoval } from './attempt-removal'
import { readId } from './read-attempt'

export interface Recovery {
  /** Attempts whose answers the last launch did not finish, newest first: to be offered for sending again. */
  readonly interrupted: readonly string[]
  /** Recordings found without an entry: their question is unknown. */
  readonly found: readonly string[]
  /** Unreadable entries, including those of earlier launches. */
  readonly quarantinedCount: number
  /** Entries written by a newer version of the app: neither shown nor changed. */
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
  /** By id: attempts of this launch, the only ones whose temporary files still exist. */
  readonly unsaved: ReadonlyMap<string, Attempt>
  /** Ids handed out in this launch: their recordings are being saved, and must not be recovered. */
  readonly issuedIds: ReadonlySet<string>
  /** Attempts sent in this launch. */
  readonly sentIds: ReadonlySet<string>
}

/** Does not read entries that match the index and the files. Never rejects. */
export async function recoverAttempts(parts: RecoveryParts): Promise<Recovery> {
  const { entries, index, files, removal, get, update, write, save, unsaved, issuedIds, sentIds } = parts
  const interruptedIds: string[] = []
  const foundIds: string[] = []
  let newerCount = 0

  for (const id of entries.ids()) {
    if (index.get(id)) continue
    if (entries.read(id).kind === 'newer') newerCount += 1
    // quarantines it if it cannot be read
    else get(id)
  }
  // before the first await: attempts sent after it belong to this launch
  for (const { id, status } of index.list()) {
    if (isHalfWay(status) && !sentIds.has(id)) interrupt(id)
  }
  await removal.finish()
  for (const attempt of [...unsaved.values()]) await tryTo(() => save(attempt))
  // undefined if the folder cannot be read: that does not mean that it is empty
  const names = new Map((await tryTo(() => files.list()))?.map((file) => [file.name, file]))
  for (const file of names.values()) await tryTo(() => matchFile(file))
  for (const { id, audio } of index.list()) {
    if (audio === 'temporary') await tryTo(() => saveAgain(id))
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
      // storage is full: it is reported anyway, and the next launch updates it
    }
  }

  async function matchFile({ name, filePath }: SavedFile): Promise<void> {
    const summary = index.get(name)
    if (!summary) {
      if (readId(name) === null || entries.read(name).kind !== 'missing' || issuedIds.has(name)) return
      write(await attemptFromFile(name, filePath))
      foundIds.push(name)
    } else if (summary.audio === 'none') {
      // killed before the file was deleted; checked in the entry, as the index may be out of date
      if (get(name)?.recording === null) await files.remove(name)
    }
  }

  async function saveAgain(id: string): Promise<void> {
    const recording = get(id)?.recording
    if (!recording || unsaved.has(id)) return
    try {
      // resolves at once if the file was already moved
      update(id, saved(await files.save(recording.filePath, id)))
    } catch (error) {
      // temporary files are lost with the launch that wrote them
      if (error instanceof AppError && error.code === 'recording-unreadable') update(id, withoutAudio)
    }
  }

  async function attemptFromFile(id: string, filePath: string): Promise<Attempt> {
    const bytes = (await tryTo(() => files.read(filePath))) ?? new Uint8Array(0)
    const sound = readSound(bytes)
    const unknown = { durationMs: 0, sizeBytes: bytes.length, levels: [] }
    const recording = { id, filePath, ...(sound instanceof AppError ? unknown : sound) }
    return saved(filePath)(createAttempt({ createdAtMs: Number(id), question: null, recording }))
  }
}

/** Whatever fails is left for the next launch. */
async function tryTo<T>(repair: () => Promise<T>): Promise<T | undefined> {
  try {
    return await repair()
  } catch {
    return undefined
  }
}
