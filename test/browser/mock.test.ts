// A mock Part 1 in a real browser, from the start to the summary: killed halfway, with a service that fails at first.
import type { Browser, Page } from 'playwright-core'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import {
  addressOf,
  button,
  heard,
  holdAnswers,
  saveBothThemes,
  openPractice,
  type PracticeOptions,
  type RunningApp,
} from './running-app'

describeInBrowser('mock Part 1', () => {
  let app: RunningApp
  let browser: Browser
  let page: Page

  joinForSuite((joined) => ({ app, browser } = joined))

  afterEach(async () => {
    await page.context().close()
  })

  async function saveBoth(name: string): Promise<void> {
    await saveBothThemes(page, (theme) => `mock-${name}-${theme}`)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  }

  const place = () => page.locator('[class*="place-number"]')
  const placeOf = async () => Number((/\d+/.exec(await place().innerText()) ?? [])[0])
  const count = async () =>
    Number(
      (/\d+/.exec(
        await page
          .locator('.place')
          .innerText()
          .then((text) => text.split('/')[1] ?? ''),
      ) ?? [])[0],
    )

  /** Answers, and continues to the next question or to the summary. */
  async function answer(words: { speaking: string; done: RegExp; summary: string }): Promise<void> {
    const before = await placeOf()
    await page.getByText(words.speaking, { exact: true }).waitFor()
    await heard(page)
    await page.getByRole('button', { name: words.done }).click()
    await page
      .getByText(new RegExp(`^(第 ${before + 1} 题|Question ${before + 1})$`))
      .or(page.getByText(words.summary, { exact: true }))
      .first()
      .waitFor()
  }

  const en = { speaking: 'This question', done: /^Done/, summary: 'Send 2 again' }
  const zh = { speaking: '这一题', done: /^答完/, summary: '总时长' }

  test('en, 430 px: continues after failures of the service and after a kill; one tap sends failed answers again', async () => {
    const options: PracticeOptions = {
      viewport: { width: 430, height: 932 },
      conditions: { lang: 'en' },
    }
    page = await openPractice(browser, app, { ...options, scenario: 'http-500' })
    await button(page, 'Mock Part 1').click()
    await button(page, 'Start').waitFor()
    await saveBoth('start-en-430')
    await button(page, 'Start').click()
    await answer(en)
    await answer(en)
    await page.getByText('2 to send again later').waitFor()
    expect(await placeOf()).toBe(3)
    const all = await count()

    // killed during the third answer; the service has recovered
    await page.goto(addressOf(app, options))
    const release = await holdAnswers(page)
    await button(page, 'Mock Part 1').click()
    await button(page, 'Continue with question 3').waitFor()
    await saveBoth('start-left-en-430')
    await page.getByText(`2 of ${all} spoken`).waitFor()
    const servedBefore = (await app.served()).length
    await button(page, 'Continue with question 3').click()
    await answer(en)
    await answer(en)
    await page.getByText(en.speaking, { exact: true }).waitFor()
    await page.getByText(/in progress/).waitFor()
    await heard(page)
    await saveBoth('asking-en-430')
    await answer(en)
    while ((await placeOf()) < all) {
      const before = await placeOf()
      await button(page, 'Skip').click()
      await page.getByText(`Question ${before + 1}`, { exact: true }).waitFor()
    }
    await answer(en)
    await button(page, 'Send 2 again').waitFor()
    await page.getByText('Queued').or(page.getByText('Writing')).first().waitFor()
    await saveBoth('summary-writing-en-430')
    release()
    // answers are written one after another, so for a moment none is being written
    const ready = page.getByText('Ready', { exact: true })
    await ready.nth(3).waitFor()
    await button(page, 'Send 2 again').click()
    await ready.nth(5).waitFor()
    await expect(ready.count()).resolves.toBe(6)
    await saveBoth('summary-en-430')
    // four answers after the kill, each once, and the two earlier ones after the tap
    expect((await app.served()).length - servedBefore).toBe(6)

    // a row opens its attempt
    await page.locator('[class*="row-question"]').first().click()
    await page.getByText('Answer', { exact: true }).waitFor()
    await button(page, '返回').click()
    await page.getByText('Ready', { exact: true }).first().waitFor()

    // left while an answer is being written: it goes on, and its row in History leads to it
    const releaseLast = await holdAnswers(page)
    await button(page, 'New set').click()
    await answer(en)
    await page.getByText(/in progress/).waitFor()
    await button(page, '返回').click()
    await page.getByRole('tab', { name: 'History' }).click()
    await button(page, /Writing/).click()
    await page.getByRole('button', { name: 'Stop' }).filter({ visible: true }).waitFor()
    releaseLast()
    await page
      .getByText(/^Complete/)
      .filter({ visible: true })
      .waitFor()
  })

  test('zh, 320 px: continues after a refused microphone, and after ending early', async () => {
    page = await openPractice(browser, app, {
      viewport: { width: 320, height: 568 },
      conditions: { path: 'pages/mock/mock', lang: 'zh_CN', microphone: 'refused' },
    })
    await saveBoth('start-zh-320')
    await button(page, '开始').click()
    await page.getByText('麦克风没有打开').waitFor()
    await saveBoth('refused-zh-320')
    await button(page, '去设置打开').click()
    await page.getByRole('switch').click()
    await page.keyboard.press('Escape')
    const release = await holdAnswers(page)
    await button(page, '点一下，接着说').click()
    await answer(zh)
    await answer(zh)
    await answer(zh)
    // a window as low as this has no room for the line
    await page.getByText(/在后台生成/).waitFor({ state: 'attached' })
    await page.getByText(zh.speaking, { exact: true }).waitFor()
    await heard(page)
    await saveBoth('asking-zh-320')
    release()
    await button(page, '结束').click()
    await button(page, '接着说').waitFor()
    await saveBoth('summary-zh-320')
    await button(page, '接着说').click()
    // after three seconds the take has answered it
    await page.getByText(/^第 [45] 题$/).waitFor()
  })

  test('zh, 320 px, large type: shows every text', async () => {
    page = await openPractice(browser, app, {
      viewport: { width: 320, height: 568 },
      conditions: { path: 'pages/mock/mock', lang: 'zh_CN', fontSizeScaleFactor: '1.5' },
    })
    await button(page, '开始').waitFor()
    await saveBoth('start-zh-320-large')
    await button(page, '开始').click()
    await answer(zh)
    await page.getByText(zh.speaking, { exact: true }).waitFor()
    await saveBoth('asking-zh-320-large')
    // ended early: the recording is saved, and the set can be continued
    await heard(page)
    await button(page, '结束').click()
    await button(page, '接着说').waitFor()
    await saveBoth('summary-zh-320-large')
  })
})
