// Two phones in a real browser exchange all of their students' work, as files.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import {
  addressOf,
  button,
  openPractice,
  playSlowly,
  record,
  saveBothThemes,
  type RunningApp,
} from './running-app'

const folder = mkdtempSync(join(tmpdir(), 'transfer-'))

/** The part of the simulator's window that these tests use. */
interface SimulatorWindow {
  simulator: { wx: WechatMiniprogram.Wx }
}

const phrase = {
  ...{ question: 'Do you work?', before: 'I ', text: 'work from home', after: '.', origin: 'answer' },
  ...{ savedAtMs: 1_700_000_000_000, memory: null },
}

/** Everything that a student has on the phone: storage, and the bytes of every recording. */
function belongings(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(() => {
    const { wx } = (window as unknown as SimulatorWindow).simulator
    const kept = /^practice\.(attempt\.|phrases|stars|settings)/
    const { keys } = wx.getStorageInfoSync()
    // files are found by their names: a stored path is that of an earlier launch
    const withoutPath = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'filePath' ? undefined : part)))
    const stored = keys
      .filter((key) => kept.test(key))
      .map((key) => [key, withoutPath(wx.getStorageSync(key))])
    const manager = wx.getFileSystemManager()
    const recordings = `${wx.env.USER_DATA_PATH}/recordings`
    const promised = <Result>(start: (calls: { success(found: Result): void; fail(): void }) => unknown) =>
      new Promise<Result | null>((success) => start({ success, fail: () => success(null) }))
    return promised<{ files: string[] }>((calls) => manager.readdir({ dirPath: recordings, ...calls })).then(
      async (found) => {
        const files = (found?.files ?? []).sort().map(async (name) => {
          const filePath = `${recordings}/${name}`
          const read = await promised<{ data: unknown }>((calls) =>
            manager.readFile({ filePath, encoding: 'base64', ...calls }),
          )
          return [name, read?.data]
        })
        return Object.fromEntries([...stored.sort(), ...(await Promise.all(files))]) as object
      },
    )
  }) as Promise<Record<string, unknown>>
}

async function openTransfer(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Me' }).click()
  await button(page, 'Take your practice along').click()
  await button(page, /^Everything, .* MB/).waitFor()
}

/** Resolves with the path of the archive. */
async function exportAll(page: Page, name: string): Promise<string> {
  await button(page, /^Everything, .* MB/).click()
  await button(page, 'Send to a chat').click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '发送给文件传输助手' }).click()
  await button(page, 'Done').waitFor()
  const path = join(folder, name)
  await (await download).saveAs(path)
  return path
}

async function choose(page: Page, file: string): Promise<void> {
  await button(page, 'Choose a file from a chat').click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '从这台电脑选择…' }).click()
  await (await chooser).setFiles(file)
}

describeInBrowser('taking practice along', () => {
  let app: RunningApp
  let browser: Browser

  joinForSuite((joined) => ({ app, browser } = joined))

  test('what one phone exports, an empty one imports; then both exchange what they have', async () => {
    const options = { isAlone: true, acceptDownloads: true }
    const [one, other] = [
      await openPractice(browser, app, options),
      await openPractice(browser, app, options),
    ]
    try {
      await record(one)
      await one.evaluate((saved) => {
        const { wx } = (window as unknown as SimulatorWindow).simulator
        wx.setStorageSync('practice.phrases', [saved])
        wx.setStorageSync('practice.stars', ['work'])
      }, phrase)
      await one.goto(addressOf(app, options))
      await one.getByRole('tab', { name: 'Me' }).click()
      await one.getByRole('switch', { name: /Vibrate/ }).click()
      await openTransfer(one)
      const first = await exportAll(one, 'first.zip')
      await saveBothThemes(one, (theme) => `transfer-sent-${theme}`)

      await openTransfer(other)
      const hostile = join(folder, 'hostile.zip')
      writeFileSync(hostile, 'no archive at all')
      const before = await belongings(other)
      await choose(other, hostile)
      await other.getByText('This is no archive').waitFor()
      expect(await belongings(other)).toEqual(before)

      await choose(other, first)
      await other.getByText('1, all new').first().waitFor()
      expect(await belongings(other)).toEqual(before)
      await button(other, 'Import').click()
      await other.getByText('Nothing was deleted.').waitFor()
      const here = await belongings(one)
      expect(Object.keys(here)).toEqual(expect.arrayContaining([expect.stringMatching(/^\d+\.mp3$/)]))
      expect(await belongings(other)).toEqual(here)

      // without a restart
      await button(other, 'Done').click()
      await other.locator('.phone-back').click()
      await other.getByRole('tab', { name: 'History' }).click()
      await button(other, /hometown.*Not sent/).click()
      await playSlowly(other)
      await button(other, 'Play').click()
      await button(other, 'Pause playback').waitFor()
      await other.locator('.phone-back').click()

      await other.getByRole('tab', { name: 'Practise' }).click()
      await record(other)
      await openTransfer(other)
      const second = await exportAll(other, 'second.zip')
      await button(one, 'Done').click()
      await choose(one, second)
      await button(one, 'Import').click()
      await one.getByText('1 attempt added').waitFor()
      expect(await belongings(one)).toEqual(await belongings(other))
    } finally {
      await one.context().close()
      await other.context().close()
      rmSync(folder, { recursive: true })
    }
  })
})
