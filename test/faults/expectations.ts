// What each scenario of the service, met with each tap, must come to.
import type { EndReason } from '../../miniprogram/core/session/session-state'

/**
 * `finish`: nothing is done. `stop`: the student's tap. `hide`: WeChat in the background for longer than it lets a
 * request live. `leave`: back from the attempt's page. `kill`: the page is closed, and another launch looks at what is left.
 */
export const taps = ['finish', 'stop', 'hide', 'leave', 'kill'] as const
export type Tap = (typeof taps)[number]
export type Mode = 'inline' | 'cloud'

export interface Expectation {
  /** `as-written`: `done`, or `truncated` where the service's last bytes are an unfinished frame. */
  readonly reason: EndReason | 'as-written'
  /** What is kept of what the service wrote: all of it, a beginning (or all), or nothing, as it wrote none. */
  readonly text: 'all' | 'beginning' | 'none'
  /** How the service saw the connection end, as its log has it. */
  readonly outcome: 'finished' | 'destroyed' | 'client-closed'
  /** POSTs for the one tap on Send. */
  readonly posts: number
  /** From the last byte written to the closing, where that is the watchdog's to decide. */
  readonly closedAfterMs?: readonly [number, number]
}

interface ScenarioRow {
  /** Undisturbed. */
  readonly end: Expectation['reason']
  /** Where it answers with no text, taps come once that is known; else once there is text. */
  readonly hasText?: false
  /** The connection is destroyed, and with it what is still under way. */
  readonly cuts?: true
  /** `;ms=` undisturbed, and with a tap: slow enough to be still writing then. */
  readonly finishPauseMs?: number
  readonly tapPauseMs?: number
  /** It is over by itself before the background ends it. */
  readonly endsHidden?: true
  readonly hidePauseMs?: number
  /** With a tap, the tap comes before the first byte. */
  readonly isSilentFirst?: true
  /** By cloud: refused once as a plain address, and asked again in base64. */
  readonly asksTwice?: true
}

const shortAnswer = { tapPauseMs: 700, hidePauseMs: 150, endsHidden: true } as const
const noAnswer = { end: 'http', hasText: false } as const

const rows: Readonly<Record<string, ScenarioRow>> = {
  ok: { end: 'done' },
  slow: { end: 'done' },
  long: { end: 'done', finishPauseMs: 0 },
  'first-byte-late': { end: 'done', finishPauseMs: 3_000, tapPauseMs: 30_000, isSilentFirst: true },
  stall: { end: 'idle' },
  cut: { end: 'network', cuts: true, finishPauseMs: 150, ...shortAnswer },
  truncated: { end: 'truncated', ...shortAnswer },
  'error-v1': { end: 'service', ...shortAnswer },
  'error-v2': { end: 'service', ...shortAnswer },
  'http-400': { ...noAnswer, asksTwice: true },
  'http-413': noAnswer,
  'http-429': noAnswer,
  'http-500': noAnswer,
  'http-503': noAnswer,
  garbage: { end: 'as-written' },
  merged: { end: 'done', tapPauseMs: 2_000 },
  'one-byte': { end: 'done', finishPauseMs: 0, tapPauseMs: 5 },
  emoji: { end: 'done', tapPauseMs: 600 },
  'strict-bytes': { end: 'done', asksTwice: true },
  empty: { end: 'truncated', hasText: false },
  pretty: { end: 'done' },
}

export interface Cell {
  readonly scenario: string
  readonly mode: Mode
  readonly tap: Tap
  readonly pauseMs: number
  /** When the tap comes: at the answer's first text, while it is waited for, or once it has ended. */
  readonly moment: 'text' | 'waiting' | 'ended'
  readonly expected: Expectation
}

/** One cell a scenario, transport and tap. Throws for a scenario that has no row here. */
export function cellsFor(scenarios: readonly string[]): Cell[] {
  return scenarios.flatMap((scenario) =>
    (['inline', 'cloud'] as const).flatMap((mode) => taps.map((tap) => cellOf(scenario, mode, tap))),
  )
}

function cellOf(scenario: string, mode: Mode, tap: Tap): Cell {
  const row = rows[scenario]
  if (!row) throw new Error(`scenario "${scenario}" has no expectation in expectations.ts`)
  const { hasText = true, finishPauseMs = 2, tapPauseMs = 150 } = row
  const posts = mode === 'cloud' && row.asksTwice ? 2 : 1
  const moment = !hasText || tap === 'finish' ? 'ended' : row.isSilentFirst ? 'waiting' : 'text'
  const pauseMs =
    tap === 'finish' ? finishPauseMs : tap === 'hide' ? (row.hidePauseMs ?? tapPauseMs) : tapPauseMs
  const cell = { scenario, mode, tap, pauseMs, moment } as const

  if (moment === 'ended' || (tap === 'hide' && row.endsHidden)) {
    const isWatchdog = row.end === 'idle'
    const expected: Expectation = {
      reason: row.end,
      text: hasText ? (row.cuts ? 'beginning' : 'all') : 'none',
      outcome: isWatchdog ? 'client-closed' : row.cuts ? 'destroyed' : 'finished',
      posts,
      ...(isWatchdog && { closedAfterMs: [4_900, 6_500] as const }),
    }
    return { ...cell, expected }
  }
  const reason = tap === 'stop' ? 'stopped' : 'interrupted'
  const text = row.isSilentFirst ? 'none' : 'beginning'
  return { ...cell, expected: { reason, text, outcome: 'client-closed', posts } }
}
