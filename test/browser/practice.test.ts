// The real page in a real browser: the microphone is a file, everything else is what `npm start` runs.
import type { Browser, Page } from 'playwright-core'
import type { Attempt } from '../../miniprogram/core/attempts/attempt'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import {
  button,
  heard,
  holdAnswers,
  saveBothThemes,
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
  simulator: { wx: { getStorageInfoSync(): { keys: string[] }; getStorageSync(key: string): Attempt } }
}

describeInBrowser('practice', () => {
  let app: RunningApp
  let browser: Browser
  let page: Page

  joinForSuite((joined) => ({ app, browser } = joined))

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
