// The real page in a real browser: the microphone is a file, everything else is what `npm start` runs.
import type { Browser, Page } from 'playwright-core'
import type { Attempt } from '../../miniprogram/core/attempts/attempt'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import type { ServedRequest } from '../fakes/running-service'
import {
  button,
  heard,
  holdAnswers,
  saveBothThemes,
  saveScreenshot,
  openPractice,
  record,
  servedAfter,
  type RunningApp,
} from './running-app'

async function recordAndSend(page: Page): Promise<void> {
  await record(page)
  await button(page, 'Send').click()
}

function answerText(page: Page): Promise<string> {
  return page.locator('.answer, [class*="--answer"]').first().innerText()
}

async function lastServed(app: RunningApp) {
  const served = await app.served()
  const last = served[served.length - 1]
  if (!last) throw new Error('the service has seen nothing')
  return last
}

/** The last request, once it is as wanted: the service notices a closed connection a moment later than the page. */
async function servedUntil(app: RunningApp, isWanted: (request: ServedRequest) => boolean) {
  for (;;) {
    const last = await lastServed(app)
    if (isWanted(last)) return last
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** From the next request on. */
function changeScenario(page: Page, app: RunningApp, scenario: string): Promise<void> {
  return page.evaluate((address) => {
    const { getApp } = (window as unknown as SimulatorWindow).simulator
    getApp().services.build.changeAddress(address)
  }, `${app.serviceAddress}/scenario/${scenario};ms=3`)
}

/** The answer with this logid, once it has ended. */
async function storedAnswer(page: Page, logid: string): Promise<StoredAnswer> {
  const stored = await page.waitForFunction((wanted) => {
    const { wx } = (window as unknown as SimulatorWindow).simulator
    const keys = wx.getStorageInfoSync().keys.filter((key) => /^practice\.attempt\.\d+$/.test(key))
    const answers = keys.flatMap((key) => wx.getStorageSync(key).answers)
    return answers.find((one) => one.logid === wanted && !['sending', 'streaming'].includes(one.status))
  }, logid)
  return (await stored.jsonValue()) as StoredAnswer
}

type StoredAnswer = Attempt['answers'][number]

interface SimulatorWindow {
  simulator: {
    wx: { getStorageInfoSync(): { keys: string[] }; getStorageSync(key: string): Attempt }
    getApp(): { services: { build: { changeAddress(address: string): void } } }
  }
}

describeInBrowser('practice', () => {
  let app: RunningApp
  let browser: Browser
  let page: Page

  joinForSuite((joined) => ({ app, browser } = joined))

  test('record → inline → answer; sends the same recording again, with a new logid', async () => {
    page = await openPractice(browser, app)
    const before = (await app.served()).length
    await recordAndSend(page)
    await page.getByText(/Complete · \d+ words/).waitFor()
    expect((await answerText(page)).length).toBeGreaterThan(100)
    await expect(page.getByText('AI-generated').isVisible()).resolves.toBe(true)
    expect(await lastServed(app)).toMatchObject({ status: 200, form: 'inline', outcome: 'finished' })

    await button(page, 'Send again').click()
    await servedAfter(app, before + 1)
    await page.getByText(/Complete · \d+ words/).waitFor()
    const [first, second, ...more] = (await app.served()).slice(before)
    expect(more).toEqual([])
    expect(second?.bytesIn).toBe(first?.bytesIn)
    expect(second?.logid).not.toBe(first?.logid)

    // once more, shorter; then both takes side by side
    await button(page, 'Say it again').click()
    await page.getByText(/^Take 2: the same in /).waitFor()
    await heard(page)
    await button(page, 'Stop').click()
    await button(page, 'Compare 2 takes').filter({ visible: true }).click()
    await page.getByText('Take 2', { exact: true }).first().waitFor()
    await button(page, 'Play: Take 1').click()
    await button(page, 'Pause playback: Take 1').waitFor()
    await button(page, 'Say it again').filter({ visible: true }).click()
    await button(page, 'Tap and speak').waitFor()
  })

  test('record → cloud → answer', async () => {
    const developer = { cloudEnvironment: 'simulator', transport: 'cloud' }
    page = await openPractice(browser, app, { developer })
    await recordAndSend(page)
    await page.getByText(/Complete · \d+ words/).waitFor()
    expect(await lastServed(app)).toMatchObject({ status: 200, form: 'content-plain', outcome: 'finished' })
  })

  test('after a gateway refuses text content, asks once more in base64, and remembers that form', async () => {
    const developer = { cloudEnvironment: 'simulator', transport: 'cloud' }
    page = await openPractice(browser, app, { developer, scenario: 'strict-bytes' })
    const before = (await app.served()).length
    await recordAndSend(page)
    await page.getByText(/Complete · \d+ words/).waitFor()
    await button(page, 'Send again').click()
    await servedAfter(app, before + 2)
    await page.getByText(/Complete · \d+ words/).waitFor()
    const forms = (await app.served()).slice(before).map(({ form, status }) => [form, status])
    expect(forms).toEqual([
      // refused before its form was known
      [undefined, 400],
      ['content-base64', 200],
      ['content-base64', 200],
    ])
  })

  test('stall: Stop ends it at once, with a single POST; else it gives up after 5 s, and keeps the text', async () => {
    page = await openPractice(browser, app, { scenario: 'stall' })
    const before = (await app.served()).length
    await recordAndSend(page)
    await page.getByText('Question:').waitFor()
    await button(page, 'Stop').click()
    await button(page, 'Send again').waitFor()
    await servedUntil(app, ({ outcome }) => outcome === 'client-closed')
    const [stopped, ...more] = (await app.served()).slice(before)
    expect(more).toEqual([])

    await button(page, 'Send again').click()
    await page.getByText('Nothing new for 5 s, disconnected').waitFor()
    await page.getByText('The answer so far is saved.').waitFor()
    expect((await answerText(page)).length).toBeGreaterThan(0)
    await page.getByText(/Request ID \d{13}/).waitFor()
    const closed = await servedUntil(
      app,
      ({ outcome, logid }) => outcome === 'client-closed' && logid !== stopped?.logid,
    )
    expect(await storedAnswer(page, closed.logid)).toMatchObject({
      status: 'idle',
      text: expect.stringContaining('Question:'),
    })
    // not sooner; how much later depends on the machine (test/core/session/idle-watchdog.test.ts has the exact time)
    expect(closed.closedAfterMs).toBeGreaterThanOrEqual(4_900)
    await saveScreenshot(page, 'stall')
  })

  test('cut: keeps the text, and does not take it for a complete answer', async () => {
    page = await openPractice(browser, app, { scenario: 'cut' })
    await recordAndSend(page)
    await button(page, 'Send again').waitFor()
    await page.getByText('The answer so far is saved.').waitFor()
    expect(await page.getByText(/Complete/).count()).toBe(0)
    await saveScreenshot(page, 'cut')
  })

  test('a failing service: the reason in words, nothing of the body on the page, the text kept, the request ID to copy', async () => {
    page = await openPractice(browser, app, { scenario: 'http-500' })
    await recordAndSend(page)
    await page.getByText('The service has a problem right now').waitFor()
    expect(await page.locator('body').innerText()).not.toMatch(/html|error/i)

    for (const scenario of ['error-v1', 'error-v2']) {
      await changeScenario(page, app, scenario)
      const before = (await app.served()).length
      await button(page, 'Send again').click()
      const { logid } = await servedAfter(app, before)
      await page.getByText(`Request ID ${logid}`).waitFor()
      await page.getByText(/Many people are using it|problem/).waitFor()
      expect((await answerText(page)).length).toBeGreaterThan(0)
      expect(await storedAnswer(page, logid)).toMatchObject({
        status: 'service',
        text: expect.stringMatching(/./),
      })
      await button(page, 'Copy ID').click()
      await page.waitForFunction(async (copied) => (await navigator.clipboard.readText()) === copied, logid)
    }
  })

  test.each([
    ['http-400', 'The service couldn’t read the recording'],
    ['http-413', 'The recording is too large for the service'],
  ])('%s: said in words, nothing of the body on the page', async (scenario, words) => {
    page = await openPractice(browser, app, { scenario })
    await recordAndSend(page)
    await page.getByText(words).waitFor()
    expect(await page.locator('body').innerText()).not.toMatch(/html|error/i)
  })

  test('microphone refused: says so, and records once the settings allow it', async () => {
    page = await openPractice(browser, app, { conditions: { microphone: 'refused' } })
    await button(page, 'Tap and speak').click()
    await page.getByText('The microphone is off').waitFor()
    await saveScreenshot(page, 'microphone-refused')
    await button(page, 'Open Settings').click()
    await page.getByRole('switch').click()
    await page.keyboard.press('Escape')
    await page.getByText('Recording', { exact: true }).or(button(page, 'Tap and speak')).waitFor()
  })

  test('says so when a computer records WebM; in DevTools a sample can be sent instead', async () => {
    page = await openPractice(browser, app, { conditions: { recorder: 'webm' } })
    const take = async (name: string) => {
      await button(page, name).click()
      await page.getByText('Recording', { exact: true }).waitFor()
      await heard(page, 300)
      await button(page, 'Stop').click()
    }
    await take('Tap and speak')
    await page.getByText('DevTools recorded no MP3').waitFor()
    await saveScreenshot(page, 'sample-recording')
    await button(page, 'No').click()
    await page.getByText('This device records in another format').waitFor()
    await take('Try again')
    await button(page, 'Use').click()
    await button(page, 'Send').click()
    await button(page, 'Send again').waitFor()
    await page.getByText(/Complete · \d+ words/).waitFor()
  })

  test('chunks in any form give the same answer, once', async () => {
    page = await openPractice(browser, app, { conditions: { chunks: 'body', headers: 'without-status' } })
    await record(page)
    for (const [chunks, send] of [
      ['body', 'Send'],
      ['string', 'Send again'],
      ['uint8array', 'Send again'],
    ] as const) {
      await page.evaluate((form) => globalThis.__simulator?.set('chunks', form), chunks)
      const before = (await app.served()).length
      await button(page, send).click()
      const { logid } = await servedAfter(app, before)
      await button(page, 'Send again').waitFor()
      // an answer that did not end well would leave the earlier one on the page
      expect(await storedAnswer(page, logid)).toMatchObject({ status: 'done' })
      await page.getByText(/Complete · \d+ words/).waitFor()
      const text = await answerText(page)
      expect(text.indexOf(text.slice(0, 40))).toBe(text.lastIndexOf(text.slice(0, 40)))
    }
  })

  test('never renders the service’s text as markup', async () => {
    page = await openPractice(browser, app, { scenario: 'garbage' })
    await recordAndSend(page)
    await button(page, 'Send again').waitFor()
    expect(await page.locator('.answer a, .answer img, .answer script').count()).toBe(0)
  })

  test.each([
    ['zh_CN', 320, 568],
    ['en', 430, 932],
  ])('%s, %i px wide: idle, recorded, answered', async (lang, width, height) => {
    page = await openPractice(browser, app, { viewport: { width, height }, conditions: { lang } })
    const saveBoth = (state: string) => saveBothThemes(page, (theme) => `${state}-${theme}-${lang}-${width}`)
    const primary = page.getByRole('button', { name: /^(Tap and speak|点一下，开始说)$/ })
    await primary.waitFor()
    await saveBoth('idle')
    await primary.click()
    await page.getByText(/^(Recording|录音中)$/).waitFor()
    await heard(page)
    await saveBoth('recording')
    await page.getByRole('button', { name: /^(Stop|停止)$/ }).click()
    const send = page.getByRole('button', { name: /^(Send|发送)$/ })
    await send.waitFor()
    await saveBoth('recorded')
    const release = await holdAnswers(page)
    await send.click()
    await page.getByText(/^(Listening to your recording|正在听你的录音)$/).waitFor()
    await saveBoth('writing')
    release()
    await page.getByText(/Complete · \d+ words|完整 · \d+ 词/).waitFor()
    await saveBoth('done')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
})
