// `npm run tap` → walks of a hurried student over the app in Chromium, and what they have broken.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launchChromium } from '../browser/chromium'
import { startApp } from '../browser/running-app'
import { walks } from './walks'

const usage = `npm run tap -- [options]
  --seed S     the first seed (default: 1); each seed is one walk
  --walks N    number of seeds (default: 10, or 1 with --seed)
  --steps N    steps of a walk (default: 100)
  --phones N   walks at a time (default: 4)`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      walks: { type: 'string' },
      steps: { type: 'string', default: '100' },
      phones: { type: 'string', default: '4' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const count = Number(values.walks ?? (values.seed === undefined ? 10 : 1))
  const [firstSeed, steps, phones] = [values.seed ?? 1, values.steps, values.phones].map(Number)
  if (!firstSeed || !count || !steps || !phones) throw new Error(usage)

  const microphoneFile = join(__dirname, '../fixtures/audio/hometown.wav')
  const [app, browser] = await Promise.all([startApp(), launchChromium({ microphoneFile })])
  try {
    const startMs = Date.now()
    const failures = await walks(browser, app, { firstSeed, count, steps, phones })
    failures.forEach((failure) => console.log(`${failure}\n`))
    const seconds = Math.round((Date.now() - startMs) / 1_000)
    console.log(`${count} walks of ${steps} steps, ${failures.length} with problems, ${seconds} s`)
    process.exitCode = failures.length > 0 ? 1 : 0
  } finally {
    await browser.close()
    await app.stop()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
