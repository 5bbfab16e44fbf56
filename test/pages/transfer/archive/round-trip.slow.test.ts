// Export and import: an empty phone becomes the same phone, and two phones that import each other become alike.
import fc from 'fast-check'
import {
  anyStudent,
  createTransferPhone,
  fill,
  manyAttempts,
  receive,
  send,
  stateOf,
  watcher,
} from './transfer-phone'
import type { Student, TransferPhone } from './transfer-phone'

async function phoneOf(student: Student): Promise<TransferPhone> {
  const phone = createTransferPhone()
  await fill(phone, student)
  return phone
}

const runs = { numRuns: 25 }

test('an empty phone becomes the same phone', async () => {
  await fc.assert(
    fc.asyncProperty(anyStudent, async (student) => {
      const [old, empty] = [await phoneOf(student), createTransferPhone()]
      await receive(empty, await send(old, empty))
      expect(await stateOf(empty)).toEqual(await stateOf(old))
    }),
    runs,
  )
})

test('twice the same changes nothing, and says so before', async () => {
  await fc.assert(
    fc.asyncProperty(anyStudent, anyStudent, async (one, other) => {
      const [from, to] = [await phoneOf(one), await phoneOf(other)]
      const paths = await send(from, to)
      const copies = paths.map((path) => [`${path}.copy`, to.files.get(path)] as const)
      await receive(to, paths)
      for (const [path, file] of copies) if (file) to.files.set(path, file)
      const before = await stateOf(to)
      const stored = new Map(to.stored)
      for (const [path] of copies) {
        const opened = await to.launch().importing.open(path)
        expect(opened.contents).toMatchObject({ isKnown: true, newAttemptCount: 0, newRecordingCount: 0 })
        await opened.import(watcher)
        to.files.delete(path)
      }
      expect(await stateOf(to)).toEqual(before)
      for (const [key, json] of stored) expect([key, to.stored.get(key)]).toEqual([key, json])
    }),
    runs,
  )
})

test.each(['to and fro', 'both at once', 'thrice', 'in the other order'])(
  'two phones that import each other become alike: %s',
  async (how) => {
    await fc.assert(
      fc.asyncProperty(anyStudent, anyStudent, async (one, other) => {
        const [a, b] = how === 'in the other order' ? [other, one] : [one, other]
        const [mine, theirs] = [await phoneOf(a), await phoneOf(b)]
        if (how === 'both at once') {
          const [there, back] = [await send(mine, theirs), await send(theirs, mine)]
          await receive(theirs, there)
          await receive(mine, back)
        } else {
          for (let times = how === 'thrice' ? 3 : 1; times > 0; times--) {
            await receive(theirs, await send(mine, theirs))
            await receive(mine, await send(theirs, mine))
          }
        }
        expect(await stateOf(mine)).toEqual(await stateOf(theirs))
      }),
      runs,
    )
  },
)

test('nothing that was there is gone', async () => {
  await fc.assert(
    fc.asyncProperty(anyStudent, anyStudent, async (one, other) => {
      const [from, to] = [await phoneOf(one), await phoneOf(other)]
      const before = await stateOf(to)
      await receive(to, await send(from, to))
      const after = await stateOf(to)
      expect(after.recordings).toEqual(expect.arrayContaining(before.recordings))
      expect(after.stars).toEqual(expect.arrayContaining(before.stars))
      const ids = after.attempts.map(({ id }) => id)
      for (const { id } of before.attempts) expect(ids).toContain(id)
    }),
    runs,
  )
})

test('in parts, in any order, and without recordings', async () => {
  const phone = await phoneOf(manyAttempts(12, 400))
  phone.limitBytes = 12 * 400 * 72 + 1024 * 1024 + 150_000
  const empty = createTransferPhone()
  const paths = await send(phone, empty)
  expect(paths.length).toBeGreaterThan(2)
  await receive(empty, paths.reverse())
  expect(await stateOf(empty)).toEqual(await stateOf(phone))

  const light = createTransferPhone()
  const [only, ...more] = await send(phone, light, false)
  expect(more).toEqual([])
  await receive(light, [only ?? ''])
  const state = await stateOf(light)
  expect(state.recordings).toEqual([])
  expect(state.attempts).toHaveLength(12)
  await receive(light, await send(phone, light))
  expect(await stateOf(light)).toEqual(await stateOf(phone))
})
