// The Topics tab, a topic, its practice and shared cards, in a real browser.
import type { Browser, Page } from 'playwright-core'
import { describeInBrowser } from './chromium'
import { compose } from './compose'
import { joinForSuite } from './join-app'
import {
  addressOf,
  button,
  saveScreenshot,
  openPractice,
  record,
  settled,
  type RunningApp,
} from './running-app'

function tab(page: Page, name: string | RegExp) {
  return page.getByRole('tab', { name })
}

/** On the visible page: a page below it may have the same text. */
function heading(page: Page, name: string | RegExp) {
  return page.getByRole('heading', { name }).filter({ visible: true })
}

/** What WeChat calls on the page when its menu is used. */
interface SimulatorWindow {
  simulator: { getCurrentPages(): { onShareAppMessage(): { title: string; path: string } }[] }
}

function shared(page: Page): Promise<{ title: string; path: string }> {
  return page.evaluate(() => {
    const top = (window as unknown as SimulatorWindow).simulator.getCurrentPages().at(-1)
    if (!top) throw new Error('no page')
    return top.onShareAppMessage()
  })
}

/** Launches from a shared card. */
function cold(app: RunningApp, cardPath: string, conditions: Readonly<Record<string, string>> = {}): string {
  const [path = '', query = ''] = cardPath.replace(/^\//, '').split('?')
  return addressOf(app, { conditions: { path, query, ...conditions } })
}

describeInBrowser('topics', () => {
  let app: RunningApp
  let browser: Browser
  let page: Page

  joinForSuite((joined) => ({ app, browser } = joined))

  test('practises a topic to its end; shows its dots, stars and search results, and the previous length', async () => {
    page = await openPractice(browser, app)
    await page.getByText('Today: 5 questions').waitFor()
    await tab(page, 'Topics').click()
    await button(page, 'Weather, 0 of 5 practised').click()
    await heading(page, 'Weather').waitFor()
    await page.getByRole('checkbox', { name: /^Star: Why does the weather/ }).click()
    await button(page, 'Practise this topic').click()
    await page.getByText('Weather · 1/5').waitFor()
    await record(page)
    await tab(page, 'Topics').click()
    await button(page, 'Weather, 1 of 5 practised').waitFor()

    await tab(page, 'Practise').click()
    await button(page, 'Redo').waitFor()
    await tab(page, 'Topics').click()
    await button(page, 'Weather, 1 of 5 practised').click()
    await button(page, /^What kind of weather .* Last time \d+ s · Today$/).click()
    await page
      .getByText(/^Last time \d+ s · Today$/)
      .filter({ visible: true })
      .waitFor()
    await page.getByText('Today: 1 of 5 questions').waitFor()
    await page.getByText('Target 15–30 s · dot: last time').waitFor()
    await saveScreenshot(page, 'ready-last-time')

    await tab(page, 'Topics').click()
    await button(page, /^Weather/).click()
    await button(page, 'Practise this topic').click()
    for (let place = 1; place <= 5; place += 1) {
      await page.getByText(`Weather · ${place}/5`).waitFor()
      await button(page, 'Another').click()
    }
    await page.getByText('You’ve finished Weather').waitFor()
    await button(page, 'Choose a topic').click()

    await page.getByRole('radio', { name: 'Starred 1' }).click()
    await button(page, /^Why does the weather change how people feel\?/).waitFor()
    await page.getByRole('checkbox', { name: /^Star: Why does the weather/ }).click()
    await page.getByText('Nothing starred yet').waitFor()
    await page.getByRole('radio', { name: 'All' }).click()
    const search = page.getByRole('textbox', { name: 'Search questions' })
    await compose(search, ['t', 'tian', 'tianqi'], '天气')
    await expect(search.inputValue()).resolves.toBe('天气')
    await button(page, /^What kind of weather/).waitFor()
    await button(page, 'Clear').click()
    await expect(search.inputValue()).resolves.toBe('')
    await search.fill('天气预报')
    await button(page, /^How often do you look at the weather forecast\?/).click()
    await heading(page, 'How often do you look at the weather forecast?').waitFor()
  })

  test('a shared card opens in a new launch; an unknown topic or question is reported', async () => {
    page = await openPractice(browser, app)
    await button(page, 'Tap and speak').waitFor()
    await button(page, 'Another').click()
    const question = await shared(page)
    expect(question).toEqual({
      title: 'IELTS Speaking: Do you work, or are you a student?',
      path: '/pages/practice/practice?question=study-work-or-student',
    })
    await page.goto(cold(app, question.path))
    await heading(page, 'Do you work, or are you a student?').waitFor()

    await page.goto(cold(app, '/pages/topic/topic?id=music'))
    await heading(page, 'Music').waitFor()
    expect(await shared(page)).toEqual({
      title: 'IELTS Speaking topic: Music, 6 questions',
      path: '/pages/topic/topic?id=music',
    })
    await button(page, 'Practise this topic').click()
    await page.getByText('Music · 1/6').waitFor()

    await page.goto(cold(app, '/pages/practice/practice?question=<img>'))
    await page.getByText('The shared question is gone').waitFor()
    await button(page, 'Tap and speak').waitFor()
    await page.goto(cold(app, '/pages/topic/topic?id=gone'))
    await page.getByText('This topic no longer exists').waitFor()
    await button(page, 'All topics').click()
    await button(page, /^Weather/).waitFor()
  })

  test.each([
    ['light', 'zh_CN', 320, 568, 1],
    ['dark', 'zh_CN', 320, 568, 1.5],
    ['light', 'en', 430, 932, 1.5],
    ['dark', 'en', 430, 932, 1],
  ] as const)('%s, %s, %i × %i, type × %d: nothing is wider than the phone', async (...look) => {
    const [colorScheme, lang, width, height, fontSizeScaleFactor] = look
    const conditions = { lang, fontSizeScaleFactor: String(fontSizeScaleFactor) }
    page = await openPractice(browser, app, { colorScheme, viewport: { width, height }, conditions })
    const name = (state: string) => `${state}-${colorScheme}-${lang}-${width}-${fontSizeScaleFactor}`
    const check = async (state: string) => {
      await settled(page)
      await saveScreenshot(page, name(state))
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
    }
    await page.getByRole('button', { name: /^(Tap and speak|点一下，开始说)$/ }).waitFor()
    await check('ready')
    await tab(page, /^(Topics|题库)$/).click()
    const weather = page.getByRole('button', { name: /^Weather, / })
    await weather.waitFor()
    await check('topics')
    const search = page.getByRole('textbox')
    await search.fill('weather feel')
    await check('topics-found')
    await search.fill('zzz')
    await check('topics-none')
    await search.fill('')
    await page.getByRole('radio').last().click()
    await check('topics-starred-none')
    await page.getByRole('radio').first().click()
    await weather.click()
    await heading(page, 'Weather').waitFor()
    await check('topic')
    await page.goto(cold(app, '/pages/topic/topic?id=gone', conditions))
    await page.getByText(/^(This topic no longer exists|这个话题不在题库里了)$/).waitFor()
    await check('topic-missing')
  })
})
