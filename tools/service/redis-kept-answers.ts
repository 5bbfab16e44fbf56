// Kept answers of all instances. Each instance keeps its own (`alone`) and copies them to Redis, where the others read them.
import { randomUUID } from 'node:crypto'
import type { Clock } from './clock'
import type { Ids } from './frames'
import { brokeOffRefusal, type KeptAnswerReader, type KeptAnswers } from './kept-answers'
import { leaseMs } from './places'
import { keyPrefix, type SharedRedis } from './redis'
import {
  appendToAnswer,
  findAnswer,
  readAnswer,
  renewAnswers,
  resumeAnswer,
  settle,
  stopAnswer,
  stoppedAnswers,
  type Found,
} from './redis-answer-scripts'
import { grpc, packRefusal, Refusal, serviceRefusal, unpackRefusal, type PackedRefusal } from './refusal'

/** How late a reader is. Readers on another instance are few, so asking costs less than a connection that waits would. */
const lookAgainMs = 100
/** How late a producer learns that it is to stop: on a busy machine a second look is still within the second. */
const lookForStopsMs = 200
const stopKeptMs = 60_000
/** Renews leases, and tries again what Redis did not take. */
const tendMs = 500
/** What has ended is told before the process ends. */
const closeMaxMs = 1_000
/** Long enough for those who wait for the answer; later it may be asked for anew. */
const refusedMs = 10_000

interface Copy {
  readonly ids: Ids
  readonly owner: string
  readonly begunMs: number
  /** Until it has been copied: it may be one that is kept no more. */
  reader: KeptAnswerReader | undefined
  copying: Promise<void> | undefined
  isEnded: boolean
}

/** Each wait its own: Node warns of a signal that many listen to. */
const never = () => new AbortController().signal

const nameOf = ({ uid, logid }: Ids) => `kept:{${uid}:${logid}}`

export function createRedisKeptAnswers(redis: SharedRedis, alone: KeptAnswers, clock: Clock): KeptAnswers {
  const keptMs = alone.keptSeconds * 1000
  /** Of this process, by name. They are copied again when Redis has lost them. */
  const copies = new Map<string, Copy>()

  async function look(name: string, ...claim: (string | number)[]): Promise<Found | 'away'> {
    for (;;) {
      const found = await redis.ask<unknown>(
        () => redis.run(findAnswer, name, ...claim),
        () => 'away',
      )
      if (found !== 'settling') return found as Found | 'away'
      await clock.wait(lookAgainMs, never())
    }
  }

  /** Follows it here and writes it there. Rejects where Redis goes away. */
  async function copyAnswer(name: string, copy: Copy): Promise<void> {
    const leftMs = () => Math.max(1, Math.ceil(copy.begunMs + keptMs - clock.nowMs()))
    const reader = copy.reader ?? (await alone.find(copy.ids))
    const last = await redis.run(resumeAnswer, name, copy.owner, leftMs(), leaseMs)
    const [there = 0, state] = String(last).split('-').map(Number)
    if (!reader || last === null || state === 2) return
    const append = async (id: string, kind: string, value: Buffer | string, thenMs = leftMs()) => {
      if ((await redis.run(appendToAnswer, name, id, kind, value, thenMs)) !== 1) throw new Error('lost')
    }
    let at = 0
    try {
      for await (const bytes of reader.follow(never())) {
        at += bytes.length
        if (at > there) await append(`${at}-0`, 'bytes', Buffer.from(bytes.subarray(there - at)))
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (at === 0) return append('0-2', 'refused', textOf(error), refusedMs)
      return append(`${at}-2`, 'failed', textOf(error))
    }
    await append(`${at}-2`, 'end', '')
  }

  function keepCopied(name: string, copy: Copy) {
    if (copy.copying || !redis.isUp) return
    copy.copying = copyAnswer(name, copy)
      .then(() => {
        copy.isEnded = true
        copy.reader = undefined
      })
      // the next round tries again
      .catch(() => undefined)
      .finally(() => (copy.copying = undefined))
  }

  const running = () => [...copies].filter(([, { isEnded }]) => !isEnded)

  async function tend() {
    for (const [name, copy] of copies) {
      if (clock.nowMs() - copy.begunMs > keptMs) copies.delete(name)
      else if (!copy.isEnded) keepCopied(name, copy)
    }
    const names = running().map(([name]) => keyPrefix + name)
    if (names.length > 0 && redis.isUp) await redis.run(renewAnswers, 'kept', leaseMs, ...names)
  }

  async function lookForStops() {
    if (running().length === 0 || !redis.isUp) return
    const stopped = new Set((await redis.run(stoppedAnswers, 'kept')) as string[])
    for (const [name, { ids }] of running()) if (stopped.has(keyPrefix + name)) await alone.stop(ids)
  }

  setInterval(() => void tend().catch(() => undefined), tendMs).unref()
  setInterval(() => void lookForStops().catch(() => undefined), lookForStopsMs).unref()
  redis.onUp(() => {
    redis.run(settle, 'kept').catch(() => undefined)
    for (const [name, copy] of copies) {
      copy.isEnded = false
      keepCopied(name, copy)
    }
  })

  return {
    keptSeconds: alone.keptSeconds,
    get keptBytes() {
      return alone.keptBytes
    },
    async claim(ids) {
      const name = nameOf(ids)
      const own = await alone.find(ids)
      if (own) return { reader: own }
      const owner = randomUUID()
      if ((await look(name, owner, keptMs, leaseMs)) === 'kept')
        return { reader: createReader(redis, name, clock) }
      const claimed = await alone.claim(ids)
      if (claimed.writer) {
        const { reader } = claimed
        const copy: Copy = { ids, owner, begunMs: clock.nowMs(), reader, copying: undefined, isEnded: false }
        copies.set(name, copy)
        keepCopied(name, copy)
      }
      return claimed
    },
    async find(ids) {
      const own = await alone.find(ids)
      if (own) return own
      const found = await look(nameOf(ids))
      if (found === 'away') throw awayRefusal()
      return found === 'kept' ? createReader(redis, nameOf(ids), clock) : undefined
    },
    async stop(ids) {
      await alone.stop(ids)
      await redis.ask<unknown>(
        () => redis.run(stopAnswer, nameOf(ids), stopKeptMs),
        () => undefined,
      )
    },
    async close() {
      const copying = [...copies.values()].map(({ copying }) => copying ?? Promise.resolve())
      const copied = new AbortController()
      void Promise.all(copying).then(() => copied.abort())
      await clock.wait(closeMaxMs, copied.signal)
      copies.clear()
      await alone.close()
    },
  }
}

type Entry = readonly [id: Buffer, fields: readonly [kind: Buffer, value: Buffer]]

function createReader(redis: SharedRedis, name: string, clock: Clock): KeptAnswerReader {
  return {
    async *follow(signal) {
      let lastId = '0-1'
      let at = 0
      let seenMs = clock.nowMs()
      for (;;) {
        signal.throwIfAborted()
        const [entries, isThere, isProduced] = await redis.ask<readonly [readonly Entry[], unknown, unknown]>(
          async () => (await redis.runForBytes(readAnswer, name, lastId)) as [Entry[], number, number],
          () => [[], 0, 0],
        )
        for (const [id, [kind, value]] of entries) {
          lastId = id.toString()
          if (kind.toString() === 'end') return
          if (kind.toString() !== 'bytes') throw refusalFrom(value.toString())
          const endsAt = Number.parseInt(lastId, 10)
          if (endsAt - value.length > at) throw brokeOffRefusal()
          yield value.subarray(value.length - (endsAt - at))
          at = endsAt
        }
        if (isThere === 1) seenMs = clock.nowMs()
        const isProducerGone = isThere === 1 && isProduced === 0
        // away, or back without it: its producer adds it again
        if ((isProducerGone && entries.length === 0) || clock.nowMs() - seenMs > leaseMs)
          throw brokeOffRefusal()
        if (entries.length === 0) await clock.wait(lookAgainMs, signal)
      }
    },
  }
}

const textOf = (refusal: Refusal) => JSON.stringify(packRefusal(refusal))
const refusalFrom = (text: string) => unpackRefusal(JSON.parse(text) as PackedRefusal)

const awayRefusal = () =>
  serviceRefusal(grpc.unavailable, 'kept answers cannot be looked up now', 'store-away', 1)
