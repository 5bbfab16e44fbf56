// A recording with an answer is sent again: whatever becomes of the new answer, a whole one stays the attempt's.
import type { PracticeSession } from '../../../miniprogram/core/session/session-runner'
import { AppError } from '../../../miniprogram/core/errors'
import { joinAnswer } from '../../../miniprogram/core/answer/answer-text'
import { textOf } from '../../../miniprogram/presentation/reading/text-of'
import { launch, only, record, type Launched } from './attempt-world'
import type { Phone } from './phone'

const whole = 'The whole answer.'

const shown = ({ state }: PracticeSession): string =>
  joinAnswer(textOf(state) ?? { finished: [], growing: '' })

/** A phone with one recording and its answer. */
async function answered(end: (one: Launched) => void): Promise<Phone> {
  const one = launch()
  await record(one)
  one.session.send()
  one.transport.last().handlers.onRequest()
  end(one)
  return one.phone
}

const wholeAnswer = ({ transport }: Launched): void => {
  transport.last().content(whole)
  transport.last().handlers.onEnd()
}

/** Opens the attempt in a new launch and sends it again, until the answer begins. */
async function sendAgain(phone: Phone, writesUntilDeath?: number) {
  const one = launch(phone, {}, writesUntilDeath)
  await one.log.recover()
  // no two requests have the same id
  one.clock.advance(1_000)
  const session = one.open({ attempt: only(one) })
  session.send()
  return { ...one, session }
}

async function relaunch(phone: Phone) {
  const one = launch(phone)
  await one.log.recover()
  const attempt = only(one)
  return { ...one, attempt, session: one.open({ attempt }) }
}

type Sent = Awaited<ReturnType<typeof sendAgain>>

const text = ({ transport, clock }: Sent): void => {
  transport.last().content('Only the begin')
  clock.advance(1_000)
  transport.last().content('ning')
}
const fails =
  (error: AppError) =>
  ({ transport }: Sent): void =>
    transport.last().handlers.onError(error)

/** Every way to end with less than a whole answer, once the request was sent. */
const ends: readonly (readonly [name: string, end: (sent: Sent) => void])[] = [
  ['stopped', ({ session }) => session.stop()],
  ['interrupted by leaving', ({ session }) => session.leave()],
  ['idle', ({ clock }) => clock.advance(121_000)],
  ['truncated', ({ transport }) => transport.last().handlers.onEnd()],
  ['network', fails(new AppError('network'))],
  ['http', fails(new AppError('http', { httpStatus: 503 }))],
  ['interrupted in the background', fails(new AppError('interrupted'))],
  ['service', ({ transport }) => transport.last().handlers.onChunk(Buffer.from('{"error":{"code":8}}'))],
  [
    'a gap',
    ({ transport }) => {
      transport.last().handlers.onChunk(Buffer.from('{"half\n'))
      transport.last().content(' with a hole.')
      transport.last().handlers.onEnd()
    },
  ],
]
/** `truncated` with text needs an open frame. */
const openFrame = ({ transport }: Sent): void =>
  transport.last().handlers.onChunk(Buffer.from('{"result":{"content":"'))

describe.each(ends)('after a whole answer, the next one ends as %s', (name, end) => {
  test.each([true, false])('with text: %s', async (hasText) => {
    const sent = await sendAgain(await answered(wholeAnswer))
    sent.transport.last().handlers.onRequest()
    if (hasText) text(sent)
    if (hasText && name === 'truncated') openFrame(sent)
    end(sent)
    expect(sent.session.state.phase).toBe('ended')
    expect(shown(sent.session)).toBe(whole)
    expect(sent.log.list()).toMatchObject([{ status: 'done' }])
    const { session, log } = await relaunch(sent.phone)
    expect(shown(session)).toBe(whole)
    expect(log.list()).toMatchObject([{ status: 'done' }])
  })
})

test('killed before every write of the next answer: the whole one is there', async () => {
  let isDead = true
  let deaths = 0
  for (; isDead; deaths += 1) {
    const phone = await answered(wholeAnswer)
    // writes what is left to write
    await relaunch(phone)
    const sent = await sendAgain(phone, deaths)
    sent.transport.last().handlers.onRequest()
    text(sent)
    sent.session.stop()
    isDead = sent.isDead()
    const { session, log, attempt } = await relaunch(phone)
    expect(shown(session)).toBe(whole)
    expect(log.list()).toMatchObject([{ status: 'done' }])
    if (!isDead) expect(attempt.answers.map((one) => one.text)).toEqual([whole, 'Only the beginning'])
  }
  // sending, text, end: each is an entry, most a page of the index too
  expect(deaths).toBeGreaterThan(4)
})

test('a whole answer replaces a whole one, and both stay readable', async () => {
  const sent = await sendAgain(await answered(wholeAnswer))
  sent.transport.last().handlers.onRequest()
  sent.transport.last().content('Another one.')
  // until the end, the earlier one is the one to read after a kill
  sent.clock.advance(1_000)
  expect((await relaunch(sent.phone)).attempt.answer).toBe(whole)
  sent.transport.last().handlers.onEnd()
  const { session, attempt } = await relaunch(sent.phone)
  expect(shown(session)).toBe('Another one.')
  expect(attempt.answers.map((one) => one.text)).toEqual([whole, 'Another one.'])
})

test('no room for the whole text: what was written of it is not called complete, and the earlier one stays', async () => {
  const sent = await sendAgain(await answered(wholeAnswer))
  sent.transport.last().handlers.onRequest()
  text(sent)
  sent.phone.storageLimit = 1
  sent.transport.last().content(' and a long end.')
  sent.transport.last().handlers.onEnd()
  sent.phone.storageLimit = Infinity
  const { session, attempt } = await relaunch(sent.phone)
  expect(shown(session)).toBe(whole)
  expect(attempt.answers.map(({ status, text: kept }) => [status, kept])).toEqual([
    ['done', whole],
    ['truncated', 'Only the begin'],
  ])
})

test('no connection: nothing was sent, and the attempt is as before', async () => {
  const sent = await sendAgain(await answered(wholeAnswer))
  sent.transport.last().handlers.onRequest()
  fails(new AppError('network', { isUnsent: true }))(sent)
  const { session, log, attempt } = await relaunch(sent.phone)
  expect(shown(session)).toBe(whole)
  expect(session.state).toMatchObject({
    reason: 'done',
    error: { code: 'network', detail: { isUnsent: true } },
  })
  expect(log.list()).toMatchObject([{ status: 'done' }])
  expect(attempt.answers).toHaveLength(1)
})
