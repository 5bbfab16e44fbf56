// `npm run bench:transfer`: 2,000 attempts with 150 MB of recordings from one phone to another in Chromium, and the memory that takes.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { findChromium, launchChromium } from '../browser/chromium'
import { addressOf, button, openPractice, settled, startApp, type RunningApp } from '../browser/running-app'
import { manyAttempts, mp3Of } from '../pages/transfer/archive/transfer-phone'

const attemptCount = 2_000
/** 75 kB each. */
const frames = 1_042
const options = { isAlone: true, acceptDownloads: true }
const timeout = 600_000

interface SimulatorWindow {
  simulator: { wx: WechatMiniprogram.Wx }
}

/** In MB. The simulator keeps a phone's files in buffers: what a run adds to them is its files and the pieces it holds. */
interface Memory {
  readonly heap: number
  readonly buffers: number
}

async function memoryOf(page: Page): Promise<() => Promise<Memory>> {
  const cdp = await page.context().newCDPSession(page)
  return async () => {
    const usage = (await cdp.send('Runtime.getHeapUsage')) as unknown as {
      usedSize: number
      backingStorageSize: number
    }
    return { heap: usage.usedSize / 1e6, buffers: usage.backingStorageSize / 1e6 }
  }
}

/** Runs `work`; prints how long it took and by how much memory grew at its highest. */
async function watched<T>(page: Page, name: string, work: () => Promise<T>): Promise<T> {
  const memory = await memoryOf(page)
  const before = await memory()
  let highest = before
  let isOver = false
  const startMs = performance.now()
  const sampling = (async () => {
    while (!isOver) {
      const now = await memory()
      highest = { heap: Math.max(highest.heap, now.heap), buffers: Math.max(highest.buffers, now.buffers) }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  try {
    return await work()
  } finally {
    isOver = true
    await sampling
    const seconds = ((performance.now() - startMs) / 1_000).toFixed(1)
    const grown = (key: keyof Memory) =>
      `${before[key].toFixed(0)} → at most ${highest[key].toFixed(0)} MB of ${key}`
    console.log(`${name}: ${seconds} s, ${grown('heap')}, ${grown('buffers')}`)
  }
}

async function fill(page: Page): Promise<void> {
  const { attempts } = manyAttempts(attemptCount, frames)
  const bytes = mp3Of(frames, 1)
  const base64 = Buffer.from(bytes).toString('base64')
  await page.evaluate(
    async ([all, sound, sizeBytes]) => {
      const { wx } = (window as unknown as SimulatorWindow).simulator
      const manager = wx.getFileSystemManager()
      const folder = `${wx.env.USER_DATA_PATH}/recordings`
      await new Promise((complete) => manager.mkdir({ dirPath: folder, recursive: true, complete }))
      for (const attempt of all) {
        const filePath = `${folder}/${attempt.id}.mp3`
        await new Promise<unknown>((success, fail) =>
          manager.writeFile({ filePath, data: wx.base64ToArrayBuffer(sound), success, fail }),
        )
        const recording = { filePath, isKept: true, sizeBytes, levels: [0.5] }
        wx.setStorageSync(`practice.attempt.${attempt.id}`, { ...attempt, recording })
      }
    },
    [attempts, base64, bytes.length] as const,
  )
}

async function openTransfer(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Me' }).click()
  // the space that recordings take is counted first, and moves the rows
  await page.getByText('/ 200 MB').waitFor({ timeout })
  await settled(page)
  await button(page, 'Take your practice along').click()
  await button(page, /^Everything, .* MB/).waitFor({ timeout })
}

async function exportAll(page: Page, folder: string): Promise<string[]> {
  const paths: string[] = []
  await button(page, /^Everything, .* MB/).click()
  const done = button(page, 'Done')
  for (;;) {
    const send = button(page, 'Send to a chat')
    await send.or(done).waitFor({ timeout })
    if (await done.isVisible()) return paths
    await send.click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '发送给文件传输助手' }).click()
    const path = join(folder, `${paths.length + 1}.zip`)
    await (await download).saveAs(path)
    paths.push(path)
  }
}

async function importAll(page: Page, paths: readonly string[]): Promise<void> {
  for (const [index, path] of paths.entries()) {
    await button(page, index === 0 ? 'Choose a file from a chat' : 'Choose the next part').click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: '从这台电脑选择…' }).click()
    await (await chooser).setFiles(path)
    await button(page, 'Import').click({ timeout })
    await page.getByText('Nothing was deleted.').waitFor({ timeout })
  }
}

async function main(browser: Browser, app: RunningApp, folder: string): Promise<void> {
  const one = await openPractice(browser, app, options)
  await fill(one)
  await one.goto(addressOf(app, options))
  await openTransfer(one)
  const paths = await watched(one, 'export', () => exportAll(one, folder))
  const megabytes = paths.map((path) => (statSync(path).size / 1e6).toFixed(0))
  console.log(`${paths.length} parts of ${megabytes.join(', ')} MB`)
  await one.context().close()

  const other = await openPractice(browser, app, options)
  await openTransfer(other)
  await watched(other, 'import', () => importAll(other, paths))
  const arrived = await other.evaluate(
    () =>
      (window as unknown as SimulatorWindow).simulator.wx
        .getStorageInfoSync()
        .keys.filter((key) => key.startsWith('practice.attempt.')).length,
  )
  console.log(`${arrived} of ${attemptCount} attempts have arrived`)
  await other.context().close()
}

async function run(): Promise<void> {
  if (findChromium() === undefined) throw new Error('no Chromium: set CHROMIUM_PATH')
  const folder = mkdtempSync(join(tmpdir(), 'bench-transfer-'))
  const [app, browser] = await Promise.all([startApp(), launchChromium()])
  try {
    await main(browser, app, folder)
  } finally {
    await browser.close()
    await app.stop()
    rmSync(folder, { recursive: true })
  }
}

run().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
