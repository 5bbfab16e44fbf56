// Each of the service's scenarios, combined with each tap → the expected outcome.
import type { EndReason } from '../../miniprogram/core/session/session-state'

/**
 * `finish`: no tap. `stop`: the student taps Stop. `hide`: WeChat is in the background for longer than it lets a request live.
 * `leave`: back from the attempt's page, which ends nothing. `kill`: the page is closed, and another launch shows what remains.
 */
export const taps = ['finish', 'stop', 'hide', 'leave', 'kill'] as const
export type Tap = (typeof taps)[number]
export type Mode = 'inline' | 'cloud'

export interface Expectation {
  /** `as-written`: `gap`, or `truncated` if the service's last bytes are an incomplete frame. */
  readonly reason: EndReason | 'as-written'
  /** How much of the service's text is kept: all of it, a beginning (possibly all), or none because there was none. */
  readonly text: 'all' | 'beginning' | 'none'
  /** How the connection ended according to the service's log. */
  readonly outcome: 'finished' | 'destroyed' | 'client-closed'
  /** POST requests per tap on Send. */
  readonly posts: number
  /** From the last byte written to the close, where the watchdog decides that. */
  readonly closedAfterMs?: readonly [number, number]
}

interface ScenarioRow {
  /** The end without a tap. */
  readonly end: Expectation['reason']
  /** Without text, taps come after the end; otherwise once there is text. */
  readonly hasText?: false
  /** The connection is destroyed, together with any bytes in flight. */
  readonly cuts?: true
  /** `;ms=` without and with a tap: slow enough to be still writing at the tap. */
  readonly finishPauseMs?: number
  readonly tapPauseMs?: number
  /** It ends before WeChat's background limit. */
  readonly endsHidden?: true
  readonly hidePauseMs?: number
  /** The tap comes before the first byte. */
  readonly isSilentFirst?: true
  /** By cloud: refused once as a plain URL, then sent again in base64. */
  readonly asksTwice?: true
}

const shortAnswer = { tapPauseMs: 700, hidePauseMs: 150, endsHidden: true } as const
const noAnswer = { end: 'http', hasText: false } as const

const rows: Readonly<Record<string, ScenarioRow>> = {
  ok: { end: 'done' },
  listening: { end: 'done' },
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
  daily: noAnswer,
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
  /** When the tap comes: at the first text, while waiting for it, or after the end. */
  readonly moment: 'text' | 'waiting' | 'ended'
  readonly expected: Expectation
}

/** One cell per scenario, transport and tap. Throws for a scenario without a row here. */
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
  const pauseMs = {
    finish: finishPauseMs,
    // slow enough to be still writing, quick enough to wait for its end
    leave: row.finishPauseMs ?? 20,
    hide: row.hidePauseMs ?? tapPauseMs,
    stop: tapPauseMs,
    kill: tapPauseMs,
  }[tap]
  const cell = { scenario, mode, tap, pauseMs, moment } as const

  if (moment === 'ended' || tap === 'leave' || (tap === 'hide' && row.endsHidden)) {
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
