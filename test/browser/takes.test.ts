// Takes in a real browser when permissions, calls, kills, full storage or the network get in the way.
import type { Browser, Page } from 'playwright-core'
import { practiceOrder } from '../../miniprogram/core/questions/practice-order'
import { modelAnswerOf } from '../../miniprogram/model-answers/index'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import {
  addressOf,
  button,
  endless,
  heard,
  holdAnswers,
  openPractice,
  playSlowly,
  record,
  saveScreenshot,
  type PracticeOptions,
  type RunningApp,
} from './running-app'

interface SimulatorWindow {
  __simulator: { set(name: string, value: string): void }
  simulator: {
    getCurrentPages(): { data: { elapsedMs?: number } }[]
    viewCalls: ViewCalls
  }
}

interface ViewCalls {
  setData: number
  selectorQuery: number
}

/** Changes one of the simulator's conditions, as its panel does. */
function turn(page: Page, name: string, value: string): Promise<void> {
  return page.evaluate(
    ([condition = '', chosen = '']) => {
      ;(window as unknown as SimulatorWindow).__simulator.set(condition, chosen)
    },
    [name, value],
  )
}

/** What pages and components ask of WeChat's view in a part of the take that is running, by the take's own clock. */
function viewCallsBetween(page: Page, fromMs: number, toMs: number): Promise<ViewCalls> {
  return page.evaluate(
    async ([from, to]) => {
      const { simulator } = window as unknown as SimulatorWindow
      const elapsed = () => simulator.getCurrentPages()[0]?.data.elapsedMs ?? 0
      const reached = async (ms: number) => {
        while (elapsed() < ms) {
          await new Promise((resolve) => requestAnimationFrame(resolve))
        }
        return { ...simulator.viewCalls }
      }
      const before = await reached(from)
      // a busy machine may be seconds late
      const beganMs = elapsed()
      const after = await reached(beganMs + to - from)
      return {
        setData: after.setData - before.setData,
        selectorQuery: after.selectorQuery - before.selectorQuery,
      }
    },
    [fromMs, toMs] as const,
  )
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name })
const words = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true })
const isRecording = (page: Page) => page.getByText('Recording', { exact: true }).waitFor()
const complete = (page: Page) => words(page, /Complete · \d+ words/).waitFor()

async function expectPlayable(page: Page): Promise<void> {
  await playSlowly(page)
  await button(page, 'Play').filter({ visible: true }).click()
  await button(page, 'Pause playback').filter({ visible: true }).waitFor()
  await button(page, 'Pause playback').filter({ visible: true }).click()
  await button(page, 'Play').filter({ visible: true }).waitFor()
  expect(await page.getByText('can’t be played').count()).toBe(0)
}

/** To the first question that a new phone asks. */
const modelAnswer = modelAnswerOf(practiceOrder[0]?.id ?? '')?.split('\n\n')[0] ?? ''

/** A row of the list with any question: each take has a different one. */
const anyRow = /, (Not sent|Partial|Answered)$/

describeInBrowser('takes', () => {
  let app: RunningApp
  let browser: Browser
  let page: Page

  joinForSuite((joined) => ({ app, browser } = joined))

  test('the first tap shows the privacy notice; every refusal is explained, and the take starts once it is resolved', async () => {
    page = await openPractice(browser, app, {
      isFirstUse: true,
      viewport: { width: 1000, height: 860 },
      conditions: { privacy: 'ask', microphone: 'undecided' },
    })
    await button(page, 'Tap and speak').click()
    await words(page, 'Before you record').waitFor()
    await saveScreenshot(page, 'first-use')
    await button(page, 'Privacy').click()
    await words(page, 'It was generated at random on this phone').waitFor()
    await page.getByRole('button', { name: '返回' }).click()
    await button(page, 'Not now').click()
    await button(page, 'Tap and speak').click()
    await button(page, 'Got it, record').click()
    await button(page, '拒绝').click()
    await words(page, 'You haven’t agreed to the privacy guide').waitFor()

    await page.getByLabel('Privacy guide').selectOption('undeclared')
    await button(page, 'Try again').click()
    await words(page, 'This mini program can’t record yet').waitFor()
    await button(page, 'Copy details').waitFor()

    await turn(page, 'privacy', 'agreed')
    await turn(page, 'microphone', 'busy')
    await button(page, 'Try again').click()
    await words(page, 'The microphone is in use').waitFor()

    await turn(page, 'microphone', 'system-off')
    await button(page, 'Try again').click()
    await words(page, 'WeChat can’t use the microphone yet').waitFor()
    await button(page, 'Phone settings').click()
    await page.getByRole('switch').click()
    await button(page, '完成').click()
    await isRecording(page)
    await button(page, 'Cancel').click()

    await turn(page, 'microphone', 'refused')
    await button(page, 'Tap and speak').click()
    await words(page, 'The microphone is off').waitFor()
    await button(page, 'Open Settings').click()
    await page.getByRole('switch').click()
    await button(page, '完成').click()
    await isRecording(page)

    // a call, started from the panel
    await page.getByLabel('Call').selectOption('active')
    await words(page, 'Paused').waitFor()
    await saveScreenshot(page, 'panel')
    await button(page, 'Resume').click()
    await page.getByLabel('Call').selectOption('none')
    await isRecording(page)
    await page.getByLabel('Mini program').selectOption('hidden')
    await page.getByLabel('Mini program').selectOption('shown')
    await button(page, 'Send').waitFor()
    await expectPlayable(page)
  })

  test('saves the take when cancelled by mistake, stopped in a call, hidden, after the recorder died, or with storage full', async () => {
    page = await openPractice(browser, app, { scenario: 'ok' })
    await button(page, 'Tap and speak').click()
    // ten a second for the clock and the loudness, and a few for what else may happen
    const { setData, selectorQuery } = await viewCallsBetween(page, 500, 2_500)
    expect(selectorQuery).toBe(0)
    expect(setData).toBeGreaterThan(0)
    expect(setData).toBeLessThanOrEqual(2 * 12)
    await button(page, 'Cancel').click()
    await button(page, 'Bring back').click()
    await button(page, 'Send').waitFor()
    await expectPlayable(page)

    // not brought back, it is deleted once the next take is saved
    await button(page, 'Redo').click()
    await words(page, /^\d:(?!00)\d\d$/)
      .first()
      .waitFor()
    await button(page, 'Cancel').click()
    await button(page, 'Bring back').waitFor()
    await saveScreenshot(page, 'cancelled')

    await button(page, 'Redo').click()
    await isRecording(page)
    await heard(page)
    await turn(page, 'call', 'active')
    await words(page, 'Paused').waitFor()
    await button(page, 'Stop').click()
    await button(page, 'Send').waitFor()
    await turn(page, 'call', 'none')
    await expectPlayable(page)

    await turn(page, 'recorder', 'dead')
    await button(page, 'Redo').click()
    await isRecording(page)
    await heard(page)
    await button(page, 'Stop').click()
    await words(page, 'Finishing').waitFor()
    await words(page, 'Saved').waitFor()
    await turn(page, 'recorder', 'mp3')
    await expectPlayable(page)

    await turn(page, 'storage', 'full')
    await button(page, 'Redo').click()
    await isRecording(page)
    await heard(page)
    await button(page, 'Stop').click()
    await words(page, 'There’s no room left for recordings').waitFor()
    await saveScreenshot(page, 'storage-full')
    await expectPlayable(page)
    await button(page, 'Send').click()
    await complete(page)
    await turn(page, 'storage', 'normal')
    await tab(page, 'History').click()
    await words(page, /^4 attempts ·/).waitFor()

    // deleted here, it also disappears from the practice page
    await button(page, /hometown/)
      .first()
      .click()
    await expectPlayable(page)
    await button(page, 'Delete').click()
    await button(page, 'Yes').click()
    await words(page, /^3 attempts ·/).waitFor()
    await tab(page, 'Practise').click()
    await button(page, 'Tap and speak').waitFor()
  })

  test('sends the same take once the network is back, and fetches the model answer, which then stays', async () => {
    page = await openPractice(browser, app, { conditions: { network: 'offline' } })
    const before = (await app.served()).length
    const showModel = button(page, 'Model answer').filter({ visible: true })
    const model = page.getByRole('dialog', { name: 'Model answer' })
    await record(page)
    await button(page, 'Send').click()
    await words(page, 'The connection was lost').waitFor()
    await saveScreenshot(page, 'offline')
    await showModel.click()
    await model.getByText('aren’t on this phone yet').waitFor()

    await turn(page, 'network', 'weak')
    await turn(page, 'packages', 'waiting')
    await button(page, 'Try again').click()
    await model.getByText('Fetching the model answers').waitFor()
    await turn(page, 'packages', 'arriving')
    await model.getByText(modelAnswer).waitFor()
    await button(page, 'Close').click()
    await button(page, 'Send').click()
    await complete(page)
    await expect(app.served()).resolves.toHaveLength(before + 1)

    await turn(page, 'network', 'offline')
    await showModel.click()
    await model.getByText(modelAnswer).waitFor()
  })

  test('through the cloud: sends again without another upload, and deletes the file after a complete answer', async () => {
    const developer = { transport: 'cloud', cloudEnvironment: 'simulator' }
    page = await openPractice(browser, app, { scenario: 'cut', developer })
    const uploads: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/cloud/upload')) uploads.push(request.url())
    })
    await record(page)
    await button(page, 'Send').click()
    await button(page, 'Send again').waitFor()
    await page.goto(addressOf(app, { scenario: 'ok', developer }))
    await tab(page, 'History').click()
    await button(page, /hometown/).click()
    const deleted = page.waitForRequest(/\/cloud\/delete/)
    await button(page, 'Send again').click()
    await complete(page)
    await deleted
    expect(uploads).toHaveLength(1)
  })

  // All kills happen on the same phone: each launch finds what the previous one left.
  test('after a kill at any step, every stopped take is listed with its status, and plays', async () => {
    const stages: [
      name: string,
      options: PracticeOptions,
      until: (page: Page) => Promise<unknown>,
      status: RegExp,
    ][] = [
      ['recorded', {}, () => Promise.resolve(), /Not sent/],
      [
        'uploading',
        { developer: { transport: 'cloud', cloudEnvironment: 'simulator' } },
        async () => {
          await page.route('**/cloud/upload**', () => undefined)
          await button(page, 'Send').click()
          await words(page, /Uploading|Sending/)
            .first()
            .waitFor()
        },
        /Partial/,
      ],
      [
        'sending',
        {},
        async () => {
          await holdAnswers(page)
          await button(page, 'Send').click()
          await words(page, 'Listening to your recording').waitFor()
        },
        /Partial/,
      ],
      [
        'streaming',
        endless,
        async () => {
          await button(page, 'Send').click()
          await words(page, 'Writing').first().waitFor()
        },
        /Partial/,
      ],
      [
        'ended',
        { scenario: 'ok' },
        async () => {
          await button(page, 'Send').click()
          await complete(page)
        },
        /Answered/,
      ],
    ]
    page = await openPractice(browser, app)
    // killed while recording: nothing is listed, and nothing is broken
    await button(page, 'Tap and speak').click()
    await isRecording(page)
    await page.goto(addressOf(app))
    await tab(page, 'History').click()
    await words(page, 'Nothing here yet').waitFor()

    let count = 0
    for (const [name, options, until, status] of stages) {
      await page.goto(addressOf(app, options))
      await record(page)
      await until(page)
      count += 1
      await page.goto(addressOf(app))
      await page.unrouteAll({ behavior: 'ignoreErrors' })
      await tab(page, 'History').click()
      const rows = button(page, anyRow)
      await rows.nth(count - 1).waitFor()
      expect([name, await rows.count()]).toEqual([name, count])
      expect([name, await rows.first().getAttribute('aria-label')]).toEqual([
        name,
        expect.stringMatching(status),
      ])
      await rows.first().click()
      await expectPlayable(page)
    }

    // killed while stopping: listed or not; if the file could not be moved in time, the page says that the audio is gone
    for (const [killed, afterMs] of [0, 40, 120].entries()) {
      await page.goto(addressOf(app))
      await button(page, 'Tap and speak').click()
      await isRecording(page)
      await heard(page)
      await button(page, 'Stop').click()
      await page.waitForTimeout(afterMs) // anywhere between the tap and the last write
      await page.goto(addressOf(app))
      await tab(page, 'History').click()
      await button(page, anyRow).first().waitFor()
      // recovery may add rows a little later
      const rows = await button(page, anyRow).count()
      expect(rows).toBeGreaterThanOrEqual(count)
      expect(rows).toBeLessThanOrEqual(stages.length + killed + 1)
      count = rows
      await button(page, anyRow).first().click()
      const play = button(page, 'Play').filter({ visible: true })
      await play.or(words(page, 'The recording was deleted')).first().waitFor()
      if (await play.isVisible()) await expectPlayable(page)
    }
  })
})
