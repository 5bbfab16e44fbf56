// The other pages: the mock, the history, the settings, a model answer, the device check.
import assert from 'node:assert/strict'
import { rows } from '../../../miniprogram/pages/device-check/rows/index'
import type { Journey } from '../journey'
import type { Phone } from '../phone'
import { until } from '../until'

const isUp = (phone: Phone, number: number) =>
  until(`question ${number}`, async () => {
    const asked = /\d+/.exec((await phone.data<string | undefined>('number')) ?? '')?.[0]
    return Number(asked) === number && (await phone.data('status')) === 'live'
  })

async function choose(phone: Phone, row: string, item: number): Promise<void> {
  await phone.answer({ item })
  await phone.setting(row)
}

/** The theme's class of the root view: light or dark, or neither. */
const themeOf = async (phone: Phone) => {
  const root = await (await phone.page()).$('.page')
  return /\b(light|dark)\b/.exec((await root?.attribute('class')) ?? '')?.[1] ?? 'system'
}

export const pages: readonly Journey[] = [
  {
    name: 'mock Part 1: recording goes on while answers are written; ended, continued and summed up, every answer arrives',
    async go(phone) {
      const { words } = await phone.messages()
      await phone.serve('ok')
      await phone.open('mock')
      await phone.onScreen('start')
      await phone.press('new')
      await isUp(phone, 1)
      await phone.spoken()
      await phone.control('done')
      await isUp(phone, 2)
      await phone.control('skip')
      await isUp(phone, 3)
      await phone.spoken()
      await phone.control('end')
      await phone.onScreen('summary')
      await phone.press('continue')
      await until('a question', async () => (await phone.data('status')) === 'live')
      await phone.control('end')
      await until('both answers', async () => {
        const found = await phone.data<{ label: string }[]>('rows')
        return found.filter(({ label }) => label === words.answerReady).length === 2
      })
      await phone.tap('.row')
      await phone.isAt('attempt')
      await phone.seesWhole()
    },
  },
  {
    name: 'history: a take that was not sent is listed, plays and is sent from there; deleted only after “yes”',
    async go(phone) {
      const { words } = await phone.messages()
      await phone.practise()
      await phone.record()
      const { length } = await phone.attempts()
      await phone.open('history')
      await phone.sees(words.notSent)
      await phone.tap('.row')
      await phone.isAt('attempt')
      await phone.tapIn('recording-player', '.play')
      await until('the playback', () => phone.data('isPlaying'))
      await phone.press('send')
      await phone.seesWhole()

      await phone.answer({ yes: false })
      await phone.press('delete')
      assert.equal((await phone.attempts()).length, length)
      await phone.isAt('attempt')
      await phone.answer({ yes: true })
      await phone.press('delete')
      await phone.isAt('history')
      assert.equal((await phone.attempts()).length, length - 1)
    },
  },
  {
    name: 'say it again, from the history, asks the same question',
    async go(phone) {
      await phone.practise()
      await phone.record()
      const question = (await phone.attempts()).at(-1)?.question?.text ?? ''
      await phone.open('practice')
      await phone.open('history')
      await phone.tap('.row')
      await phone.isAt('attempt')
      await phone.press('speak')
      await phone.isAt('practice')
      await phone.onScreen('idle')
      await phone.sees(question)
    },
  },
  {
    name: 'the language changes at once on every tab',
    async go(phone) {
      const before = await phone.messages()
      for (const [item, title] of [
        [1, '语言'],
        [2, 'Language'],
      ] as const) {
        await phone.open('me')
        await choose(phone, 'language', item)
        await phone.sees(title)
        const { words } = await phone.messages()
        await phone.open('practice')
        await phone.sees(words.tapAndSpeak)
        await phone.open('topics')
        await phone.sees(words.allTopics)
      }
      await phone.open('me')
      await choose(phone, 'language', 0)
      await phone.sees(before.words.language)
    },
  },
  {
    name: 'settings are kept after a relaunch: dark, another target, no vibration',
    needs: ['restart'],
    async go(phone) {
      const change = async (appearance: number, zone: number) => {
        await phone.open('me')
        await choose(phone, 'appearance', appearance)
        await choose(phone, 'guideZone', zone)
        await phone.setting('hasHaptics')
      }
      await change(2, 1)
      await until('the dark page', async () => (await themeOf(phone)) === 'dark')
      const chosen = await phone.data('groups')
      await phone.place.restart?.()
      await phone.open('me')
      await until('the dark page', async () => (await themeOf(phone)) === 'dark')
      // how much room recordings take is measured a moment later
      await until(
        'the same rows',
        async () => JSON.stringify(await phone.data('groups')) === JSON.stringify(chosen),
      )
      await change(0, 0)
      await until('the system’s theme', async () => (await themeOf(phone)) !== 'dark')
    },
  },
  {
    name: 'a model answer comes with the app, and says that nobody spoke it',
    async go(phone) {
      await phone.practise()
      await phone.tap('.show-model')
      await phone.sees((await phone.messages()).words.modelAnswerOrigin)
      await phone.tap('.sheet-close')
      await until('no sheet', async () => (await phone.data('model')) === null)
    },
  },
  {
    name: 'the device check runs by one tap, and finds no deviation that is not known here',
    conditions: { sound: 'live' },
    async go(phone) {
      const { knownRows } = phone.place
      await phone.serve('ok')
      await phone.open('device-check')
      await phone.press('run')
      await until('the last row', async () => (await phone.data('isRunning')) === false, 300_000)
      const report = await phone.copied(() => phone.press('copy'))
      const found = report.slice(report.indexOf('\n\n') + 2).split('\n')
      const wanted = rows.filter(({ isByHand }) => !isByHand).map(({ id }) => id)
      assert.deepEqual(
        found.map((line) => /^\w+ ([\w-]+)/.exec(line)?.[1]),
        wanted,
      )
      const others = found.filter((line) => !line.startsWith('ok ') && !knownRows?.test(line))
      if (knownRows) assert.deepEqual(others, [])
      else console.log(others.join('\n'))

      // a row that asks, with a button of its own
      await phone.answer({ yes: true })
      const byHand = rows.filter(({ isByHand }) => isByHand).map(({ id }) => id)
      await phone.tap('.check', byHand.indexOf('bar-colours'))
      await phone.sees('red, with white words')
    },
  },
]
