// What moves, frame by frame, with motion allowed: no other browser suite sees any, as they ask for reduced motion.
import type { Browser, Page } from 'playwright-core'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import { button, heard, openPractice, type RunningApp } from './running-app'

interface Sample {
  readonly atMs: number
  /** Where the element's top was on the screen; null while it is not seen. */
  readonly top: number | null
  /** How far what it scrolls in was from its end, px. */
  readonly fromEnd: number
}

/** Samples in every frame where the first element with each class has its top. */
async function watch(page: Page, classes: readonly string[]): Promise<void> {
  await page.evaluate((names) => {
    const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]]))
    Object.assign(window, { samples })
    requestAnimationFrame(function sample(atMs) {
      const scroller = document.querySelector('[class*="--reading"][tabindex], .reading')
      const fromEnd = scroller ? scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop : 0
      for (const name of names) {
        const found = [...document.querySelectorAll(`[class~="${name}"], [class*="--${name}"]`)]
        const shown = found.find((element) => element.getClientRects().length > 0)
        const isSeen = shown && Number(getComputedStyle(shown).opacity) > 0.02
        samples[name]?.push({ atMs, top: isSeen ? shown.getBoundingClientRect().top : null, fromEnd })
      }
      requestAnimationFrame(sample)
    })
  }, classes)
}

function seen(page: Page, name: string): Promise<Sample[]> {
  return page.evaluate(
    (wanted) => (window as unknown as { samples: Record<string, Sample[]> }).samples[wanted] ?? [],
    name,
  )
}

/** Waits until it has not moved for a while, and in several frames: a busy machine shows few in that time. */
async function resting(page: Page, name: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const samples = (window as unknown as { samples: Record<string, Sample[]> }).samples[wanted] ?? []
    const last = samples.at(-1)
    if (!last || last.top === null) return false
    const moved = samples.map(({ top }) => top !== last.top).lastIndexOf(true)
    const still = samples.slice(moved + 1)
    return still.length > 5 && last.atMs - (still[0]?.atMs ?? last.atMs) >= 250
  }, name)
}

/** The paragraphs of an answer about what the student said. */
const roles = ['transcript', 'better', 'note', 'nextTake']

const frameMs = 1000 / 60

/**
 * Steps between two frames that no glide makes: more than 12 px in 1/60 s, and nearly all of the way that was left to
 * scroll. (A glide of one line makes steps of 3 px, one of several lines begins with a ninth of its way.) A frame that came
 * late may show as much more: a busy machine makes steps larger, not faster.
 */
function jumps(samples: readonly Sample[]): string[] {
  return samples.slice(1).flatMap(({ atMs, top }, index) => {
    const before = samples[index]
    if (top === null || !before || before.top === null) return []
    const recent = samples.filter((one) => one.atMs <= atMs && atMs - one.atMs < 400)
    const wayPx = Math.max(...recent.map(({ fromEnd }) => fromEnd))
    const stepPx = Math.abs(top - before.top) / Math.max(1, (atMs - before.atMs) / frameMs)
    return stepPx <= Math.max(12, wayPx * 0.8) ? [] : [`${stepPx} px at ${atMs} ms, ${wayPx} px from the end`]
  })
}

/** How far it moved in all, so that a page where nothing moves does not pass. */
function travelled(samples: readonly Sample[]): number {
  const tops = samples.flatMap(({ top }) => (top === null ? [] : [top]))
  return Math.max(...tops) - Math.min(...tops)
}

describeInBrowser('motion', () => {
  let app: RunningApp
  let browser: Browser

  joinForSuite((joined) => ({ app, browser } = joined))

  test('a take, a growing answer, its end and the sheet of sentences glide', async () => {
    const page = await openPractice(browser, app, {
      scenario: 'listening',
      viewport: { width: 320, height: 568 },
      reducedMotion: 'no-preference',
      pauseMs: 30,
    })
    const complaints: string[] = []
    page.on('console', (message) => {
      if (/warning|error/.test(message.type())) complaints.push(message.text())
    })
    await button(page, 'Tap and speak').waitFor()
    await watch(page, ['grow', 'answer-head', ...roles, 'sheet-card'])
    await button(page, 'Tap and speak').click()
    await page.getByText('Recording', { exact: true }).waitFor()
    await heard(page, 500)
    await button(page, 'Stop').click()
    await button(page, 'Send').click()
    await page.getByText(/Complete · \d+ words/).waitFor()
    await resting(page, 'answer-head')
    // before the sheet: it hides the tab bar, and the page below it becomes higher
    const head = await seen(page, 'answer-head')
    const texts = await Promise.all(roles.map((role) => seen(page, role)))
    expect(await page.locator('ins').count()).toBeGreaterThan(0)
    await button(page, 'Sentences').click()
    await resting(page, 'sheet-card')

    expect(travelled(head)).toBeGreaterThan(100)
    expect(jumps(head)).toEqual([])
    // each has one place below the head from its first frame on: labels, marks and the end of the text move nothing
    for (const text of texts) {
      const distances = head.flatMap(({ top }, frame) => {
        const below = text[frame]?.top ?? null
        return top === null || below === null ? [] : [Math.round(below - top)]
      })
      expect(new Set(distances).size).toBe(1)
    }

    for (const name of ['grow', 'sheet-card']) {
      const samples = await seen(page, name)
      expect(travelled(samples)).toBeGreaterThan(0)
      expect(jumps(samples)).toEqual([])
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
