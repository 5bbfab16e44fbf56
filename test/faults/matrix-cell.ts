// One cell of the matrix, in a real browser with its own phone: record, send, tap → the outcome and the checks that failed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { createAnswerStream } from '../../miniprogram/core/answer/answer-stream'
import { joinAnswer, splitAnswer } from '../../miniprogram/core/answer/answer-text'
import { partsOf } from '../../miniprogram/core/answer/parts'
import type { Attempt, AttemptAnswer } from '../../miniprogram/core/attempts/attempt'
import { AppError } from '../../miniprogram/core/errors'
import type { AskedQuestion } from '../../miniprogram/core/questions/question'
import { questionTag } from '../../miniprogram/core/recording/question-tag'
import { messagesFor } from '../../miniprogram/i18n/index'
import { sentenceForEnd } from '../../miniprogram/i18n/sentences'
import { answerBody, answerUrl } from '../../miniprogram/platform/request/answer-request'
import { addressOf, button, openPractice, record, type RunningApp } from '../browser/running-app'
import { clickUnhurried } from '../browser/unhurried'
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
/** WeChat ends running requests after 5 s in the background. */
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

/** Returns the page that shows the result. */
async function sendAndTap(practice: Page, id: string, cell: Cell, address: string): Promise<Page> {
  const { tap, moment } = cell
  if (tap === 'leave') await openAttempt(practice, id)
  await button(practice, 'Send').filter({ visible: true }).click()
  const listening = practice.getByText('Listening to your recording').filter({ visible: true })
  if (moment === 'waiting') await listening.waitFor()
  if (moment === 'ended') await waitForAttempt(practice, id, isOver)
  // the stored text is up to a second behind the page
  if (moment === 'text' && tap === 'kill')
    await waitForAttempt(practice, id, ({ answers }) => answers.some(({ text }) => text !== ''))
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
      await clickUnhurried(launched)
      await launched.goto(address)
      if (moment === 'ended') {
        await button(launched, 'Tap and speak').waitFor()
        await openAttempt(launched, id)
      } else await button(launched, messages.words.openUnfinished).click()
      return launched
    }
  }
}

async function judge(page: Page, app: RunningApp, cell: Cell, attempt: Attempt): Promise<CellResult> {
  const { expected, scenario } = cell
  const problems: string[] = []
  const expect = (isTrue: boolean, problem: string): void => {
    if (!isTrue) problems.push(problem)
  }
  const { status: reason, text: kept, logid, error } = answerOf(attempt)
  expect(attempt.recording?.isKept === true, 'the recording is not kept')

  const servedRequests = await servedUntilOver(app, scenario, logid)
  const last = servedRequests[servedRequests.length - 1]
  const { outcome = '?', closedAfterMs } = last ?? {}
  expect(outcome === expected.outcome, `the service saw ${outcome}`)
  // a refused plain URL is logged without its id: it was not even decoded
  const posts = scenario === 'strict-bytes' ? 1 : expected.posts
  expect(servedRequests.length === posts, `${servedRequests.length} requests`)
  const [from, to] = expected.closedAfterMs ?? [0, Infinity]
  expect((closedAfterMs ?? 0) >= from && (closedAfterMs ?? 0) <= to, `closed after ${closedAfterMs} ms`)

  const written = await writtenBy(app, scenario, logid, attempt.question)
  const expectedReason = expected.reason === 'as-written' ? written.outcome : expected.reason
  expect(reason === expectedReason, `stored as ${reason}`)
  expect(written.text.startsWith(kept), 'the text is not what the service wrote')
  expect((kept === '') === (expected.text === 'none'), kept === '' ? 'no text' : 'unexpected text')
  if (expected.text === 'all')
    expect(kept === written.text, `${kept.length} of ${written.text.length} characters`)

  problems.push(...(await pageProblems(page, attempt, error && new AppError(error.code, error))))
  return { reason, textLength: kept.length, outcome, closedAfterMs, problems }
}

/** Checks that the page reports the end, shows the text once, and plays the recording. */
async function pageProblems(page: Page, attempt: Attempt, error: AppError | null): Promise<string[]> {
  const problems: string[] = []
  const { status, text: answer } = answerOf(attempt)
  if (status === 'sending' || status === 'streaming') return [`the page is ${status}`]
  const endText =
    status === 'done' ? /^Complete · \d+ words$/ : sentenceForEnd(messages, status, error, Date.now()).title
  const visible = page.getByText(endText).filter({ visible: true })
  await visible
    .first()
    .waitFor({ timeout: 15_000 })
    .catch(() => problems.push(`the page does not say: ${endText}`))

  const shown = (
    await page.locator('.answer, [class*="--answer"]').filter({ visible: true }).allInnerTexts()
  ).join('')
  const plain = (text: string): string => text.replace(/\s+/g, '')
  const expected = shownOf(answer)
  if (plain(shown) !== plain(expected))
    problems.push(`shows ${plain(shown).length} characters of ${plain(expected).length}`)

  await button(page, 'Play').filter({ visible: true }).click()
  await button(page, 'Pause playback')
    .filter({ visible: true })
    .waitFor({ timeout: 15_000 })
    .catch(() => problems.push('the recording does not play'))
  return problems
}

/** The answer's text as the page shows it: labels in the app's words, one for notes that follow each other. */
function shownOf(answer: string): string {
  const { words } = messages
  return partsOf(splitAnswer(answer))
    .map(({ role, text }, index, parts) => {
      if (role === 'plain' || role === parts[index - 1]?.role) return text
      return `${words[role]}${role === 'transcript' ? words.transcriptWay : ''}${text}`
    })
    .join('')
}

function answerOf({ answers }: Attempt): AttemptAnswer {
  const [answer, ...others] = answers
  if (!answer || others.length > 0) throw new Error(`${answers.length} answers`)
  return answer
}

/** Waits, because the service notices a closed connection slightly later than the page. */
async function servedUntilOver(app: RunningApp, scenario: string, logid: string): Promise<ServedRequest[]> {
  for (const startMs = Date.now(); ;) {
    const servedRequests = (await app.served()).filter(
      (one) => one.logid === logid && one.scenario === scenario,
    )
    const isRunning = servedRequests.some(({ outcome }) => outcome === 'receiving' || outcome === 'streaming')
    if ((!isRunning && servedRequests.length > 0) || Date.now() > startMs + 10_000) return servedRequests
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const mp3 = readFileSync(join(__dirname, '../fixtures/audio/hometown.mp3')).subarray(0, 12_096)

/** The service's answer to this question for this id, read by another client until its end, or until nothing more comes. */
async function writtenBy(app: RunningApp, scenario: string, logid: string, question: AskedQuestion | null) {
  const tag = question ? questionTag({ question, takeNumber: 1 }, 'en') : new Uint8Array(0)
  const media_buf = Buffer.concat([tag, mp3]).toString('base64')
  const abandoned = new AbortController()
  const stream = createAnswerStream({ frameMaxBytes: 1_000_000 })
  const response = await fetch(answerUrl(`${app.serviceAddress}/scenario/${scenario};ms=0`), {
    method: 'POST',
    body: answerBody({ logid, uid: '1' }, { media_buf }),
    signal: abandoned.signal,
  })
  let quiet: NodeJS.Timeout | undefined
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      clearTimeout(quiet)
      stream.feed(chunk)
      if (scenario === 'stall') quiet = setTimeout(() => abandoned.abort(), 500)
    }
  } catch {
    // cut by the service or abandoned here: the text received is what it wrote
  }
  clearTimeout(quiet)
  const outcome = stream.end()
  return { outcome, text: joinAnswer(stream.text) }
}
