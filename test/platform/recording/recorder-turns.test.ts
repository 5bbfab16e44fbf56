// Takes that are stopped or cancelled before they start, and takes one after another.
import { hometown, settle, setUp } from './recorder-world'

describe('stop and cancel before the recorder has started', () => {
  test('stop before onStart is remembered', async () => {
    const { fake, start, allow } = setUp()
    const { take, events } = start()
    await allow()
    take.stop()
    expect(fake.calls).toEqual(['start'])
    fake.start()
    expect(fake.calls).toEqual(['start', 'stop'])
    await fake.stop()
    expect(events).toEqual(['start', 'stop'])
  })

  test('cancel before onStart is remembered, without events', async () => {
    const { fake, clock, screen, start, allow } = setUp()
    const { take, events } = start()
    await allow()
    take.cancel()
    fake.start()
    expect(fake.calls).toEqual(['start', 'stop'])
    await fake.stop()
    clock.advance(60_000)
    expect(events).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
    expect(screen.pop()).toBe(false)
  })

  test('stop while asking for permission: the recorder never starts', async () => {
    const { fake, start, allow } = setUp()
    const { take, events } = start()
    take.stop()
    await allow()
    expect(fake.calls).toEqual([])
    expect(events).toEqual(['error recording-empty'])
  })

  test('cancel while asking for permission: no start and no events', async () => {
    const { fake, start, allow } = setUp()
    const { take, events } = start()
    take.cancel()
    await allow()
    expect(fake.calls).toEqual([])
    expect(events).toEqual([])
  })

  test('stop and cancel after a stop do not stop the recorder again', async () => {
    const { fake, start, allow } = setUp()
    const { take, events } = start()
    await allow()
    take.stop()
    fake.start()
    take.stop()
    take.cancel()
    await fake.stop()
    expect(fake.calls).toEqual(['start', 'stop'])
    expect(events).toEqual(['start'])
  })
})

describe('one take at a time', () => {
  test('after a cancel, the next take waits until the manager is free', async () => {
    const { fake, requests, allow, recording, start } = setUp()
    const first = await recording()
    first.take.cancel()
    const second = start()
    await settle()
    expect(requests).toHaveLength(0)
    fake.frame(hometown)
    await fake.stop()
    await allow()
    fake.start()
    second.take.stop()
    await fake.stop()
    expect(first.events).toEqual(['start'])
    expect(second.events).toEqual(['start', 'stop'])
    expect(second.levels).toEqual([])
  })

  test('a take waits for the one before it at most 5 s', async () => {
    const { fake, clock, allow, recording, start } = setUp()
    const first = await recording()
    first.take.cancel()
    const second = start()
    clock.advance(5_000)
    await allow()
    await fake.stop() // of the first take, late: the second has not started
    fake.frame(hometown)
    fake.start()
    expect(second.events).toEqual(['start'])
    expect(second.levels).toEqual([])
  })

  test('a cancelled take whose permission is never answered does not hold up the next', async () => {
    const { fake, requests, start, allow } = setUp()
    start().take.cancel()
    const second = start()
    expect(requests).toHaveLength(2)
    requests.shift()
    await allow()
    fake.start()
    expect(second.events).toEqual(['start'])
  })

  test('a waiting take can be cancelled', async () => {
    const { fake, requests, recording, start } = setUp()
    const first = await recording()
    first.take.cancel()
    start().take.cancel()
    await fake.stop()
    await settle()
    expect(requests).toHaveLength(0)
  })

  test('a take is refused while another is recording', async () => {
    const { recording, start } = setUp()
    const first = await recording()
    const second = start()
    expect(second.events).toEqual([])
    await settle()
    expect(second.events).toEqual(['error microphone-busy'])
    expect(first.events).toEqual(['start'])
  })
})
