// Recordings in the cloud ↔ one storage key: sent again without another upload, deleted when no longer needed.
import type { Clock, CloudFiles, KeyValueStore } from '../ports'
import { readAmount, readFields, readText } from '../stored-value'

const uploadsKey = 'uploads'
/** After a failure, students send again soon or never. The privacy text states this limit. */
export const uploadMaxAgeMs = 24 * 3_600_000

export interface Uploads {
  /** The uploaded file of attempt `key`. The cloud may have lost it since. */
  fileIDOf(key: string): string | null
  /** Records an upload; an older file of the same key is no longer needed. */
  put(key: string, fileID: string): void
  /** No longer needed: deleted now or, if the cloud does not respond, by a later launch. */
  release(keys: readonly string[]): void
  /** Once per launch: deletes what earlier launches could not, and what is older than a day. */
  tidy(): void
}

interface Upload {
  /** The attempt's id. */
  readonly key: string
  readonly fileID: string
  readonly uploadedAtMs: number
  readonly isNeeded: boolean
}

interface UploadsParts {
  readonly store: KeyValueStore
  readonly clock: Pick<Clock, 'nowMs'>
  /** Undefined without a cloud environment: files then wait to be deleted. */
  readonly cloud: CloudFiles | undefined
}

/** Never throws: at worst, a file stays in the cloud until the operator's own rule deletes it. */
export function createUploads({ store, clock, cloud }: UploadsParts): Uploads {
  let uploads: readonly Upload[] | null = null

  const all = (): readonly Upload[] => (uploads ??= readUploads(store.get(uploadsKey)))

  function save(changed: readonly Upload[]): void {
    uploads = changed
    try {
      if (changed.length > 0) store.set(uploadsKey, changed)
      else store.remove(uploadsKey)
    } catch {
      // storage is full: known for this launch only
    }
  }

  function releaseWhere(isDone: (upload: Upload) => boolean): void {
    if (all().some((upload) => upload.isNeeded && isDone(upload))) {
      save(all().map((upload) => (isDone(upload) ? { ...upload, isNeeded: false } : upload)))
    }
    const fileIDs = all()
      .filter(({ isNeeded }) => !isNeeded)
      .map(({ fileID }) => fileID)
    if (!cloud || fileIDs.length === 0) return
    cloud.remove(fileIDs).then(
      () => save(all().filter(({ fileID }) => !fileIDs.includes(fileID))),
      // still stored: another time
      () => undefined,
    )
  }

  return {
    fileIDOf: (key) => all().find((upload) => upload.isNeeded && upload.key === key)?.fileID ?? null,
    put(key, fileID) {
      const others = all().map((upload) => (upload.key === key ? { ...upload, isNeeded: false } : upload))
      save([...others, { key, fileID, uploadedAtMs: clock.nowMs(), isNeeded: true }])
    },
    release: (keys) => releaseWhere(({ key }) => keys.includes(key)),
    tidy: () => releaseWhere(({ uploadedAtMs }) => Math.abs(clock.nowMs() - uploadedAtMs) > uploadMaxAgeMs),
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
