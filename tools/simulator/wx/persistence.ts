// Data that outlives a launch → IndexedDB, behind a mirror in memory that can answer WeChat's synchronous calls.

/** A mirror's backing store. */
export interface Persistence<V> {
  load(): Promise<Map<string, V>>
  /** Writes are ordered. An undefined value removes its key. Resolves when the changes are durable. */
  write(changes: ReadonlyMap<string, V | undefined>): Promise<void>
}

const restMs = 300

export type Mirror<V> = ReturnType<typeof createMirror<V>>

/** A map whose changes are written behind, those of one turn together: a thousand transactions take seconds, and minutes on a busy disk. */
export function createMirror<V>(persistence: Persistence<V>) {
  let values = new Map<string, V>()
  let changes = new Map<string, V | undefined>()

  function writeAll(): void {
    const written = changes
    changes = new Map()
    persistence.write(written).catch((error: unknown) => {
      console.error('simulator: a write to IndexedDB failed and will be lost on reload', error)
    })
  }
  function write(key: string, value: V | undefined): void {
    if (changes.size === 0) queueMicrotask(writeAll)
    changes.set(key, value)
  }

  return {
    /** Loads the data. Await it before any other call. */
    async ready() {
      values = await persistence.load()
    },
    get: (key: string) => values.get(key),
    set(key: string, value: V) {
      values.set(key, value)
      write(key, value)
    },
    /** As `set`, for one that changes many times in a row: written once it has rested for a moment, as `persisted` says. */
    setOften(key: string, value: V, persisted: () => V) {
      values.set(key, value)
      setTimeout(() => {
        if (values.get(key) === value) write(key, persisted())
      }, restMs)
    },
    delete(key: string) {
      if (values.delete(key)) write(key, undefined)
    },
    /** In insertion order. */
    entries: () => [...values],
  }
}

const storeNames = ['storage', 'files'] as const

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'))
  })
}

let database: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open('simulator', 1)
  opening.onupgradeneeded = () => {
    for (const name of storeNames) opening.result.createObjectStore(name)
  }
  return settled(opening)
}

export function createIndexedDbPersistence<V>(name: (typeof storeNames)[number]): Persistence<V> {
  const begin = async (mode: IDBTransactionMode) => (await (database ??= open())).transaction(name, mode)

  return {
    async load() {
      const store = (await begin('readonly')).objectStore(name)
      const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())])
      return new Map(keys.map((key, index) => [key as string, values[index] as V]))
    },
    async write(changes) {
      const transaction = await begin('readwrite')
      const store = transaction.objectStore(name)
      for (const [key, value] of changes) {
        if (value === undefined) store.delete(key)
        else store.put(value, key)
      }
      // explicitly: an immediate reload must not lose the data
      transaction.commit()
      return new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB transaction aborted'))
      })
    },
  }
}

/** What has not been written when the page is left, and Chromium then drops, is in the next page: WeChat's calls promise that. */
export function outliving(persistence: Persistence<string>): Persistence<string> {
  const name = 'simulator:unwritten'
  const unwritten = new Set<ReadonlyMap<string, string | undefined>>()
  addEventListener('pagehide', () => {
    const changes = [...unwritten].flatMap((each) => [...each])
    if (changes.length > 0) localStorage.setItem(name, JSON.stringify(changes))
  })
  return {
    async load() {
      const changes = JSON.parse(localStorage.getItem(name) ?? '[]') as [string, string | null][]
      await persistence.write(new Map(changes.map(([key, value]) => [key, value ?? undefined])))
      localStorage.removeItem(name)
      return persistence.load()
    },
    async write(changes) {
      unwritten.add(changes)
      await persistence.write(changes)
      unwritten.delete(changes)
    },
  }
}
