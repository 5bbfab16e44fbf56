// Work for core, done alike by the sources in Node and by what ships in JavaScriptCore: everything it returns is text to compare.
import { createAnswerStream } from '../../../miniprogram/core/answer/answer-stream'
import { partsOf } from '../../../miniprogram/core/answer/parts'
import { AppError } from '../../../miniprogram/core/errors'
import { createMp3Walker, isMp3 } from '../../../miniprogram/core/recording/mp3'
import { initialState, transition } from '../../../miniprogram/core/session/practice-session'
import type { SessionEvent, SessionState } from '../../../miniprogram/core/session/session-state'
import { cutAtRandom, cutEvery, mulberry32 } from '../../core/answer/cuts'

export interface Cases {
  /** The bytes of each stream. */
  readonly streams: readonly (readonly number[])[]
  readonly frameMaxBytes: number
}

export function work({ streams, frameMaxBytes }: Cases, mp3: Uint8Array) {
  return {
    answers: streams.map((bytes) => readStream(Uint8Array.from(bytes), frameMaxBytes)),
    sound: [1400, 417, 13].map((size) => readSound(mp3, size)),
    walks: Array.from({ length: 24 }, (_, seed) => walk(seed)),
  }
}

function readStream(bytes: Uint8Array, frameMaxBytes: number): string[] {
  const cuts = [[bytes], cutEvery(bytes, 1), cutEvery(bytes, 7), cutAtRandom(bytes, 60, bytes.length)]
  return cuts.map((chunks) => {
    const stream = createAnswerStream({ frameMaxBytes })
    for (const chunk of chunks) stream.feed(chunk)
    const outcome = stream.end()
    const { text, error, hasGap } = stream
    return print({ outcome, text, parts: partsOf(text), error, hasGap })
  })
}

/** Logarithms and powers differ in their last digits from engine to engine. */
const digits = 10

function readSound(mp3: Uint8Array, chunkBytes: number): string {
  const walker = createMp3Walker()
  const granules = cutEvery(mp3, chunkBytes).flatMap((chunk) => walker.feed(chunk))
  granules.push(...walker.end())
  const levels = granules.map(({ level, durationMs }) =>
    [level, durationMs].map((n) => n.toPrecision(digits)),
  )
  return print({ isMp3: isMp3(mp3), durationMs: walker.durationMs().toPrecision(digits), levels })
}

const stepCount = 250

/** One walk of the practice session: any event after any other, some of them late. */
function walk(seed: number): string[] {
  const random = mulberry32(seed)
  let state = initialState
  return Array.from({ length: stepCount }, (_, step) => {
    const event = anyEvent(state, random, step)
    const { state: after, effects } = transition(state, event)
    state = after
    return print({ event: event.type, effects, state })
  })
}

function anyEvent(state: SessionState, random: () => number, step: number): SessionEvent {
  const run = random() < 0.9 ? state.run : state.run - 1
  const recording = {
    ...{ id: `${step}`, filePath: `wxfile://${step}.mp3`, durationMs: 1000 * step, sizeBytes: 6000 * step },
    levels: [random(), random()],
  }
  const events: readonly SessionEvent[] = [
    ...(
      ['record', 'pause', 'resume', 'finish', 'cancel', 'discard', 'bring-back', 'keep-cancelled'] as const
    ).map((type) => ({ type })),
    ...(['cancelled-expired', 'stop', 'reset', 'dismiss', 'hide', 'show', 'leave'] as const).map((type) => ({
      type,
    })),
    ...(['take-started', 'take-resumed', 'take-stopping', 'exchange-waiting', 'exchange-begun'] as const).map(
      (type) => ({ type, run }),
    ),
    ...(['requested', 'text-grew', 'idle-timeout'] as const).map((type) => ({ type, run })),
    { type: 'send', logid: `log-${step}`, text: someText(step) },
    { type: 'take-paused', run, isInterrupted: random() < 0.5 },
    { type: 'take-elapsed', run, elapsedMs: Math.floor(random() * 3000), levels: [random()] },
    { type: 'take-saved', run, recording, error: random() < 0.2 ? new AppError('storage-full') : null },
    { type: 'take-failed', run, error: new AppError('microphone-busy') },
    { type: 'recording-moved', recording, error: null },
    { type: 'recordings-deleted', ids: [`${step - 1}`, `${step - 2}`] },
    { type: 'upload-progress', run, fraction: random() },
    { type: 'exchange-ended', run, outcome: random() < 0.7 ? 'done' : 'gap' },
    { type: 'exchange-failed', run, error: new AppError('network', { isUnsent: random() < 0.5 }) },
  ]
  const useful = events.filter((event) => transition(state, event).state !== state)
  // what changes nothing is tried too, but seldom: otherwise a walk would stand still
  const from = random() < 0.8 && useful.length > 0 ? useful : events
  return from[Math.floor(random() * from.length)] ?? { type: 'record' }
}

function someText(step: number) {
  const stream = createAnswerStream({ frameMaxBytes: 1000 })
  stream.feed(
    Uint8Array.from(`{"result":{"content":"One.\\n\\nTwo ${step}"}}`, (letter) => letter.charCodeAt(0)),
  )
  return stream.text
}

/** JSON, with what it leaves out of errors. */
function print(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (!(part instanceof Error)) return part
    const { name, message } = part
    return part instanceof AppError
      ? { name, message, code: part.code, detail: part.detail }
      : { name, message }
  })
}
