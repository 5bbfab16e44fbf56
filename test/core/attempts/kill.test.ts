// A launch is killed before its n-th write, for every n: what must be there after the next one has recovered.
import fc from 'fast-check'
import { answerToRead, ended, sending, streaming } from '../../../miniprogram/core/attempts/attempt'
import { createAttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import type { AttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { summaryOf } from '../../../miniprogram/core/attempts/attempt-summary'
import { createFakeClock } from '../../fakes/fake-clock'
import { everyNth } from '../every-nth'
import { createPhone } from './phone'
import type { Phone } from './phone'
import { question } from './sample-attempts'

type Action =
  | { type: 'add' }
  | { type: 'recover' }
  | { type: 'remove-all' }
  | { type: 'send' | 'text' | 'end' | 'fail' | 'remove' | 'remove-audio'; take: number }

/** What the student knows about one recording. */
interface Take {
  readonly said: string
  id: string | null
  /** Whether its removal was requested, or has resolved. */
  removal: 'no' | 'asked' | 'done'
  audioRemoval: 'no' | 'asked' | 'done'
  /** The answer being written, as far as it was written without an error; null between two. */
  growing: string | null
  /** The answer that must be readable, or a beginning of it: the last whole one, if there is one. */
  answer: string
  isWhole: boolean
  /** Also the id of the latest request. */
  sendCount: number
}

interface History {
  readonly phone: Phone
  readonly takes: Take[]
}

const clock = createFakeClock()

type Living = ReturnType<typeof launchLog>

function launchLog(phone: Phone, writesUntilDeath?: number) {
  const launch = phone.launch(writesUntilDeath)
  return { launch, log: createAttemptLog({ store: launch.store, files: launch.files, clock }) }
}

/** Runs the actions until the launch is killed; returns the number of writes. */
async function live(
  { phone, takes }: History,
  actions: readonly Action[],
  writesUntilDeath: number,
): Promise<number> {
  const living = launchLog(phone, writesUntilDeath)
  const { launch } = living
  for (const take of takes) take.growing = null
  // as the app does at launch
  for (const action of [{ type: 'recover' as const }, ...actions]) {
    clock.advance(1)
    try {
      await act(living, phone, takes, action)
    } catch (error) {
      // after the kill, failures are ignored
      if (!launch.isDead()) throw error
    }
    if (launch.isDead()) break
  }
  return launch.writes()
}

async function act(living: Living, phone: Phone, takes: Take[], action: Action): Promise<void> {
  const { log, launch } = living
  if (action.type === 'recover') {
    await log.recover()
  } else if (action.type === 'remove-all') {
    const removed = takes.filter(({ removal }) => removal === 'no')
    for (const take of removed) take.removal = 'asked'
    await log.removeAll()
    if (!launch.isDead()) for (const take of removed) take.removal = 'done'
  } else if (action.type === 'add') {
    const said = `take ${takes.length}`
    const unanswered = { growing: null, answer: '', isWhole: false, sendCount: 0 }
    const take: Take = { said, id: null, removal: 'no', audioRemoval: 'no', ...unanswered }
    takes.push(take)
    const { id } = await log.add(question, phone.record(said))
    if (!launch.isDead()) take.id = id
  } else {
    const take = takes[action.take % Math.max(1, takes.length)]
    if (!take?.id || take.removal !== 'no') return
    const { id } = take
    if (action.type === 'remove') {
      take.removal = 'asked'
      await log.remove([id])
      if (!launch.isDead()) take.removal = 'done'
    } else if (action.type === 'remove-audio') {
      if (take.audioRemoval === 'no') take.audioRemoval = 'asked'
      await log.removeAudio([id])
      if (!launch.isDead()) take.audioRemoval = 'done'
    } else if (action.type === 'send') {
      take.sendCount += 1
      log.update(
        id,
        sending({ logid: String(take.sendCount), transport: 'inline', uidSource: 'installation' }),
      )
      if (!launch.isDead()) take.growing = ''
    } else if (take.growing !== null) {
      answer(living, take, action.type)
    }
  }
}

function answer({ log, launch }: Living, take: Take, what: 'text' | 'end' | 'fail'): void {
  const { id, growing, sendCount } = take
  const logid = String(sendCount)
  if (id === null || growing === null) return
  if (what === 'text') {
    log.update(id, streaming(logid, `${growing}x`))
    if (launch.isDead()) return
    take.growing = `${growing}x`
    if (!take.isWhole) take.answer = take.growing
    return
  }
  const text = `${growing}${sendCount}.`
  log.update(id, ended(logid, { status: what === 'end' ? 'done' : 'network', text, error: null }))
  if (launch.isDead()) return
  take.growing = null
  if (what === 'end' || !take.isWhole) take.answer = text
  take.isWhole ||= what === 'end'
}

/** Checks what must hold after a launch has recovered without being killed. */
function check(
  { phone, takes }: History,
  log: AttemptLog,
  onDeath: { ids: Set<string>; files: Set<string> },
): void {
  const list = log.list()
  const places = new Set(list.map(({ id }) => id))
  for (const summary of list) {
    const attempt = log.get(summary.id)
    if (!attempt) throw new Error(`${summary.id} is listed and not there`)
    expect(summary).toEqual(summaryOf(attempt))
    expect(summary.status).not.toMatch(/sending|streaming/)
    // playable exactly if it says so
    expect(summary.audio).toBe(phone.kept.has(summary.id) ? 'kept' : 'none')
  }
  // no file without an attempt
  expect([...phone.kept.keys()].filter((id) => !places.has(id))).toEqual([])

  const mayBeGone = new Set(takes.filter(({ removal }) => removal !== 'no').map(({ id }) => id))
  for (const id of [...onDeath.ids, ...onDeath.files]) if (!mayBeGone.has(id)) expect(places).toContain(id)

  for (const take of takes) {
    const id = take.id ?? [...phone.kept].find(([, said]) => said === take.said)?.[0]
    if (take.id === null) {
      // killed while it was being added: lost only if nothing was written and the file was not moved
      if (id) expect(log.get(id)?.question).toEqual(question)
      continue
    }
    const attempt = log.get(take.id)
    if (take.removal === 'done') {
      expect(attempt).toBeNull()
    } else if (attempt) {
      expect(attempt.question).toEqual(question)
      const found = attempt.answers.filter(({ text }) => text.startsWith(take.answer))
      if (take.answer !== '') expect(found).not.toEqual([])
      if (take.isWhole) {
        expect(found.map(({ status }) => status)).toContain('done')
        expect(answerToRead(attempt)?.status).toBe('done')
      }
      if (take.audioRemoval === 'no' && take.removal === 'no') expect(phone.kept.get(take.id)).toBe(take.said)
      if (take.audioRemoval === 'done') expect(attempt.recording).toBeNull()
    } else {
      expect(take.removal).toBe('asked')
    }
  }
}

/**
 * Runs, is killed, recovers (and is killed during that), recovers.
 * @param earlier actions of an earlier launch, which was not killed
 * @param tempSurvives whether temporary files survive the launch; WeChat promises nothing
 */
async function run(
  actions: readonly Action[],
  deaths: readonly number[],
  tempSurvives: boolean,
  earlier: readonly Action[] = [],
): Promise<number> {
  const history: History = { phone: createPhone(), takes: [] }
  const { phone } = history
  await live(history, earlier, Infinity)
  const [first = Infinity, ...later] = deaths
  const writes = await live(history, actions, first)
  const onDeath = {
    ids: new Set([...phone.stored.keys()].filter((key) => /^attempt\./.test(key)).map((key) => key.slice(8))),
    files: new Set(phone.kept.keys()),
  }
  if (!tempSurvives) phone.temporary.clear()
  for (const writesUntilDeath of later) {
    const { launch, log } = launchLog(phone, writesUntilDeath)
    await log.recover().catch((error: unknown) => {
      if (!launch.isDead()) throw error
    })
    if (!tempSurvives) phone.temporary.clear()
  }
  const { log } = launchLog(phone)
  await log.recover()
  check(history, log, onDeath)
  // storage matches what was shown; the launch after a change cleans up its marks, the one after that writes nothing
  const next = launchLog(phone)
  await next.log.recover()
  expect(next.launch.writes()).toBeLessThanOrEqual(1)
  const last = launchLog(phone)
  await last.log.recover()
  expect(last.launch.writes()).toBe(0)
  expect(last.log.list()).toEqual(log.list())
  return writes
}

const story: readonly Action[] = [
  { type: 'add' },
  { type: 'send', take: 0 },
  { type: 'text', take: 0 },
  { type: 'text', take: 0 },
  { type: 'end', take: 0 },
  { type: 'send', take: 0 },
  { type: 'text', take: 0 },
  { type: 'fail', take: 0 },
  { type: 'add' },
  { type: 'add' },
  { type: 'send', take: 1 },
  { type: 'remove-audio', take: 0 },
  { type: 'remove', take: 2 },
  { type: 'text', take: 1 },
  { type: 'add' },
  { type: 'remove-all' },
  { type: 'add' },
]

test.each([true, false])(
  'a long history, killed before every write (temporary files survive: %s)',
  async (survives) => {
    const writes = await run(story, [Infinity], survives)
    expect(writes).toBeGreaterThan(40)
    for (let death = 0; death <= writes; death += everyNth) await run(story, [death], survives)
  },
)

test('its second half in another launch, killed before every write', async () => {
  const [earlier, later] = [story.slice(0, 7), story.slice(7)]
  const writes = await run(later, [Infinity], true, earlier)
  for (let death = 0; death <= writes; death += everyNth) await run(later, [death], true, earlier)
})

test('killed again before every write of the recovery', async () => {
  const writes = await run(story, [Infinity], true)
  for (let death = 0; death <= writes; death += everyNth) {
    for (let again = 0; again < 5; again += 1) await run(story, [death, again, 1], true)
  }
})

test('a recording is there from its first write on, with its question and, while its file exists, its audio', async () => {
  for (const writesUntilDeath of [1, 2, 3, 4]) {
    const phone = createPhone()
    await live({ phone, takes: [] }, [{ type: 'add' }], writesUntilDeath)
    const { log } = launchLog(phone)
    await log.recover()
    expect(log.list()).toMatchObject([{ question, audio: 'kept', durationMs: 1000 }])
    expect([...phone.kept.values()]).toEqual(['take 0'])
  }
})

test('any history, killed anywhere', async () => {
  const take = fc.nat({ max: 5 })
  const anyAction: fc.Arbitrary<Action> = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Action>({ type: 'add' }) },
    {
      weight: 8,
      arbitrary: fc.record({
        type: fc.constantFrom('send', 'text', 'end', 'fail'),
        take,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constantFrom('remove' as const, 'remove-audio' as const), take }),
    },
    { weight: 1, arbitrary: fc.constantFrom<Action>({ type: 'recover' }, { type: 'remove-all' }) },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAction, { maxLength: 8 }),
      fc.array(anyAction, { minLength: 1, maxLength: 12 }),
      fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (earlier, actions, deaths, survives) => {
        await run(actions, deaths, survives, earlier)
      },
    ),
    { numRuns: 200 },
  )
})
