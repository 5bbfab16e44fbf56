// uid and logid → the bytes of an answer, kept for a while: one writer, and any number of readers, each from the first byte.
import type { Clock } from './clock'
import type { Ids } from './frames'
import { grpc, serviceRefusal, type Refusal } from './refusal'

/** Whoever has it asks the models; it must end it. */
export interface KeptAnswerWriter {
  /** Aborts when the student has stopped the answer, on whatever process. */
  readonly stopped: AbortSignal
  /** Waits for no reader. */
  append(bytes: Uint8Array): void
  /** With a refusal: what went wrong, for all who read. If that comes before the first byte, nothing is kept. */
  end(refusal?: Refusal): void
}

export interface KeptAnswerReader {
  /** The bytes from the first on, then as they come. Ends with the answer; rejects with its refusal, or as `signal` does. */
  follow(signal: AbortSignal): AsyncIterable<Uint8Array>
}

export interface Claimed {
  readonly writer?: KeptAnswerWriter
  readonly reader: KeptAnswerReader
}

export interface KeptAnswers {
  /** From an answer's beginning. */
  readonly keptSeconds: number
  /** Bytes that are kept now. */
  readonly keptBytes: number
  /** Gives the writer to the first who asks, as long as the answer is kept. */
  claim(ids: Ids): Promise<Claimed>
  find(ids: Ids): Promise<KeptAnswerReader | undefined>
  /** Nothing happens to an answer that has ended or is not known. */
  stop(ids: Ids): Promise<void>
  /** Forgets all. */
  close(): Promise<void>
}

/** How long an answer can be read again, from its beginning. */
export const keptSeconds = 600

export interface KeptAnswersOptions {
  readonly keptSeconds: number
  /** Beyond this the oldest that have ended are forgotten. */
  readonly maxBytes: number
  readonly clock: Clock
}

interface Entry {
  readonly pieces: Uint8Array[]
  sizeBytes: number
  /** Set when the answer has ended. */
  ending: { readonly refusal: Refusal | undefined } | undefined
  readonly stop: AbortController
  readonly forgotten: AbortController
  /** Those who wait for the next piece or the end. */
  readonly waiting: Set<() => void>
}

/** In this process's memory. */
export function createKeptAnswers({ keptSeconds, maxBytes, clock }: KeptAnswersOptions): KeptAnswers {
  /** Oldest first. */
  const entries = new Map<string, Entry>()
  let keptBytes = 0

  function forget(key: string, entry: Entry) {
    if (entries.get(key) !== entry) return
    entries.delete(key)
    entry.forgotten.abort()
    keptBytes -= entry.sizeBytes
  }

  function makeRoom() {
    for (const [key, entry] of entries) {
      if (keptBytes <= maxBytes) return
      if (entry.ending) forget(key, entry)
    }
  }

  function open(key: string): Entry {
    const entry: Entry = {
      pieces: [],
      sizeBytes: 0,
      ending: undefined,
      stop: new AbortController(),
      forgotten: new AbortController(),
      waiting: new Set(),
    }
    entries.set(key, entry)
    void clock.wait(keptSeconds * 1000, entry.forgotten.signal).then(() => {
      forget(key, entry)
    })
    return entry
  }

  const writerOf = (key: string, entry: Entry): KeptAnswerWriter => ({
    stopped: entry.stop.signal,
    append(bytes) {
      entry.pieces.push(bytes)
      entry.sizeBytes += bytes.length
      if (entries.get(key) === entry) keptBytes += bytes.length
      makeRoom()
      wake(entry)
    },
    end(refusal) {
      entry.ending ??= { refusal }
      if (refusal && entry.sizeBytes === 0) forget(key, entry)
      makeRoom()
      wake(entry)
    },
  })

  return {
    keptSeconds,
    get keptBytes() {
      return keptBytes
    },
    claim(ids) {
      const key = keyOf(ids)
      const known = entries.get(key)
      if (known) return Promise.resolve({ reader: readerOf(known) })
      const entry = open(key)
      return Promise.resolve({ writer: writerOf(key, entry), reader: readerOf(entry) })
    },
    find(ids) {
      const entry = entries.get(keyOf(ids))
      return Promise.resolve(entry && readerOf(entry))
    },
    stop(ids) {
      entries.get(keyOf(ids))?.stop.abort()
      return Promise.resolve()
    },
    close() {
      for (const [key, entry] of entries) forget(key, entry)
      return Promise.resolve()
    },
  }
}

export const keyOf = ({ uid, logid }: Ids) => `${uid}/${logid}`

/** For those who read what nobody will write to its end. */
export const brokeOffRefusal = () =>
  serviceRefusal(grpc.unavailable, 'the answer broke off: the process that wrote it is gone', 'broke-off')

function wake({ waiting }: Entry) {
  for (const go of waiting) go()
}

const readerOf = (entry: Entry): KeptAnswerReader => ({
  async *follow(signal) {
    let read = 0
    for (;;) {
      signal.throwIfAborted()
      if (read < entry.pieces.length) {
        // what has been kept goes out at once, what comes then as it comes
        const unread = entry.pieces.slice(read)
        read = entry.pieces.length
        yield unread.length === 1 && unread[0] ? unread[0] : Buffer.concat(unread)
      } else if (entry.ending) {
        if (entry.ending.refusal) throw entry.ending.refusal
        return
      } else {
        await nextOf(entry, signal)
      }
    }
  },
})

/** Resolves when there is something new, or `signal` aborts. */
function nextOf({ waiting }: Entry, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      waiting.delete(go)
      signal.removeEventListener('abort', go)
      resolve()
    }
    waiting.add(go)
    signal.addEventListener('abort', go)
  })
}
