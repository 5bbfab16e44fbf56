// Rows → findings, one row after another. No row stops the others: one that throws or hangs is a finding too.
import type { Device, RawFailure } from '../../core/device'
import { failureText, unknown, type Finding, type Row, type World } from './row'

const rowLimitMs = 15_000

interface Run {
  /** Settles after the last row; never after `cancel`. */
  readonly done: Promise<void>
  /** No row goes on; what they opened is closed. */
  cancel(): void
}

interface RunOptions extends Pick<World, 'serviceOrigin' | 'paint' | 'ask'> {
  onStart(row: Row): void
  onFound(row: Row, finding: Finding): void
}

export function runRows(
  rows: readonly Row[],
  device: Device,
  { onStart, onFound, ...given }: RunOptions,
): Run {
  const cleanUps: (() => void)[] = []
  const looks = new Map<unknown, Promise<unknown>>()
  let isOver = false

  const world: World = {
    ...device,
    ...given,
    pause: (ms) =>
      new Promise((resolve) => {
        const cancelTimer = device.clock.setTimer(ms, resolve)
        world.atEnd(cancelTimer)
      }),
    atEnd(cleanUp) {
      if (isOver) cleanUp()
      else cleanUps.push(cleanUp)
    },
    shared<Seen>(look: (shared: World) => Promise<Seen>) {
      const before = looks.get(look) as Promise<Seen> | undefined
      const seen = before ?? look(world)
      looks.set(look, seen)
      return seen
    },
  }

  function end(): void {
    isOver = true
    for (const cleanUp of cleanUps.splice(0)) cleanUp()
  }

  async function find(row: Row): Promise<Finding> {
    const limitMs = row.limitMs ?? rowLimitMs
    const limit = world.pause(limitMs).then(() => unknown(`nothing within ${limitMs / 1000} s`))
    try {
      return await Promise.race([row.run(world), limit])
    } catch (failure) {
      return unknown(failureText(failure as RawFailure | Error))
    }
  }

  async function runAll(): Promise<void> {
    for (const row of rows) {
      if (isOver) return never
      onStart(row)
      const finding = await find(row)
      if (isOver) return never
      onFound(row, finding)
    }
    end()
  }

  return { done: runAll(), cancel: end }
}

const never = new Promise<never>(() => undefined)
