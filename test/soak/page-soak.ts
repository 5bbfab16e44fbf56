// A hundred answers on one page in Chromium → the page's memory, nodes and listeners, which must not grow.
import { join } from 'node:path'
import { findChromium, launchChromium } from '../browser/chromium'
import { button, openPractice, record, startApp } from '../browser/running-app'

const answers = 100
const everyAnswers = 20
/** Relative to the first twenty answers; V8's own caches vary by a few per cent. */
const heapGrowthMax = 0.05

/** The checks that failed; empty on success. */
export async function runPageSoak(): Promise<string[]> {
  if (findChromium() === undefined) throw new Error('no Chromium: install it, or set CHROMIUM_PATH')
  const microphoneFile = join(__dirname, '../fixtures/audio/hometown.wav')
  const [app, browser] = await Promise.all([startApp(), launchChromium({ microphoneFile })])
  try {
    const page = await openPractice(browser, app, { pauseMs: 1 })
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Performance.enable')
    await record(page, 500)
    const rows: Record<string, number>[] = []
    for (let answer = 1; answer <= answers; answer += 1) {
      await button(page, /^Send( again)?$/).click()
      await button(page, 'Stop').waitFor()
      await button(page, 'Send again').waitFor({ timeout: 60_000 })
      if (answer % everyAnswers !== 0) continue
      await cdp.send('HeapProfiler.collectGarbage')
      const { metrics } = await cdp.send('Performance.getMetrics')
      const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN
      rows.push({
        answers: answer,
        heapBytes: of('JSHeapUsedSize'),
        nodes: of('Nodes'),
        listeners: of('JSEventListeners'),
      })
    }
    console.table(rows)
    const [first, last] = [rows[0], rows[rows.length - 1]]
    if (!first || !last) return ['nothing was measured']
    const grew = (name: string): number => (last[name] ?? NaN) / (first[name] ?? NaN) - 1
    return (['heapBytes', 'nodes', 'listeners'] as const)
      .filter((name) => !(grew(name) <= heapGrowthMax))
      .map((name) => `${name} of the page: ${first[name]} → ${last[name]}`)
  } finally {
    await browser.close()
    await app.stop()
  }
}
