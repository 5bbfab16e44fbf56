// A phone in memory: storage and files that outlive a launch, and launches that are killed at a chosen write.
import { AppError } from '../../../miniprogram/core/errors'
import type { KeyValueStore, Recording, RecordingFiles } from '../../../miniprogram/core/ports'

export interface Launch {
  readonly store: KeyValueStore
  readonly files: RecordingFiles
  /** Changes to storage or files in this launch. */
  writes(): number
  /** The launch was killed: results of later calls do not matter. */
  isDead(): boolean
  /** Now. */
  kill(): void
  /** Keys read so far, in order. */
  readonly reads: readonly string[]
}

export interface Phone {
  /** Key → JSON. */
  readonly stored: Map<string, string>
  /** Saved files: name → what the student said. */
  readonly kept: Map<string, string>
  /** Temporary files: path → what the student said. */
  readonly temporary: Map<string, string>
  /** New keys and larger values are rejected while storage holds more than this. */
  storageLimit: number
  /** The number of saved files at which further ones are rejected. */
  filesLimit: number
  /** Files are moved only after this has settled. */
  beforeMove: Promise<unknown>
  /** The launch is killed at the write after so many. */
  launch(writesUntilDeath?: number): Launch
  /** A recording in temporary storage, with a new id. */
  record(said: string): Recording
}

export function createPhone(): Phone {
  const stored = new Map<string, string>()
  const kept = new Map<string, string>()
  const temporary = new Map<string, string>()
  let recorded = 0

  const size = (): number => [...stored].reduce((sum, [key, json]) => sum + key.length + json.length, 0)

  const phone: Phone = {
    ...{ stored, kept, temporary },
    storageLimit: Infinity,
    filesLimit: Infinity,
    beforeMove: Promise.resolve(),
    record(said) {
      recorded += 1
      const id = String(1_700_000_000_000 + recorded - 1)
      const filePath = `wxfile://tmp/${recorded}.mp3`
      temporary.set(filePath, said)
      return { id, filePath, durationMs: 1000 * recorded, sizeBytes: said.length, levels: [0, 0.5, 1] }
    },
    launch(writesUntilDeath = Infinity) {
      let writes = 0
      const reads: string[] = []
      let isDead = false
      const write = (): void => {
        isDead ||= writes >= writesUntilDeath
        if (isDead) throw new Error('killed')
        writes += 1
      }
      // the user's folder has a different path in each launch
      const folder = `wxfile://usr-${Math.random()}/recordings`
      const pathOf = (name: string): string => `${folder}/${name}.mp3`

      return {
        reads,
        writes: () => writes,
        isDead: () => isDead,
        kill: () => void (isDead = true),
        store: {
          get(key) {
            reads.push(key)
            const json = stored.get(key)
            return json === undefined ? undefined : (JSON.parse(json) as unknown)
          },
          set(key, value) {
            const json = JSON.stringify(value)
            const grown = json.length - (stored.get(key)?.length ?? -key.length)
            if (grown > 0 && phone.storageLimit < Infinity && size() + grown > phone.storageLimit)
              throw new AppError('storage-full')
            write()
            stored.set(key, json)
          },
          remove(key) {
            if (!stored.has(key)) return
            write()
            stored.delete(key)
          },
          keys: () => [...stored.keys()],
          usage: () => ({ usedBytes: size(), limitBytes: phone.storageLimit }),
        },
        files: {
          pathOf,
          async save(tempFilePath, name) {
            await phone.beforeMove
            if (kept.has(name)) return pathOf(name)
            const said = temporary.get(tempFilePath)
            if (said === undefined) throw new AppError('recording-unreadable')
            if (kept.size >= phone.filesLimit) throw new AppError('storage-full')
            write()
            temporary.delete(tempFilePath)
            kept.set(name, said)
            return pathOf(name)
          },
          async write(name, bytes) {
            await Promise.resolve()
            write()
            kept.set(name, new TextDecoder().decode(bytes))
            return pathOf(name)
          },
          exists: (name) => Promise.resolve(kept.has(name)),
          list: () => Promise.resolve([...kept.keys()].map((name) => ({ name, filePath: pathOf(name) }))),
          async read(filePath) {
            await Promise.resolve()
            const said = kept.get(/(\d+)\.mp3$/.exec(filePath)?.[1] ?? '')
            if (said === undefined) throw new AppError('recording-unreadable')
            return new TextEncoder().encode(said)
          },
          async remove(name) {
            await Promise.resolve()
            if (!kept.has(name)) return
            write()
            kept.delete(name)
          },
          usage: () => Promise.resolve({ usedBytes: kept.size, limitBytes: phone.filesLimit }),
        },
      }
    },
  }
  return phone
}
