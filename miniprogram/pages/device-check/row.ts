// A row of the device check: what the app relies on, who says so, and how to see it on whatever it stands on.
import type { Device, RawFailure } from '../../core/device'
import type { Patch } from '../../presentation/patch'

export type Group = 'network' | 'files' | 'recorder' | 'player' | 'page'

/** `deviates`: not as expected, so what works around it in the app is needed here. `unknown`: could not be seen. */
export type Verdict = 'ok' | 'deviates' | 'unknown' | 'skipped'

export interface Finding {
  readonly verdict: Verdict
  readonly seen: string
}

export interface Row {
  /** As docs/qa.md names it. */
  readonly id: string
  readonly group: Group
  readonly expected: string
  /** V: documented by WeChat; R: reported by developers. */
  readonly source: string
  /** The row is `unknown` if it takes longer. */
  readonly limitMs?: number
  /** It needs a hand, or costs too much: left out of the run of all rows, and run on its own. */
  readonly isByHand?: true
  run(world: World): Promise<Finding>
}

/** The phone, for one run of the check. */
export interface World extends Device {
  /** The origin of the service, whose scenarios the rows ask for. */
  readonly serviceOrigin: string
  /** Shows a patch on the check's own page; resolves once WeChat has painted it. */
  paint(patch: Patch): Promise<void>
  /** Asks whoever holds the phone: yes or no. */
  ask(question: string): Promise<boolean>
  /** Resolves after so long, and never once the run is over: a row does not go on after the page is left. */
  pause(ms: number): Promise<void>
  /** Called once the run is over, or at once if it is. */
  atEnd(cleanUp: () => void): void
  /** What `look` has seen, for all rows that judge the same thing. */
  shared<Seen>(look: (world: World) => Promise<Seen>): Promise<Seen>
}

const finding =
  (verdict: Verdict) =>
  (seen: string): Finding => ({ verdict, seen })

export const ok = finding('ok')
export const deviates = finding('deviates')
export const unknown = finding('unknown')
export const skipped = finding('skipped')
export const judge = (isOk: boolean, seen: string): Finding => (isOk ? ok(seen) : deviates(seen))

/** What a call was rejected with, or threw: it need not be there on an old base library. */
export function failureText(failure: RawFailure | Error): string {
  if (failure instanceof Error) return failure.message
  return `errno ${failure.errno ?? 'missing'}, ${failure.errMsg ?? 'no message'}`
}

/** Resolves with `value`, or with undefined after so long. */
export function within<Value>(world: World, ms: number, value: Promise<Value>): Promise<Value | undefined> {
  return Promise.race([value, world.pause(ms).then(() => undefined)])
}
