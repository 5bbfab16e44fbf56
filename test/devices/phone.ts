// The mini program as a person uses it, through the public API of miniprogram-automator alone: valid in the simulator, in
// DevTools and on a phone. Elements are found by class and component, as those of every place are.
import type Element from 'miniprogram-automator/out/Element'
import type Page from 'miniprogram-automator/out/Page'
import type { Attempt } from '../../miniprogram/core/attempts/attempt'
import { messagesFor, type Messages } from '../../miniprogram/i18n/index'
import type { Language } from '../../miniprogram/i18n/language'
import type { ServedRequest } from '../fakes/running-service'
import type { Place } from './journey'
import { until } from './until'

/** In functions that run in the mini program. */
declare const getApp: () => {
  copied?: string
  services: { language: Language; build: { changeAddress(address: string): void } }
}
/** Its clock, moved on. */
interface MovedDate {
  real?: () => number
  now(): number
}

type Text = string | RegExp

/** Between writes of the service. */
const writeMs = 3
/** A person looks before each tap: what comes sooner may be the second half of a double tap, which the app takes for one. */
const lookMs = 1_000
/** Of a take: enough to hear something. */
const speakMs = 3_000

/** By how much the clock of a place has been moved on: it never goes back. */
const passed = new WeakMap<Place, number>()

export type Phone = ReturnType<typeof createPhone>

export function createPhone(place: Place) {
  async function page(): Promise<Page> {
    const found = await place.mini.currentPage()
    if (!found) throw new Error('no page')
    return found
  }
  const data = async <Value>(path: string): Promise<Value> => (await (await page()).data(path)) as Value
  const all = async (selector: string, scope?: Page | Element): Promise<Element[]> =>
    (await (scope ?? (await page())).$$(selector)) as Element[]
  /** In the student's language. */
  const messages = async (): Promise<Messages> =>
    messagesFor((await place.mini.evaluate(() => getApp().services.language)) as Language)

  /** All that can be read on the page. */
  async function text(): Promise<string> {
    const root = await (await page()).$('.page')
    return (await root?.text()) ?? ''
  }
  const has = (content: string, wanted: Text) =>
    typeof wanted === 'string' ? content.includes(wanted) : wanted.test(content)
  const sees = (wanted: Text) => until(`"${wanted}" on the page`, async () => has(await text(), wanted))

  /** Time passes for the mini program, and nobody has to wait. */
  function look(): Promise<void> {
    const passedMs = (passed.get(place) ?? 0) + lookMs
    passed.set(place, passedMs)
    return place.mini.evaluate((ms: number) => {
      const clock = Date as MovedDate
      const real = clock.real ?? Date.now
      clock.real = real
      clock.now = () => real() + ms
    }, passedMs)
  }
  async function tapWhen(what: string, find: () => Promise<Element | undefined>): Promise<void> {
    await until(what, find)
    await look()
    await until(`${what} to be tapped`, async () => {
      const element = await find()
      if (!element) return false
      await element.tap()
      return true
    })
  }
  const tap = (selector: string, at = 0) => tapWhen(selector, async () => (await all(selector))[at])
  /** One of a component's own elements. */
  const tapIn = (component: string, selector: string, at = 0) =>
    tapWhen(`${component} ${selector}`, async () => {
      const scope = (await all(component))[0]
      return scope && (await all(selector, scope))[at]
    })

  /** The element of the list item with this id: `path` is the list in the page's data. */
  async function itemOf(path: string, id: string, find: () => Promise<Element[]>) {
    const items = await data<{ id: string; isOff?: boolean }[] | undefined>(path)
    const at = items?.findIndex((item) => item.id === id && item.isOff !== true) ?? -1
    const elements = await find()
    return at >= 0 && elements.length === items?.length ? elements[at] : undefined
  }

  /** A button of the dock, by its act. */
  const press = (id: string) =>
    tapWhen(`the button ${id}`, () =>
      itemOf('buttons', id, async () => {
        const dock = (await all('action-dock'))[0]
        return dock ? all('.button', dock) : []
      }),
    )
  /** A round button of a take, by its act. */
  const control = (id: string) =>
    tapWhen(`the control ${id}`, () => itemOf('controls', id, () => all('.control')))
  /** A row of settings, by its act. */
  const setting = (id: string) =>
    tapWhen(`the row ${id}`, async () => {
      const groups = await data<{ rows: { id: string }[] }[]>('groups')
      const at = groups.flatMap(({ rows }) => rows).findIndex((row) => row.id === id)
      return at < 0 ? undefined : (await all('.row'))[at]
    })

  const onScreen = (name: string) => until(`the screen ${name}`, async () => (await data('screen')) === name)
  const isAt = (path: string) =>
    until(`the page ${path}`, async () => (await page()).path === `pages/${path}/${path}`)

  /** Answers WeChat's next dialogs: `yes` of a question, `item` of a list. */
  async function answer({ yes = true, item = 0 }: { yes?: boolean; item?: number }): Promise<void> {
    await place.mini.mockWxMethod('showModal', { confirm: yes, cancel: !yes, errMsg: 'showModal:ok' })
    await place.mini.mockWxMethod('showActionSheet', { tapIndex: item, errMsg: 'showActionSheet:ok' })
  }

  /** From the next request on. */
  const serve = (scenario: string, pauseMs = writeMs) =>
    place.mini.evaluate(
      (address: string) => getApp().services.build.changeAddress(address),
      `${place.service}/scenario/${scenario};ms=${pauseMs}`,
    )

  async function open(path: string, query = ''): Promise<void> {
    await place.mini.callWxMethod('reLaunch', { url: `/pages/${path}/${path}${query}` })
    await isAt(path)
  }

  /** Stored attempts, oldest first. */
  async function attempts(): Promise<Attempt[]> {
    const { keys } = (await place.mini.callWxMethod('getStorageInfoSync')) as { keys: string[] }
    const names = keys.filter((key) => /^practice\.attempt\.\d+$/.test(key)).sort()
    const stored = await Promise.all(names.map((name) => place.mini.callWxMethod('getStorageSync', name)))
    return stored as Attempt[]
  }

  async function startTake(): Promise<void> {
    // in DevTools, which records no MP3, the app offers a sample instead
    await answer({ yes: true })
    if ((await data('screen')) === 'idle') await tap('.microphone')
    else await press('record')
    await until('the take', async () => {
      if (await data('isFirstUseShown')) await tapIn('first-use', '.primary')
      return (await data('screen')) === 'recording' && (await data('status')) === 'live'
    })
  }
  const spoken = () => until('some sound', async () => (await data<number>('elapsedMs')) >= speakMs)

  return {
    ...{ place, page, data, all, messages, text, sees, tap, tapIn, press, control, setting },
    ...{ onScreen, isAt, answer, serve, open, attempts, startTake, spoken },

    /** On the practice page, ready for the first take of a question. */
    async practise(scenario = 'ok', pauseMs = writeMs): Promise<void> {
      await serve(scenario, pauseMs)
      await open('practice')
      await onScreen('idle')
    },
    /** A take, ready to be sent. */
    async record(): Promise<void> {
      await startTake()
      await spoken()
      await control('finish')
      await onScreen('recorded')
    },
    /** Under an answer that ended well. */
    async seesWhole(): Promise<void> {
      const [label = ''] = (await messages()).words.complete.split('{n}')
      await sees(label)
    },
    seesNot: (unwanted: Text) => until(`no "${unwanted}"`, async () => !has(await text(), unwanted)),
    /** The text of the answer, without its head and foot. */
    async answerText(): Promise<string> {
      return (await (await page()).$('.answer').then((element) => element?.text())) ?? ''
    },
    /** The stored attempt that was made last, once its latest answer has ended. */
    endedAttempt: () =>
      until('an answer that has ended', async () => {
        const last = (await attempts()).at(-1)
        const status = last?.answers.at(-1)?.status
        return status && !['sending', 'streaming'].includes(status) ? last : undefined
      }),
    /** The request after the first `count`, once the service has done with it. */
    servedAfter: (count: number): Promise<ServedRequest> =>
      until(`request ${count + 1} at the service`, async () => {
        const next = (await place.served())[count]
        return next && !['receiving', 'streaming'].includes(next.outcome) ? next : undefined
      }),
    /** What the next act copies. */
    async copied(act: () => Promise<void>): Promise<string> {
      await place.mini.mockWxMethod('setClipboardData', function ({ data: copied }: { data: string }) {
        getApp().copied = copied
        return { errMsg: 'setClipboardData:ok' }
      })
      await act()
      const found = await until('a copied text', () => place.mini.evaluate(() => getApp().copied))
      await place.mini.evaluate(() => delete getApp().copied)
      await place.mini.restoreWxMethod('setClipboardData')
      return found as string
    },
    async restoreDialogs(): Promise<void> {
      await place.mini.restoreWxMethod('showModal')
      await place.mini.restoreWxMethod('showActionSheet')
    },
  }
}
