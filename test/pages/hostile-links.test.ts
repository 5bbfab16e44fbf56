// Hostile values in a forwarded card or a link: `?id=` of the attempt page.
import {
  createAttemptPresenter,
  type AttemptServices,
} from '../../miniprogram/pages/attempt/attempt-presenter'
import { createStoredAttempts } from './attempt-services'
import { createFakeServices } from './fake-services'

test.each([
  '',
  '1',
  '../settings',
  '-index.0',
  's-removing',
  '__proto__',
  'constructor',
  '1700000000000&url=https://evil.example',
  '<img src=x onerror=alert(1)>',
  '1'.repeat(100_000),
])('?id=%.40s: no attempt, nothing is written, nothing is opened', async (id) => {
  const { phone, attempts, add } = createStoredAttempts()
  await add(1_700_000_000_000)
  const before = new Map(phone.stored)
  const opened: string[] = []
  const patches: Record<string, unknown>[] = []
  const services = {
    ...createFakeServices('en'),
    attempts,
    openSession: () => {
      throw new Error('a session for no attempt')
    },
    navigation: { openAttempt: (one: string) => opened.push(one), openTab: nothing, back: nothing },
  } as unknown as AttemptServices
  createAttemptPresenter(services, (patch) => patches.push(patch), { id })
  expect(patches.at(-1)).toMatchObject({ screen: 'missing' })
  expect(JSON.stringify(patches)).not.toContain('onerror')
  expect(phone.stored).toEqual(before)
  expect(opened).toEqual([])
})

function nothing(): void {
  return undefined
}
