// A row of the device check without and with its mutation of `wx`: it must turn red by that alone.
import type { Place } from './journey'
import { mutations, redAnyway } from './mutations/index'
import type { Mutation } from './mutations/mutation'
import { createPhone } from './phone'
import { until } from './until'

export interface Outcome {
  readonly row: string
  /** How `wx` differs. */
  readonly says: string
  /** What the row says of it; undefined if it has not turned red. */
  readonly seen: string | undefined
  /** What it says without: then nobody knows what it sees. */
  readonly seenBefore: string | undefined
}

/** Rows that call nothing a deviation. */
const onlyUnknown: readonly string[] = ['service', 'file-root']

/** What a hand does to the phone before a row. */
const byHand: Readonly<Record<string, object>> = { 'flight-mode': { network: 'offline' } }

interface ShownRow {
  readonly id: string
  readonly state: string
  readonly seen: string
}

/** Only in the simulator. */
export async function checkMutation(row: string, place: Place): Promise<Outcome> {
  const [says, means] = mutations[row] ?? [redAnyway[row] ?? '']
  const seenBefore = means && (await verdictOf(row, place))
  return { row, says, seenBefore, seen: seenBefore ? undefined : await verdictOf(row, place, means) }
}

/** Starts the mini program anew, mutates it, and runs the row. Undefined unless it is red. */
async function verdictOf(row: string, place: Place, means: Mutation[1] = {}): Promise<string | undefined> {
  const phone = createPhone(place)
  const conditions = { sound: 'live', ...byHand[row], ...(typeof means === 'object' && means) }
  await place.restart?.()
  await phone.serve('ok')
  await phone.open('device-check')
  await phone.answer({ yes: true })
  // tsx keeps the names of functions with a helper that the mini program does not have
  const named = 'const __name = (named) => named'
  if (typeof means === 'function')
    await place.mini.evaluate(`function () { ${named}; (${means.toString()})() }`)
  for (const [name, value] of Object.entries(conditions)) await place.condition?.(name, value)
  // only rows that need a hand have a button of their own
  const tap = { type: 'tap', currentTarget: { dataset: { tap: 'check', id: row } }, detail: { x: 0, y: 0 } }
  await (await phone.page()).callMethod('act', tap)
  const { state, seen } = await until(`the verdict of ${row}`, async () => {
    const groups = await phone.data<{ rows: ShownRow[] }[]>('groups')
    const found = groups.flatMap(({ rows }) => rows).find(({ id }) => id === row)
    return (await phone.data('isRunning')) === false && found?.seen ? found : undefined
  })
  const isRed = state === 'deviates' || (state === 'unknown' && onlyUnknown.includes(row))
  return isRed ? `${state}: ${seen}` : undefined
}
