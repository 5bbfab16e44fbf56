// One raw request → everything that was seen of it.
import type { RawFailure } from '../../../core/device'
import type { World } from '../row'
import { silentMp3 } from '../silent-mp3'

interface SeenChunk {
  readonly atMs: number
  readonly data: unknown
}

export interface Exchange {
  /** As the headers said it; `none` until they came. */
  headers: { readonly status: number | undefined } | 'none'
  hadChunkBeforeHeaders: boolean
  readonly chunks: SeenChunk[]
  success: { readonly status: number | undefined; readonly data: unknown } | undefined
  failure: RawFailure | undefined
  /** Chunks that came before `abort`. */
  chunksAtAbort: number | undefined
}

interface SentExchange {
  readonly seen: Exchange
  /** WeChat has called `success` or `fail`. */
  readonly ended: Promise<void>
  /** Resolves once so many chunks came. */
  hasChunks(count: number): Promise<void>
  abort(): void
}

/** @param pauseMs replaces the scenario's own pauses */
export function scenarioUrl({ serviceOrigin }: World, name: string, pauseMs?: number): string {
  const pauses = pauseMs === undefined ? '' : `;ms=${pauseMs}`
  return `${serviceOrigin}/scenario/${name}${pauses}/chat_completion.ChatService/ielts_speaking_p1_generate`
}

/** Longer than any row lasts. */
const longMs = 60_000

/** Asks as the app does, with a quarter of a second of silence. */
export function send(world: World, url: string, timeoutMs = longMs): SentExchange {
  const { clock } = world
  const sentAtMs = clock.monotonicMs()
  const seen: Exchange = {
    ...{ headers: 'none', hadChunkBeforeHeaders: false, chunks: [] },
    ...{ success: undefined, failure: undefined, chunksAtAbort: undefined },
  }
  const waiting: { count: number; resolve(): void }[] = []
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))

  const task = world.request({
    url,
    timeoutMs,
    body: JSON.stringify({ logid: String(clock.nowMs()), uid: '1', media_buf: silentMp3(250) }),
    onHeaders: (status) => (seen.headers = { status }),
    onChunk(data) {
      if (seen.headers === 'none') seen.hadChunkBeforeHeaders = true
      seen.chunks.push({ atMs: clock.monotonicMs() - sentAtMs, data })
      for (const { count, resolve } of waiting) if (seen.chunks.length >= count) resolve()
    },
    onSuccess(status, data) {
      seen.success = { status, data }
      end()
    },
    onFail(failure) {
      seen.failure = failure
      end()
    },
  })
  world.atEnd(() => task.abort())

  return {
    seen,
    ended,
    hasChunks: (count) => new Promise((resolve) => waiting.push({ count, resolve })),
    abort() {
      seen.chunksAtAbort = seen.chunks.length
      task.abort()
    },
  }
}
