import { AppError } from '../../../miniprogram/core/errors'
import { createModelAnswers } from '../../../miniprogram/platform/shell/model-answers'
import { createFakeClock } from '../../fakes/fake-clock'

const exported = { modelAnswerOf: (id: string) => (id === 'known' ? 'I walk.' : null) }

function open(load: () => Promise<typeof exported>) {
  const clock = createFakeClock()
  return { clock, answers: createModelAnswers(clock, load) }
}

test('gives the answer to a question', async () => {
  const { answers } = open(() => Promise.resolve(exported))
  await expect(answers.of('known')).resolves.toBe('I walk.')
})

test('a package without the answer is reported', async () => {
  const { answers } = open(() => Promise.resolve(exported))
  await expect(answers.of('unknown')).rejects.toMatchObject({ code: 'package-unavailable' })
})

test('a package that cannot be fetched is reported with WeChat’s message, and asked for again', async () => {
  let isOnline = false
  const offline = Object.assign(new Error('offline'), { mod: 'index.js', errMsg: 'loadSubpackage:fail' })
  const { answers } = open(() => (isOnline ? Promise.resolve(exported) : Promise.reject(offline)))
  const failure = await answers.of('known').catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(AppError)
  expect(failure).toMatchObject({ code: 'package-unavailable', detail: { message: 'loadSubpackage:fail' } })
  isOnline = true
  await expect(answers.of('known')).resolves.toBe('I walk.')
})

test('gives up on a package of which nothing is heard', async () => {
  const { clock, answers } = open(() => new Promise(() => undefined))
  const outcome = answers.of('known').catch((error: AppError) => error.code)
  clock.advance(20_000)
  await expect(outcome).resolves.toBe('package-unavailable')
})

test('fetches ahead once the app has been shown for a moment; a failure is no one’s business', () => {
  let count = 0
  const { clock, answers } = open(() => {
    count += 1
    return Promise.reject(new Error('offline'))
  })
  answers.fetchAhead()
  expect(count).toBe(0)
  clock.advance(3_000)
  expect(count).toBe(1)
})
