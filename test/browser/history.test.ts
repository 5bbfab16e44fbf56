// The History tab and the attempt page in a real browser, with kills and thousands of attempts.
import type { Browser, Page } from 'playwright-core'
import { attemptVersion, type Attempt } from '../../miniprogram/core/attempts/attempt'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import {
  addressOf,
  button,
  endless,
  saveBothThemes,
  saveScreenshot,
  openPractice,
  record,
  settled,
  type RunningApp,
} from './running-app'

const question = 'What do you like most about your hometown?'

/** On the visible page: a page below it may have the same text. */
function complete(page: Page) {
  return page.getByText(/Complete · \d+ words/).filter({ visible: true })
}

function tab(page: Page, name: string) {
  return page.getByRole('tab', { name })
}

/** The part of the simulator's window that these tests use. */
interface SimulatorWindow {
  simulator: { wx: { setStorageSync(key: string, value: unknown): void } }
}

describeInBrowser('history', () => {
  let app: RunningApp
  let browser: Browser
  let page: Page

  joinForSuite((joined) => ({ app, browser } = joined))

  test('the tab bar is hidden while recording', async () => {
    page = await openPractice(browser, app)
    await button(page, 'Tap and speak').click()
    await page.getByText('Recording', { exact: true }).waitFor()
    await expect(tab(page, 'History').isVisible()).resolves.toBe(false)
    await button(page, 'Cancel').click()
    await tab(page, 'History').waitFor()
  })

  test('an answer cut off by a kill is reported at the next launch, and can be sent again', async () => {
    page = await openPractice(browser, app, endless)
    await record(page)
    await button(page, 'Send').click()
    await page.getByText('Writing', { exact: true }).first().waitFor()
    await page.goto(addressOf(app, { scenario: 'ok' }))
    await page.getByText('The last answer didn’t finish').waitFor()
    await saveScreenshot(page, 'interrupted')
    await button(page, 'Open it').click()
    await page.getByText('The answer stopped while you were away').waitFor()
    await page.getByRole('heading', { name: question }).waitFor()
    await button(page, 'Send again').click()
    await complete(page).waitFor()
    await page.goto(addressOf(app, endless))
    await tab(page, 'History').click()
    await button(page, /hometown.*Answered/).waitFor()
    await expect(page.getByText('The last answer didn’t finish').isVisible()).resolves.toBe(false)

    // a complete answer outlasts a partial one, and both can be read
    await button(page, /hometown.*Answered/).click()
    await button(page, 'Send again').click()
    await page.getByText('Writing', { exact: true }).first().waitFor()
    await expect(page.getByRole('tab', { name: /^Answer/ }).count()).resolves.toBe(0)
    await button(page, 'Stop').click()
    await page.getByText('The complete one is still here').waitFor()
    await complete(page).waitFor()

    await tab(page, 'Answer 3, Partial').click()
    await page.getByText('Stopped · The answer so far is saved.').waitFor()
    await saveScreenshot(page, 'several-answers')
    await expect(complete(page).count()).resolves.toBe(0)
    await tab(page, 'Answer 2, Complete').click()
    await complete(page).waitFor()
    await expect(tab(page, 'Answer 2, Complete').getAttribute('aria-selected')).resolves.toBe('true')
    await page.locator('.phone-back').click()
    await button(page, /hometown.*Answered/).waitFor()
  })

  test('with 2,000 attempts, the list opens, scrolls to its end and can be searched', async () => {
    page = await openPractice(browser, app)
    await button(page, 'Tap and speak').waitFor()
    await seed(page, 2_000)
    await page.goto(addressOf(app))
    await button(page, 'Tap and speak').waitFor()

    const openedAt = Date.now()
    await tab(page, 'History').click()
    await page.getByText(/^Question 1999\?/).waitFor()
    const openMs = Date.now() - openedAt

    const { longestMs, frames, rows } = await scrollToEnd(page, 2_000)
    console.log(`2,000 attempts: opened in ${openMs} ms; ${frames} frames, the longest ${longestMs} ms`)
    expect(rows).toBe(2_000)

    // 77, 177 … 1977
    await page.getByRole('textbox', { name: 'Search questions' }).fill('most 77? 家乡')
    await button(page, /^Question 77\?/).waitFor()
    await expect(button(page, /^Question \d*77\?/).count()).resolves.toBe(20)
    await expect(button(page, /^Question/).count()).resolves.toBe(20)
    await saveScreenshot(page, 'history-search')
    // these were all cut off
    await page.getByRole('radio', { name: 'Partial 500' }).click()
    await expect(button(page, /^Question \d*77\?.*Partial$/).count()).resolves.toBe(20)
    await page.getByRole('radio', { name: 'Not sent 500' }).click()
    await button(page, 'Show all attempts').click()
    await button(page, /^Question 1999\?/).waitFor()
  })

  test.each([
    ['zh_CN', 320, 568],
    ['en', 430, 932],
  ])('%s, %i px wide: empty, the list, an attempt', async (lang, width, height) => {
    const options = { viewport: { width, height }, conditions: { lang } }
    page = await openPractice(browser, app, options)
    const saveBoth = (state: string) => saveBothThemes(page, (theme) => `${state}-${theme}-${lang}-${width}`)
    const speak = page.getByRole('button', { name: /^(Tap and speak|点一下，开始说)$/ })
    await speak.waitFor()
    await page.getByRole('tab', { name: /^(History|记录)$/ }).click()
    await page.getByText(/^(Nothing here yet|还没有记录)$/).waitFor()
    await saveBoth('history-empty')
    await seed(page, 12)
    await page.goto(addressOf(app, options))
    await speak.waitFor()
    await page.getByRole('tab', { name: /^(History|记录)$/ }).click()
    const row = page.getByRole('button', { name: /^Question 11\?/ })
    await row.waitFor()
    await saveBoth('history')
    await row.click()
    await page.getByRole('button', { name: /^(Say it again|再说一遍)$/ }).waitFor()
    await settled(page)
    await saveBoth('attempt')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
})

/** Writes entries as an earlier launch would have, two hours apart, and waits until the simulator has stored them. */
async function seed(page: Page, count: number): Promise<void> {
  const statuses = ['done', 'idle', 'recorded', 'done'] as const
  const entries = Array.from({ length: count }, (_, place): Attempt => {
    const createdAtMs = Date.now() - (count - place) * 2 * 3_600_000
    const status = statuses[place % statuses.length] ?? 'done'
    return {
      version: attemptVersion,
      id: String(createdAtMs),
      question: {
        id: `question-${place}`,
        topic: { en: 'Hometown', zh: '家乡' },
        text: `Question ${place}? What do you like most about your hometown?`,
        gloss: '你最喜欢家乡的哪一点？',
      },
      createdAtMs,
      durationMs: 12_000 + ((place * 7_919) % 30_000),
      recording: {
        filePath: '',
        isKept: true,
        sizeBytes: 130_000,
        levels: Array.from(
          { length: 96 },
          (_level, at) => Math.round(Math.abs(Math.sin(at * 1.3)) * 100) / 100,
        ),
      },
      answers:
        status === 'recorded'
          ? []
          : [
              {
                status,
                logid: String(createdAtMs),
                transport: 'inline',
                uidSource: 'installation',
                text: 'I’d say it’s the pace of life.\n\nPeople there never seem to be in a hurry.',
                error: null,
              },
            ],
      error: null,
    }
  })
  // as one string: Playwright takes half a minute for that many objects
  await page.evaluate((attempts) => {
    const { wx } = (window as unknown as SimulatorWindow).simulator
    for (const attempt of JSON.parse(attempts) as Attempt[]) {
      wx.setStorageSync(`practice.attempt.${attempt.id}`, attempt)
    }
  }, JSON.stringify(entries))
  await page.waitForFunction(storedAtLeast, count, { polling: 200 })
}

/** Counts the entries in the browser's database, which survive a reload. */
async function storedAtLeast(count: number): Promise<boolean> {
  for (const { name = '' } of await indexedDB.databases()) {
    const stored = await new Promise<number>((resolve) => {
      const opening = indexedDB.open(name)
      opening.onerror = () => resolve(0)
      opening.onsuccess = () => {
        const database = opening.result
        const stores = [...database.objectStoreNames]
        if (!stores.includes('storage')) return resolve(0)
        const counting = database
          .transaction('storage')
          .objectStore('storage')
          .count(IDBKeyRange.bound('practice.attempt.', 'practice.attempt.~'))
        counting.onsuccess = () => resolve(counting.result)
        counting.onerror = () => resolve(0)
        database.close()
      }
    })
    if (stored >= count) return true
  }
  return false
}

/** Scrolls to the end, frame after frame, until all `count` rows have been loaded. */
function scrollToEnd(page: Page, count: number) {
  return page.evaluate(async (wanted) => {
    const scroller = [...document.querySelectorAll<HTMLElement>('.page-scroller')].find(
      (element) => element.querySelector('.day, [class*="--day"]') !== null,
    )
    if (!scroller) throw new Error('no list on the page')
    const countRows = () => scroller.querySelectorAll('[role="button"][aria-label^="Question"]').length
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    let [longestMs, frames] = [0, 0]
    let before = await frame()
    while (countRows() < wanted) {
      scroller.scrollTop = scroller.scrollHeight
      const now = await frame()
      longestMs = Math.max(longestMs, now - before)
      before = now
      frames += 1
    }
    return { longestMs: Math.round(longestMs), frames, rows: countRows() }
  }, count)
}
