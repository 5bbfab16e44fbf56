// The kept answers of a cluster: its primary has the bytes, and every worker reads and writes them by messages.
import cluster from 'node:cluster'
import { setMaxListeners } from 'node:events'
import type { Clock } from './clock'
import type { Ids } from './frames'
import {
  brokeOffRefusal,
  createKeptAnswers,
  keyOf,
  type Claimed,
  type KeptAnswers,
  type KeptAnswersOptions,
  type KeptAnswerWriter,
} from './kept-answers'
import { packRefusal, unpackRefusal, type PackedRefusal } from './refusal'

/** What a worker tells the primary. Bytes are base64: the channel carries JSON. */
type FromWorker =
  | { readonly kept: 'claim' | 'find'; readonly id: number; readonly ids: Ids }
  | { readonly kept: 'append'; readonly ids: Ids; readonly bytes: string }
  | { readonly kept: 'end'; readonly ids: Ids; readonly refusal?: PackedRefusal | undefined }
  | { readonly kept: 'follow' | 'stop'; readonly ids: Ids }

/** And the primary a worker: `known` answers a claim or a search, the bytes are of an answer that it follows. */
type FromPrimary =
  | { readonly kept: 'known'; readonly id: number; readonly isKnown: boolean }
  | { readonly kept: 'append'; readonly ids: Ids; readonly bytes: string }
  | { readonly kept: 'end'; readonly ids: Ids; readonly refusal?: PackedRefusal | undefined }
  | { readonly kept: 'stopped'; readonly ids: Ids }

/** One end of the way between the primary and a worker. What cannot be sent is lost. */
export interface Channel {
  send(message: object): void
  onMessage(take: (message: unknown) => void): void
  /** On the primary's side. */
  onClose?(closed: () => void): void
}

const packed = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const isKept = (message: unknown): message is { readonly kept: string } =>
  typeof message === 'object' && message !== null && 'kept' in message

/** The primary's part, for one worker. What a worker that ends has been writing ends for its readers with UNAVAILABLE. */
export function serveAnswers(answers: KeptAnswers, channel: Channel): void {
  const writers = new Map<string, KeptAnswerWriter>()
  const closed = new AbortController()
  // each answer that the worker follows listens: that is no leak
  setMaxListeners(Infinity, closed.signal)

  async function claim({ id, ids }: { readonly id: number; readonly ids: Ids }) {
    const { writer } = await answers.claim(ids)
    if (writer) {
      writers.set(keyOf(ids), writer)
      writer.stopped.addEventListener('abort', () =>
        channel.send({ kept: 'stopped', ids } satisfies FromPrimary),
      )
    }
    known(id, !writer)
  }

  const known = (id: number, isKnown: boolean) =>
    channel.send({ kept: 'known', id, isKnown } satisfies FromPrimary)

  async function follow(ids: Ids) {
    try {
      const reader = await answers.find(ids)
      if (!reader) throw brokeOffRefusal()
      for await (const bytes of reader.follow(closed.signal)) {
        channel.send({ kept: 'append', ids, bytes: packed(bytes) } satisfies FromPrimary)
      }
      channel.send({ kept: 'end', ids } satisfies FromPrimary)
    } catch (error) {
      channel.send({ kept: 'end', ids, refusal: packRefusal(error) } satisfies FromPrimary)
    }
  }

  channel.onMessage((message) => {
    if (!isKept(message)) return
    const said = message as FromWorker
    const key = keyOf(said.ids)
    if (said.kept === 'claim') void claim(said)
    if (said.kept === 'find')
      void answers.find(said.ids).then((reader) => known(said.id, reader !== undefined))
    if (said.kept === 'follow') void follow(said.ids)
    if (said.kept === 'stop') void answers.stop(said.ids)
    if (said.kept === 'append') writers.get(key)?.append(Buffer.from(said.bytes, 'base64'))
    if (said.kept === 'end') {
      writers.get(key)?.end(said.refusal && unpackRefusal(said.refusal))
      writers.delete(key)
    }
  })
  channel.onClose?.(() => {
    closed.abort()
    for (const writer of writers.values()) writer.end(brokeOffRefusal())
    writers.clear()
  })
}

export interface SharedAnswersOptions {
  readonly keptSeconds: number
  readonly clock: Clock
  readonly channel: Channel
}

/** How long a worker waits for the primary; then it keeps the answer on its own, as long as it runs. */
const primaryMaxMs = 1_000

/** A worker's part. It has a copy of each answer that runs and is written or read here: every byte comes once, however many read. */
export function sharedAnswers({ keptSeconds, clock, channel }: SharedAnswersOptions): KeptAnswers {
  const here = createKeptAnswers({ keptSeconds, maxBytes: 0, clock })
  const copies = new Map<string, KeptAnswerWriter>()
  const asked = new Map<number, (isKnown: boolean) => void>()
  let lastId = 0
  const tell = (message: FromWorker) => channel.send(message)

  channel.onMessage((message) => {
    if (!isKept(message)) return
    const said = message as FromPrimary
    if (said.kept === 'known') return asked.get(said.id)?.(said.isKnown)
    const copy = copies.get(keyOf(said.ids))
    if (said.kept === 'stopped') void here.stop(said.ids)
    if (said.kept === 'append') copy?.append(Buffer.from(said.bytes, 'base64'))
    if (said.kept === 'end') {
      copy?.end(said.refusal && unpackRefusal(said.refusal))
      copies.delete(keyOf(said.ids))
    }
  })

  /** Resolves to undefined if the primary does not say; `late` gets what it says then. */
  function ask(kept: 'claim' | 'find', ids: Ids, late: (isKnown: boolean) => void = () => undefined) {
    const id = ++lastId
    return new Promise<boolean | undefined>((resolve) => {
      const answered = new AbortController()
      let isLate = false
      asked.set(id, (isKnown) => {
        asked.delete(id)
        answered.abort()
        if (isLate) late(isKnown)
        else resolve(isKnown)
      })
      void clock.wait(primaryMaxMs, answered.signal).then(() => {
        isLate = true
        resolve(undefined)
      })
      tell({ kept, id, ids })
    })
  }

  /** What another process writes, or has written. */
  async function copyOf(ids: Ids): Promise<Claimed> {
    const { writer, reader } = await here.claim(ids)
    if (writer) {
      copies.set(keyOf(ids), writer)
      tell({ kept: 'follow', ids })
    }
    return { reader }
  }

  const shared = (ids: Ids, writer: KeptAnswerWriter): KeptAnswerWriter => ({
    stopped: writer.stopped,
    append(bytes) {
      writer.append(bytes)
      tell({ kept: 'append', ids, bytes: packed(bytes) })
    },
    end(refusal) {
      // what has ended is the primary's: it must have it before it is forgotten here
      tell({ kept: 'end', ids, refusal: refusal && packRefusal(refusal) })
      writer.end(refusal)
    },
  })

  return {
    keptSeconds,
    // the primary counts them
    keptBytes: 0,
    async claim(ids) {
      const known = await here.find(ids)
      if (known) return { reader: known }
      const isKnown = await ask('claim', ids, (isLate) => {
        // nobody here writes it
        if (!isLate) tell({ kept: 'end', ids, refusal: packRefusal(brokeOffRefusal()) })
      })
      if (isKnown) return copyOf(ids)
      const claimed = await here.claim(ids)
      if (!claimed.writer || isKnown === undefined) return claimed
      return { reader: claimed.reader, writer: shared(ids, claimed.writer) }
    },
    async find(ids) {
      const known = await here.find(ids)
      if (known) return known
      return (await ask('find', ids)) ? (await copyOf(ids)).reader : undefined
    },
    async stop(ids) {
      tell({ kept: 'stop', ids })
      await here.stop(ids)
    },
    close: () => here.close(),
  }
}

/** In the primary, before the first fork. */
export function keepSharedAnswers(options: KeptAnswersOptions): KeptAnswers {
  const answers = createKeptAnswers(options)
  cluster.on('fork', (worker) => {
    serveAnswers(answers, {
      // one that is dying may have closed its channel
      send: (message) => void (worker.isConnected() && worker.send(message, () => undefined)),
      onMessage: (take) => void worker.on('message', take),
      onClose: (closed) => void worker.once('exit', closed),
    })
  })
  return answers
}

/** In a worker. */
export const primaryChannel: Channel = {
  send: (message) =>
    void (process.connected && process.send?.(message, undefined, undefined, () => undefined)),
  onMessage: (take) => void process.on('message', take),
}
