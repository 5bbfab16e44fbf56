// Recordings that lie in the cloud ↔ one storage key: sent again without another upload, deleted once nobody needs them.
import type { Clock, CloudFiles, KeyValueStore } from '../ports'
import { readAmount, readFields, readText } from '../stored-value'

export const uploadsKey = 'uploads'
/** A failed answer is asked for again soon or never; the student is told of this limit. */
export const keepUploadMs = 24 * 3_600_000

export interface Uploads {
  /** The file that holds the recording of `key`, as far as is known here: the cloud may have lost it. */
  fileIDOf(key: string): string | null
  /** It has been uploaded; an older file of the same key is not needed any more. */
  put(key: string, fileID: string): void
  /** Not needed any more: deleted now, or when the cloud answers, by a later launch if need be. */
  release(keys: readonly string[]): void
  /** Once a launch: finishes what earlier ones could not delete, and lets go of what is older than a day. */
  tidy(): void
}

interface Upload {
  /** An attempt's id, or the path of a recording that has none. */
  readonly key: string
  readonly fileID: string
  readonly uploadedAtMs: number
  readonly isNeeded: boolean
}

interface UploadsParts {
  readonly store: KeyValueStore
  readonly clock: Pick<Clock, 'nowMs'>
  /** Undefined without a cloud: what is written down waits for one. */
  readonly cloud: CloudFiles | undefined
}

/** Never throws: at worst a file stays in the cloud until the operator's own rule ends it. */
export function createUploads({ store, clock, cloud }: UploadsParts): Uploads {
  let uploads: readonly Upload[] | null = null

  const all = (): readonly Upload[] => (uploads ??= readUploads(store.get(uploadsKey)))

  function save(changed: readonly Upload[]): void {
    uploads = changed
    try {
      if (changed.length > 0) store.set(uploadsKey, changed)
      else store.remove(uploadsKey)
    } catch {
      // storage is full: known for this launch alone
    }
  }

  function letGo(isDone: (upload: Upload) => boolean): void {
    if (all().some((upload) => upload.isNeeded && isDone(upload))) {
      save(all().map((upload) => (isDone(upload) ? { ...upload, isNeeded: false } : upload)))
    }
    const fileIDs = all()
      .filter(({ isNeeded }) => !isNeeded)
      .map(({ fileID }) => fileID)
    if (!cloud || fileIDs.length === 0) return
    cloud.remove(fileIDs).then(
      () => save(all().filter(({ fileID }) => !fileIDs.includes(fileID))),
      // still written down: another time
      () => undefined,
    )
  }

  return {
    fileIDOf: (key) => all().find((upload) => upload.isNeeded && upload.key === key)?.fileID ?? null,
    put(key, fileID) {
      const others = all().map((upload) => (upload.key === key ? { ...upload, isNeeded: false } : upload))
      save([...others, { key, fileID, uploadedAtMs: clock.nowMs(), isNeeded: true }])
    },
    release: (keys) => letGo(({ key }) => keys.includes(key)),
    tidy: () => letGo(({ uploadedAtMs }) => Math.abs(clock.nowMs() - uploadedAtMs) > keepUploadMs),
  }
}

function readUploads(value: unknown): Upload[] {
  const values: unknown[] = Array.isArray(value) ? value : []
  return values.flatMap((item) => {
    const fields = readFields(item)
    const key = readText(fields?.key)
    const fileID = readText(fields?.fileID)
    const uploadedAtMs = readAmount(fields?.uploadedAtMs)
    if (key === null || fileID === null || uploadedAtMs === null) return []
    return [{ key, fileID, uploadedAtMs, isNeeded: fields?.isNeeded === true }]
  })
}
