// Runs axe-core on every page, in both themes and languages, on a small phone and with large type: one browser page each.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import { addressOf, saveScreenshot, openPractice, settled, type RunningApp } from './running-app'

const axeSource = readFileSync(join(__dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(
    context: string,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>
}

/** Violations on the visible page, one line each. */
async function violations(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  if (!isThere) await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe }
    const { violations: found } = await axe.run('.phone-screen', { resultTypes: ['violations'] })
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
    )
  })
}

/** Controls too small to tap reliably: under 44 px either way, except in the phone's own bars. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.phone-pages :is([role=button], [role=switch], [role=checkbox])')].flatMap(
      (element) => {
        const { width, height } = element.getBoundingClientRect()
        const isSeen = width > 0 && element.closest('.under') === null
        const isSmall = width < 43.5 || height < 43.5
        return isSeen && isSmall ? [`${element.getAttribute('aria-label')}: ${width} × ${height}`] : []
      },
    ),
  )
}

interface Step {
  readonly name: string
  /** Starts on the page of the previous step. */
  go(page: Page): Promise<void>
}

const tab = (index: number) => (page: Page) => page.getByRole('tab').nth(index).click()
const press = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
const back = (page: Page) => page.locator('.phone-back').click()

/** A new page adds a line. */
const steps: readonly Step[] = [
  { name: 'practice', go: tab(0) },
  { name: 'plan', go: press(/^(今天|Today)/) },
  {
    name: 'model-answer',
    async go(page) {
      await back(page)
      await press(/^(看范文|Model answer)$/)(page)
    },
  },
  {
    name: 'mock',
    async go(page) {
      await press(/^(关闭|Close)$/)(page)
      await press(/Part 1$/)(page)
    },
  },
  {
    name: 'topics',
    async go(page) {
      await back(page)
      await tab(1)(page)
    },
  },
  { name: 'topic', go: press(/^Hometown/) },
  {
    name: 'history',
    async go(page) {
      await back(page)
      await tab(2)(page)
    },
  },
  { name: 'attempt', go: press(/hometown.*(已答|Answered)/) },
  { name: 'how-spoken', go: press(/^(1\.2 秒后开口|First word after 1\.2 s)/) },
  { name: 'takes', go: press(/^(对比|Compare)/) },
  {
    name: 'sentences',
    async go(page) {
      await back(page)
      await press(/^(句子|Sentences)$/)(page)
    },
  },
  {
    name: 'words',
    async go(page) {
      await press(/^I’d say .*(选词|Choose words)$/)(page)
      for (const word of ['pace', 'of']) await page.getByRole('checkbox', { name: word, exact: true }).click()
    },
  },
  {
    name: 'me',
    async go(page) {
      await press(/^(收藏这些词|Save these words)$/)(page)
      await press(/^(关闭|Close)$/)(page)
      await back(page)
      await tab(3)(page)
    },
  },
  { name: 'phrases', go: press(/句子本|Phrase book/) },
  { name: 'review', go: press(/^(复习|Review), 2/) },
  {
    name: 'recalled',
    async go(page) {
      await press(/^(看原句|Show it)$/)(page)
      await press(/^(想起来了|Got it)$/)(page)
      await page.getByText('2 / 2').waitFor()
      await press(/^(看原句|Show it)$/)(page)
    },
  },
  {
    name: 'transfer',
    async go(page) {
      await back(page)
      await back(page)
      await press(/^(带走我的练习|Take your practice along)$/)(page)
      await page.getByRole('button', { name: /^(全部|Everything)/ }).waitFor()
    },
  },
  {
    name: 'privacy',
    async go(page) {
      await back(page)
      await press(/隐私|Privacy/)(page)
    },
  },
  {
    name: 'support',
    async go(page) {
      await back(page)
      await press(/^(支持|Support)$/)(page)
    },
  },
  { name: 'device-check', go: press(/^(设备检查|Device check)$/) },
]

describeInBrowser('accessibility', () => {
  let app: RunningApp
  let browser: Browser

  joinForSuite((joined) => ({ app, browser } = joined))

  test.each([
    ['light', 'zh_CN', '1'],
    ['dark', 'en', '1'],
    ['dark', 'zh_CN', '1.5'],
    ['light', 'en', '1.5'],
  ] as const)('%s, %s, type × %s', async (colorScheme, lang, fontSizeScaleFactor) => {
    const options = {
      ...{ colorScheme, viewport: { width: 320, height: 640 } },
      developer: { speaks: true },
      conditions: { lang, fontSizeScaleFactor },
    }
    const page = await openPractice(browser, app, options)
    const address = new URL(addressOf(app, options))
    const storage = JSON.parse(address.searchParams.get('storage') ?? '{}') as object
    address.searchParams.set('storage', JSON.stringify({ ...storage, ...stored(Date.now()) }))
    await page.goto(address.href)
    const problems: string[] = []
    for (const { name, go } of steps) {
      await go(page)
      await settled(page)
      await saveScreenshot(page, `accessibility-${name}-${colorScheme}-${lang}-${fontSizeScaleFactor}`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      const found = [...(await violations(page)), ...(await smallTargets(page))]
      problems.push(
        ...(wide > 0 ? [...found, 'wider than the phone'] : found).map((one) => `${name}: ${one}`),
      )
    }
    await page.context().close()
    expect(problems).toEqual([])
  })
})

/** A phone with earlier attempts. */
function stored(nowMs: number): Record<string, unknown> {
  const createdAtMs = nowMs - 3_600_000
  const question = {
    ...{ id: 'hometown-like', topic: { en: 'Hometown', zh: '家乡' } },
    ...{ text: 'What do you like most about your hometown?', gloss: '你最喜欢家乡的哪一点？' },
  }
  const pauses = [
    { startMs: 4_000, endMs: 5_400 },
    { startMs: 12_000, endMs: 12_600 },
  ]
  const speech = { firstWordMs: 1_200, lastWordMs: 21_000, pauses, levelDb: -50 }
  const attempt = {
    ...{ version: 1, id: String(createdAtMs), question, createdAtMs, durationMs: 22_400 },
    recording: { filePath: '', isKept: true, sizeBytes: 130_000, levels: [0.2, 0.6, 1, 0.4] },
    speech,
    ...{
      status: 'done',
      logid: String(createdAtMs),
      transport: 'inline',
      uidSource: 'installation',
      error: null,
    },
    answer: [
      'You said: I say the pace of life. Nobody hurry.',
      'Better: I’d say **the pace of life**. Nobody hurries.',
      'Note: “Nobody” takes a singular verb.',
      'Two reasons:\n- the river\n- the food',
      'Next take: Say why.',
    ].join('\n\n'),
  }
  const earlierMs = createdAtMs - 60_000
  const earlier = {
    ...{ version: 2, id: String(earlierMs), question, createdAtMs: earlierMs, durationMs: 30_000 },
    ...{ recording: attempt.recording, speech: { ...speech, pauses: [] }, answers: [], error: null },
  }
  return {
    [`practice.attempt.${attempt.id}`]: attempt,
    [`practice.attempt.${earlier.id}`]: earlier,
    'practice.phrases': [{ text: 'Nobody hurries.', question: question.text, savedAtMs: createdAtMs }],
  }
}
