import { withHeartbeat } from '../../../../tools/service/engines/openai/heartbeat'
import { createStallWatch } from '../../../../tools/service/engines/openai/stall-watch'
import { createManualClock } from './start-openai'

/** A source controlled by the test. */
function createSource() {
  const given: (string | Error | undefined)[] = []
  let wake = () => {}
  let isReturned = false
  async function* contents() {
    try {
      for (;;) {
        while (given.length === 0) await new Promise<void>((resolve) => (wake = resolve))
        const next = given.shift()
        if (next === undefined) return
        if (next instanceof Error) throw next
        yield next
      }
    } finally {
      isReturned = true
    }
  }
  return {
    contents,
    isReturned: () => isReturned,
    give(...next: (string | Error | undefined)[]) {
      given.push(...next)
      wake()
      return new Promise(setImmediate)
    },
  }
}

function start(firstAtMs = 20_000) {
  const clock = createManualClock()
  const source = createSource()
  const seen: string[] = []
  const running = (async () => {
    for await (const content of withHeartbeat(source.contents(), { clock, firstAtMs, everyMs: 2_000 })) {
      seen.push(`${clock.nowMs()} ${content}`)
    }
  })()
  return { clock, source, seen, running }
}

test('stays silent before the first limit, then leaves no gap long enough for the client to give up', async () => {
  const { clock, source, seen, running } = start()
  await clock.advance(19_900)
  expect(seen).toEqual([])
  await clock.advance(10_100)
  await source.give('a')
  await clock.advance(500)
  await source.give('b', undefined)
  await running
  expect(seen).toEqual(['20000 ', '22000 ', '24000 ', '26000 ', '28000 ', '30000 ', '30000 a', '30500 b'])
  expect(clock.waiting).toBe(0)
})

test('adds nothing before an early text, and fills a later gap within 3 s', async () => {
  const { clock, source, seen, running } = start()
  await clock.advance(1_500)
  await source.give('a')
  await clock.advance(1_900)
  await source.give('b')
  await clock.advance(5_000)
  await source.give(undefined)
  await running
  expect(seen.slice(0, 2)).toEqual(['1500 a', '3400 b'])
  const times = seen.slice(1).map((one) => Number(one.split(' ')[0]))
  times.forEach((time, index) => expect(time - (times[index - 1] ?? time)).toBeLessThanOrEqual(3_000))
  expect(seen.slice(2).length).toBeGreaterThanOrEqual(1)
})

test('passes a failure on and leaves no timer', async () => {
  const { clock, source, running } = start()
  const failed = expect(running).rejects.toThrow('broken')
  await source.give(new Error('broken'))
  await failed
  expect(clock.waiting).toBe(0)
})

test('ends the source when the consumer stops', async () => {
  const clock = createManualClock()
  const source = createSource()
  await source.give('a', 'b')
  for await (const content of withHeartbeat(source.contents(), { clock, firstAtMs: 0, everyMs: 2_000 })) {
    expect(content).toBe('a')
    break
  }
  expect(source.isReturned()).toBe(true)
  expect(clock.waiting).toBe(0)
})

describe('stall watch', () => {
  test('aborts after silence, counted from the last sign of life', async () => {
    const clock = createManualClock()
    const watch = createStallWatch(clock, 1_000)
    await clock.advance(950)
    watch.alive()
    await clock.advance(999)
    expect(watch.signal.aborted).toBe(false)
    await clock.advance(201)
    expect(watch.signal.aborted).toBe(true)
    expect(clock.waiting).toBe(0)
  })

  test('a pause does not count', async () => {
    const clock = createManualClock()
    const watch = createStallWatch(clock, 1_000)
    watch.pause()
    await clock.advance(60_000)
    watch.alive()
    await clock.advance(900)
    expect(watch.signal.aborted).toBe(false)
    await clock.advance(300)
    expect(watch.signal.aborted).toBe(true)
  })

  test('after a suspension, signs of life are heard before the limit applies', async () => {
    const ends: (() => void)[] = []
    const clock = { nowMs: () => 0, wait: () => new Promise<void>((resolve) => ends.push(resolve)) }
    const watch = createStallWatch(clock, 1_000)
    // a timer counts as one tick, however late it fires
    ends.shift()?.()
    await new Promise(setImmediate)
    expect(watch.signal.aborted).toBe(false)
    watch.end()
  })

  test('leaves no timer after its end', async () => {
    const clock = createManualClock()
    const watch = createStallWatch(clock, 1_000)
    watch.end()
    await clock.advance(5_000)
    expect(watch.signal.aborted).toBe(false)
    expect(clock.waiting).toBe(0)
  })
})
