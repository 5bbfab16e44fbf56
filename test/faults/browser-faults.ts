// Seeds → answers on the real page in Chromium, through a fault proxy in front of the service; and the checks that failed.
import type { Browser, Page } from 'playwright-core'
import { createAnswerStream } from '../../miniprogram/core/answer/answer-stream'
import { joinAnswer } from '../../miniprogram/core/answer/answer-text'
import { answerToRead, statusOf, type AttemptAnswer } from '../../miniprogram/core/attempts/attempt'
import { button, openPractice, record, type RunningApp } from '../browser/running-app'
import { createFaultProxy, type FaultProxy } from './fault-proxy'
import { createRandom, drawFaults } from './fault-plan'
import { readHttpResponse } from './http-body'
import { attemptIdIn, attemptIn, isOver, waitForAttempt } from './phone-in-browser'
import type { PipelineFaults } from './pipeline-faults'

const scenarios = ['ok', 'ok', 'merged', 'garbage', 'pretty', 'emoji', 'one-byte', 'error-v1', 'cut', 'stall']

/** Each phone records once and sends that recording again and again, each time through other faults. */
export async function runBrowserFaults(
  browser: Browser,
  app: RunningApp,
  { firstSeed, count, phones }: { firstSeed: number; count: number; phones: number },
): Promise<PipelineFaults> {
  const outcomes: Record<string, number> = {}
  const failures: string[] = []
  let next = firstSeed

  async function phone(): Promise<void> {
    const proxy = await createFaultProxy(Number(new URL(app.serviceAddress).port))
    while (next < firstSeed + count) {
      // scenario and transport are fixed for a launch of some ten answers
      const random = createRandom(next)
      const scenario = random.pick(scenarios)
      const mode = random.pick(['inline', 'cloud'] as const)
      const developer = mode === 'cloud' ? { transport: 'cloud', cloudEnvironment: 'simulator' } : {}
      const throughProxy = { ...app, serviceAddress: proxy.origin }
      const page = await openPractice(browser, throughProxy, {
        ...{ scenario, developer, pauseMs: 2 },
        isAlone: true,
      })
      try {
        await record(page, 300)
        const id = await attemptIdIn(page)
        for (let answers = 0; answers < 8 && next < firstSeed + count; answers += 1) {
          const seed = next++
          const { status, problems } = await answerOnce(page, proxy, id, seed)
          outcomes[status] = (outcomes[status] ?? 0) + 1
          if (problems.length > 0) failures.push(`seed ${seed}: ${mode} ${scenario}: ${problems.join('; ')}`)
        }
      } catch (error) {
        failures.push(
          `seed ${next - 1}: ${mode} ${scenario}: ${String(error instanceof Error ? error.stack : error)}`,
        )
      }
      await page.context().close()
    }
    await proxy.close()
  }

  await Promise.all(Array.from({ length: Math.min(phones, count) }, phone))
  return { outcomes, failures }
}

async function answerOnce(page: Page, proxy: FaultProxy, id: string, seed: number) {
  const random = createRandom(seed)
  const problems: string[] = []
  const before = await attemptIn(page, id)
  const earlier = proxy.connections.length
  proxy.plan = drawFaults(random, { request: 8_000, response: 9_000 })
  const isStopped = random.chance(0.2)
  await button(page, /^Send( again)?$/).click()
  if (isStopped) {
    await page.waitForTimeout(random.below(500))
    // the button is gone if the answer was faster
    await button(page, 'Stop')
      .click({ timeout: 300 })
      .catch(() => undefined)
  }
  await button(page, /^Send( again)?$/).waitFor({ timeout: 45_000 })
  const attempt = await waitForAttempt(page, id, (one) => isOver(one) || statusOf(one) === 'recorded', 5_000)
  const ownConnections = proxy.connections.slice(earlier)
  const last = ownConnections[ownConnections.length - 1]
  const { body, status } = readHttpResponse(last?.response ?? Buffer.alloc(0))
  const written = status === 200 ? textOf(body) : ''

  if (attempt.recording?.isKept !== true) problems.push('the recording is not kept')
  if (ownConnections.length > 2) problems.push(`${ownConnections.length} requests for one tap`)
  const [latest, latestBefore] = [attempt.answers.at(-1), before.answers.at(-1)]
  const isNew = latest !== undefined && latest.logid !== latestBefore?.logid
  if (isNew && last?.isResponseCorrupted === false && !written.startsWith(latest.text))
    problems.push(`kept ${JSON.stringify(latest.text)} of ${JSON.stringify(written)}`)
  const wholeBefore = before.answers.some(isWhole)
  if (wholeBefore && !attempt.answers.some(isWhole)) problems.push('a whole answer is gone')
  const shown = (
    await page.locator('.answer, [class*="--answer"]').filter({ visible: true }).allInnerTexts()
  ).join('')
  if (plain(shown) !== plain(answerToRead(attempt)?.text ?? ''))
    problems.push('the page shows a text other than the stored one')
  return { status: latest?.status ?? 'recorded', problems }
}

function isWhole({ status }: AttemptAnswer): boolean {
  return status === 'done'
}

function plain(text: string): string {
  return text.replace(/\s+/g, '')
}

function textOf(body: Buffer): string {
  const stream = createAnswerStream({ frameMaxBytes: 1_000_000 })
  stream.feed(body)
  stream.end()
  return joinAnswer(stream.text)
}
