// Double taps in a real browser: the second one hits what the first has put there, and does nothing.
import type { Browser, Locator, Page } from 'playwright-core'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import { button, heard, holdAnswers, openPractice, type RunningApp } from './running-app'

/** Stops or restarts the page's clock, so that the speed of the machine does not matter between two taps. */
function setClockRunning(page: Page, isRunning: boolean): Promise<void> {
  return page.evaluate((runs) => {
    const clock = window as unknown as { running?: () => number }
    clock.running ??= Date.now
    const stoppedMs = clock.running()
    Date.now = runs ? clock.running : () => stoppedMs
  }, isRunning)
}

describeInBrowser('in a hurry', () => {
  let app: RunningApp
  let browser: Browser
  let page: Page

  joinForSuite((joined) => ({ app, browser } = joined))

  /** Taps `first`, and again at the same place as soon as `second` is there. */
  async function tapTwice(first: Locator, second: Locator): Promise<void> {
    // waits until the first tap is none in a hurry
    await first.click({ trial: true })
    const { x, y, width, height } = (await first.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    const place = [x + width / 2, y + height / 2] as const
    await setClockRunning(page, false)
    await page.mouse.click(...place)
    const isThere = second.evaluate(
      (element, [left, top]) => element.contains(document.elementFromPoint(left, top)),
      place,
    )
    await expect(isThere).resolves.toBe(true)
    await page.mouse.click(...place)
    await setClockRunning(page, true)
  }

  test('a double tap never sends, stops what was sent, sends again, or answers the next question', async () => {
    page = await openPractice(browser, app, { viewport: { width: 375, height: 667 } })
    const release = await holdAnswers(page)
    await button(page, 'Tap and speak').click()
    await page.getByText('Recording', { exact: true }).waitFor()
    await heard(page)
    await tapTwice(button(page, 'Stop'), button(page, 'Send'))
    await button(page, 'Send').waitFor()
    expect(await app.served()).toEqual([])

    await tapTwice(button(page, 'Send'), button(page, 'Stop'))
    await tapTwice(button(page, 'Stop'), button(page, 'Send again'))
    await button(page, 'Send again').waitFor()
    release()
    await button(page, 'Next').click()

    await button(page, 'Mock Part 1').dblclick()
    await button(page, 'Start').click()
    await page.getByText('This question', { exact: true }).waitFor()
    await heard(page)
    const done = button(page, 'Done, next')
    await tapTwice(done, done.and(page.locator('[aria-disabled=true]')))
    await page.getByText('Question 2', { exact: true }).waitFor()
    await page.getByText('This question', { exact: true }).waitFor()
    await button(page, '返回').click()
    // one page was opened
    await button(page, 'Tap and speak').waitFor()
  })
})
