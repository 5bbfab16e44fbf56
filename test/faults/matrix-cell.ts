// One cell of the matrix in a real browser, on a phone of its own: speak, send, tap, and see what became of it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { createAnswerStream } from '../../miniprogram/core/answer/answer-stream'
import { joinAnswer } from '../../miniprogram/core/answer/answer-text'
import type { Attempt } from '../../miniprogram/core/attempts/attempt'
import { AppError } from '../../miniprogram/core/errors'
import { messagesFor } from '../../miniprogram/i18n/index'
import { sentenceForEnd } from '../../miniprogram/i18n/sentences'
import { answerBody, answerUrl } from '../../miniprogram/platform/request/answer-request'
import { addressOf, button, openPractice, record, type RunningApp } from '../browser/running-app'
import type { ServedRequest } from '../fakes/running-service'
import type { Cell } from './expectations'
import { attemptIdIn, hideFor, isOver, openAttempt, waitForAttempt } from './phone-in-browser'

export interface CellResult {
  readonly reason: string
  readonly textLength: number
  readonly outcome: string
  readonly closedAfterMs: number | undefined
  readonly problems: readonly string[]
}

const messages = messagesFor('en')
/** WeChat ends what still runs after 5 s in the background. */
const hiddenMs = 6_000

export async function runCell(browser: Browser, app: RunningApp, cell: Cell): Promise<CellResult> {
  const { scenario, mode, pauseMs } = cell
  const developer = mode === 'cloud' ? { transport: 'cloud', cloudEnvironment: 'simulator' } : {}
  const options = { scenario, pauseMs, developer }
  const practice = await openPractice(browser, app, { ...options, isAlone: true })
  const context = practice.context()
  context.setDefaultTimeout(60_000)
  try {
    await record(practice, 300)
    const id = await attemptIdIn(practice)
    const page = await sendAndTap(practice, id, cell, addressOf(app, options))
    const attempt = await waitForAttempt(page, id, isOver)
    return await judge(page, app, cell, attempt)
  } catch (error) {
    const problems = [error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)]
    return { reason: '?', textLength: 0, outcome: '?', closedAfterMs: undefined, problems }
  } finally {
    await context.close()
  }
}

/** Returns the page on which to look at what is left. */
async function sendAndTap(practice: Page, id: string, cell: Cell, address: string): Promise<Page> {
  const { tap, moment } = cell
  if (tap === 'leave') await openAttempt(practice, id)
  await button(practice, 'Send').filter({ visible: true }).click()
  if (moment === 'waiting') await practice.getByText('Writing').filter({ visible: true }).waitFor()
  if (moment === 'ended') await waitForAttempt(practice, id, isOver)
  // what is stored is a second behind what is shown
  if (moment === 'text' && tap === 'kill') await waitForAttempt(practice, id, ({ answer }) => answer !== '')
  if (moment === 'text')
    await practice.waitForFunction(() =>
      [...document.querySelectorAll<HTMLElement>('[class*="paragraph"]')].some(
        ({ innerText }) => innerText.trim() !== '',
      ),
    )
  switch (tap) {
    case 'finish':
      return practice
    case 'stop':
      if (moment !== 'ended') await button(practice, 'Stop').filter({ visible: true }).click()
      return practice
    case 'hide':
      await hideFor(practice, hiddenMs)
      return practice
    case 'leave':
      await practice.getByRole('button', { name: '返回' }).click()
      await waitForAttempt(practice, id, isOver)
      await openAttempt(practice, id)
      return practice
    case 'kill': {
      const context = practice.context()
      await practice.close()
      const launched = await context.newPage()
      await launched.goto(address)
      if (moment === 'ended') {
        await button(launched, 'Tap and speak').waitFor()
        await openAttempt(launched, id)
      } else await button(launched, messages.words.openInterrupted).click()
      return launched
    }
  }
}

async function judge(page: Page, app: RunningApp, cell: Cell, attempt: Attempt): Promise<CellResult> {
  const { expected, scenario } = cell
  const problems: string[] = []
  const expect = (holds: boolean, what: string): void => {
    if (!holds) problems.push(what)
  }
  const { status: reason, answer: kept, logid, error } = attempt
  expect(attempt.recording?.isKept === true, 'the recording is not kept')

  const served = await servedUntilOver(app, scenario, logid)
  const last = served[served.length - 1]
  const { outcome = '?', closedAfterMs } = last ?? {}
  expect(outcome === expected.outcome, `the service saw ${outcome}`)
  // a refused plain address is logged without its id: it was not even decoded
  const posts = scenario === 'strict-bytes' ? 1 : expected.posts
  expect(served.length === posts, `${served.length} requests`)
  const [from, to] = expected.closedAfterMs ?? [0, Infinity]
  expect((closedAfterMs ?? 0) >= from && (closedAfterMs ?? 0) <= to, `closed after ${closedAfterMs} ms`)

  const written = await writtenBy(app, scenario, logid)
  const due = expected.reason === 'as-written' ? written.outcome : expected.reason
  expect(reason === due, `stored as ${reason}`)
  expect(written.text.startsWith(kept), 'the text is not what the service wrote')
  expect((kept === '') === (expected.text === 'none'), kept === '' ? 'no text' : 'text from nowhere')
  if (expected.text === 'all')
    expect(kept === written.text, `${kept.length} of ${written.text.length} characters`)

  problems.push(...(await pageProblems(page, attempt, error && new AppError(error.code, error))))
  return { reason, textLength: kept.length, outcome, closedAfterMs, problems }
}

/** The end is said, the text is there once, and the take plays. */
async function pageProblems(
  page: Page,
  { status, answer }: Attempt,
  error: AppError | null,
): Promise<string[]> {
  const problems: string[] = []
  if (status === 'recorded' || status === 'sending' || status === 'streaming')
    return [`the page is ${status}`]
  const told = status === 'done' ? /^Complete · \d+ words$/ : sentenceForEnd(messages, status, error).title
  const visible = page.getByText(told).filter({ visible: true })
  await visible
    .first()
    .waitFor({ timeout: 15_000 })
    .catch(() => problems.push(`not told: ${told}`))

  const shown = (
    await page.locator('.answer, [class*="--answer"]').filter({ visible: true }).allInnerTexts()
  ).join('')
  const plain = (text: string): string => text.replace(/\s+/g, '')
  if (plain(shown) !== plain(answer))
    problems.push(`shows ${plain(shown).length} characters of ${plain(answer).length}`)

  await button(page, 'Play').filter({ visible: true }).click()
  await button(page, 'Pause playback')
    .filter({ visible: true })
    .waitFor({ timeout: 15_000 })
    .catch(() => problems.push('the take does not play'))
  return problems
}

/** The service hears of a closed connection a moment after the page has closed it. */
async function servedUntilOver(app: RunningApp, scenario: string, logid: string): Promise<ServedRequest[]> {
  for (const startMs = Date.now(); ;) {
    const served = (await app.served()).filter((one) => one.logid === logid && one.scenario === scenario)
    const isRunning = served.some(({ outcome }) => outcome === 'receiving' || outcome === 'streaming')
    if ((!isRunning && served.length > 0) || Date.now() > startMs + 10_000) return served
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const media_buf = readFileSync(join(__dirname, '../fixtures/audio/hometown.mp3'))
  .subarray(0, 12_096)
  .toString('base64')

/** What this id gets, read by another client: to the answer's end, or until nothing more comes. */
async function writtenBy(app: RunningApp, scenario: string, logid: string) {
  const gone = new AbortController()
  const stream = createAnswerStream({ frameMaxBytes: 1_000_000 })
  const response = await fetch(answerUrl(`${app.serviceAddress}/scenario/${scenario};ms=0`), {
    method: 'POST',
    body: answerBody(logid, '1', { media_buf }),
    signal: gone.signal,
  })
  let quiet: NodeJS.Timeout | undefined
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      clearTimeout(quiet)
      stream.feed(chunk)
      if (scenario === 'stall') quiet = setTimeout(() => gone.abort(), 500)
    }
  } catch {
    // cut by the service, or given up here: what came is what it wrote
  }
  clearTimeout(quiet)
  const outcome = stream.end()
  return { outcome, text: joinAnswer(stream.text) }
}
