// Data that outlives a launch → IndexedDB, behind a mirror in memory that can answer WeChat's synchronous calls.

/** A mirror's backing store. Writes are ordered; each promise settles when its write is durable. */
export interface Persistence<V> {
  load(): Promise<Map<string, V>>
  put(key: string, value: V): Promise<void>
  remove(key: string): Promise<void>
}

/** A map whose changes are written behind. */
export interface Mirror<V> {
  /** Loads the data, once. Await it before any other call. */
  ready(): Promise<void>
  get(key: string): V | undefined
  set(key: string, value: V): void
  /** As `set`, for one that changes many times in a row: written once it has rested for a moment, as `persisted` says. */
  setOften(key: string, value: V, persisted: () => V): void
  delete(key: string): void
  /** In insertion order. */
  entries(): [string, V][]
}

const restMs = 300

export function createMirror<V>(persistence: Persistence<V>): Mirror<V> {
  let loaded: Map<string, V> | undefined
  let loading: Promise<void> | undefined
  const resting = new Map<string, ReturnType<typeof setTimeout>>()

  function write(key: string, value: V): void {
    clearTimeout(resting.get(key))
    resting.delete(key)
    persistence.put(key, value).catch(report)
  }
  function values(): Map<string, V> {
    if (loaded === undefined) throw new Error('simulator: await ready() before the mini program is launched')
    return loaded
  }
  function report(error: unknown): void {
    console.error('simulator: a write to IndexedDB failed and will be lost on reload', error)
  }

  return {
    ready: () =>
      (loading ??= persistence.load().then((entries) => {
        loaded = entries
      })),
    get: (key) => values().get(key),
    set(key, value) {
      values().set(key, value)
      write(key, value)
    },
    setOften(key, value, persisted) {
      values().set(key, value)
      clearTimeout(resting.get(key))
      resting.set(
        key,
        setTimeout(() => write(key, persisted()), restMs),
      )
    },
    delete(key) {
      clearTimeout(resting.get(key))
      resting.delete(key)
      if (values().delete(key)) persistence.remove(key).catch(report)
    },
    entries: () => [...values()],
  }
}

const databaseName = 'simulator'
const storeNames = ['storage', 'files'] as const
export type StoreName = (typeof storeNames)[number]

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'))
  })
}

let database: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open(databaseName, 1)
  opening.onupgradeneeded = () => {
    for (const name of storeNames) opening.result.createObjectStore(name)
  }
  return settled(opening)
}

/** Batches one turn's changes in a transaction: a thousand transactions take seconds, and minutes on a busy disk. */
export function createIndexedDbPersistence<V>(storeName: StoreName): Persistence<V> {
  let changes: ((store: IDBObjectStore) => void)[] = []
  let written: Promise<void> | undefined

  async function writeAll(): Promise<void> {
    const opened = await (database ??= open())
    const transaction = opened.transaction(storeName, 'readwrite')
    const durable = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB transaction aborted'))
    })
    const store = transaction.objectStore(storeName)
    const batch = changes
    changes = []
    written = undefined
    for (const change of batch) change(store)
    // commit explicitly: an immediate reload must not lose the data
    transaction.commit()
    return durable
  }

  function write(change: (store: IDBObjectStore) => void): Promise<void> {
    changes.push(change)
    return (written ??= writeAll())
  }

  return {
    async load() {
      const store = (await (database ??= open())).transaction(storeName).objectStore(storeName)
      const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())])
      return new Map(keys.map((key, index) => [key as string, values[index] as V]))
    },
    put: (key, value) => write((store) => store.put(value, key)),
    remove: (key) => write((store) => store.delete(key)),
  }
}

/** In memory, for tests. */
export function createMemoryPersistence<V>(entries = new Map<string, V>()): Persistence<V> {
  return {
    load: () => Promise.resolve(new Map(entries)),
    put: (key, value) => Promise.resolve(void entries.set(key, value)),
    remove: (key) => Promise.resolve(void entries.delete(key)),
  }
}
