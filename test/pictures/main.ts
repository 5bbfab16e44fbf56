// `npm run pictures` → docs/pictures: the app on its way from a question to an answer, and an answer as it is written.
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { format, messagesFor } from '../../miniprogram/i18n/index'
import { modelAnswers } from '../../tools/service/engines/scripted/script'
import { createService } from '../../tools/service/service'
import { createSimulator } from '../../tools/simulator/server'
import { launchChromium } from '../browser/chromium'
import { heard, settled } from '../browser/running-app'
import { openDarkroom, type Darkroom } from './darkroom'
import { createHeldEngine, type HeldEngine } from './held-engine'
import { asked, now, phoneStorage } from './phone-storage'

const folder = resolve(__dirname, '../../docs/pictures')
const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]
type Language = 'en' | 'zh'
/** Of all pictures together. */
const budgetBytes = 1_500_000
/** A take in the middle of the target length. */
const takeMs = 17_000

interface Studio {
  readonly browser: Browser
  readonly simulatorAddress: string
  readonly engine: HeldEngine
  readonly darkroom: Darkroom
}

type Shots = Record<Theme, Buffer>

/** `npm run pictures -- answer simulator` takes only those whose name contains one of these. */
const wanted = process.argv.slice(2)
const isWanted = (name: string) => wanted.length === 0 || wanted.some((part) => name.includes(part))

async function main(): Promise<void> {
  const [model] = modelAnswers
  if (!model) throw new Error('no answer')
  const engine = createHeldEngine(model.paragraphs)
  const service = await createService({ engine }).listen(0)
  const simulator = await createSimulator({
    root: resolve(__dirname, '../..'),
    port: 0,
    watch: false,
    storage: { developer: { apiAddress: `http://127.0.0.1:${service.port}` } },
  })
  const microphoneFile = join(__dirname, '../fixtures/audio/hometown.wav')
  const browser = await launchChromium({ microphoneFile })
  try {
    const darkroom = await openDarkroom(browser)
    const studio = { browser, engine, darkroom, simulatorAddress: simulator.url }
    await mkdir(folder, { recursive: true })
    for (const language of ['en', 'zh'] as const) {
      if (isWanted(`path-${language}`))
        await saveStrips(darkroom, `path-${language}`, await shootPath(studio, language))
      if (isWanted(`more-${language}`))
        await saveStrips(darkroom, `more-${language}`, await shootMore(studio, language))
    }
    if (isWanted('answer')) await save('answer', await filmAnswer(studio))
    if (isWanted('simulator')) await save('simulator', await shootSimulator(studio))
  } finally {
    await browser.close()
    await Promise.all([simulator.close(), service.close()])
  }
  const sizes = await Promise.all((await readdir(folder)).map((name) => stat(join(folder, name))))
  const total = sizes.reduce((sum, { size }) => sum + size, 0)
  console.log(`all: ${total} bytes of ${budgetBytes}`)
  if (total > budgetBytes) throw new Error('too large')
}

async function save(name: string, picture: Buffer): Promise<void> {
  await writeFile(join(folder, `${name}.webp`), picture)
  console.log(`${name}.webp: ${picture.length} bytes`)
}

async function saveStrips(darkroom: Darkroom, name: string, shots: readonly Shots[]): Promise<void> {
  for (const theme of themes) {
    const screenshots = shots.map((shot) => shot[theme])
    await save(`${name}-${theme}`, await darkroom.strip(screenshots, 360))
  }
}

interface Opened {
  readonly path: string
  readonly query?: string
  readonly language: Language
  readonly mockAnswered?: number
}

async function openPhone(
  { browser, simulatorAddress }: Studio,
  { path, query = '', language, mockAnswered = 0 }: Opened,
  size = { width: 390, height: 844 },
): Promise<Page> {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: 2,
    permissions: ['microphone'],
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.clock.install({ time: now })
  const search = new URLSearchParams({
    ...{ path: `pages/${path}`, query, microphone: 'granted' },
    lang: language === 'zh' ? 'zh_CN' : 'en',
  })
  // a first launch only to fill the phone
  await page.goto(simulatorAddress)
  await page.waitForFunction(() => 'wx' in (window as unknown as { simulator: object }).simulator)
  await page.evaluate((entries) => {
    const { wx } = (window as unknown as { simulator: { wx: WxStorage } }).simulator
    Object.entries(entries).forEach(([key, value]) => wx.setStorageSync(key, value))
  }, phoneStorage(mockAnswered))
  await page.goto(`${simulatorAddress}?${search.toString()}`)
  return page
}

async function shoot(page: Page): Promise<Shots> {
  const shots: Partial<Shots> = {}
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme })
    // canvases are drawn after the theme has changed
    await page.waitForTimeout(200)
    shots[theme] = await page.screenshot()
  }
  return shots as Shots
}

interface WxStorage {
  setStorageSync(key: string, value: unknown): void
}

/** Ready, recording, recorded, an answer being written, and whole. */
async function shootPath(studio: Studio, language: Language): Promise<Shots[]> {
  const { engine } = studio
  const t = messagesFor(language).words
  engine.writeUpTo(0)
  const query = `question=${asked}`
  const page = await openPhone(studio, { path: 'practice/practice', query, language })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const shots: Shots[] = []
  await button(t.tapAndSpeak).waitFor()
  await settled(page)
  shots.push(await shoot(page))
  await button(t.tapAndSpeak).click()
  await heard(page, takeMs)
  shots.push(await shoot(page))
  await button(t.stopRecording).click()
  await button(t.send).waitFor()
  await page.waitForTimeout(noticeMs)
  shots.push(await shoot(page))
  await button(t.send).click()
  await write(page, engine, Math.round(engine.length * 0.6))
  shots.push(await shoot(page))
  await write(page, engine, engine.length)
  await button(t.next).waitFor()
  await settled(page)
  shots.push(await shoot(page))
  await page.context().close()
  return shots
}

/** A mock Part 1 and its summary, history, an attempt, topics. */
async function shootMore(studio: Studio, language: Language): Promise<Shots[]> {
  const shots: Shots[] = []
  const still = async (opened: Omit<Opened, 'language'>, act?: (page: Page) => Promise<void>) => {
    const page = await openPhone(studio, { ...opened, language })
    await act?.(page)
    await settled(page)
    shots.push(await shoot(page))
    await page.context().close()
  }
  const { words } = messagesFor(language)
  await still({ path: 'mock/mock', mockAnswered: 4 }, async (page) => {
    const proceed = page.getByRole('button', { name: format(words.mockContinue, { n: 5 }) })
    await proceed.waitFor()
    await page.waitForTimeout(noticeMs)
    await proceed.click()
    await heard(page, 9_000)
  })
  await still({ path: 'history/history', mockAnswered: 8 })
  await still({ path: 'topics/topics', mockAnswered: 8 })
  await still({ path: 'topic/topic', query: 'id=hometown' })
  return shots
}

/** Longer than the tap guard holds a tap back. */
const noticeMs = 1_200
const frameMs = 100
/** What a model writes in that time. */
const contentsPerFrame = 3

async function write(page: Page, engine: HeldEngine, count: number): Promise<void> {
  engine.writeUpTo(count)
  const shown = () => page.locator('.answer, [class*="--answer"]').first().innerText()
  for (let before = ''; ;) {
    await page.waitForTimeout(800)
    const text = await shown()
    if (text.trim() !== '' && text === before) return
    before = text
  }
}

/** In steps of `frameMs` on the page's own clock, however long a screenshot takes. */
async function filmAnswer(studio: Studio): Promise<Buffer> {
  const { engine, darkroom } = studio
  const t = messagesFor('en').words
  engine.writeUpTo(0)
  const query = `question=${asked}`
  const size = { width: 390, height: 700 }
  const page = await openPhone(studio, { path: 'practice/practice', query, language: 'en' }, size)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await page.getByRole('button', { name: t.tapAndSpeak, exact: true }).click()
  await heard(page, takeMs)
  await page.getByRole('button', { name: t.stopRecording, exact: true }).click()
  await page.getByRole('button', { name: t.send, exact: true }).waitFor()
  await page.waitForTimeout(noticeMs)
  await page.getByRole('button', { name: t.send, exact: true }).click()
  await page.waitForTimeout(noticeMs)
  // hardly a step ahead: a longer one would look like sleep, and end the answer
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 500)
  const shots: Buffer[] = []
  for (let count = 0; count < engine.length + 8 * contentsPerFrame; count += contentsPerFrame) {
    engine.writeUpTo(count)
    await new Promise((resolve) => setTimeout(resolve, 30))
    await page.clock.runFor(frameMs)
    shots.push(await page.screenshot())
  }
  await page.context().close()
  return darkroom.film(shots, 390, frameMs)
}

/** The phone and its panel, as `npm start` shows them. */
async function shootSimulator(studio: Studio): Promise<Buffer> {
  const size = { width: 1_000, height: 900 }
  const page = await openPhone(
    studio,
    { path: 'practice/practice', query: `question=${asked}`, language: 'en' },
    size,
  )
  await settled(page)
  const shot = await page.screenshot()
  await page.context().close()
  return studio.darkroom.strip([shot], 1_200)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
